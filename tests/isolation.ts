import { sql } from 'kysely'
import pg from 'pg'
import { readAuthorities } from '../src/authorities/authority-store.ts'
import { smallPdf } from '../src/demonstration/small-pdf.ts'
import { formatReportingYear } from '../src/scheme/reporting-year.ts'
import { officerRoutes, staffRoutes } from '../src/signed-in-routes.ts'
import { accountPaths } from '../src/web/desk-addresses.ts'
import { tokenField } from '../src/web/sent-form.ts'
import { addUpheldCase } from './agreed-actions.ts'
import {
  type Council,
  checkedYear,
  draftYear,
  embargoedYear,
  markerOf,
  officersWorld,
  referenceOf,
} from './officers-world.ts'
import { answeredComplaint, ownComplaintsFile } from './own-complaints-file.ts'
import { sectionFields } from './self-assessed.ts'
import {
  type Fields,
  filesForm,
  formRequest,
  type SignedIn,
  siteUrl,
  tokenFor,
  type WholeTestSite,
} from './signed-in.ts'
import { send } from './signed-in-world.ts'

/** Something of another authority, and something of the same form that never existed. */
type Pair = { readonly others: string; readonly never: string }

/** What an officer of Larchwick may try: everything that another authority has a name for, by what stands for it. */
type Identifiers = Readonly<Record<string, readonly Pair[]>>

export type IsolationWorld = {
  readonly site: WholeTestSite
  readonly officers: readonly SignedIn[]
  /** Sessions that show nothing: made up, another's identifier for one, without a second factor, over, ended. */
  readonly deadTokens: readonly string[]
  readonly liveToken: string
  readonly ids: { readonly own: readonly number[]; readonly others: readonly number[] }
  readonly identifiers: Identifiers
  readonly reader: pg.Client
  close(): Promise<void>
}

/** Stands in what is another's; nothing of Larchwick's has it. */
const othersMarker = /Zq(?!Larch)/

export async function isolationWorld(): Promise<IsolationWorld> {
  const site = await officersWorld()
  const { database } = site.opened
  const officers = [
    await site.signIn('link-officer', 'larchwick'),
    await site.signIn('monitoring-officer', 'larchwick'),
    await site.signIn('reader', 'larchwick'),
  ]
  const other = await site.signIn('link-officer', 'sedgely')
  await askAndAnswer(site, other)
  await sql`alter table evidence alter column evidence_id restart with 52009`.execute(database)
  for (const [council, officer] of [
    ['sedgely', other],
    ['larchwick', officers[0]],
  ] as const) {
    if (!officer) throw new Error(`${council} has no officer`)
    await agreeAndShow(site, council, officer)
    await keepOwnPages(council, officer)
    await keepOwnComplaints(council, officer)
    await assessItself(site, council, officer)
  }
  if (officers[0]) await askAndLook(officers[0])
  const identifiers = await identifiersOfSedgely(site, other)
  const authorities = await readAuthorities(database)
  const idsOf = (slugs: readonly string[]) =>
    authorities.flatMap(({ slug, id }) => (slugs.includes(slug) ? [Number(id)] : []))
  const tokens = await database.selectFrom('session').select(['id', 'token', 'personId']).execute()
  const tokenOf = (person: SignedIn | undefined) =>
    tokens.find(({ id }) => id === person?.sessionId)?.token ?? ''
  const reader = new pg.Client({ connectionString: site.opened.portalUrl })
  await reader.connect()
  return {
    site,
    officers,
    deadTokens: [other.sessionId, '', 'x'.repeat(32), "' or true --", ...(await deadTokens(site))],
    liveToken: tokenOf(officers[0]),
    ids: {
      own: idsOf(['larchwick', 'old-holm']),
      others: idsOf(['sedgely', 'old-marsh', 'farshire', 'hollow-fell']),
    },
    identifiers,
    reader,
    async close() {
      await reader.end()
      await site.close()
    },
  }
}

/** Sedgely asks about a case and a figure, is answered once, and reads its letter. */
async function askAndAnswer(site: WholeTestSite, other: SignedIn): Promise<void> {
  // Numbers that stand for nothing else in an answer.
  await sql`alter table query alter column query_id restart with 41007`.execute(site.opened.database)
  const year = formatReportingYear(checkedYear)
  const text = `${markerOf('sedgely')}question: this is wrong.`
  const reference = referenceOf('sedgely', checkedYear)
  for (const about of [{ case: reference }, { figure: 'compliance' }]) {
    const asked = await other.post('/portal/queries', { year, ...about, text })
    if (asked.status !== 303) throw new Error(`Sedgely's query was answered with ${asked.status}`)
  }
  const staff = await site.signIn('statistician')
  const [query] = await site.opened.database.selectFrom('query').select('queryId').execute()
  const answer = { answer: 'declined', text: `${markerOf('sedgely')}answer: it stays.` }
  await staff.post(`/desk/reviews/${year}/queries/${query?.queryId}`, answer)
  await other.get(`/portal/letters/${formatReportingYear(embargoedYear)}/revisions/1`)
}

/** Larchwick asks too, and reads its own letter. */
async function askAndLook(officer: SignedIn): Promise<void> {
  const text = `${markerOf('larchwick')}question: this is wrong.`
  const asked = { year: formatReportingYear(checkedYear), figure: 'compliance', text }
  const { status } = await officer.post('/portal/queries', asked)
  if (status !== 303) throw new Error(`Larchwick's query was answered with ${status}`)
  await officer.get(`/portal/letters/${formatReportingYear(embargoedYear)}/revisions/1`)
}

/** The case of a council that agreed to do something about it, and sent evidence and files. */
export const agreedReferences: Readonly<Record<Council, string>> = {
  larchwick: '26 150 007',
  sedgely: '26 250 007',
}

/** A council shows that it did one thing, is asked for more, prepares another, and is found not to have done a third. */
async function agreeAndShow(site: WholeTestSite, council: Council, officer: SignedIn): Promise<void> {
  const { database } = site.opened
  const mark = markerOf(council)
  const reference = agreedReferences[council]
  await addUpheldCase(database, council, reference, '2026-06-01', [
    { dueOn: '2026-07-10', text: `${mark}action: apologise.` },
    { dueOn: '2026-07-25', text: `${mark}action: change the guidance.` },
    { dueOn: '2026-07-01', text: `${mark}action: pay for the distress.` },
  ])
  const files = [{ name: `${mark}file.pdf`, content: smallPdf([`${mark}content`]) }]
  for (const [number, what] of [
    [1, 'send'],
    [2, 'save'],
  ] as const) {
    const path = `/portal/recommendations/${dashed(reference)}/${number}`
    const evidence = { text: `${mark}evidence`, complete: 'yes', version: '0', do: what }
    const answer = await officer.sendFiles(path, evidence, files)
    if (answer.status !== 303) throw new Error(`evidence of ${council} was answered with ${answer.status}`)
  }
  await sql`
    update evidence
    set read_at = now(), read_by = 'tests', answer = ${`${mark}wanted: a copy of the letter.`}
    from complaint
    where complaint.complaint_id = evidence.complaint_id and reference = ${reference} and sent_at is not null
  `.execute(database)
  await sql`
    update recommendation
    set settlement = 'not-satisfied', settled_on = '2026-07-15', settled_by = 'tests',
      settlement_reason = ${`${mark}settlement: nothing was paid.`}, evidence_wanted = ${`${mark}proof`}
    from complaint
    where complaint.complaint_id = recommendation.complaint_id and reference = ${reference}
    and recommendation_number = 3
  `.execute(database)
  await sql`
    insert into moved_due_date (
      authority_id, complaint_id, recommendation_number, moved_at, from_on, to_on, reason, moved_by
    )
    select authority_id, complaint_id, 1, now(), '2026-07-01', '2026-07-10', ${`${mark}reason`}, 'tests'
    from complaint
    where reference = ${reference}
  `.execute(database)
  await sql`
    insert into notice (notice_key, person_id, text, path, noted_at)
    select ${`tests ${council}`}, person_id, ${`${mark}notice`}, ${`/portal/recommendations/${dashed(reference)}/1`}, now()
    from session
    where id = ${officer.sessionId}
  `.execute(database)
}

/** A council says what it calls a case, invites a colleague and names an office holder. */
async function keepOwnPages(council: Council, officer: SignedIn): Promise<void> {
  const mark = markerOf(council)
  const label = {
    case: referenceOf(council, checkedYear),
    'own-reference': `${mark}label`,
    service: `${mark}service`,
  }
  const invited = { email: `invited@${council}.example`, role: 'reader' }
  const named = { holder: '', mark: 'nobody', post: `${mark}change`, email: `change@${council}.example` }
  for (const [path, fields] of [
    [`/portal/cases/${formatReportingYear(checkedYear)}/labels`, label],
    ['/portal/colleagues/invitations', invited],
    ['/portal/offices/monitoring-officer', named],
  ] as const) {
    const { status } = await officer.post(path, fields)
    if (status !== 303) throw new Error(`${path} of ${council} was answered with ${status}`)
  }
}

/** A council brings in complaints of its own and writes its report; both councils have one with the same reference. */
async function keepOwnComplaints(council: Council, officer: SignedIn): Promise<void> {
  const mark = markerOf(council)
  const file = ownComplaintsFile(
    ['same', `${mark}own`].map((reference) =>
      answeredComplaint(2026, {
        ...{ reference, definition: `${mark}definition`, category: `${mark}category` },
        learning: `${mark}lesson`,
      }),
    ),
  )
  const sent = await officer.sendFiles('/portal/own-complaints/import', {}, [
    { name: 'own.csv', content: file },
  ])
  if (sent.status !== 303) throw new Error(`own complaints of ${council} were answered with ${sent.status}`)
  const report = '/portal/own-complaints/reports/2026-27'
  await send(officer, `${report}/words`, `${report}/words`, { learned: `${mark}learned` })
  await send(officer, report, `${report}/publication`)
}

/** A council says that it adopted the Code, and writes two self-assessments; only Sedgely has one of 2024-25. */
async function assessItself(site: WholeTestSite, council: Council, officer: SignedIn): Promise<void> {
  const evidence = `${markerOf(council)}assessment`
  for (const [path, fields] of [
    ['/portal/handling-code/adoption', { adopted: '1 April 2025', seen: '' }],
    ['/portal/handling-code/2026-27', {}],
    ['/portal/handling-code/2026-27/sections/6', sectionFields(6, { seen: 0, evidence })],
  ] as const) {
    const { status } = await officer.post(path, fields)
    if (status !== 303) throw new Error(`${path} of ${council} was answered with ${status}`)
  }
  if (council === 'larchwick') return
  await sql`
    insert into self_assessment (
      authority_id, year, revision, code_version, begun_by, begun_at, authors, sent_back_at, sent_back_reason
    )
    select authority_id, 2024, 1, '2024-02', 'tests', now(), array['tests'], now(), ${evidence}
    from authority
    where slug = ${council}
  `.execute(site.opened.database)
}

async function identifiersOfSedgely(site: WholeTestSite, other: SignedIn): Promise<Identifiers> {
  const { database } = site.opened
  const queries = await database
    .selectFrom('query')
    .innerJoin('authority', 'authority.authorityId', 'query.authorityId')
    .select('queryId')
    .where('slug', '=', 'sedgely')
    .execute()
  const [person] = await database.selectFrom('person').select('id').where('email', '=', other.email).execute()
  const references = [
    agreedReferences.sedgely,
    ...[checkedYear, embargoedYear, draftYear].flatMap((year) => [
      referenceOf('sedgely', year),
      referenceOf('sedgely', year, true),
    ]),
  ]
  const idsIn = async (table: string, id: string): Promise<readonly Pair[]> => {
    const { rows } = await sql<{ id: number }>`
      select ${sql.ref(id)} as id from ${sql.table(table)} join authority using (authority_id)
      where slug = 'sedgely'
    `.execute(database)
    return rows.map((row) => ({ others: String(row.id), never: String(row.id + 700) }))
  }
  const slugs = [
    { others: 'sedgely', never: 'nowhere' },
    { others: 'old-marsh', never: 'old-never' },
    { others: 'farshire', never: 'nilshire' },
  ]
  const years = [
    { others: formatReportingYear(draftYear), never: '2031-32' },
    // Every council's: what it stands beside is another's.
    ...[checkedYear, embargoedYear].map((year) => {
      const text = formatReportingYear(year)
      return { others: text, never: text }
    }),
  ]
  const cases = references.flatMap((reference) => [
    { others: reference, never: reference.replace(/ \d(\d\d) /, ' 9$1 ') },
    { others: dashed(reference), never: dashed(reference.replace(/ \d(\d\d) /, ' 9$1 ')) },
  ])
  const numbers = queries.map(({ queryId }) => ({
    others: String(queryId),
    never: String(queryId + 700),
  }))
  return {
    authority: slugs,
    slug: slugs,
    year: years,
    reference: [...cases, { others: `${markerOf('sedgely')}own`, never: 'C-never-was' }],
    case: cases,
    figure: [{ others: 'compliance', never: 'compliance' }],
    query: numbers,
    number: [
      { others: '1', never: '1' },
      { others: '2', never: '9' },
    ],
    evidence: await idsIn('evidence', 'evidence_id'),
    invitation: await idsIn('invitation', 'invitation_id'),
    appointment: await idsIn('appointment', 'appointment_id'),
    holder: await idsIn('office_holder', 'office_holder_id'),
    change: await idsIn('office_holder_change', 'change_id'),
    role: ['chief-executive', 'monitoring-officer'].map((role) => ({ others: role, never: role })),
    revision: [
      { others: '1', never: '1' },
      { others: '2', never: '9' },
    ],
    file: [
      ...['csv', 'xlsx', 'pdf', 'docx'].flatMap((format) =>
        years.map(({ others, never }) => ({ others: `${others}.${format}`, never: `${never}.${format}` })),
      ),
      { others: '1', never: '1' },
      { others: '1.pdf', never: '1.pdf' },
      { others: '2.pdf', never: '9.pdf' },
      { others: 'sedgely.pdf', never: 'nowhere.pdf' },
    ],
    assessment: [{ others: '2024-25', never: '2031-32' }],
    section: [{ others: '6', never: '6' }],
    session: [{ others: other.sessionId, never: changed(other.sessionId) }],
    person: [{ others: person?.id ?? '', never: changed(person?.id ?? '') }],
  }
}

function dashed(reference: string): string {
  return reference.replaceAll(' ', '-')
}

/** Another identifier of the same length. */
function changed(identifier: string): string {
  return `${identifier.slice(0, -3)}${identifier.endsWith('000') ? '111' : '000'}`
}

/** Tokens that were once worth something, or never yet. */
async function deadTokens(site: WholeTestSite): Promise<readonly string[]> {
  const { database } = site.opened
  const person = (id: string) =>
    sql`insert into person (id, name, email) values (${id}, '', ${`${id}@larchwick.example`})`.execute(
      database,
    )
  const appoint = (id: string, slug: string, ended: boolean) =>
    sql`
      insert into appointment (person_id, role, authority_id, appointed_by, ended_by, ended_at)
      select ${id}, 'reader', authority_id, 'tests', case when ${ended} then 'tests' end, case when ${ended} then now() end
      from authority
      where slug = ${slug}
    `.execute(database)
  const session = (id: string, expires: string, hasFactor: boolean) =>
    sql`
      insert into session (id, person_id, token, expires_at, second_factor_at)
      values (${id}, ${id}, ${`${id}-token`}, now() + ${expires}::interval, case when ${hasFactor} then now() end)
    `.execute(database)
  for (const [id, expires, hasFactor, ended] of [
    ['half', '1 hour', false, false],
    ['over', '-1 second', true, false],
    ['ended', '1 hour', true, true],
  ] as const) {
    await person(id)
    await appoint(id, 'sedgely', ended)
    await session(id, expires, hasFactor)
  }
  // Of two offices at once, which nobody has.
  await person('double')
  await appoint('double', 'sedgely', false)
  await sql`
    insert into appointment (person_id, role, appointed_by) values ('double', 'statistician', 'tests')
  `.execute(database)
  await session('double', '1 hour', true)
  return ['half-token', 'over-token', 'ended-token', 'double-token']
}

export type Leak = { readonly what: string; readonly why: string }

/** Tries so many times to reach what is another authority's; the seed makes the tries the same again. */
export async function tryToReachOthers(
  world: IsolationWorld,
  { count, seed }: { readonly count: number; readonly seed: number },
  until: (leaks: readonly Leak[]) => boolean = () => false,
): Promise<readonly Leak[]> {
  const random = randomFrom(seed)
  const leaks: Leak[] = []
  for (let number = 0; number < count && !until(leaks); number += 1) {
    const found = number % 5 < 3 ? await tryAddress(world, random) : await tryStatement(world, random)
    if (found !== undefined) leaks.push(found)
  }
  return leaks
}

type Random = {
  readonly pick: <One>(list: readonly One[]) => One
  readonly chance: (share: number) => boolean
}

/** Every address behind the sign-in: of officers more often, since the others refuse before they look. */
const addresses = [
  ...officerRoutes.map(({ path }) => path),
  ...officerRoutes.map(({ path }) => path),
  ...officerRoutes.map(({ path }) => path),
  ...staffRoutes.map(({ path }) => path),
  accountPaths.sessionEnd,
]

/** Asks for another's and for what never existed, in the same way: both have to be answered the same. */
async function tryAddress(world: IsolationWorld, random: Random): Promise<Leak | undefined> {
  const path = random.pick(addresses)
  const officer = random.pick(world.officers)
  const chosen = new Map<string, Pair>()
  const pairOf = (name: string): Pair => {
    const known = chosen.get(name)
    if (known) return known
    const pair = random.pick(world.identifiers[name] ?? world.identifiers.slug ?? [])
    chosen.set(name, pair)
    return pair
  }
  const names = [...path.matchAll(/:([a-z]+)(?:\{(?:[^{}]|\{[^{}]*\})*\})?/gi)].map(([, name = '']) => name)
  const asked = ['authority', 'case', 'figure', 'year', 'query', 'holder', 'reference'].filter((name) =>
    random.chance(name === 'authority' ? 0.8 : 0.4),
  )
  for (const name of [...names, ...asked]) pairOf(name)
  const method = random.pick(['GET', 'GET', 'HEAD', 'POST'])
  const headers = random.pick(headerSets)
  const hasToken = random.chance(0.8)
  const takesFiles = pathsOfFiles.has(path)
  // What somebody keeps of their own may name another's cases.
  const listed = takesFiles ? pairOf('case') : undefined
  const request = (side: keyof Pair) => {
    const filled = path.replace(/:([a-z]+)(?:\{(?:[^{}]|\{[^{}]*\})*\})?/gi, (_, name: string) =>
      encodeURIComponent(pairOf(name)[side]),
    )
    const fields: Fields = Object.fromEntries(asked.map((name) => [name, pairOf(name)[side]]))
    if (method === 'POST') {
      const token = hasToken ? { [tokenField]: tokenFor(officer.sessionId, filled) } : {}
      // Without words nothing is asked, where the officer may ask.
      const body = { ...token, ...fields, text: '', answer: 'declined' }
      if (listed !== undefined) {
        const form = { ...body, list: 'decided', complete: 'yes', version: '0', do: 'send' }
        const file = { name: 'list.csv', content: Buffer.from(`Reference\n${listed[side]}\n`) }
        const sent = { cookie: officer.cookie, host: new URL(siteUrl).host, origin: siteUrl, ...headers }
        return {
          address: filled,
          init: { method, headers: sent, body: filesForm(form as Record<string, string>, [file]) },
        }
      }
      return {
        address: filled,
        init: formRequest(body, { cookie: officer.cookie, origin: siteUrl, ...headers }),
      }
    }
    const query = asked.length === 0 ? '' : `?${new URLSearchParams(fields as Record<string, string>)}`
    return { address: filled + query, init: { method, headers: { cookie: officer.cookie, ...headers } } }
  }
  const [others, never] = [request('others'), request('never')]
  const [one, two] = [await answerTo(world, others), await answerTo(world, never)]
  const what = `${method} ${others.address}`
  const found = othersMarker.exec(one)
  if (found) return { what, why: `says ${one.slice(found.index, found.index + 30)}` }
  const isOwn =
    asked.every((name) => pairOf(name).others === pairOf(name).never) &&
    names.every((name) => pairOf(name).others === pairOf(name).never)
  if (isOwn) return undefined
  const same = [...chosen.values()].reduce(
    ([left, right], { others, never }) => [anonymous(left, others), anonymous(right, never)] as const,
    [one, two] as const,
  )
  if (same[0] === same[1]) return undefined
  const at = [...same[0]].findIndex((letter, place) => letter !== same[1][place])
  const said = same.map((text) => text.slice(Math.max(0, at - 30), at + 60)).join(' and not ')
  return { what, why: `is answered otherwise than what never existed: ${said}` }
}

const pathsOfFiles = new Set(
  officerRoutes.flatMap((route) => (route.method === 'post' && route.takesFiles ? [route.path] : [])),
)

const headerSets: readonly Readonly<Record<string, string>>[] = [
  {},
  {},
  { range: 'bytes=0-99' },
  { 'if-none-match': '*' },
  { 'if-modified-since': 'Thu, 01 Jan 2037 00:00:00 GMT' },
  { 'accept-encoding': 'gzip, br' },
  { 'x-forwarded-for': '127.0.0.1', 'x-original-url': '/portal' },
  { accept: 'application/json' },
]

async function answerTo(
  { site }: IsolationWorld,
  { address, init }: { readonly address: string; readonly init: RequestInit },
): Promise<string> {
  const response = await site.app.request(`${siteUrl}${address}`, init)
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).sort()
  // The token of a form is made by chance, and by chance may have the mark in it.
  const text = (await response.text())
    .replace(/value="[\w-]{43}"/g, 'value="token"')
    // A file that a page carries in itself, to be read with it.
    .replace(/;base64,([\w+/=]+)/g, (_, content: string) => Buffer.from(content, 'base64').toString())
  return `${response.status}\n${headers.join('\n')}\n\n${text}`
}

/** Without an identifier that an answer only repeats, in any of the ways in which it may stand there. */
function anonymous(text: string, identifier: string): string {
  // No page repeats a number as short as that of a revision.
  if (identifier.length < 4) return text
  return [
    identifier,
    encodeURIComponent(identifier),
    identifier.replaceAll(' ', '+'),
    identifier.replaceAll('-', ' '),
  ].reduce((left, way) => left.replaceAll(way, '·'), text)
}

/** Reads as the role of authorities' own pages, in every way that its statements could be bent. */
async function tryStatement(world: IsolationWorld, random: Random): Promise<Leak | undefined> {
  const isAlive = random.chance(0.7)
  const token = isAlive ? world.liveToken : random.pick(world.deadTokens)
  const view = random.pick(views)
  const statement = random.pick(statements)(view, {
    id: random.pick(world.ids.others),
    reference: random.pick(world.identifiers.case ?? []).others,
    query: random.pick(world.identifiers.query ?? []).others,
  })
  const answer = await resultOf(world.reader, token, statement)
  const what = `${isAlive ? 'a valid session' : `the session ${token}`}: ${statement}`
  if (othersMarker.test(answer.text)) return { what, why: 'shows what is marked as another’s' }
  if (!isAlive && answer.rows.length > 0 && !/count\(/.test(statement))
    return { what, why: 'shows rows without a session' }
  for (const row of answer.rows) {
    const found = typeof row.shown === 'string' ? (JSON.parse(row.shown) as Record<string, unknown>) : row
    if (world.ids.others.includes(Number(found.authority_id)))
      return { what, why: 'shows a row of another authority' }
    if (Number(found.year) === draftYear) return { what, why: 'shows a year that is a draft' }
    if (
      found.comparison_group !== undefined &&
      found.comparison_group !== null &&
      found.comparison_group !== 'district'
    ) {
      return { what, why: 'shows another group' }
    }
  }
  return undefined
}

export const views: readonly string[] = [
  ...['authority', 'revision', 'cycle', 'review_step', 'figure', 'group_average', 'counted_set', 'complaint'],
  ...['letter', 'query', 'early_access', 'recommendation', 'recommended_case', 'moved_due_date', 'evidence'],
  ...['evidence_file', 'stored_file', 'case_label', 'office_holder', 'office_holder_change', 'colleague'],
  ...['invitation', 'own_complaint', 'own_complaint_stage', 'performance_words', 'performance_report'],
  ...['self_assessment', 'self_assessment_section', 'self_assessment_answer', 'code_adoption'],
]

type Targets = { readonly id: number; readonly reference: string; readonly query: string }

/** Each gives whole rows as text, or an error that may not depend on what is another's. */
const statements: readonly ((view: string, targets: Targets) => string)[] = [
  (view) => `select to_jsonb(v)::text as shown from ${view} as v`,
  (view) => `select to_jsonb(v)::text as shown from portal.${view} as v where true or false`,
  (view, { id }) =>
    `select to_jsonb(v)::text as shown from ${view} as v where to_jsonb(v) ->> 'authority_id' = '${id}'`,
  (view) => `select to_jsonb(v)::text as shown from ${view} as v where v::text ~ 'ZqSedge'`,
  // A barrier: a condition that fails on another's row is never asked of it.
  (view) =>
    `select to_jsonb(v)::text as shown from ${view} as v where (to_jsonb(v)::text)::text !~ 'Zq(Sedge|Far)' or 1 / (length(v::text) * 0) > 0`,
  (view, { id }) =>
    `select to_jsonb(v)::text as shown from ${view} as v where (to_jsonb(v) ->> 'authority_id')::integer = ${id} and cast('leak ' || v::text as integer) = 1`,
  (view) => `select to_jsonb(w)::text as shown from ${view} as v full join ${view} as w on false`,
  (view) =>
    `select to_jsonb(v)::text as shown from ${view} as v union all select to_jsonb(c)::text from complaint as c`,
  (_, { reference }) =>
    `select to_jsonb(v)::text as shown from complaint as v where reference = '${reference.replaceAll('-', ' ')}'`,
  (_, { query }) => `select to_jsonb(v)::text as shown from query as v where query_id = ${query}`,
  (_, { id }) => `select to_jsonb(v)::text as shown from letter as v where authority_id = ${id}`,
  (view) => `select to_jsonb(v)::text as shown from public.${view} as v`,
  (view) => `select to_jsonb(v)::text as shown from published.${view} as v`,
  (_, { id }) => `select portal.with_predecessors(${id})::text as shown`,
  () => `select token as shown from public.session`,
  (view) => `set local search_path to public; select to_jsonb(v)::text as shown from ${view} as v`,
  (view) => `set local role upheld_public; select to_jsonb(v)::text as shown from ${view} as v`,
  (view) => `explain (analyze, format json) select * from ${view} where true`,
  (view) => `copy ${view} to stdout`,
  (view) => `update ${view} set year = year`,
]

async function resultOf(
  reader: pg.Client,
  token: string,
  statement: string,
): Promise<{ readonly text: string; readonly rows: readonly Record<string, unknown>[] }> {
  await reader.query('begin; set local search_path to portal')
  try {
    await reader.query("select set_config('upheld.session', $1, true)", [token])
    const result = await reader.query(statement)
    const last = Array.isArray(result) ? result.at(-1) : result
    const rows: Record<string, unknown>[] = statement.startsWith('explain') ? [] : (last?.rows ?? [])
    return { text: JSON.stringify(last?.rows ?? []), rows }
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    return { text: `${error.code} ${error.message} ${error.detail ?? ''}`, rows: [] }
  } finally {
    await reader.query('rollback')
  }
}

/** What an authority's officers keep and send there. */
const tablesOfOthers = [
  ...['complaint', 'recommendation', 'moved_due_date', 'evidence', 'evidence_file', 'stored_file'],
  ...['office_holder', 'office_holder_change', 'invitation', 'case_file', 'case_part', 'case_step'],
  ...['own_complaint', 'own_complaint_stage', 'performance_words', 'performance_report'],
]

/** How many rows a view has for a session. */
export async function rowCountFor({ reader }: IsolationWorld, token: string, view: string): Promise<number> {
  return (await resultOf(reader, token, `select to_jsonb(v)::text as shown from ${view} as v`)).rows.length
}

/** What nobody who tried may have changed: nothing of Sedgely's is other than before. */
export async function stateOfOthers({ site, ids }: IsolationWorld): Promise<unknown> {
  const { rows } = await sql`
    select
      (select jsonb_agg(query order by query_id) from query) as queries,
      (select jsonb_agg(access order by early_access_id) from early_access as access where authority_id = any (${ids.others})) as accesses,
      (select count(*) from session) as sessions,
      (select count(*) from notice_choice join appointment using (person_id) where authority_id = any (${ids.others})) as choices,
      (select jsonb_agg(appointment order by appointment_id) from appointment) as appointments,
      (select jsonb_agg(changed order by changed) from (
        ${sql.join(
          tablesOfOthers.map(
            (table) => sql`
              select to_jsonb(kept)::text as changed from ${sql.table(table)} as kept
              where authority_id = any (${ids.others})`,
          ),
          sql` union all `,
        )}
      ) as kept) as own_pages
  `.execute(site.opened.database)
  return rows
}

function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return {
    pick: (list) => {
      const one = list[Math.floor(next() * list.length)]
      if (one === undefined) throw new Error('there is nothing to pick from')
      return one
    },
    chance: (share) => next() < share,
  }
}
