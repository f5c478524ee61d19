import { sql } from 'kysely'
import { createApp } from '../src/app.ts'
import type { Authority } from '../src/authorities/authority.ts'
import { readAuthorities, saveAuthorities, savePopulations } from '../src/authorities/authority-store.ts'
import { saveBoundaries } from '../src/authorities/boundary-store.ts'
import { simplifyBoundaries } from '../src/authorities/boundary-topology.ts'
import { addOfficeHolders } from '../src/authorities/office-holder-store.ts'
import { replaceSimilarList } from '../src/authorities/similar-authorities-store.ts'
import { saveCycleAuthorities } from '../src/cycle/cycle-store.ts'
import type { Database } from '../src/database/connection.ts'
import { writeNationalReview } from '../src/review/national-review-actions.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { reportingYear } from '../src/scheme/reporting-year.ts'
import { type RunningServer, serve } from '../src/server.ts'
import type { paths } from '../src/web/addresses.ts'
import { correctLarchwick } from './invented-correction.ts'
import { inventedSite } from './invented-publication.ts'
import { addPerformanceReport, addWithdrawnPerformanceReport } from './published-performance.ts'
import { changeSealed } from './sealed-rows.ts'
import { addPublishedAssessment } from './self-assessed.ts'
import { putProgrammeOn } from './training-programme.ts'

type PathName = keyof typeof paths

/** An address, and with what it answers where that is not 200. */
export type PageAddress = string | { readonly address: string; readonly status: number }

/** Ten councils, as many as can be compared. */
const ten = 'larchwick.sedgely.ashmere.brindlow.corvale.dunmarsh.elderby.fennholt.gorsewick.harrowmere'

/** Every kind of page that people read, by its path: each at addresses that show what it can look like. */
export const pagesByPath = {
  home: ['/'],
  authorities: ['/authorities', '/authorities?search=Larchwik', '/authorities?search=zzzz'],
  authority: [
    '/authorities/larchwick',
    '/authorities/larchwick?year=2022-23',
    // Few cases; nothing to report; closed in 2019.
    '/authorities/ashmere',
    '/authorities/hollow-fell',
    '/authorities/old-holm',
  ],
  letters: ['/authorities/larchwick/letters', '/authorities/hollow-fell/letters'],
  // Corrected; as it was first published; and about few cases.
  letter: ['/authorities/larchwick/letters/2023-24', '/authorities/ashmere/letters/2023-24'],
  letterRevision: ['/authorities/larchwick/letters/2023-24/revisions/1'],
  figure: [
    '/authorities/larchwick/figures/2023-24/compliance',
    '/authorities/larchwick/figures/2023-24/upheld-per-100000',
    '/authorities/hollow-fell/figures/2023-24/complaints-upheld',
  ],
  committeePack: ['/authorities/larchwick/committee-pack/2023-24'],
  map: [
    '/map',
    '/map?view=hexagons&authority=ashmere',
    '/map?view=areas',
    '/map?measure=compliance&sort=value',
    { address: '/map?measure=happiness', status: 404 },
  ],
  compare: [
    '/compare',
    '/compare?authority=larchwick&with=sedgely',
    `/compare?with=${ten}`,
    '/compare?kind=district',
    '/compare?with=larchwick&add=council',
    { address: '/compare?with=atlantis', status: 404 },
  ],
  decisions: [
    '/decisions',
    '/decisions?q=damp&outcome=upheld&authority=larchwick',
    '/decisions?q=microfilm',
    '/decisions?q=%22damp+OR+mould',
    { address: '/decisions?outcome=nonsense', status: 400 },
  ],
  decision: [
    '/decisions/housing/allocations/23-000-003',
    // Withdrawn, and gone after its time.
    { address: '/decisions/housing/allocations/23-000-001', status: 410 },
    { address: '/decisions/housing/allocations/23-000-002', status: 410 },
    { address: '/decisions/housing/allocations/99-999-999', status: 404 },
  ],
  authorityDecisions: [{ address: '/authorities/larchwick/decisions', status: 302 }],
  authorityImprovements: [{ address: '/authorities/larchwick/improvements', status: 302 }],
  authorityReports: [{ address: '/authorities/larchwick/reports', status: 302 }],
  improvements: ['/improvements', '/improvements?authority=larchwick'],
  reports: ['/reports', '/reports?authority=larchwick'],
  report: ['/reports/kept-waiting'],
  performanceReports: [
    '/handling-code/performance',
    { address: '/handling-code/performance?year=2022-23', status: 404 },
  ],
  performance: [
    '/handling-code/performance/larchwick/2023-24',
    // Withdrawn; and never published.
    { address: '/handling-code/performance/sedgely/2023-24', status: 410 },
    { address: '/handling-code/performance/ashmere/2023-24', status: 404 },
  ],
  handlingCode: ['/handling-code'],
  codeVersion: ['/handling-code/versions/2024-02'],
  codeChanges: ['/handling-code/changes'],
  codeOutcomes: ['/handling-code/outcomes'],
  codeAuthorities: ['/handling-code/authorities'],
  // Of one nothing is known.
  codeAuthority: ['/handling-code/authorities/larchwick', '/handling-code/authorities/hollow-fell'],
  selfAssessment: [
    '/handling-code/authorities/sedgely/2024-25',
    { address: '/handling-code/authorities/sedgely/2023-24', status: 404 },
  ],
  selfAssessmentRevision: ['/handling-code/authorities/sedgely/2024-25/revisions/1'],
  training: ['/training', '/training?audience=care-providers&place=online'],
  trainingCourse: [
    '/training/handling-complaints-well',
    '/training/seminar-for-link-officers',
    '/training/learning-from-complaints',
    '/training/putting-things-right',
  ],
  feeds: ['/feeds'],
  reviews: ['/reviews'],
  review: ['/reviews/2023-24', { address: '/reviews/2022-23', status: 404 }],
  earlyAccess: ['/reviews/2023-24/early-access', '/reviews/2022-23/early-access'],
  method: ['/method'],
  corrections: ['/corrections'],
  seals: ['/seals'],
  data: ['/data'],
  apiReference: ['/api'],
  accessibility: ['/accessibility'],
  privacy: ['/privacy'],
} as const satisfies Partial<Record<PathName, readonly PageAddress[]>>

/** What else the site answers with, one of each path but its own assets: files, lists for machines, how the site is. */
export const filesByPath = {
  letterPdf: '/authorities/larchwick/letters/2023-24.pdf',
  letterRevisionPdf: '/authorities/larchwick/letters/2023-24/revisions/1.pdf',
  chart: '/authorities/larchwick/charts/2023-24/funnel.svg',
  committeePackFile: '/authorities/larchwick/committee-pack/2023-24.docx',
  performanceTable: '/handling-code/performance.csv',
  performanceFile: '/handling-code/performance/larchwick/2023-24.docx',
  suggestions: '/authorities.json?search=larch',
  mapTable: '/map.csv',
  compareTable: '/compare.csv?with=larchwick',
  decisionsFeed: '/decisions.atom',
  decisionsTable: '/decisions.csv',
  reportsFeed: '/reports.atom',
  improvementsFeed: '/improvements.atom',
  improvementsTable: '/improvements.csv',
  reviewChart: '/reviews/2023-24/charts/received.svg',
  codeAuthoritiesTable: '/handling-code/authorities.csv',
  trainingCalendar: '/training/handling-complaints-well/3.ics',
  dataFile: '/data/authorities.csv',
  sealFile: '/seals/seal-2023-24-1.json',
  api: '/api/v1',
  openApi: '/api/v1/openapi.json',
  sitemap: '/sitemap.xml',
  sitemapFile: '/sitemaps/pages.xml',
  health: '/health',
  robots: '/robots.txt',
} as const satisfies Partial<Record<PathName, string>>

/** Where no path leads. */
const errorPages: readonly PageAddress[] = [
  { address: '/nowhere', status: 404 },
  { address: '/authorities/atlantis', status: 404 },
  { address: `/?${'x'.repeat(501)}`, status: 400 },
]

/** Each page there is to look at, once. */
export const everyPage: readonly { readonly address: string; readonly status: number }[] = [
  ...Object.values(pagesByPath).flat(),
  ...errorPages,
]
  .map((page) => (typeof page === 'string' ? { address: page, status: 200 } : page))
  .filter(({ status }) => status !== 302)

/** A site that has every kind of page, served for a browser. */
export type WholeSite = {
  /** Where a page is. Areas are drawn of real bodies only, so that the map of areas stands on a site of its own. */
  addressOf(page: string): string
  readonly faults: readonly unknown[]
  close(): Promise<void>
}

/**
 * The invented site with ten councils, the nearest of each other, at their places on the map; Ashmere with 2
 * investigations in 2023-24; statements of the 100 decisions of that year, of which one is withdrawn and one
 * expired; improvements, a public report, a correction and the national review.
 */
export async function wholeSite(): Promise<WholeSite> {
  const invented = await inventedSite()
  const { database, published } = invented.opened
  await addCouncils(database)
  await addStatements(database)
  const correction = await correctLarchwick(database)
  if (!correction.ok) throw new Error(correction.reason)
  await addEarlyAccess(database)
  await addPerformanceReport(database, 'larchwick', 1)
  await addHandlingCode(database)
  await putProgrammeOn(database)
  await addWithdrawnPerformanceReport(database, 'sedgely')
  const review = { actor: 'tests', foreword: 'A year of patience.\n\nAnd of *care*.', publishedAt: undefined }
  const written = await writeNationalReview(database, reportingYear(2023), review)
  if (!written.ok) throw new Error(written.reason)
  const faults: unknown[] = []
  const real = createApp({
    database: published,
    scheme,
    isDemonstration: false,
    printLetter: () => Promise.reject(new Error('no letter is printed here')),
    typeset: () => Promise.reject(new Error('nothing is typeset here')),
    onFault: (error) => faults.push(error),
  })
  const servers: readonly [RunningServer, RunningServer] = [
    await serve(invented.app, 0),
    await serve(real, 0),
  ]
  return {
    addressOf: (page) => `${servers[page.includes('view=areas') ? 1 : 0].address}${page}`,
    get faults() {
      return [...invented.faults, ...faults]
    },
    async close() {
      for (const server of servers) await server.close()
      await invented.close()
    },
  }
}

const places = [
  ['larchwick', 'Larchwick', 'East Midlands', -1.1, 53.3],
  ['sedgely', 'Sedgely', 'East Midlands', -0.8, 52.8],
  ['ashmere', 'Ashmere', 'North West', -2.6, 54.1],
  ['brindlow', 'Brindlow', 'North West', -2.4, 53.6],
  ['corvale', 'Corvale', 'West Midlands', -2.7, 52.5],
  ['dunmarsh', 'Dunmarsh', 'East of England', 0.9, 52.6],
  ['elderby', 'Elderby', 'Yorkshire and The Humber', -1.3, 54.2],
  ['fennholt', 'Fennholt', 'East of England', 0.1, 52.4],
  ['gorsewick', 'Gorsewick', 'South West', -3.6, 50.9],
  ['harrowmere', 'Harrowmere', 'South East', -0.6, 51.1],
] as const

/** A later version of the Code; Larchwick and Sedgely adopted it and assessed themselves, one of them withdrew that. */
async function addHandlingCode(database: Database): Promise<void> {
  const publishedAt = new Date('2024-07-15T10:00:00Z')
  const change = { change: 'The policy is rewritten.', by: '2025-03-31' }
  const notFollowed = { 'stage-1-answered': change, 'no-extra-stage': change }
  await addPublishedAssessment(database, 'larchwick', 2024, { notFollowed, publishedAt })
  await addPublishedAssessment(database, 'sedgely', 2024, { notFollowed: {}, publishedAt })
  await sql`
    update self_assessment set withdrawn_by = 'tests', withdrawn_at = '2024-07-20', withdrawal_reason = 'It was a draft.'
    where authority_id = (select authority_id from authority where slug = 'sedgely')
  `.execute(database)
  await sql`
    insert into code_adoption
    select authority_id, '2024-04-01', slug = 'larchwick' from authority where slug in ('larchwick', 'sedgely')
  `.execute(database)
  await sql`insert into code_version values ('2024-07', '2024-07-01')`.execute(database)
  await sql`
    insert into code_provision
    select
      '2024-07', provision, section, number, certainty,
      case provision when 'stage-1-answered' then replace(text, 'ten', 'twelve') else text end, source
    from code_provision
    where provision <> 'surveys'
  `.execute(database)
}

/** What officers of two councils were shown a week before 2023-24 was public. */
async function addEarlyAccess(database: Database): Promise<void> {
  await sql`insert into person (id, name, email) values ('p1', '', 'officer@larchwick.example')`.execute(
    database,
  )
  await sql`
    insert into early_access (authority_id, year, revision, person_id, post, seen, was_checking, seen_at)
    select authority_id, 2023, 1, 'p1', post, seen, was_checking, seen_at
    from (values
      ('larchwick', 'Link officer', 'cases', true, timestamptz '2024-06-03 11:20+01'),
      ('larchwick', 'Link officer', 'letter', false, timestamptz '2024-07-17 10:05+01'),
      ('larchwick', 'Monitoring officer', 'letter-file', false, timestamptz '2024-07-18 09:00+01'),
      ('sedgely', 'Reader', 'figures', false, timestamptz '2024-07-17 16:40+01')
    ) as had (slug, post, seen, was_checking, seen_at)
    join authority using (slug)
  `.execute(database)
}

async function addCouncils(database: Database): Promise<void> {
  // Their populations are of an estimate that years sealed already use.
  await changeSealed(database, async (transaction) => {
    await saveAuthorities(
      transaction,
      places.map(([slug, name, region, longitude, latitude]) => ({
        ...council,
        slug,
        officialName: `${name} District Council`,
        shortName: name,
        region,
        centre: { longitude, latitude },
        isInvented: true,
      })),
    )
    const added = places.slice(2).map(([slug]) => slug)
    await savePopulations(
      transaction,
      added.map((authority) => ({ authority, year: 2022, release: 'first', residents: 120_000 })),
    )
    for (const year of [2022, 2023, 2024]) {
      await saveCycleAuthorities(
        transaction,
        reportingYear(year),
        added.map((slug) => ({
          slug,
          isCouncil: true,
          getsLetter: true,
          isOnMap: true,
          comparisonGroup: 'district',
        })),
      )
    }
    await replaceSimilarList(
      transaction,
      { list: 'nearest', note: 'Whose list it is.' },
      new Map([['larchwick', ['sedgely', ...added]]]),
    )
    await addOfficeHolders(
      transaction,
      (['chief-executive', 'leader', 'scrutiny-chair'] as const).map((role) => ({
        authority: 'ashmere',
        role,
        post: 'Chief Executive',
        person: null,
        email: `${role}@ashmere.example`,
        fromOn: '2020-01-01',
        toOn: null,
      })),
    )
    await saveSquares(transaction)
  })
  // Of each council added two complaints more than of the one before were investigated, and every other was upheld.
  await sql`
    insert into complaint (authority_id, reference, category, received_on, decided_on, outcome, is_remedied_before)
    select
      authority_id, format('24 %s %s', lpad(place::text, 3, '0'), lpad(n::text, 3, '0')), 'planning', '2023-05-02',
      '2023-10-20', case when n % 2 = 0 then 'upheld' else 'not-upheld' end, case when n % 2 = 0 then false end
    from unnest(${places.slice(2).map(([slug]) => slug)}::text[]) with ordinality as added (slug, place)
    join authority using (slug)
    cross join lateral generate_series(1, 2 * place) as n
  `.execute(database)
  await sql`
    insert into casework_coverage (authority_id, year, part)
    select authority_id, year, part
    from authority
    cross join unnest(array[2022, 2023, 2024]) as year
    cross join unnest(array['received', 'decided', 'complied']) as part
    where slug = any(${places.slice(2).map(([slug]) => slug)})
  `.execute(database)
}

const council = {
  kind: 'district',
  gssCode: null,
  county: null,
  startsOn: null,
  endsOn: null,
  successors: [],
  otherNames: [],
  formerNames: [],
} as const satisfies Partial<Authority>

/** A square around the middle of every council. */
async function saveSquares(transaction: Parameters<typeof saveBoundaries>[0]): Promise<void> {
  const layer = scheme.site.map?.layers[0].code ?? ''
  const areas = (await readAuthorities(transaction)).flatMap(({ slug, centre }) => {
    if (centre === null) return []
    const { longitude: x, latitude: y } = centre
    const corners = [
      [x - 0.1, y - 0.1],
      [x - 0.1, y + 0.1],
      [x + 0.1, y + 0.1],
      [x + 0.1, y - 0.1],
      [x - 0.1, y - 0.1],
    ] as const
    return { slug, polygons: [[corners]] }
  })
  const set = { layer, year: 2023, fileName: 'squares.geojson' }
  await saveBoundaries(transaction, set, simplifyBoundaries({ ...set, areas }))
}

/** A statement of every decision of 2023-24 about Larchwick and Sedgely, decided one a day; every third speaks of damp. */
async function addStatements(database: Database): Promise<void> {
  await sql`
    insert into decision_statement (
      authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, year, remedy_kinds, summary,
      sections, published_at
    )
    select
      authority_id, complaint_id, reference, category, subcategory, outcome, date '2023-12-01' + n::integer, 2023,
      case when outcome = 'upheld' then array['apology', 'training'] else '{}' end,
      'The council was slow to answer' || case when n % 3 = 0 then ' about damp' else '' end || '.',
      jsonb_build_array(
        jsonb_build_object('heading', 'The complaint', 'paragraphs', jsonb_build_array(
          'Miss X complained that the council was slow.', 'She waited for eleven months.'
        )),
        jsonb_build_object('heading', 'Agreed action', 'paragraphs', jsonb_build_array('The council apologised.'))
      ),
      timestamptz '2024-07-01 09:00+01' + n * interval '1 minute'
    from (
      select complaint.*, row_number() over (order by complaint_id) - 1 as n
      from complaint
      where reference like '23 %' and decided_on between '2023-04-01' and '2024-03-31'
        and outcome in ('upheld', 'not-upheld')
    ) as numbered
  `.execute(database)
  await sql`
    update decision_statement
    set withdrawn_at = '2024-07-10 09:00+01', withdrawal_reason = 'It named a person.'
    where reference = '23 000 001'
  `.execute(database)
  await sql`
    update decision_statement set expires_at = '2024-07-11 09:00+01' where reference = '23 000 002'
  `.execute(database)
  await sql`
    insert into recommendation (
      authority_id, complaint_id, recommendation_number, kind, due_on, summary, settled_on, settled_year, settlement
    )
    select
      authority_id, complaint_id, 1, 'training', date '2024-06-01', 'Train housing officers to answer reports of damp',
      case when complaint_id % 3 < 2 then date '2024-03-01' end, case when complaint_id % 3 < 2 then 2023 end,
      case complaint_id % 3 when 0 then 'satisfied-late' when 1 then 'satisfied' end
    from decision_statement
    where outcome = 'upheld'
  `.execute(database)
  await sql`
    with report as (
      insert into public_report (slug, authority_id, title, summary, published_at)
      select 'kept-waiting', authority_id, 'Kept waiting', 'Families waited for years.', '2024-07-01 09:00+01'
      from complaint
      where reference = '23 000 003'
      returning public_report_id
    )
    insert into public_report_case (public_report_id, authority_id, complaint_id)
    select public_report_id, authority_id, complaint_id
    from report
    cross join complaint
    where reference = '23 000 003'
  `.execute(database)
}
