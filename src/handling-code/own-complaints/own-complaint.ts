import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { NamedCode, Scheme } from '../../scheme/scheme.ts'
import { type ClockReading, type Extension, readStageClock, type StageDates } from '../clock/stage-clock.ts'
import type { WorkingCalendar } from '../clock/working-calendar.ts'

/** A complaint that an authority answers itself, as its own system has it. */
export type OwnComplaint = {
  readonly reference: string
  readonly definition: string
  readonly category: string
  readonly service: string | null
  /** Code of the process it goes through instead of the Code's stages. */
  readonly statutoryProcess: string | null
  readonly refusal: { readonly on: IsoDate; readonly ground: string } | null
  /** Codes, in the order of the scheme. */
  readonly remedies: readonly string[]
  readonly learning: string | null
  readonly stages: readonly [OwnStage] | readonly [OwnStage, OwnStage]
}

export type OwnStage = {
  readonly receivedOn: IsoDate
  readonly receivedTime: string | null
  readonly acknowledgedOn: IsoDate | null
  readonly answeredOn: IsoDate | null
  readonly outcome: string | null
  readonly extension: Extension | null
}

export type StageNumber = 1 | 2

/** The stage a complaint has reached. */
export function lastStage({ stages }: OwnComplaint): {
  readonly number: StageNumber
  readonly stage: OwnStage
} {
  const [first, second] = stages
  return second ? { number: 2, stage: second } : { number: 1, stage: first }
}

/** The clocks of one stage; undefined where none run: in a statutory process, and for what was refused. */
export function clockOf(
  scheme: Scheme,
  calendar: WorkingCalendar,
  { statutoryProcess, refusal, stages }: OwnComplaint,
  number: StageNumber,
  today: IsoDate,
): ClockReading | undefined {
  const stage = stages[number - 1]
  if (!stage || statutoryProcess !== null || refusal !== null) return undefined
  return readStageClock(scheme, calendar, number, datesOf(scheme, stage), today)
}

/** What the clocks of a stage are read from. */
export function datesOf({ ownComplaints }: Scheme, stage: OwnStage): StageDates {
  const outcome = ownComplaints.outcomes.find(({ code }) => code === stage.outcome)
  return { ...stage, isWithdrawn: outcome?.isWithdrawn ?? false }
}

/** What a code of the scheme is called; itself where the scheme no longer has it. */
export function nameOf(table: readonly NamedCode[], code: string): string {
  return table.find((entry) => entry.code === code)?.name ?? code
}
