import type { Scheme } from './scheme.ts'

declare const reportingYearBrand: unique symbol

/** The calendar year in which a reporting year begins: 2023 stands for 2023-24. */
export type ReportingYear = number & { readonly [reportingYearBrand]: true }

/** A calendar date as `yyyy-mm-dd`. Dates of casework have no time and no zone. */
export type IsoDate = string

export function reportingYear(firstCalendarYear: number): ReportingYear {
  if (!Number.isInteger(firstCalendarYear) || firstCalendarYear < 1900 || firstCalendarYear > 2999) {
    throw new Error(`a reporting year begins in a calendar year from 1900 to 2999, not ${firstCalendarYear}`)
  }
  return firstCalendarYear as ReportingYear
}

/** Reads `2023-24`; undefined where the text is no reporting year (so also for `2023-25`). */
export function parseReportingYear(text: string): ReportingYear | undefined {
  const parts = /^((?:19|20)\d\d)-(\d\d)$/.exec(text)
  if (!parts) return undefined
  const first = Number(parts[1])
  return (first + 1) % 100 === Number(parts[2]) ? reportingYear(first) : undefined
}

/** `2023-24`, as it stands in every address, file and command. Readers of a page see `printYear`. */
export function formatReportingYear(year: ReportingYear): string {
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`
}

export function firstDay(scheme: Scheme, year: ReportingYear): IsoDate {
  return isoDate(year, scheme.reportingYear.firstMonth, scheme.reportingYear.firstDay)
}

export function lastDay(scheme: Scheme, year: ReportingYear): IsoDate {
  const next = new Date(`${firstDay(scheme, reportingYear(year + 1))}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() - 1)
  return next.toISOString().slice(0, 10)
}

/** The reporting year in which a date falls. */
export function reportingYearOf(scheme: Scheme, date: IsoDate): ReportingYear {
  const calendarYear = Number(date.slice(0, 4))
  return date >= isoDate(calendarYear, scheme.reportingYear.firstMonth, scheme.reportingYear.firstDay)
    ? reportingYear(calendarYear)
    : reportingYear(calendarYear - 1)
}

function isoDate(year: number, month: number, day: number): IsoDate {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
