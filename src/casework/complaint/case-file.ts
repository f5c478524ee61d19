import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Assessment } from './assessment.ts'
import type { Pause } from './case-clock.ts'
import type { CasePlace, CaseTask, FileStage, Side, StepKind, TextPart } from './case-stage.ts'

/** The work on one case: how far it is, whose it is, what is due next. */
export type CaseFile = {
  readonly stage: FileStage
  readonly task: CaseTask | null
  /** By when the next thing has to be done; null where there is none. */
  readonly dueOn: IsoDate | null
  readonly targetOn: IsoDate
  readonly receivedOn: IsoDate
  /** Who works on it; null where nobody does yet. */
  readonly worker: { readonly id: string; readonly email: string } | null
  readonly pausedOn: IsoDate | null
  /** Counts the steps, so that whoever sends a form learns which were taken meanwhile. */
  readonly version: number
}

/** What is written of one part of a case. */
export type WrittenPart = {
  readonly text: string
  readonly version: number
  readonly writtenBy: string
  readonly writtenAt: Date
}

/** Something that happened in a case. */
export type CaseStep = {
  readonly kind: StepKind
  readonly takenOn: IsoDate
  readonly takenBy: string
  readonly side: Side | null
  readonly text: string | null
  /** Until when, such as the last day for comments. */
  readonly untilOn: IsoDate | null
}

/** Everything there is of the work on a case, as its page shows it. */
export type WholeCaseFile = CaseFile & {
  /** The first one first. */
  readonly steps: readonly CaseStep[]
  readonly pauses: readonly Pause[]
  readonly parts: Readonly<Partial<Record<TextPart, WrittenPart>>>
  readonly assessment: (Assessment & { readonly assessedOn: IsoDate }) | null
  readonly hasComplainant: boolean
  /** The case this one follows from. */
  readonly follows: { readonly slug: string; readonly reference: string } | null
}

export function placeOf({ stage, task, pausedOn }: CaseFile): CasePlace {
  return { stage, task, isPaused: pausedOn !== null }
}

/** The steps that somebody has not seen who opened the case when it had this version. */
export function stepsSince({ steps, version }: WholeCaseFile, seen: number): readonly CaseStep[] {
  return seen >= version ? [] : steps.slice(-(version - seen))
}
