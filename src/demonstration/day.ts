import type { IsoDate } from '../scheme/reporting-year.ts'

/** A calendar date as the number of days since 1 January 1970, to reckon with. */
export type Day = number

const millisecondsOfDay = 86_400_000

export function dayOf(date: IsoDate): Day {
  return Date.parse(`${date}T00:00:00Z`) / millisecondsOfDay
}

export function dateOf(day: Day): IsoDate {
  const known = dates.get(day)
  if (known !== undefined) return known
  const date = new Date(day * millisecondsOfDay).toISOString().slice(0, 10)
  dates.set(day, date)
  return date
}

// A hundred thousand cases share some three thousand dates.
const dates = new Map<Day, IsoDate>()

/** The same day or the next working day after it; the last one before it where that would be past `latest`. */
export function workingDay(day: Day, latest: Day, holidays: ReadonlySet<Day>): Day {
  const isFree = (candidate: Day) => isWeekend(candidate) || holidays.has(candidate)
  let working = day
  while (isFree(working)) working++
  if (working <= latest) return working
  working = Math.min(day, latest)
  while (isFree(working)) working--
  return working
}

/** Day 0 was a Thursday. */
function isWeekend(day: Day): boolean {
  const sinceSunday = (day + 4) % 7
  return sinceSunday === 0 || sinceSunday === 6
}
