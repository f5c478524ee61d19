import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { readCaseReference } from '../../casework/case-reference.ts'
import { parseReportingYear } from '../../scheme/reporting-year.ts'
import { addresses, paths } from '../../web/addresses.ts'
import { longestQuery } from '../../web/request-limits.ts'
import { clientOf, type SearchGate } from '../../web/search-limits.ts'
import { compileSearch } from '../decisions/decision-search-store.ts'
import { readDecisions, readTombstones, type StatementSection } from '../decisions/decision-store.ts'
import { emptySearchRemark, readSearchWords } from '../decisions/search-words.ts'
import { decisions } from '../downloads/casework-data-store.ts'
import { settingsOf } from '../downloads/data-file-api.tsx'
import {
  type DataFilter,
  type DataRecord,
  type DataSet,
  type DataSource,
  readReleases,
} from '../downloads/data-set-store.ts'
import { recordFields } from '../downloads/record-fields.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { readCursor, writeCursor } from './api-cursor.ts'
import { apiDocument } from './api-document-api.ts'
import { type ParameterName, readParameters, usualRecords } from './api-parameters.ts'
import { type ProblemStatus, problem } from './api-problem.ts'
import { type Resource, resources } from './api-resources-store.ts'

/** Everything that is published, for programs: lists a page at a time, and single records. */
export function publicApi(
  publicSite: PublicSite,
  searches: SearchGate,
  onFault: (error: unknown) => void,
): Hono {
  const api = new Hono()
  api.use(cors({ origin: '*', allowMethods: ['GET', 'HEAD'], exposeHeaders: ['ETag'] }))
  api.get(paths.openApi.slice(paths.api.length), (context) =>
    context.json(apiDocument(settingsOf(context, publicSite))),
  )
  api.get('/', (context) => context.json(entrance(context, publicSite)))
  for (const resource of resources) {
    const send = (context: Context) => sendList(context, publicSite, resource)
    const isSearch = resource.filters.includes('q')
    api.get(
      `/${resource.set.name}`,
      isSearch ? (context) => inTurn(context, searches, () => send(context)) : send,
    )
    const { recordAt } = resource
    if (recordAt === undefined) continue
    const path = recordAt.map((name) => `/:${name}`).join('')
    api.get(`/${resource.set.name}${path}`, (context) => sendRecord(context, publicSite, resource, recordAt))
  }
  api.all('*', (context) =>
    refuse(context, 404, `Nothing is at this address; ${addresses.api()} lists what there is.`),
  )
  api.onError((error, context) => {
    onFault(error)
    return refuse(context, 500, 'It is not your doing. Try again in a few minutes.')
  })
  return api
}

/** Searches are slowed where many come at once, as on the page. */
async function inTurn(
  context: Context,
  searches: SearchGate,
  work: () => Promise<Response>,
): Promise<Response> {
  const passed = await searches.pass(clientOf(context), work)
  if (passed) return passed.made
  context.header('Retry-After', String(retryAfterSeconds))
  return refuse(context, 429, `Wait ${retryAfterSeconds} seconds, and ask for one page after the other.`)
}

const retryAfterSeconds = 10

/** What there is, for a program that begins at the beginning. */
function entrance(context: Context, publicSite: PublicSite) {
  const { origin, isDemonstration } = settingsOf(context, publicSite)
  return {
    demonstration: isDemonstration,
    reference: `${origin}${addresses.apiReference()}`,
    document: `${origin}${addresses.openApi()}`,
    lists: Object.fromEntries(resources.map(({ set }) => [set.name, `${origin}${addresses.api(set.name)}`])),
  }
}

/** Every page of a list must have an address that is not too long: the first leaves room for what the next adds. */
const cursorRoom = 120

async function sendList(context: Context, publicSite: PublicSite, resource: Resource): Promise<Response> {
  const { set, filters } = resource
  const asked = readParameters(publicSite.scheme, [...filters, 'limit', 'cursor'], context.req.queries())
  if (!asked.ok) return refuse(context, 400, asked.detail, asked.parameter)
  const { limit: limitText, cursor, ...narrowed } = asked.values
  const isTooLong =
    new URL(context.req.url).search.length + (cursor === undefined ? cursorRoom : 0) > longestQuery
  if (isTooLong)
    return refuse(context, 400, 'The filters together are too long for an address; leave some out.')
  const impossible = await impossibleFilter(publicSite, narrowed)
  if (impossible) return refuse(context, 400, impossible.detail, impossible.parameter)

  const list = listName(set, narrowed)
  const after = cursor === undefined ? undefined : readCursor(list, set.keyParts, cursor)
  if (cursor !== undefined && after === undefined) {
    return refuse(
      context,
      400,
      'The parameter “cursor” must be taken from the address in next, with the same filters; begin without it.',
      'cursor',
    )
  }
  const { search, remarks } = await readSearch(publicSite, narrowed.q)
  const source = await sourceOf(context, publicSite)
  const limit = limitText === undefined ? usualRecords : Number(limitText)
  const filter = { ...filterOf(narrowed), search }
  // One more than is shown tells whether the list goes on.
  const found = await set.read(source, filter, { after, limit: limit + 1 })
  const shown = found.slice(0, limit)
  const last = found.length > limit ? shown.at(-1) : undefined
  const columns = set.columns(source)
  return context.json({
    demonstration: source.isDemonstration,
    version: source.releases.length,
    ...(filters.includes('q') ? { remarks } : {}),
    records: shown.map((record) => ({ ...recordFields(columns, record.values), links: record.links })),
    next: last === undefined ? null : nextAddress(source, set, asked.values, writeCursor(list, last.key)),
  })
}

async function sendRecord(
  context: Context,
  publicSite: PublicSite,
  { set, recordBy = [] }: Resource,
  recordAt: readonly ParameterName[],
): Promise<Response> {
  const { scheme } = publicSite
  const inAddress = Object.entries(context.req.param()).map(([name, value]): [string, string[]] => [
    name,
    [value],
  ])
  const at = readParameters(scheme, recordAt, Object.fromEntries(inAddress))
  if (!at.ok) return refuse(context, 404, at.detail, at.parameter)
  const by = readParameters(scheme, recordBy, context.req.queries())
  if (!by.ok) return refuse(context, 400, by.detail, by.parameter)
  const source = await sourceOf(context, publicSite)
  const pinned = by.values.revision === undefined ? source : pinnedTo(source, Number(by.values.revision))
  if (set === decisions) return sendDecision(context, source, at.values)
  const record = await findRecord(set, pinned, at.values)
  if (!record) return noSuchRecord(context, set)
  return context.json({ ...recordFields(set.columns(source), record.values), links: record.links })
}

async function findRecord(
  set: DataSet,
  source: DataSource,
  { report, ...values }: Values,
): Promise<DataRecord | undefined> {
  const filter: DataFilter = { ...filterOf(values), report }
  const [record] = await set.read(source, filter, { after: undefined, limit: 1 })
  return record
}

/** Years are read as they stood with this revision. */
function pinnedTo(source: DataSource, revision: number): DataSource {
  return { ...source, releases: source.releases.filter((release) => release.revision === revision) }
}

/** A decision with its statement, or what is left of it. */
async function sendDecision(
  context: Context,
  source: DataSource,
  { authority, reference: written = '' }: Values,
): Promise<Response> {
  const reference = readCaseReference(written)
  const known = (await readAuthorities(source.database)).find(({ slug }) => slug === authority)
  if (reference === undefined || !known) return noSuchRecord(context, decisions)
  const isItsOwn = ({ authorityId }: { readonly authorityId: number }) => authorityId === known.id
  const decision = (await readDecisions(source.database, reference)).find(isItsOwn)
  if (!decision) {
    const gone = (await readTombstones(source.database, reference)).find(isItsOwn)
    if (!gone) return noSuchRecord(context, decisions)
    return refuse(
      context,
      410,
      gone.withdrawalReason === null
        ? 'The time for which decisions are published has passed.'
        : `The decision was withdrawn: ${gone.withdrawalReason}`,
    )
  }
  const record = decisions.recordOf(source, {
    ...known,
    ...decision,
    address: `${source.origin}${addresses.decision(decision.category, decision.subcategory, decision.reference)}`,
  })
  return context.json({
    ...recordFields(decisions.columns(source), record.values),
    statement: numbered(decision.sections),
    links: record.links,
  })
}

/** The paragraphs of a statement are numbered through, as they are cited. */
function numbered(sections: readonly StatementSection[]) {
  let number = 0
  return sections.map(({ heading, paragraphs }) => ({
    heading,
    paragraphs: paragraphs.map((text) => {
      number += 1
      return { number, text }
    }),
  }))
}

type Values = Readonly<Partial<Record<ParameterName, string>>>

function filterOf({ year, ...values }: Values): DataFilter {
  return { ...values, year: year === undefined ? undefined : parseReportingYear(year) }
}

/** A name nobody has would only give an empty list, and leave the asker to find out why. */
async function impossibleFilter({ database }: PublicSite, { authority, subcategory, category }: Values) {
  if (subcategory !== undefined && category === undefined) {
    return {
      parameter: 'subcategory',
      detail: 'The parameter “subcategory” needs the category it belongs to in “category”.',
    }
  }
  if (authority === undefined) return undefined
  const all = await readAuthorities(database)
  return all.some(({ slug }) => slug === authority)
    ? undefined
    : {
        parameter: 'authority',
        detail: `There is no authority “${authority}”; ${addresses.api('authorities')} lists those there are.`,
      }
}

async function readSearch({ database }: PublicSite, q: string | undefined) {
  if (q === undefined) return { search: undefined, remarks: [] }
  const words = readSearchWords(q)
  const compiled = await compileSearch(database, words.terms)
  const remark = emptySearchRemark(words, compiled.isSearchable)
  return {
    search: compiled,
    remarks: remark === undefined ? words.remarks : [...words.remarks, remark],
  }
}

async function sourceOf(context: Context, publicSite: PublicSite): Promise<DataSource> {
  const { database } = publicSite
  return { ...settingsOf(context, publicSite), database, releases: await readReleases(database) }
}

/** A list by its name and filters, whatever their order. */
function listName({ name }: DataSet, filters: Values): string {
  return JSON.stringify([name, ...Object.entries(filters).sort(([one], [other]) => (one < other ? -1 : 1))])
}

function nextAddress({ origin }: DataSource, { name }: DataSet, values: Values, cursor: string): string {
  const query = new URLSearchParams({ ...values, cursor })
  return `${origin}${addresses.api(name)}?${query}`
}

function noSuchRecord(context: Context, { name }: DataSet): Response {
  return refuse(
    context,
    404,
    `There is no such record, or it is not public; ${addresses.api(name)} lists those there are.`,
  )
}

function refuse(context: Context, status: ProblemStatus, detail: string, parameter?: string): Response {
  const reference = `${new URL(context.req.url).origin}${addresses.apiReference()}`
  context.header('Content-Type', 'application/problem+json')
  context.header('Cache-Control', 'no-store')
  return context.body(JSON.stringify(problem(reference, status, detail, parameter)), status)
}
