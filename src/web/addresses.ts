import { formatReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'

/**
 * Every address of the site, as the router matches it. Links and redirects are built from this map alone (see
 * `addresses`), so that no address is written twice.
 */
export const paths = {
  home: '/',
  authorities: '/authorities',
  authority: '/authorities/:slug',
  // Stands before `letter`, which would match it too.
  letterPdf: '/authorities/:slug/letters/:file{[^/]+\\.pdf}',
  letter: '/authorities/:slug/letters/:year',
  // Stands before `letterRevision`, which would match it too.
  letterRevisionPdf: '/authorities/:slug/letters/:year/revisions/:file{[^/]+\\.pdf}',
  letterRevision: '/authorities/:slug/letters/:year/revisions/:revision',
  letters: '/authorities/:slug/letters',
  figure: '/authorities/:slug/figures/:year/:measure',
  // The chart's name ends in .svg or .png.
  chart: '/authorities/:slug/charts/:year/:file{[^/]+\\.(?:svg|png)}',
  committeePackFile: '/authorities/:slug/committee-pack/:file{[^/]+\\.(?:pdf|docx)}',
  committeePack: '/authorities/:slug/committee-pack/:year',
  authorityDecisions: '/authorities/:slug/decisions',
  authorityImprovements: '/authorities/:slug/improvements',
  authorityReports: '/authorities/:slug/reports',
  suggestions: '/authorities.json',
  map: '/map',
  mapTable: '/map.csv',
  compare: '/compare',
  compareTable: '/compare.csv',
  decisions: '/decisions',
  decisionsFeed: '/decisions.atom',
  decisionsTable: '/decisions.csv',
  decision: '/decisions/:category/:subcategory/:reference',
  reports: '/reports',
  reportsFeed: '/reports.atom',
  report: '/reports/:slug',
  improvements: '/improvements',
  improvementsFeed: '/improvements.atom',
  improvementsTable: '/improvements.csv',
  handlingCode: '/handling-code',
  codeVersion: '/handling-code/versions/:version',
  codeChanges: '/handling-code/changes',
  codeOutcomes: '/handling-code/outcomes',
  performanceReports: '/handling-code/performance',
  performanceTable: '/handling-code/performance.csv',
  // Stands before `performance`, which would match it too.
  performanceFile: '/handling-code/performance/:slug/:file{[^/]+\\.(?:pdf|docx)}',
  performance: '/handling-code/performance/:slug/:year',
  codeAuthorities: '/handling-code/authorities',
  codeAuthoritiesTable: '/handling-code/authorities.csv',
  codeAuthority: '/handling-code/authorities/:slug',
  selfAssessment: '/handling-code/authorities/:slug/:year',
  selfAssessmentRevision: '/handling-code/authorities/:slug/:year/revisions/:revision',
  feeds: '/feeds',
  reviews: '/reviews',
  review: '/reviews/:year',
  earlyAccess: '/reviews/:year/early-access',
  reviewChart: '/reviews/:year/charts/:file{[^/]+\\.(?:svg|png)}',
  method: '/method',
  corrections: '/corrections',
  seals: '/seals',
  sealFile: '/seals/:file{seal-[^/]+\\.json}',
  data: '/data',
  dataFile: '/data/:file{[^/]+\\.(?:csv|xlsx|json)}',
  api: '/api/v1',
  apiReference: '/api',
  openApi: '/api/v1/openapi.json',
  training: '/training',
  trainingCalendar: '/training/:course/:file{[0-9]+\\.ics}',
  trainingCourse: '/training/:course',
  accessibility: '/accessibility',
  privacy: '/privacy',
  sitemap: '/sitemap.xml',
  sitemapFile: '/sitemaps/:file{[^/]+\\.xml}',
  health: '/health',
  robots: '/robots.txt',
  asset: '/assets/:name',
} as const

/** What the list of authorities may be narrowed by. */
export type AuthorityFilter = {
  readonly search?: string | undefined
  /** A kind of authority, by its code. */
  readonly kind?: string | undefined
}

/** The addresses people and links use. A year is written 2023-24. */
export const addresses = {
  home: () => paths.home,
  authorities: (filter: AuthorityFilter = {}) => withQuery(paths.authorities, filter),
  authority: (slug: string, year?: ReportingYear) =>
    withQuery(`/authorities/${encodeURIComponent(slug)}`, {
      year: year === undefined ? undefined : formatReportingYear(year),
    }),
  letter: (slug: string, year: ReportingYear) =>
    `/authorities/${encodeURIComponent(slug)}/letters/${formatReportingYear(year)}`,
  letterPdf: (slug: string, year: ReportingYear) =>
    `/authorities/${encodeURIComponent(slug)}/letters/${formatReportingYear(year)}.pdf`,
  letters: (slug: string) => `/authorities/${encodeURIComponent(slug)}/letters`,
  letterRevision: (slug: string, year: ReportingYear, revision: number) =>
    `/authorities/${encodeURIComponent(slug)}/letters/${formatReportingYear(year)}/revisions/${revision}`,
  letterRevisionPdf: (slug: string, year: ReportingYear, revision: number) =>
    `/authorities/${encodeURIComponent(slug)}/letters/${formatReportingYear(year)}/revisions/${revision}.pdf`,
  chart: (slug: string, year: ReportingYear, chart: string, format: 'svg' | 'png') =>
    `/authorities/${encodeURIComponent(slug)}/charts/${formatReportingYear(year)}/${encodeURIComponent(chart)}.${format}`,
  committeePack: (slug: string, year: ReportingYear) =>
    `/authorities/${encodeURIComponent(slug)}/committee-pack/${formatReportingYear(year)}`,
  committeePackFile: (slug: string, year: ReportingYear, format: 'pdf' | 'docx') =>
    `/authorities/${encodeURIComponent(slug)}/committee-pack/${formatReportingYear(year)}.${format}`,
  authorityDecisions: (slug: string) => `/authorities/${encodeURIComponent(slug)}/decisions`,
  authorityImprovements: (slug: string) => `/authorities/${encodeURIComponent(slug)}/improvements`,
  authorityReports: (slug: string) => `/authorities/${encodeURIComponent(slug)}/reports`,
  suggestions: () => paths.suggestions,
  map: (query: Query = {}) => withQuery(paths.map, query),
  mapTable: (query: Query = {}) => withQuery(paths.mapTable, query),
  compare: (query: Query = {}) => withQuery(paths.compare, query),
  compareTable: (query: Query = {}) => withQuery(paths.compareTable, query),
  decisions: (query: Query = {}) => withQuery(paths.decisions, query),
  decisionsFeed: (query: Query = {}) => withQuery(paths.decisionsFeed, query),
  decisionsTable: (query: Query = {}) => withQuery(paths.decisionsTable, query),
  /** The reference is written 23 001 234, and 23-001-234 in the address. */
  decision: (category: string, subcategory: string | null, reference: string) =>
    `/decisions/${addressPart(category)}/${addressPart(subcategory ?? 'other')}/${reference.replaceAll(' ', '-')}`,
  reports: (query: Query = {}) => withQuery(paths.reports, query),
  reportsFeed: (query: Query = {}) => withQuery(paths.reportsFeed, query),
  report: (slug: string) => `/reports/${encodeURIComponent(slug)}`,
  improvements: (query: Query = {}) => withQuery(paths.improvements, query),
  improvementsFeed: (query: Query = {}) => withQuery(paths.improvementsFeed, query),
  improvementsTable: (query: Query = {}) => withQuery(paths.improvementsTable, query),
  handlingCode: (provision?: string) =>
    provision === undefined ? paths.handlingCode : `${paths.handlingCode}#${provision}`,
  codeVersion: (version: string) => `/handling-code/versions/${encodeURIComponent(version)}`,
  codeChanges: (query: Query = {}) => withQuery(paths.codeChanges, query),
  codeOutcomes: (query: Query = {}) => withQuery(paths.codeOutcomes, query),
  performanceReports: (query: Query = {}) => withQuery(paths.performanceReports, query),
  performanceTable: () => paths.performanceTable,
  performance: (slug: string, year: ReportingYear) =>
    `/handling-code/performance/${encodeURIComponent(slug)}/${formatReportingYear(year)}`,
  performanceFile: (slug: string, year: ReportingYear, format: 'pdf' | 'docx') =>
    `/handling-code/performance/${encodeURIComponent(slug)}/${formatReportingYear(year)}.${format}`,
  codeAuthorities: (query: Query = {}) => withQuery(paths.codeAuthorities, query),
  codeAuthoritiesTable: (query: Query = {}) => withQuery(paths.codeAuthoritiesTable, query),
  codeAuthority: (slug: string) => `/handling-code/authorities/${encodeURIComponent(slug)}`,
  selfAssessment: (slug: string, year: ReportingYear) =>
    `/handling-code/authorities/${encodeURIComponent(slug)}/${formatReportingYear(year)}`,
  selfAssessmentRevision: (slug: string, year: ReportingYear, revision: number) =>
    `/handling-code/authorities/${encodeURIComponent(slug)}/${formatReportingYear(year)}/revisions/${revision}`,
  feeds: () => paths.feeds,
  reviews: () => paths.reviews,
  review: (year: ReportingYear) => `/reviews/${formatReportingYear(year)}`,
  earlyAccess: (year: ReportingYear) => `/reviews/${formatReportingYear(year)}/early-access`,
  reviewChart: (year: ReportingYear, chart: string, format: 'svg' | 'png') =>
    `/reviews/${formatReportingYear(year)}/charts/${encodeURIComponent(chart)}.${format}`,
  corrections: (section?: string) =>
    section === undefined ? paths.corrections : `${paths.corrections}#${section}`,
  seals: () => paths.seals,
  sealFile: (year: ReportingYear, revision: number) =>
    `/seals/seal-${formatReportingYear(year)}-${revision}.json`,
  data: () => paths.data,
  dataFile: (file: string) => `/data/${encodeURIComponent(file)}`,
  /** The API, a list of it, or one record: `figures`, `bassetlaw`, `2023-24`, `compliance`. */
  api: (...parts: readonly string[]) => [paths.api, ...parts.map(encodeURIComponent)].join('/'),
  apiReference: () => paths.apiReference,
  openApi: () => paths.openApi,
  /** The programme, or what of it is for somebody, online or in a town. */
  training: (query: Query = {}) => withQuery(paths.training, query),
  trainingCourse: (course: string) => `/training/${encodeURIComponent(course)}`,
  trainingCalendar: (course: string, workshop: number) =>
    `/training/${encodeURIComponent(course)}/${workshop}.ics`,
  accessibility: () => paths.accessibility,
  privacy: () => paths.privacy,
  sitemap: () => paths.sitemap,
  sitemapFile: (file: string) => `/sitemaps/${encodeURIComponent(file)}.xml`,
  figure: (slug: string, year: ReportingYear, measure: string) =>
    `/authorities/${encodeURIComponent(slug)}/figures/${formatReportingYear(year)}/${encodeURIComponent(measure)}`,
  method: (section?: string) => (section === undefined ? paths.method : `${paths.method}#${section}`),
  health: () => paths.health,
  robots: () => paths.robots,
  asset: (name: string) => `/assets/${encodeURIComponent(name)}`,
} as const

/** What an address says after its question mark; a list says the same word several times. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>

/** A name as it stands in an address: "Council tax" is "council-tax". */
function addressPart(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    (value === undefined ? [] : typeof value === 'string' ? [value] : value).map((one): [string, string] => [
      name,
      one,
    ]),
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}
