import { formatDate } from '../letters/letter-words.ts'
import { firstDay, formatReportingYear, lastDay, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { YearlyFigures } from '../statistics/figure.ts'

/** "24 July 2024, 9:30am", by the clocks of the scheme's country. */
export function longMoment(moment: Date): string {
  const date = format({ dateStyle: 'long', timeZone }, moment)
  const time = format({ hour: 'numeric', minute: '2-digit', hour12: true, timeZone }, moment)
  return `${date}, ${time.replace(/\s/g, '').toLowerCase()}`
}

/** Which state of the figures a page shows: "2023-24, revision 1, 24 July 2024, 9:30am." */
export function editionLine(figures: YearlyFigures, cycle: { readonly publishedAt: Date }): string {
  return `${formatReportingYear(figures.year)}, revision ${figures.revision}, ${longMoment(cycle.publishedAt)}.`
}

/** "1 April 2023 to 31 March 2024". */
export function periodOf(scheme: Scheme, year: ReportingYear): string {
  return `${formatDate(firstDay(scheme, year))} to ${formatDate(lastDay(scheme, year))}`
}

const timeZone = 'Europe/London'

function format(options: Intl.DateTimeFormatOptions, moment: Date): string {
  return new Intl.DateTimeFormat('en-GB', options).format(moment)
}
