import type { IsoDate } from './reporting-year.ts'

const millisecondsOfDay = 86_400_000

/** The day so many days after another, or before it. */
export function daysAfter(day: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * millisecondsOfDay).toISOString().slice(0, 10)
}

/** How many days lie from one day to another, such as 5 from the 19th to the 24th; below 0 where it is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsOfDay
}
