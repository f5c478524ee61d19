import type { PrintedYear } from './measure-wording.ts'
import { firstDay, formatReportingYear, type IsoDate, lastDay, type ReportingYear } from './reporting-year.ts'
import type { Scheme } from './scheme.ts'

/** A reporting year as people read it: "2023-24", or "2023" where it is the calendar year. */
export function printYear(scheme: Scheme, year: ReportingYear): string {
  return lastDay(scheme, year).startsWith(`${year}-`) ? String(year) : formatReportingYear(year)
}

/** "2023-24", "1 April 2023 to 31 March 2024" and "31 March 2024", for the scheme's sentences. */
export function yearInWords(scheme: Scheme, year: ReportingYear): PrintedYear {
  const last = printDate(lastDay(scheme, year))
  return {
    year: printYear(scheme, year),
    period: `${printDate(firstDay(scheme, year))} to ${last}`,
    lastDay: last,
  }
}

/** The calendar day of a moment by the clocks of the scheme's country, wherever the program runs. */
export function dayOf(scheme: Scheme, moment: Date): IsoDate {
  // Canada's short date is the one of ISO 8601.
  return formatter('en-CA', { timeZone: scheme.timeZone, dateStyle: 'short' }).format(moment)
}

/** "24 July 2024, 9:30am", by the clocks of the scheme's country. */
export function printMoment({ timeZone }: Scheme, moment: Date): string {
  const date = formatter('en-GB', { dateStyle: 'long', timeZone }).format(moment)
  const clock = { hour: 'numeric', minute: '2-digit', hourCycle: 'h12', timeZone } as const
  const time = formatter('en-GB', clock).format(moment)
  return `${date}, ${time.replace(/\s/g, '').toLowerCase()}`
}

/** "24 July 2024". */
export function printDate(date: IsoDate): string {
  return formatter('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** One formatter for each way of writing: making one takes longer than all the dates of a page. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, options)
  formatters.set(key, made)
  return made
}
