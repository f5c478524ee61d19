import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'

/** Where the page of corrections tells of one revision. */
export function correctionAnchor(year: ReportingYear, revision: number): string {
  return `${formatReportingYear(year)}-revision-${revision}`
}
