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
  figure: '/authorities/:slug/figures/:year/:measure',
  method: '/method',
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
  figure: (slug: string, year: ReportingYear, measure: string) =>
    `/authorities/${encodeURIComponent(slug)}/figures/${formatReportingYear(year)}/${encodeURIComponent(measure)}`,
  method: (section?: string) => (section === undefined ? paths.method : `${paths.method}#${section}`),
  health: () => paths.health,
  robots: () => paths.robots,
  asset: (name: string) => `/assets/${encodeURIComponent(name)}`,
} as const

function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}
