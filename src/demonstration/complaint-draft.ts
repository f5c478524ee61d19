import type { CaseworkBody } from './casework-body.ts'
import type { Day } from './day.ts'

/** A complaint while it is being made up; its dates are numbers of days. */
export type ComplaintDraft = {
  readonly body: CaseworkBody
  readonly category: string
  readonly subcategory: string | null
  readonly receivedOn: Day
  /** Null while it waits for one. */
  decision: Decision | null
}

export type Decision = {
  readonly decidedOn: Day
  outcome: string
  stageReached: 'intake' | 'assessment' | 'investigation'
  /** Null unless it was upheld. */
  isRemediedBefore: boolean | null
  promise: AgreedPromise | null
}

/** What the authority agreed to do about an upheld complaint. */
export type AgreedPromise = {
  readonly recommendations: readonly { readonly kind: string; readonly dueOn: Day }[]
  /** When the last of it is due. */
  readonly dueOn: Day
  /** When its outcome would be recorded if nothing came between. */
  readonly expectedOn: Day
  readonly isLate: boolean
  settlement: { readonly recordedOn: Day; outcome: string } | null
}
