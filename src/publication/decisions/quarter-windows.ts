import type { IsoDate } from '../../scheme/reporting-year.ts'

/** A quarter of the calendar as the index knows it: its number since the year 0. */
export type Quarter = number

export function quarterOf(date: IsoDate): Quarter {
  return Number(date.slice(0, 4)) * 4 + Math.ceil(Number(date.slice(5, 7)) / 3)
}

export function firstDayOfQuarter(quarter: Quarter): IsoDate {
  const year = Math.floor((quarter - 1) / 4)
  const month = 3 * ((quarter - 1) % 4) + 1
  return `${year}-${String(month).padStart(2, '0')}-01`
}

/**
 * The quarters between two days in lots: one, one, two, four, eight … A search that has enough after the first lots
 * asks for no more; one for a rare word is through all the years after a handful.
 */
export function quarterWindows(
  oldest: IsoDate,
  newest: IsoDate,
  order: 'newest first' | 'oldest first' = 'newest first',
): readonly (readonly Quarter[])[] {
  const first = quarterOf(oldest)
  const count = Math.max(quarterOf(newest) - first + 1, 0)
  const quarters = Array.from({ length: count }, (_, index) => first + index)
  if (order === 'newest first') quarters.reverse()
  const windows: Quarter[][] = []
  for (let start = 0; start < count; ) {
    const length = Math.max(start, 1)
    windows.push(quarters.slice(start, start + length))
    start += length
  }
  return windows
}

/** The quarter of a day, with those of a year before and after it. */
export function quartersAround(date: IsoDate): readonly Quarter[] {
  return Array.from({ length: 9 }, (_, index) => quarterOf(date) - 4 + index)
}
