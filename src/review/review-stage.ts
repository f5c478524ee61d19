import type { StaffPermission } from '../accounts/permission.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'

/**
 * The life of one revision of a year. Each arrow is a step that is recorded with who took it and when; publication is
 * none, as it comes by itself with the moment.
 *
 *     draft ──> checked ──> approved ──> sealed ──> sent ──> published ──> corrected: another revision is public
 *     ^  │         │         │   ^
 *     │  └─────────┼─────────┼───┘   a correction is not checked by authorities again
 *     └────────────┴─────────┘       taken back, with a reason
 *
 * - draft: figures are calculated from the cases, letters assembled.
 * - checked: authorities see their own cases and figures and may raise queries, until a day that is set.
 * - approved: two people who did not prepare it approved exactly these figures and letters.
 * - sealed: figures, counted cases, letters and wording are frozen, under one fingerprint.
 * - sent: letters are on their way; each authority sees its own. The moment of publication counts from here.
 */
export const stages = ['draft', 'checked', 'approved', 'sealed', 'sent', 'published', 'corrected'] as const

export type Stage = (typeof stages)[number]

/** A stage that somebody takes a revision to. */
export type StepStage = Exclude<Stage, 'published' | 'corrected'>

/** Somebody took a revision to a stage. */
export type ReviewStep = {
  readonly stage: StepStage
  readonly takenAt: Date
  /** The e-mail address of a person, or what stands for the command line. */
  readonly takenBy: string
  /** The last day on which authorities may raise queries, for the stage in which they check. */
  readonly untilOn: IsoDate | null
  /** Why it went back to an earlier stage; null for a step forward. */
  readonly reason: string | null
}

/** One revision of a year and the steps taken with it, the first one first. */
export type RevisionSteps = {
  readonly revision: number
  readonly sealedAt: Date | null
  /** The moment from which it is public; null until it is sent. */
  readonly publishedAt: Date | null
  readonly steps: readonly ReviewStep[]
}

/** Where a revision stands at a moment. `isCorrected` says that a later revision of its year is public. */
export function stageOf(
  { sealedAt, publishedAt, steps }: RevisionSteps,
  now: Date,
  isCorrected = false,
): Stage {
  if (publishedAt !== null && publishedAt <= now) return isCorrected ? 'corrected' : 'published'
  if (publishedAt !== null) return 'sent'
  if (sealedAt !== null) return 'sealed'
  return steps.at(-1)?.stage ?? 'draft'
}

/** The stages from which a step leads to another, for a first revision and for a correction of it. */
const stepsFrom: Readonly<
  Record<StepStage, { readonly first: readonly Stage[]; readonly correction: readonly Stage[] }>
> = {
  // Taken back: somebody found something, or the figures are calculated anew.
  draft: { first: ['checked', 'approved'], correction: ['approved'] },
  checked: { first: ['draft'], correction: [] },
  approved: { first: ['checked'], correction: ['draft'] },
  sealed: { first: ['approved'], correction: ['approved'] },
  sent: { first: ['sealed'], correction: ['sealed'] },
}

/** Who may take a step. */
export const stepPermissions: Readonly<Record<StepStage, StaffPermission>> = {
  draft: 'prepare-review',
  checked: 'prepare-review',
  approved: 'approve-review',
  sealed: 'seal-review',
  sent: 'send-letters',
}

/** Whether a revision that stands at one stage can be taken to another. */
export function canStep(from: Stage, to: StepStage, revision: number): boolean {
  return stepsFrom[to][revision === 1 ? 'first' : 'correction'].includes(from)
}

/** How many people, none of them its author, have to approve exactly what is sealed. */
export const approvalsNeeded = 2

/** Everybody who prepared a revision, and so cannot approve it: whoever took or corrected it as a draft. */
export function authorsOf(
  steps: readonly ReviewStep[],
  correctedBy: readonly string[] = [],
): ReadonlySet<string> {
  const prepared = steps.filter(({ stage }) => stage === 'draft' || stage === 'checked')
  return new Set([...prepared.map(({ takenBy }) => takenBy), ...correctedBy])
}

/** What each stage is called where people read it, and what it means. */
export const stageWords: Readonly<Record<Stage, { readonly name: string; readonly means: string }>> = {
  draft: { name: 'Draft', means: 'Figures calculated, letters assembled' },
  checked: { name: 'Checked', means: 'Authorities see their own cases and figures, and may query them' },
  approved: { name: 'Approved', means: 'By two people other than its author' },
  sealed: { name: 'Sealed', means: 'Frozen, under one fingerprint' },
  sent: { name: 'Sent', means: 'Letters on their way; each authority sees its own' },
  published: { name: 'Published', means: 'Everybody sees everything' },
  corrected: { name: 'Corrected', means: 'Another revision is public beside it' },
}
