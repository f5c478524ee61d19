import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import {
  BankHolidaysMissing,
  isWorkingDay,
  type WorkingCalendar,
  workingDaysAfter,
  workingDaysBetween,
} from './working-calendar.ts'

/** What is on record of one stage of a complaint. */
export type StageDates = {
  readonly receivedOn: IsoDate
  /** As "18:10"; null where only the day is known, which then counts as within hours. */
  readonly receivedTime: string | null
  readonly acknowledgedOn: IsoDate | null
  /** The day of the answer, or of the complaint's being withdrawn. */
  readonly answeredOn: IsoDate | null
  readonly isWithdrawn: boolean
  readonly extension: Extension | null
}

export type Extension = {
  readonly untilOn: IsoDate
  readonly reason: string
  /** When whoever complained was told. */
  readonly toldOn: IsoDate
}

/** How a stage stands by the Code's clocks, and every day that follows from its dates. */
export type StageClock = {
  /** The working day from which it counts as received. */
  readonly countsFrom: IsoDate
  readonly acknowledgeBy: IsoDate
  readonly acknowledgement: 'in-time' | 'late' | 'waiting'
  /** The day that the time for the answer is counted from; the day itself is not counted. */
  readonly answerFrom: IsoDate
  /** The last day for the answer, without an extension. */
  readonly answerBy: IsoDate
  /** The last day there would have been had it been acknowledged on the last day for that. */
  readonly answerByIfAcknowledgedInTime: IsoDate
  /** The last day to which the Code lets the time be extended; null where nobody extended it. */
  readonly extendableTo: IsoDate | null
  /** What the extension is worth; null where there is none. */
  readonly extension: 'counts' | 'too-long' | 'told-late' | 'not-needed' | null
  /** The last day for the answer, with what the extension is worth. */
  readonly dueOn: IsoDate
  readonly standing: StageStanding
}

export type StageStanding =
  | {
      readonly kind: 'answered'
      readonly when: 'in-time' | 'in-extension' | 'late'
      /** From receipt to answer. */
      readonly workingDays: number
    }
  | { readonly kind: 'withdrawn' }
  | {
      readonly kind: 'waiting'
      readonly for: 'acknowledgement' | 'answer'
      readonly byOn: IsoDate
      readonly urgency: 'late' | 'nearly-late' | 'in-time'
      /** Working days left; below 0 so many too late. */
      readonly daysLeft: number
    }

export type ClockReading =
  | { readonly ok: true; readonly clock: StageClock }
  /** A working day falls in a year whose bank holidays are not on record. */
  | { readonly ok: false; readonly missingYear: string }

/** Reads the clocks of a stage at the end of a day (docs/methodology.md, "The Code's clocks"). */
export function readStageClock(
  scheme: Scheme,
  calendar: WorkingCalendar,
  stage: 1 | 2,
  dates: StageDates,
  today: IsoDate,
): ClockReading {
  try {
    return { ok: true, clock: stageClock(scheme, calendar, stage, dates, today) }
  } catch (error) {
    if (!(error instanceof BankHolidaysMissing)) throw error
    return { ok: false, missingYear: error.year }
  }
}

function stageClock(
  scheme: Scheme,
  calendar: WorkingCalendar,
  stage: 1 | 2,
  dates: StageDates,
  today: IsoDate,
): StageClock {
  const { acknowledgeWithin, stages } = scheme.ownComplaints
  const { answerWithin, extendableBy } = stages[stage - 1] ?? stages[0]
  const countsFrom = countsAsReceivedOn(scheme, calendar, dates)
  const acknowledgeBy = workingDaysAfter(calendar, countsFrom, acknowledgeWithin)
  const answerFrom = answerCountsFrom(dates, countsFrom, acknowledgeBy)
  const answerBy = workingDaysAfter(calendar, answerFrom, answerWithin)
  const extendableTo = dates.extension && workingDaysAfter(calendar, answerBy, extendableBy)
  const extension = worthOf(dates.extension, answerBy, extendableTo)
  const dueOn = dueWith(dates.extension, extension, answerBy, extendableTo)
  const days = {
    countsFrom,
    acknowledgeBy,
    acknowledgement: acknowledgementOf(dates, acknowledgeBy),
    answerFrom,
    answerBy,
    answerByIfAcknowledgedInTime: workingDaysAfter(calendar, acknowledgeBy, answerWithin),
    extendableTo,
    extension,
    dueOn,
  }
  return { ...days, standing: standingOf(scheme, calendar, dates, days, today) }
}

/** The day of receipt; the next working day where it came on a day off or after hours. */
function countsAsReceivedOn(
  { ownComplaints }: Scheme,
  calendar: WorkingCalendar,
  { receivedOn, receivedTime }: StageDates,
): IsoDate {
  const isAfterHours = receivedTime !== null && receivedTime > ownComplaints.hoursEndAt
  return isWorkingDay(calendar, receivedOn) && !isAfterHours
    ? receivedOn
    : workingDaysAfter(calendar, receivedOn, 1)
}

/**
 * The time for the answer is counted from the acknowledgement. Where there is none it is counted from the last day for
 * one, or from an answer that came sooner: not acknowledging must not win time.
 */
function answerCountsFrom(
  { acknowledgedOn, answeredOn }: StageDates,
  countsFrom: IsoDate,
  acknowledgeBy: IsoDate,
): IsoDate {
  const from =
    acknowledgedOn ?? (answeredOn !== null && answeredOn < acknowledgeBy ? answeredOn : acknowledgeBy)
  // What was acknowledged before it counts as received, such as by an automatic mail at night, waits for that day too.
  return from < countsFrom ? countsFrom : from
}

/** An answer within the time for acknowledging stands for the acknowledgement. */
function acknowledgementOf(
  { acknowledgedOn, answeredOn }: StageDates,
  acknowledgeBy: IsoDate,
): StageClock['acknowledgement'] {
  const on = acknowledgedOn ?? answeredOn
  if (on === null) return 'waiting'
  return on <= acknowledgeBy ? 'in-time' : 'late'
}

/** Whoever complained has to be told before the time is over, and no longer than the Code lets it be extended. */
function worthOf(
  extension: Extension | null,
  answerBy: IsoDate,
  extendableTo: IsoDate | null,
): StageClock['extension'] {
  if (extension === null || extendableTo === null) return null
  if (extension.untilOn <= answerBy) return 'not-needed'
  if (extension.toldOn > answerBy) return 'told-late'
  return extension.untilOn > extendableTo ? 'too-long' : 'counts'
}

function dueWith(
  extension: Extension | null,
  worth: StageClock['extension'],
  answerBy: IsoDate,
  extendableTo: IsoDate | null,
): IsoDate {
  if (worth === 'counts' && extension) return extension.untilOn
  return worth === 'too-long' && extendableTo ? extendableTo : answerBy
}

function standingOf(
  { ownComplaints }: Scheme,
  calendar: WorkingCalendar,
  { acknowledgedOn, answeredOn, isWithdrawn }: StageDates,
  { countsFrom, acknowledgeBy, answerBy, dueOn }: Omit<StageClock, 'standing'>,
  today: IsoDate,
): StageStanding {
  if (isWithdrawn) return { kind: 'withdrawn' }
  if (answeredOn !== null) {
    const when = answeredOn <= answerBy ? 'in-time' : answeredOn <= dueOn ? 'in-extension' : 'late'
    return { kind: 'answered', when, workingDays: workingDaysBetween(calendar, countsFrom, answeredOn) }
  }
  const byOn = acknowledgedOn === null ? acknowledgeBy : dueOn
  const daysLeft =
    byOn < today
      ? -workingDaysBetween(
          calendar,
          byOn,
          isWorkingDay(calendar, today) ? today : workingDaysAfter(calendar, today, 1),
        )
      : workingDaysBetween(calendar, today, byOn)
  return {
    kind: 'waiting',
    for: acknowledgedOn === null ? 'acknowledgement' : 'answer',
    byOn,
    urgency: byOn < today ? 'late' : daysLeft <= ownComplaints.nearlyDueWithin ? 'nearly-late' : 'in-time',
    daysLeft,
  }
}
