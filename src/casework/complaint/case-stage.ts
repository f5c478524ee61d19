import type { CaseStage } from '../case-record.ts'

/**
 * The life of a complaint that is worked on here. Each arrow is a step that is recorded with who took it and when; what
 * is written of a case is changed without one.
 *
 *     taken ──> intake ──> assessment ──> investigation ──> draft ──> decided ──> decided, a review asked for
 *                 │            │                ^            │ ^ │        ^                │
 *                 │            │                │            └─┘ │        └────────────────┘
 *                 │            │                │          again │              answered
 *                 └────────────┴────────────────┼────────────────┴──> decided
 *                                               └── opened, since agreed actions of another case were not carried out
 *
 * - intake: received, acknowledged; seen whether the authority has had its chance. It may end here.
 * - assessment: a legal bar, then public interest, injustice, fault and remedy. It is investigated, or ends here; upheld
 *   on an early remedy it ends here and counts as investigated all the same.
 * - investigation: enquiries, evidence, what was found.
 * - draft: both sides have the draft decision and may comment until a day.
 * - decided: the outcome counts from the day of the decision. Either side may ask once more for a review.
 *
 * Anywhere before the decision the clock may be paused, with a reason; meanwhile the case goes no further.
 */
export const fileStages = ['intake', 'assessment', 'investigation', 'draft', 'decided'] as const
export type FileStage = (typeof fileStages)[number]

/** What has to be done next in a case. */
export const caseTasks = [
  'acknowledge',
  'assess',
  'investigate',
  'await-comments',
  'decide',
  'review',
] as const
export type CaseTask = (typeof caseTasks)[number]

export const stepKinds = [
  'taken',
  'assigned',
  'acknowledged',
  'sent-to-assessment',
  'assessed',
  'paused',
  'resumed',
  'draft-sent',
  'comment',
  'decided',
  'review-asked',
  'review-answered',
  'opened-for-action-not-taken',
] as const
export type StepKind = (typeof stepKinds)[number]

/** Where a case stands in its life. */
export type CasePlace = {
  readonly stage: FileStage
  /** Null once it is decided and no review was asked for. */
  readonly task: CaseTask | null
  readonly isPaused: boolean
}

type Step = {
  /** The places from which it can be taken, by stage and what is next there. */
  readonly from: Readonly<Partial<Record<FileStage, readonly (CaseTask | null)[]>>>
  /** Whether it can be taken while the clock stands still; it always can be where that is no matter. */
  readonly whilePaused: 'yes' | 'no' | 'only'
  /** Where the case stands afterwards; where it stood, if not said. */
  readonly to?: { readonly stage: FileStage; readonly task: CaseTask | null }
}

const undecided = {
  intake: ['acknowledge', 'assess'],
  assessment: ['assess'],
  investigation: ['investigate'],
  draft: ['await-comments', 'decide'],
} as const satisfies Step['from']

/** Every step: from where, and to where. */
export const life: Readonly<Record<StepKind, Step>> = {
  taken: { from: {}, whilePaused: 'no', to: { stage: 'intake', task: 'acknowledge' } },
  'opened-for-action-not-taken': {
    from: {},
    whilePaused: 'no',
    to: { stage: 'investigation', task: 'investigate' },
  },
  assigned: { from: { ...undecided, decided: ['review'] }, whilePaused: 'yes' },
  acknowledged: {
    from: { intake: ['acknowledge'] },
    whilePaused: 'no',
    to: { stage: 'intake', task: 'assess' },
  },
  'sent-to-assessment': {
    from: { intake: ['assess'] },
    whilePaused: 'no',
    to: { stage: 'assessment', task: 'assess' },
  },
  // An assessment that ends the case is a decision at the same moment.
  assessed: {
    from: { assessment: ['assess'] },
    whilePaused: 'no',
    to: { stage: 'investigation', task: 'investigate' },
  },
  paused: { from: undecided, whilePaused: 'no' },
  resumed: { from: undecided, whilePaused: 'only' },
  'draft-sent': {
    from: { investigation: ['investigate'], draft: ['await-comments', 'decide'] },
    whilePaused: 'no',
    to: { stage: 'draft', task: 'await-comments' },
  },
  // Once both sides have commented, the decision is next.
  comment: { from: { draft: ['await-comments', 'decide'] }, whilePaused: 'yes' },
  decided: {
    from: { intake: ['acknowledge', 'assess'], draft: ['await-comments', 'decide'] },
    whilePaused: 'no',
    to: { stage: 'decided', task: null },
  },
  'review-asked': {
    from: { decided: [null] },
    whilePaused: 'no',
    to: { stage: 'decided', task: 'review' },
  },
  'review-answered': {
    from: { decided: ['review'] },
    whilePaused: 'no',
    to: { stage: 'decided', task: null },
  },
}

/** Whether a step can be taken with a case that stands here. */
export function canTake(kind: StepKind, { stage, task, isPaused }: CasePlace): boolean {
  const { from, whilePaused } = life[kind]
  if (whilePaused === (isPaused ? 'no' : 'only')) return false
  return from[stage]?.includes(task) ?? false
}

/** How far a case went that is decided at a stage. */
export function stageReachedAt(stage: FileStage): CaseStage {
  return stage === 'intake' || stage === 'assessment' ? stage : 'investigation'
}

/** What people read of each stage: its name, and how a case that is there stands. */
export const stageWords: Readonly<Record<FileStage, { readonly name: string; readonly standing: string }>> = {
  intake: { name: 'Intake', standing: 'Not assessed yet' },
  assessment: { name: 'Assessment', standing: 'Being assessed' },
  investigation: { name: 'Investigation', standing: 'Being investigated' },
  draft: { name: 'Draft decision', standing: 'Draft decision sent' },
  decided: { name: 'Decided', standing: 'Decided' },
}

/** What has to be done, as queues and pages say it. */
export const taskWords: Readonly<Record<CaseTask, string>> = {
  acknowledge: 'Acknowledge',
  assess: 'Assess',
  investigate: 'Investigate',
  'await-comments': 'Comments until',
  decide: 'Decide',
  review: 'Answer the review',
}

/** What each step is called where it stands in a list of what was done. */
export const stepWords: Readonly<Record<StepKind, string>> = {
  taken: 'took the complaint',
  assigned: 'said who works on it',
  acknowledged: 'acknowledged it',
  'sent-to-assessment': 'sent it to assessment',
  assessed: 'assessed it',
  paused: 'paused the clock',
  resumed: 'let the clock run again',
  'draft-sent': 'sent the draft decision to both sides',
  comment: 'recorded a comment',
  decided: 'decided it',
  'review-asked': 'recorded a request for review',
  'review-answered': 'answered the request for review',
  'opened-for-action-not-taken': 'opened it, since what was agreed before was not carried out',
}

/** Who comments on a draft, or asks for a review. */
export const sides = ['complainant', 'authority'] as const
export type Side = (typeof sides)[number]

export const sideWords: Readonly<Record<Side, string>> = {
  complainant: 'The complainant',
  authority: 'The authority',
}

/** What is written of a case, part by part. */
export const textParts = ['complaint', 'investigation', 'draft', 'decision'] as const
export type TextPart = (typeof textParts)[number]

/**
 * The stages in which each part may be written. A draft that was sent stays as both sides have it, until another is sent;
 * the decision is written when it is taken.
 */
const writableIn: Readonly<Record<Exclude<TextPart, 'decision'>, readonly FileStage[]>> = {
  complaint: ['intake', 'assessment', 'investigation', 'draft'],
  investigation: ['investigation', 'draft'],
  draft: ['investigation'],
}

export function isWritable(part: TextPart, stage: FileStage): part is Exclude<TextPart, 'decision'> {
  return part !== 'decision' && writableIn[part].includes(stage)
}
