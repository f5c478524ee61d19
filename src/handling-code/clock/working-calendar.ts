import type { BankHoliday } from '../../authorities/authority.ts'
import { daysAfter } from '../../scheme/calendar-days.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'

/** Which days are working days, for the years whose bank holidays are known. */
export type WorkingCalendar = {
  readonly holidays: ReadonlyMap<IsoDate, string>
  /** Years that have as many bank holidays on record as a year has. */
  readonly wholeYears: ReadonlySet<string>
  /** The working days of these years, in order. */
  readonly workingDays: readonly IsoDate[]
  /** For every day of these years, how many of the working days there are up to and with it. */
  readonly countUpTo: ReadonlyMap<IsoDate, number>
}

/** A day was asked about in a year whose bank holidays are not on record: nothing is counted beyond it. */
export class BankHolidaysMissing extends Error {
  readonly year: string

  constructor(year: string) {
    super(`the bank holidays of ${year} are not on record`)
    this.year = year
  }
}

/** What to do about it, for people. */
export function missingHolidaysAdvice(year: string): string {
  return `The bank holidays of ${year} are not on record, so no working days are counted there. Whoever runs this system adds them with “upheld bank-holidays set FILE”.`
}

/** The calendar of the bank holidays on record. */
export function workingCalendar(
  { ownComplaints }: Scheme,
  holidays: readonly BankHoliday[],
): WorkingCalendar {
  const counts = new Map<string, number>()
  for (const { date } of holidays) {
    counts.set(date.slice(0, 4), (counts.get(date.slice(0, 4)) ?? 0) + 1)
  }
  const years = [...counts].flatMap(([year, count]) =>
    count >= ownComplaints.bankHolidaysInAYear ? [year] : [],
  )
  const names = new Map(holidays.map(({ date, name }) => [date, name]))
  const workingDays: IsoDate[] = []
  const countUpTo = new Map<IsoDate, number>()
  for (const year of years.sort()) {
    for (let day = `${year}-01-01`; day.startsWith(year); day = daysAfter(day, 1)) {
      if (!isWeekend(day) && !names.has(day)) workingDays.push(day)
      countUpTo.set(day, workingDays.length)
    }
  }
  return { holidays: names, wholeYears: new Set(years), workingDays, countUpTo }
}

/** Throws BankHolidaysMissing, as every rule of this file does. */
export function isWorkingDay(calendar: WorkingCalendar, day: IsoDate): boolean {
  return calendar.workingDays[countOf(calendar, day) - 1] === day
}

/** The working day that is so many after a day, at least one: the day itself is not counted. */
export function workingDaysAfter(calendar: WorkingCalendar, from: IsoDate, count: number): IsoDate {
  const day = calendar.workingDays[countOf(calendar, from) + count - 1]
  checkYears(calendar, from, day ?? '9999')
  if (day === undefined) throw new Error(`no working day is ${count} after ${from}`)
  return day
}

/** How many working days there are after one day, up to and with another; 0 where that is no later. */
export function workingDaysBetween(calendar: WorkingCalendar, from: IsoDate, to: IsoDate): number {
  if (to <= from) return 0
  checkYears(calendar, from, to)
  return countOf(calendar, to) - countOf(calendar, from)
}

function countOf({ countUpTo }: WorkingCalendar, day: IsoDate): number {
  const count = countUpTo.get(day)
  if (count === undefined) throw new BankHolidaysMissing(day.slice(0, 4))
  return count
}

/** Years may be missing between others, too. */
function checkYears({ wholeYears }: WorkingCalendar, from: IsoDate, to: IsoDate): void {
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    if (!wholeYears.has(String(year))) throw new BankHolidaysMissing(String(year))
  }
}

/** The bank holidays after one day, up to and with another, that took a working day. */
export function holidaysBetween(
  { holidays }: WorkingCalendar,
  from: IsoDate,
  to: IsoDate,
): readonly BankHoliday[] {
  return [...holidays]
    .filter(([date]) => date > from && date <= to && !isWeekend(date))
    .map(([date, name]) => ({ date, name }))
    .sort((one, other) => (one.date < other.date ? -1 : 1))
}

function isWeekend(day: IsoDate): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
}
