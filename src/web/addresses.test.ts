import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { reportingYear } from '../scheme/reporting-year.ts'
import { addresses, paths } from './addresses.ts'

const year = reportingYear(2023)

const everyAddress = {
  home: ['/', addresses.home()],
  authorities: [
    '/authorities?search=St+Helens+%26+co&kind=district',
    addresses.authorities({ search: 'St Helens & co', kind: 'district' }),
  ],
  authority: ['/authorities/bassetlaw?year=2023-24', addresses.authority('bassetlaw', year)],
  letter: ['/authorities/bassetlaw/letters/2023-24', addresses.letter('bassetlaw', year)],
  letterPdf: ['/authorities/bassetlaw/letters/2023-24.pdf', addresses.letterPdf('bassetlaw', year)],
  figure: [
    '/authorities/bassetlaw/figures/2023-24/complaints-upheld',
    addresses.figure('bassetlaw', year, 'complaints-upheld'),
  ],
  letters: ['/authorities/bassetlaw/letters', addresses.letters('bassetlaw')],
  letterRevision: [
    '/authorities/bassetlaw/letters/2023-24/revisions/2',
    addresses.letterRevision('bassetlaw', year, 2),
  ],
  letterRevisionPdf: [
    '/authorities/bassetlaw/letters/2023-24/revisions/2.pdf',
    addresses.letterRevisionPdf('bassetlaw', year, 2),
  ],
  chart: [
    '/authorities/bassetlaw/charts/2023-24/funnel.svg',
    addresses.chart('bassetlaw', year, 'funnel', 'svg'),
  ],
  committeePack: [
    '/authorities/bassetlaw/committee-pack/2023-24',
    addresses.committeePack('bassetlaw', year),
  ],
  committeePackFile: [
    '/authorities/bassetlaw/committee-pack/2023-24.docx',
    addresses.committeePackFile('bassetlaw', year, 'docx'),
  ],
  authorityDecisions: ['/authorities/bassetlaw/decisions', addresses.authorityDecisions('bassetlaw')],
  authorityImprovements: [
    '/authorities/bassetlaw/improvements',
    addresses.authorityImprovements('bassetlaw'),
  ],
  authorityReports: ['/authorities/bassetlaw/reports', addresses.authorityReports('bassetlaw')],
  suggestions: ['/authorities.json', addresses.suggestions()],
  map: ['/map?view=hexagons', addresses.map({ view: 'hexagons' })],
  mapTable: ['/map.csv?year=2023-24', addresses.mapTable({ year: '2023-24' })],
  compare: [
    '/compare?authority=bassetlaw&authority=bolsover',
    addresses.compare({ authority: ['bassetlaw', 'bolsover'] }),
  ],
  compareTable: ['/compare.csv', addresses.compareTable()],
  decisions: ['/decisions?words=council+tax', addresses.decisions({ words: 'council tax' })],
  decisionsFeed: ['/decisions.atom', addresses.decisionsFeed()],
  decisionsTable: ['/decisions.csv', addresses.decisionsTable()],
  decision: [
    '/decisions/housing/council-house-repairs/23-001-234',
    addresses.decision('housing', 'Council house repairs', '23 001 234'),
  ],
  reports: ['/reports', addresses.reports()],
  reportsFeed: ['/reports.atom', addresses.reportsFeed()],
  report: ['/reports/delay-in-housing', addresses.report('delay-in-housing')],
  improvements: ['/improvements?year=2023-24', addresses.improvements({ year: '2023-24' })],
  improvementsFeed: ['/improvements.atom', addresses.improvementsFeed()],
  improvementsTable: ['/improvements.csv', addresses.improvementsTable()],
  handlingCode: ['/handling-code#stage-1-answered', addresses.handlingCode('stage-1-answered')],
  codeVersion: ['/handling-code/versions/2024-02', addresses.codeVersion('2024-02')],
  codeChanges: [
    '/handling-code/changes?from=2024-02&to=2026-04',
    addresses.codeChanges({ from: '2024-02', to: '2026-04' }),
  ],
  codeOutcomes: ['/handling-code/outcomes?year=2023-24', addresses.codeOutcomes({ year: '2023-24' })],
  codeAuthorities: ['/handling-code/authorities?kind=county', addresses.codeAuthorities({ kind: 'county' })],
  codeAuthoritiesTable: ['/handling-code/authorities.csv', addresses.codeAuthoritiesTable()],
  codeAuthority: ['/handling-code/authorities/bassetlaw', addresses.codeAuthority('bassetlaw')],
  selfAssessment: [
    '/handling-code/authorities/bassetlaw/2023-24',
    addresses.selfAssessment('bassetlaw', year),
  ],
  selfAssessmentRevision: [
    '/handling-code/authorities/bassetlaw/2023-24/revisions/2',
    addresses.selfAssessmentRevision('bassetlaw', year, 2),
  ],
  performanceReports: [
    '/handling-code/performance?year=2023-24',
    addresses.performanceReports({ year: '2023-24' }),
  ],
  performanceTable: ['/handling-code/performance.csv', addresses.performanceTable()],
  performance: ['/handling-code/performance/bassetlaw/2023-24', addresses.performance('bassetlaw', year)],
  performanceFile: [
    '/handling-code/performance/bassetlaw/2023-24.pdf',
    addresses.performanceFile('bassetlaw', year, 'pdf'),
  ],
  feeds: ['/feeds', addresses.feeds()],
  reviews: ['/reviews', addresses.reviews()],
  review: ['/reviews/2023-24', addresses.review(year)],
  earlyAccess: ['/reviews/2023-24/early-access', addresses.earlyAccess(year)],
  reviewChart: ['/reviews/2023-24/charts/received.png', addresses.reviewChart(year, 'received', 'png')],
  method: ['/method#rounding', addresses.method('rounding')],
  corrections: ['/corrections#2023-24', addresses.corrections('2023-24')],
  seals: ['/seals', addresses.seals()],
  sealFile: ['/seals/seal-2023-24-1.json', addresses.sealFile(year, 1)],
  data: ['/data', addresses.data()],
  dataFile: ['/data/figures.csv', addresses.dataFile('figures.csv')],
  api: ['/api/v1', addresses.api()],
  apiReference: ['/api', addresses.apiReference()],
  openApi: ['/api/v1/openapi.json', addresses.openApi()],
  accessibility: ['/accessibility', addresses.accessibility()],
  privacy: ['/privacy', addresses.privacy()],
  sitemap: ['/sitemap.xml', addresses.sitemap()],
  sitemapFile: ['/sitemaps/decisions-1.xml', addresses.sitemapFile('decisions-1')],
  training: ['/training?audience=councils', addresses.training({ audience: 'councils' })],
  trainingCourse: ['/training/good-complaint-handling', addresses.trainingCourse('good-complaint-handling')],
  trainingCalendar: [
    '/training/good-complaint-handling/12.ics',
    addresses.trainingCalendar('good-complaint-handling', 12),
  ],
  health: ['/health', addresses.health()],
  robots: ['/robots.txt', addresses.robots()],
  asset: ['/assets/upheld.css', addresses.asset('upheld.css')],
} as const satisfies Record<keyof typeof addresses, readonly [string, string]>

test.each(Object.entries(everyAddress))(
  'the address of %s is the one people have been given',
  (_, [promised, built]) => {
    expect(built).toBe(promised)
  },
)

test.each(Object.entries(everyAddress))(
  'the router takes the address of %s to its own page',
  async (name, [promised]) => {
    const app = new Hono()
    for (const [page, path] of Object.entries(paths)) app.get(path, (context) => context.text(page))
    const response = await app.request(promised)
    expect(await response.text()).toBe(name)
  },
)

test('without a year an authority is found at its plain address', () => {
  expect(addresses.authority('bassetlaw')).toBe('/authorities/bassetlaw')
  expect(addresses.authorities()).toBe('/authorities')
  expect(addresses.method()).toBe('/method')
})
