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
  return new Intl.DateTimeFormat('en-CA', { timeZone: scheme.timeZone, dateStyle: 'short' }).format(moment)
}

/** "24 July 2024, 9:30am", by the clocks of the scheme's country. */
export function printMoment({ timeZone }: Scheme, moment: Date): string {
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone }).format(moment)
  const clock = { hour: 'numeric', minute: '2-digit', hourCycle: 'h12', timeZone } as const
  const time = new Intl.DateTimeFormat('en-GB', clock).format(moment)
  return `${date}, ${time.replace(/\s/g, '').toLowerCase()}`
}

function printDate(date: IsoDate): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )
}
