import { daysAfter, daysBetween } from '../../scheme/calendar-days.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'

/** Days on which the clock of a case stood still. */
export type Pause = {
  readonly fromOn: IsoDate
  /** The first day on which it ran again; null while it stands still. */
  readonly untilOn: IsoDate | null
  readonly reason: string
}

/** How long a case has taken, or took. */
export type CaseClock = {
  /** Days since receipt; the day of receipt is day 0. */
  readonly days: number
  readonly pausedDays: number
  /** In how many days it should be decided, pauses not counted. */
  readonly targetDays: number
  /** The day until which it should be decided. */
  readonly targetOn: IsoDate
}

/** The clock of a case at the end of a day: today, or the day it was decided. */
export function clockAt(
  { casework }: Scheme,
  receivedOn: IsoDate,
  pauses: readonly Pause[],
  day: IsoDate,
): CaseClock {
  const targetDays = casework.targetWeeks * 7
  const pausedDays = pauses.reduce((sum, pause) => sum + pausedUntil(pause, day), 0)
  return {
    days: daysBetween(receivedOn, day),
    pausedDays,
    targetDays,
    targetOn: daysAfter(receivedOn, targetDays + pausedDays),
  }
}

/** For how many days a pause lasted up to a day. */
export function pausedUntil({ fromOn, untilOn }: Pause, day: IsoDate): number {
  const end = untilOn === null || untilOn > day ? day : untilOn
  return Math.max(0, daysBetween(fromOn, end))
}

/** What there is to say of a day on which an office may be closed; undefined where there is nothing. */
export function closedDay(day: IsoDate, bankHolidays: ReadonlyMap<IsoDate, string>): string | undefined {
  const holiday = bankHolidays.get(day)
  if (holiday !== undefined) return `a bank holiday (${holiday})`
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 ? 'a Sunday' : weekday === 6 ? 'a Saturday' : undefined
}
