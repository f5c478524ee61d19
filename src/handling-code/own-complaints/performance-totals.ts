import { daysAfter } from '../../scheme/calendar-days.ts'
import {
  firstDay,
  type IsoDate,
  lastDay,
  type ReportingYear,
  reportingYear,
} from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { WorkingCalendar } from '../clock/working-calendar.ts'
import { clockOf, type OwnComplaint, type OwnStage, type StageNumber } from './own-complaint.ts'

/** A year of an authority's own complaints in numbers alone: nothing in it is about one complaint. */
export type PerformanceTotals = {
  /** The day on which they were counted; of a year that is not over, up to this day. */
  readonly countedOn: IsoDate
  /** Received in the year; those of statutory processes are counted apart, in `statutory`. */
  readonly receivedCount: number
  /** The year before; null where not the whole of it is on record. */
  readonly receivedBefore: number | null
  readonly categories: readonly Tally[]
  readonly statutory: readonly Tally[]
  /** Refused in the year, by ground. */
  readonly refusals: readonly Tally[]
  /** Answered in the year at either stage, by what puts it right; one complaint may have several. */
  readonly remedies: readonly Tally[]
  readonly remediedCount: number
  /** Of the complaints answered in the year, those something was learned from. */
  readonly learnedCount: number
  readonly answeredComplaintCount: number
  readonly stages: readonly [StageTotals, StageTotals]
}

/** Of fewer answers a share or a percentile would say more than is known. */
export const fewestForShares = 10

export type Tally = { readonly code: string; readonly count: number }

/** One stage in a year: what was received, answered and waiting in it are three populations. */
export type StageTotals = {
  readonly receivedCount: number
  /** Of those received in the year whose acknowledgement was due or done by its end. */
  readonly acknowledgedInTime: number
  readonly acknowledgedLate: number
  /** Answered in the year, whenever received; what was withdrawn is apart. */
  readonly answeredCount: number
  readonly inTime: number
  readonly inExtension: number
  readonly late: number
  /** In time only because the acknowledgement, from which it is counted, was late. */
  readonly inTimeByLateAcknowledgement: number
  readonly withdrawnCount: number
  /** Neither answered nor withdrawn at the end of the year, and those of them past their day. */
  readonly waitingCount: number
  readonly waitingLateCount: number
  /** Answered, or waiting, in a year whose bank holidays are not on record. */
  readonly uncountedCount: number
  /** Working days from receipt within which half, and nine in ten, of the answers came; null of few answers. */
  readonly medianDays: number | null
  readonly ninthDecileDays: number | null
  readonly outcomes: readonly Tally[]
  /** The same in the year before, of answers with a clock; null where there are none, or not all of it is on record. */
  readonly before: { readonly answeredCount: number; readonly inTimeCount: number } | null
}

/** The answers of which the days could be counted: what is in time, in an extension or late is a share of these. */
export function countedAnswers({ inTime, inExtension, late }: StageTotals): number {
  return inTime + inExtension + late
}

/**
 * Counts a year (docs/methodology.md, "The Code's clocks"). `today` ends a year that is not over: nothing is late that
 * still has time.
 */
export function performanceTotals(
  scheme: Scheme,
  calendar: WorkingCalendar,
  complaints: readonly OwnComplaint[],
  year: ReportingYear,
  today: IsoDate,
): PerformanceTotals {
  const { ownComplaints } = scheme
  const within = (day: IsoDate | null | undefined) => isWithin(scheme, year, day)
  const byCode = complaints.filter(({ statutoryProcess }) => statutoryProcess === null)
  const received = byCode.filter(({ stages: [first] }) => within(first.receivedOn))
  const previous = reportingYear(year - 1)
  const before = byCode.filter(({ stages: [first] }) => isWithin(scheme, previous, first.receivedOn)).length
  const isComparable = hasYear(scheme, complaints, previous)
  const answered = byCode.filter((one) => one.stages.some((stage) => isAnsweredIn(scheme, year, stage)))
  const statutory = complaints.flatMap(({ statutoryProcess, stages: [first] }) =>
    statutoryProcess !== null && within(first.receivedOn) ? [statutoryProcess] : [],
  )
  const settings = { scheme, calendar, complaints: byCode, year, today, isComparable }
  return {
    countedOn: today,
    receivedCount: received.length,
    receivedBefore: isComparable ? before : null,
    categories: tally(received.map(({ category }) => category)),
    statutory: inOrder(ownComplaints.statutoryProcesses, statutory),
    refusals: inOrder(
      ownComplaints.refusalGrounds,
      byCode.flatMap(({ refusal }) => (refusal && within(refusal.on) ? [refusal.ground] : [])),
    ),
    remedies: inOrder(
      ownComplaints.remedies,
      answered.flatMap(({ remedies }) => remedies),
    ),
    remediedCount: answered.filter(({ remedies }) => remedies.length > 0).length,
    learnedCount: answered.filter(({ learning }) => learning !== null).length,
    answeredComplaintCount: answered.length,
    stages: [stageTotals(settings, 1), stageTotals(settings, 2)],
  }
}

type Settings = {
  readonly scheme: Scheme
  readonly calendar: WorkingCalendar
  readonly complaints: readonly OwnComplaint[]
  readonly year: ReportingYear
  readonly today: IsoDate
  /** The whole of the year before is on record, too. */
  readonly isComparable: boolean
}

/**
 * An authority that began to bring in its complaints within a year has no whole year to compare with. What came before
 * the year proves nothing: a file of a later one has old complaints that are still open.
 */
function hasYear(scheme: Scheme, complaints: readonly OwnComplaint[], year: ReportingYear): boolean {
  const first = firstDay(scheme, year)
  const endOfFirstMonth = daysAfter(first, 30)
  return complaints.some(
    ({ stages: [{ receivedOn }] }) => receivedOn >= first && receivedOn <= endOfFirstMonth,
  )
}

function stageTotals(settings: Settings, number: StageNumber): StageTotals {
  const { scheme, complaints, year, today, isComparable } = settings
  const end = endOf(scheme, year, today)
  const at = complaints.flatMap((complaint) => {
    const stage = complaint.stages[number - 1]
    return stage ? [{ complaint, stage }] : []
  })
  const received = at.filter(({ stage }) => isWithin(scheme, year, stage.receivedOn))
  const acknowledged = received.map(({ complaint }) => acknowledgementAt(settings, complaint, number, end))
  const ended = at.filter(({ stage }) => isWithin(scheme, year, stage.answeredOn))
  const answers = answersIn(settings, number, year)
  const waiting = at.filter(
    ({ complaint: { refusal }, stage }) =>
      stage.receivedOn <= end &&
      !(stage.answeredOn !== null && stage.answeredOn <= end) &&
      !(refusal !== null && refusal.on <= end),
  )
  const waitingLate = waiting.map(({ complaint }) => isLateAt(settings, complaint, number, end))
  const days = answers.flatMap(({ workingDays }) => workingDays).sort((one, other) => one - other)
  const before = answersIn(settings, number, reportingYear(year - 1)).filter(({ when }) => when !== undefined)
  return {
    receivedCount: received.length,
    acknowledgedInTime: acknowledged.filter((how) => how === 'in-time').length,
    acknowledgedLate: acknowledged.filter((how) => how === 'late').length,
    answeredCount: answers.length,
    inTime: answers.filter(({ when }) => when === 'in-time').length,
    inExtension: answers.filter(({ when }) => when === 'in-extension').length,
    late: answers.filter(({ when }) => when === 'late').length,
    inTimeByLateAcknowledgement: answers.filter(({ isByLateAcknowledgement }) => isByLateAcknowledgement)
      .length,
    withdrawnCount: ended.filter(({ stage }) => isWithdrawn(scheme, stage)).length,
    waitingCount: waiting.length,
    waitingLateCount: waitingLate.filter((isLate) => isLate === true).length,
    uncountedCount:
      answers.filter(({ when }) => when === undefined).length +
      waitingLate.filter((isLate) => isLate === undefined).length,
    medianDays: daysOf(days, 50),
    ninthDecileDays: daysOf(days, 90),
    outcomes: inOrder(
      scheme.ownComplaints.outcomes,
      ended.flatMap(({ stage: { outcome } }) => outcome ?? []),
    ),
    before:
      !isComparable || before.length === 0
        ? null
        : {
            answeredCount: before.length,
            inTimeCount: before.filter(({ when }) => when !== 'late').length,
          },
  }
}

type Answer = {
  readonly when: 'in-time' | 'in-extension' | 'late' | undefined
  readonly workingDays: readonly number[]
  readonly isByLateAcknowledgement: boolean
}

/** The answers of a stage in a year, and how each stood; `when` is undefined where no clock could be read. */
function answersIn(
  { scheme, calendar, complaints, today }: Settings,
  number: StageNumber,
  year: ReportingYear,
): readonly Answer[] {
  return complaints.flatMap((complaint): readonly Answer[] => {
    const stage = complaint.stages[number - 1]
    if (!stage || !isAnsweredIn(scheme, year, stage) || complaint.refusal) return []
    const reading = clockOf(scheme, calendar, complaint, number, today)
    if (!reading?.ok) return [{ when: undefined, workingDays: [], isByLateAcknowledgement: false }]
    const { clock } = reading
    if (clock.standing.kind !== 'answered') return []
    const { when, workingDays } = clock.standing
    const isByLateAcknowledgement =
      when === 'in-time' && (stage.answeredOn ?? '') > clock.answerByIfAcknowledgedInTime
    return [{ when, workingDays: [workingDays], isByLateAcknowledgement }]
  })
}

/** How an acknowledgement stood at the end of a day; undefined where it still had time or no clock could be read. */
function acknowledgementAt(
  settings: Settings,
  complaint: OwnComplaint,
  number: StageNumber,
  end: IsoDate,
): 'in-time' | 'late' | undefined {
  const { scheme, calendar } = settings
  const stage = complaint.stages[number - 1]
  const reading = clockOf(scheme, calendar, { ...complaint, refusal: null }, number, end)
  if (!stage || !reading?.ok) return undefined
  const { acknowledgeBy } = reading.clock
  // An answer or a refusal within the time stands for the acknowledgement.
  const on = stage.acknowledgedOn ?? stage.answeredOn ?? complaint.refusal?.on ?? null
  if (on !== null && on <= end) return on <= acknowledgeBy ? 'in-time' : 'late'
  return hasPassed(settings, acknowledgeBy) ? 'late' : undefined
}

/** Whether what waited for an answer at the end of a day was past its day then; undefined where that is not known. */
function isLateAt(
  settings: Settings,
  complaint: OwnComplaint,
  number: StageNumber,
  end: IsoDate,
): boolean | undefined {
  const { scheme, calendar } = settings
  // What was refused later was waiting then.
  const reading = clockOf(scheme, calendar, { ...complaint, refusal: null }, number, end)
  return reading?.ok ? hasPassed(settings, reading.clock.dueOn) : undefined
}

/** Whether a day was over when the counting ended: the last of a year that is over was, today never is. */
function hasPassed({ scheme, year, today }: Settings, day: IsoDate): boolean {
  return day < today && day <= lastDay(scheme, year)
}

function isAnsweredIn(scheme: Scheme, year: ReportingYear, stage: OwnStage): boolean {
  return isWithin(scheme, year, stage.answeredOn) && !isWithdrawn(scheme, stage)
}

function isWithdrawn({ ownComplaints }: Scheme, { outcome }: OwnStage): boolean {
  return ownComplaints.outcomes.some(({ code, isWithdrawn: is }) => is && code === outcome)
}

function isWithin(scheme: Scheme, year: ReportingYear, day: IsoDate | null | undefined): boolean {
  return Boolean(day && day >= firstDay(scheme, year) && day <= lastDay(scheme, year))
}

/** The last day that is counted: of the year, or today while it lasts. */
function endOf(scheme: Scheme, year: ReportingYear, today: IsoDate): IsoDate {
  const last = lastDay(scheme, year)
  return last < today ? last : today
}

/** The smallest number of days within which so many in a hundred came, of days in order; null of few. */
function daysOf(days: readonly number[], percent: number): number | null {
  if (days.length < fewestForShares) return null
  return days[Math.ceil((days.length * percent) / 100) - 1] ?? null
}

/** The most first, and by name where there are as many. */
function tally(codes: readonly string[]): readonly Tally[] {
  const counts = new Map<string, number>()
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1))
}

/** In the order of a table of the scheme, what it does not have last; nothing that is zero. */
function inOrder(table: readonly { readonly code: string }[], codes: readonly string[]): readonly Tally[] {
  const place = (code: string) => {
    const found = table.findIndex((entry) => entry.code === code)
    return found < 0 ? table.length : found
  }
  return tally(codes).toSorted((one, other) => place(one.code) - place(other.code))
}
