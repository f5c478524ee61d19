import { formatReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'

/**
 * Every address behind the sign-in, as the router knows it: the Ombudsman's desk, authorities' own pages, and
 * people's accounts. src/signed-in-routes.ts says who may ask for each.
 */
export const deskPaths = {
  desk: '/desk',
  review: '/desk/reviews/:year',
  calculation: '/desk/reviews/:year/calculation',
  checking: '/desk/reviews/:year/checking',
  withdrawal: '/desk/reviews/:year/withdrawal',
  wordingApproval: '/desk/reviews/:year/wording-approval',
  approval: '/desk/reviews/:year/approval',
  moment: '/desk/reviews/:year/moment',
} as const

/** The addresses that pages behind the sign-in link to and send forms to. A year is written 2023-24. */
export const deskAddresses = {
  desk: () => deskPaths.desk,
  review: (year: ReportingYear) => reviewPart(year),
  calculation: (year: ReportingYear) => reviewPart(year, 'calculation'),
  checking: (year: ReportingYear) => reviewPart(year, 'checking'),
  withdrawal: (year: ReportingYear) => reviewPart(year, 'withdrawal'),
  wordingApproval: (year: ReportingYear) => reviewPart(year, 'wording-approval'),
  approval: (year: ReportingYear) => reviewPart(year, 'approval'),
  moment: (year: ReportingYear) => reviewPart(year, 'moment'),
} as const

function reviewPart(year: ReportingYear, ...parts: readonly string[]): string {
  return ['/desk/reviews', formatReportingYear(year), ...parts.map(encodeURIComponent)].join('/')
}

/** What begins with one of these is never public. */
export const signedInPrefixes = ['/desk', '/portal', '/account'] as const
