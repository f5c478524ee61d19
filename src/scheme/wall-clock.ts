import { dayOf, printDate } from './printed-dates.ts'
import type { IsoDate } from './reporting-year.ts'
import type { Scheme } from './scheme.ts'

export type MomentReading =
  | { readonly ok: true; readonly moment: Date }
  | { readonly ok: false; readonly reason: string }

/**
 * The moment at which clocks in the scheme's country show a day and a time. Refuses what is no day or time, a time that
 * clocks skip when they go forward, and one that comes twice when they go back.
 */
export function momentAt(scheme: Scheme, date: IsoDate, time: string): MomentReading {
  if (!isDay(date) || date < earliestDay || date > latestDay) {
    return { ok: false, reason: `"${date}" is no day; write it as 2025-07-24.` }
  }
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    return { ok: false, reason: `"${time}" is no time; write it with four digits, as 09:30.` }
  }
  const asIfUtc = new Date(`${date}T${time}:00Z`).getTime()
  const halfDays = [-1, 1].map((side) => offsetAt(scheme, new Date(asIfUtc + side * 12 * 3_600_000)))
  const moments = [...new Set(halfDays)]
    .map((offset) => new Date(asIfUtc - offset))
    .filter((moment) => `${dayOf(scheme, moment)} ${timeOf(scheme, moment)}` === `${date} ${time}`)
  const [moment, another] = moments
  if (moment === undefined) {
    const reason = `On ${printDate(date)} clocks go forward and skip ${time}; choose another time.`
    return { ok: false, reason }
  }
  if (another !== undefined) {
    const reason = `On ${printDate(date)} clocks go back and ${time} comes twice; choose another time.`
    return { ok: false, reason }
  }
  return { ok: true, moment }
}

/** Nothing happens here before or after; near the ends of what a date can be clocks cannot be read. */
const [earliestDay, latestDay] = ['1900-01-01', '2999-12-31']

/** The time that clocks in the scheme's country show at a moment, as `09:30`. */
export function timeOf({ timeZone }: Scheme, moment: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(moment)
}

/** By how many milliseconds the country's clocks are ahead of UTC at a moment. */
function offsetAt(scheme: Scheme, moment: Date): number {
  const minute = Math.floor(moment.getTime() / 60_000) * 60_000
  return new Date(`${dayOf(scheme, moment)}T${timeOf(scheme, moment)}:00Z`).getTime() - minute
}

/** Whether a text is a day of the calendar, written as 2025-07-24. There was no year 0. */
export function isDay(text: string): text is IsoDate {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text && !text.startsWith('0000')
}
