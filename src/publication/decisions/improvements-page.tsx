import type { Context } from 'hono'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { addresses } from '../../web/addresses.ts'
import { atomFeed, atomId } from '../../web/atom-feed.ts'
import { type Cell, csvAnswer } from '../../web/csv-answer.ts'
import { clientOf, type SearchGate } from '../../web/search-limits.ts'
import { type PromiseState, promiseState, promiseStateName, promiseStates } from '../site/promise-state.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { type AskedSearch, askedSearch, refuse } from './asked-search.tsx'
import type { DecisionCriteria } from './decision-criteria.ts'
import { pageLength } from './decision-search-store.ts'
import {
  countImprovements,
  type Improvement,
  type ImprovementCounts,
  type ImprovementFilter,
  readImprovements,
} from './improvement-store.ts'
import {
  type AskedImprovements,
  type ImprovementCountsByFacet,
  ImprovementsPage,
  improvementQuery,
} from './improvements-view.tsx'
import { limited } from './limited-search.tsx'
import { resultPage } from './result-page.ts'
import type { SearchCursor } from './search-cursor.ts'
import { type Facet, type SearchRequest, withSelection } from './search-request.ts'

/** The service improvements that were agreed in published decisions, and whether they were made. */
export async function showImprovements(
  context: Context,
  publicSite: PublicSite,
  gate: SearchGate,
): Promise<Response> {
  return limited(context, publicSite, gate, async () => {
    const result = await askedImprovements(context, publicSite)
    if (!result.ok) return result.refusal
    const { asked } = result.improvements
    const { span, cursor } = asked
    const [rows, counts] = await Promise.all([
      span === undefined
        ? []
        : readImprovements(
            publicSite.database,
            criteriaOf(publicSite.scheme, asked, asked.request),
            filterOf(publicSite.scheme, asked.request, result.improvements.states),
            span,
            cursor,
          ),
      readCounts(publicSite, result.improvements),
    ])
    return context.html(
      <ImprovementsPage
        publicSite={publicSite}
        improvements={result.improvements}
        page={resultPage(rows, cursor, pageLength)}
        counts={counts}
      />,
    )
  })
}

/** The same list as a file, whole. */
export async function sendImprovementsTable(
  context: Context,
  publicSite: PublicSite,
  gate: SearchGate,
): Promise<Response> {
  return limited(context, publicSite, gate, async () => {
    const result = await askedImprovements(context, publicSite)
    if (!result.ok) return result.refusal
    const name = `${publicSite.site.isDemonstration ? 'DEMONSTRATION-' : ''}improvements.csv`
    const { origin } = new URL(context.req.url)
    return csvAnswer(
      context,
      name,
      heading,
      tableRows(publicSite, result.improvements, origin, (read) => gate.passLate(clientOf(context), read)),
    )
  })
}

/** The same list as a feed, the newest decisions first. */
export async function sendImprovementsFeed(
  context: Context,
  publicSite: PublicSite,
  gate: SearchGate,
): Promise<Response> {
  return limited(context, publicSite, gate, async () => {
    const result = await askedImprovements(context, publicSite)
    if (!result.ok) return result.refusal
    const { asked, states } = result.improvements
    const { scheme, database } = publicSite
    const rows =
      asked.span === undefined
        ? []
        : await readImprovements(
            database,
            criteriaOf(scheme, asked, asked.request),
            filterOf(scheme, asked.request, states),
            asked.span,
            undefined,
            entryCount,
          )
    context.header('Content-Type', 'application/atom+xml; charset=utf-8')
    return context.body(feedText(context, publicSite, result.improvements, rows.slice(0, entryCount)))
  })
}

const entryCount = 50

type ReadImprovementsResult =
  | { readonly ok: true; readonly improvements: AskedImprovements }
  | { readonly ok: false; readonly refusal: Response | Promise<Response> }

async function askedImprovements(context: Context, publicSite: PublicSite): Promise<ReadImprovementsResult> {
  const codes = promiseStates.map(({ code }) => code)
  const given = (context.req.queries('state') ?? []).filter((state) => state !== '')
  const states = codes.filter((code) => given.includes(code))
  if (given.some((state) => !codes.some((code) => code === state))) {
    const problem = `There is no such state of an improvement; there are ${codes.join(', ')}.`
    return { ok: false, refusal: refuse(context, publicSite, [problem], addresses.improvements()) }
  }
  const result = await askedSearch(context, publicSite)
  return result.ok ? { ok: true, improvements: { asked: result.asked, states } } : result
}

/** Only decisions in which an improvement was agreed; the index knows which those are. Words are not searched for. */
function criteriaOf(scheme: Scheme, asked: AskedSearch, request: SearchRequest): DecisionCriteria {
  return {
    ...asked.criteriaOf(request),
    query: null,
    isExclusion: false,
    remedyKinds: filterOf(scheme, request, []).kinds,
  }
}

function filterOf(
  scheme: Scheme,
  { selections }: SearchRequest,
  states: readonly PromiseState[],
): ImprovementFilter {
  const kinds = scheme.recommendationKinds.filter(({ isServiceImprovement }) => isServiceImprovement)
  const chosen = kinds.filter(
    ({ code }) => selections.remedy.length === 0 || selections.remedy.includes(code),
  )
  const settlements = [null, ...scheme.complianceOutcomes.map(({ code }) => code)]
  return {
    kinds: chosen.map(({ code }) => code),
    settlements:
      states.length === 0
        ? undefined
        : settlements.filter((settlement) => states.includes(promiseState(scheme, settlement))),
  }
}

async function readCounts(
  { database, scheme }: PublicSite,
  { asked, states }: AskedImprovements,
): Promise<ImprovementCountsByFacet> {
  const { request, span } = asked
  const count = (narrowed: SearchRequest, ofStates: readonly PromiseState[]): Promise<ImprovementCounts> =>
    span === undefined
      ? Promise.resolve(noImprovements)
      : countImprovements(
          database,
          criteriaOf(scheme, asked, narrowed),
          filterOf(scheme, narrowed, ofStates),
          span,
        )
  const all = count(request, states)
  const of = (facet: Facet) =>
    request.selections[facet].length === 0 ? all : count(withSelection(request, facet, []), states)
  const { category, subcategory } = request.selections
  const [total, authority, kind, remedy, ofSubcategory, ofCategory, state] = await Promise.all([
    all,
    of('authority'),
    of('kind'),
    of('remedy'),
    of('subcategory'),
    category.length + subcategory.length === 0
      ? all
      : count(withSelection(withSelection(request, 'category', []), 'subcategory', []), states),
    states.length === 0 ? all : count(request, []),
  ])
  return { total, authority, kind, remedy, subcategory: ofSubcategory, category: ofCategory, state }
}

const noImprovements: ImprovementCounts = {
  total: 0,
  isMore: false,
  authority: new Map(),
  category: new Map(),
  subcategory: new Map(),
  remedy: new Map(),
  settlement: new Map(),
}

const heading = [
  'reference',
  'authority',
  'authority_name',
  'category',
  'subcategory',
  'decided_on',
  'year',
  'kind',
  'improvement',
  'due_on',
  'state',
  'address',
  'demonstration',
] as const

const lotLength = 1_000

async function* tableRows(
  { database, scheme, site }: PublicSite,
  { asked, states }: AskedImprovements,
  origin: string,
  inTurn: <Read>(read: () => Promise<Read>) => Promise<Read>,
): AsyncGenerator<readonly Cell[]> {
  const { request, span, authorities } = asked
  if (span === undefined) return
  const criteria = criteriaOf(scheme, asked, request)
  const filter = filterOf(scheme, request, states)
  let cursor: SearchCursor | undefined
  for (;;) {
    const from = cursor
    const rows = await inTurn(() => readImprovements(database, criteria, filter, span, from, lotLength))
    for (const improvement of rows.slice(0, lotLength)) {
      const { reference, category, subcategory, decidedOn, year, kind, summary, dueOn, settlement } =
        improvement
      const authority = authorities.get(improvement.authorityId)
      yield [
        reference,
        authority?.slug ?? null,
        authority?.officialName ?? null,
        category,
        subcategory,
        decidedOn,
        formatReportingYear(year),
        kind,
        summary,
        dueOn,
        promiseState(scheme, settlement),
        origin + addresses.decision(category, subcategory, reference),
        site.isDemonstration,
      ]
    }
    const last = rows[lotLength - 1]
    if (rows.length <= lotLength || last === undefined) return
    cursor = { ...last, direction: 'after', rowsBefore: 0 }
  }
}

function feedText(
  context: Context,
  { scheme, site }: PublicSite,
  improvements: AskedImprovements,
  rows: readonly Improvement[],
): string {
  const { origin } = new URL(context.req.url)
  const query = improvementQuery(improvements)
  const mark = site.isDemonstration ? 'DEMONSTRATION: ' : ''
  const latest = Math.max(0, ...rows.map(({ publishedAt }) => publishedAt.getTime()))
  return atomFeed({
    id: atomId(`feed ${addresses.improvementsFeed(query)}`),
    title: `${mark}Improvements agreed`,
    author: site.publisher,
    updated: new Date(latest),
    self: origin + addresses.improvementsFeed(query),
    page: origin + addresses.improvements(query),
    entries: rows.map(
      ({ authorityId, reference, category, subcategory, part, summary, settlement, publishedAt }) => {
        const authority = improvements.asked.authorities.get(authorityId)
        return {
          id: atomId(`improvement ${authority?.slug} ${reference} ${part}`),
          title: `${mark}${authority?.officialName} (${reference}): ${summary}`,
          updated: publishedAt,
          link: origin + addresses.decision(category, subcategory, reference),
          summary: `${summary}. ${promiseStateName(promiseState(scheme, settlement))}.`,
          categories: [category],
        }
      },
    ),
  })
}
