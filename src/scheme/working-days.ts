import { daysAfter } from './calendar-days.ts'
import type { IsoDate } from './reporting-year.ts'

/**
 * The day that so many working days later begins: weekends and bank holidays are none. For reminders: beyond the holidays
 * it is given it goes on without any. What authorities are held to counts by handling-code/clock/, which refuses that.
 */
export function workingDaysAfter(from: IsoDate, count: number, holidays: ReadonlySet<IsoDate>): IsoDate {
  let day = from
  for (let left = count; left > 0; ) {
    day = daysAfter(day, 1)
    if (!isWeekend(day) && !holidays.has(day)) left -= 1
  }
  return day
}

/** So many months earlier, on the last day of that month where it has no such day. */
export function monthsBefore(day: IsoDate, count: number): IsoDate {
  const date = new Date(`${day}T00:00:00Z`)
  const dayOfMonth = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - count)
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(dayOfMonth, lastOfMonth))
  return date.toISOString().slice(0, 10)
}

/** The Monday of the week of a day. */
export function mondayOf(day: IsoDate): IsoDate {
  return daysAfter(day, -((weekday(day) + 6) % 7))
}

function isWeekend(day: IsoDate): boolean {
  return [0, 6].includes(weekday(day))
}

function weekday(day: IsoDate): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}
