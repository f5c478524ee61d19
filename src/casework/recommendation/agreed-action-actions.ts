import { appendAudit } from '../../audit/audit-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import {
  formatReportingYear,
  type IsoDate,
  type ReportingYear,
  reportingYearOf,
} from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { caseSubject } from '../case-record-store.ts'
import type { CaseReference } from '../case-reference.ts'
import { hasEvidence } from '../evidence/evidence-store.ts'
import { dueProblem, readAgreedAction, type TypedAction } from './agreed-action.ts'
import { changedSince, type Recommendation, recommendationMark } from './recommendation.ts'
import {
  deleteRecommendation,
  followDueDates,
  insertRecommendation,
  lockRecommendedCase,
  lockSettledYears,
  moveDueDate,
  type RecommendationKey,
  type RecommendedCase,
  type RecordedRecommendation,
  readRecommendations,
  saveRecommendation,
} from './recommendation-store.ts'

export type ActionProblem = { readonly field?: string | undefined; readonly reason: string }

export type ActionChange =
  | { readonly ok: true; readonly number: number }
  | { readonly ok: false; readonly problems: readonly ActionProblem[]; readonly isStale?: boolean }

/** Which case and, where one is changed, which of its actions. */
export type ActionOfCase = {
  readonly actor: string
  readonly slug: string
  readonly reference: CaseReference
}

/** Agrees one more action in a case. */
export async function agreeAction(
  database: Database,
  scheme: Scheme,
  { actor, slug, reference, typed }: ActionOfCase & { readonly typed: TypedAction },
): Promise<ActionChange> {
  return database.transaction().execute(async (transaction): Promise<ActionChange> => {
    const known = await lockRecommendedCase(transaction, slug, reference)
    if (known === undefined) return refused('There is no such case.')
    const refusal = caseRefusal(scheme, known)
    if (refusal !== undefined) return refused(refusal)
    const today = dayOf(scheme, await currentMoment(transaction))
    const reading = readAgreedAction(scheme, typed, { decidedOn: known.decidedOn, today })
    if (!reading.ok) return reading
    const { action } = reading
    const others = await readRecommendations(transaction, known)
    const counted = await countedRefusal(transaction, scheme, known, [...others, action])
    if (counted !== undefined) return refused(counted, 'due')
    const number = await insertRecommendation(transaction, known, { ...action, agreedBy: actor })
    await audit(transaction, { actor, action: 'agree action', known, number, before: null, after: action })
    return { ok: true, number }
  })
}

export type ActionToChange = ActionOfCase & {
  readonly number: number
  /** What was on record when the form was made. */
  readonly seen: string
}

/** Changes what was agreed, while nobody has said how it ended. Once decided, its date is moved and not changed. */
export async function changeAction(
  database: Database,
  scheme: Scheme,
  { actor, typed, ...asked }: ActionToChange & { readonly typed: TypedAction },
): Promise<ActionChange> {
  return database.transaction().execute(async (transaction): Promise<ActionChange> => {
    const found = await lockAction(transaction, scheme, asked)
    if (!found.ok) return found
    const { known, action: before, others } = found
    const today = dayOf(scheme, await currentMoment(transaction))
    const typedDue = known.decidedOn === null ? typed.due : before.dueOn
    const reading = readAgreedAction(
      scheme,
      { ...typed, due: typedDue },
      { decidedOn: known.decidedOn, today },
    )
    if (!reading.ok) return reading
    const counted = await countedRefusal(transaction, scheme, known, [...others, reading.action])
    if (counted !== undefined) return refused(counted)
    const key = keyOf(known, asked.number)
    const agreedBy = [...new Set([...(before.agreedBy ?? []), actor])]
    await saveRecommendation(transaction, key, { ...reading.action, agreedBy })
    await audit(transaction, {
      actor,
      action: 'change action',
      known,
      number: asked.number,
      before,
      after: reading.action,
    })
    return { ok: true, number: asked.number }
  })
}

/** Takes an action back that nobody has sent anything about. */
export async function removeAction(
  database: Database,
  scheme: Scheme,
  { actor, ...asked }: ActionToChange,
): Promise<ActionChange> {
  return database.transaction().execute(async (transaction): Promise<ActionChange> => {
    const found = await lockAction(transaction, scheme, asked)
    if (!found.ok) return found
    const { known, action, others } = found
    const key = keyOf(known, asked.number)
    if (await hasEvidence(transaction, key)) {
      return refused('The authority has begun to show what it did, so the action stays. Settle it instead.')
    }
    if (others.length > 0 && others.every(({ settlement }) => settlement !== null)) {
      return refused(
        'It is the last open action of this case, and what became of the case is recorded with it, so it stays. Settle it instead.',
      )
    }
    const counted = await countedRefusal(transaction, scheme, known, others)
    if (counted !== undefined) return refused(counted)
    await deleteRecommendation(transaction, key)
    await audit(transaction, {
      actor,
      action: 'remove action',
      known,
      number: asked.number,
      before: action,
      after: null,
    })
    return { ok: true, number: asked.number }
  })
}

export const longestMoveReason = 500

/** Moves the date of an action that was agreed with a decision. It is rare, and says why. */
export async function moveAction(
  database: Database,
  scheme: Scheme,
  { actor, due, reason, ...asked }: ActionToChange & { readonly due: string; readonly reason: string },
): Promise<ActionChange> {
  return database.transaction().execute(async (transaction): Promise<ActionChange> => {
    const found = await lockAction(transaction, scheme, asked)
    if (!found.ok) return found
    const { known, action, others } = found
    if (known.decidedOn === null) return refused('The case is not decided yet. Change the action instead.')
    const now = await currentMoment(transaction)
    const problem =
      dueProblem(due, known.decidedOn) ??
      (due === action.dueOn ? { field: 'due', reason: 'That is the date it has.' } : undefined) ??
      reasonProblem(reason)
    if (problem !== undefined) return { ok: false, problems: [problem] }
    const counted = await countedRefusal(transaction, scheme, known, [...others, { dueOn: due }])
    if (counted !== undefined) return refused(counted, 'due')
    await moveDueDate(transaction, keyOf(known, asked.number), {
      movedAt: now,
      fromOn: action.dueOn,
      toOn: due,
      reason,
      movedBy: actor,
    })
    await audit(transaction, {
      actor,
      action: 'move due date',
      known,
      number: asked.number,
      before: action,
      after: { ...action, dueOn: due },
    })
    return { ok: true, number: asked.number }
  })
}

function reasonProblem(reason: string): ActionProblem | undefined {
  if (reason === '') return { field: 'reason', reason: 'Say why the date is moved.' }
  if (reason.length <= longestMoveReason) return undefined
  return {
    field: 'reason',
    reason: `The reason has ${reason.length} characters. Shorten it to ${longestMoveReason}.`,
  }
}

type FoundAction =
  | {
      readonly ok: true
      readonly known: RecommendedCase
      readonly action: RecordedRecommendation
      readonly others: readonly RecordedRecommendation[]
    }
  | Extract<ActionChange, { ok: false }>

async function lockAction(
  transaction: Transaction,
  scheme: Scheme,
  { slug, reference, number, seen }: Omit<ActionToChange, 'actor'>,
): Promise<FoundAction> {
  const known = await lockRecommendedCase(transaction, slug, reference)
  const actions = known ? await readRecommendations(transaction, known) : []
  const action = actions.find((one) => one.number === number)
  if (!known || !action) return refused('There is no such action any more; somebody may have removed it.')
  const stale = staleReason(seen, action)
  if (stale !== undefined) return { ...refused(stale), isStale: true }
  const refusal = caseRefusal(scheme, known) ?? settledRefusal(action)
  if (refusal !== undefined) return refused(refusal)
  return { ok: true, known, action, others: actions.filter((one) => one !== action) }
}

/** What somebody else changed since a form was made, as a sentence; undefined where nobody did. */
export function staleReason(seen: string, action: RecordedRecommendation): string | undefined {
  const now = recommendationMark(action)
  if (seen === now) return undefined
  const changed = changedSince(seen, now) ?? []
  const what = changed.length === 0 ? 'this action' : `this action’s ${changed.join(' and ')}`
  return `Somebody else changed ${what} since you opened it, so nothing was saved. What is on record now stands on this page; what you typed is kept.`
}

/** Why nothing can be agreed in a case; undefined where it can. */
export function caseRefusal(
  { outcomes }: Scheme,
  { stage, outcome, complianceOutcome }: Pick<RecommendedCase, 'stage' | 'outcome' | 'complianceOutcome'>,
): string | undefined {
  if (complianceOutcome !== null) {
    return 'What became of this case is recorded. To change that is a change of the case, and a correction once it is released.'
  }
  if (outcome !== null) {
    const isUpheld = outcomes.some(({ code, isUpheld: is }) => is && code === outcome)
    return isUpheld ? undefined : 'No fault was found in this case, so there is nothing to put right.'
  }
  return stage === 'draft'
    ? undefined
    : 'Actions are agreed with the draft decision. Take the case there first.'
}

function settledRefusal({ settlement }: Recommendation): string | undefined {
  return settlement === null ? undefined : 'It is recorded how this action ended, so it stays as it is.'
}

/**
 * Whether a case is due and unsettled at the end of a year is counted: a date that changes this for a year that is
 * approved or beyond is changed by a correction.
 */
async function countedRefusal(
  transaction: Transaction,
  scheme: Scheme,
  { decidedOn, remedyDueOn: before }: RecommendedCase,
  actions: readonly Pick<Recommendation, 'dueOn'>[],
): Promise<string | undefined> {
  // Before the decision nothing is due.
  const after = decidedOn === null ? null : actions.map(({ dueOn }) => dueOn).reduce(latest, null)
  if (before === after) return undefined
  const [first, second] = [before, after].filter((day) => day !== null).toSorted()
  if (first === undefined) return undefined
  const from = reportingYearOf(scheme, first)
  const until = second === undefined ? null : ((reportingYearOf(scheme, second) - 1) as ReportingYear)
  const [settled] = until !== null && until < from ? [] : await lockSettledYears(transaction, from, until)
  return settled === undefined
    ? undefined
    : `${formatReportingYear(settled)} is approved or released and counts this case as due or not. Change the case there, as a correction.`
}

async function audit(
  transaction: Transaction,
  {
    actor,
    action,
    known,
    number,
    before,
    after,
  }: {
    readonly actor: string
    readonly action: string
    readonly known: RecommendedCase
    readonly number: number
    readonly before: AuditedAction | null
    readonly after: AuditedAction | null
  },
): Promise<void> {
  const dueOn = await followDueDates(transaction, known)
  const { reference, authority } = known
  await appendAudit(transaction, [
    {
      actor,
      action,
      subject: recommendationSubject(reference, number),
      before: before && audited(before),
      after: after && { ...audited(after), authority: authority.slug },
    },
    ...(dueOn === known.remedyDueOn
      ? []
      : [
          {
            actor,
            action,
            subject: caseSubject(reference),
            before: { remedy_due_on: known.remedyDueOn },
            after: { remedy_due_on: dueOn },
          },
        ]),
  ])
}

type AuditedAction = Pick<Recommendation, 'kind' | 'amountPence' | 'dueOn'>

/** What is on record of an action for ever: not its words, which may tell who somebody is. */
function audited({ kind, amountPence, dueOn }: AuditedAction) {
  return { kind, amountPence, dueOn }
}

/** What an action is called in the record of who did what. */
export function recommendationSubject(reference: CaseReference, number: number): string {
  return `action ${number} of complaint ${reference}`
}

export function keyOf({ authority, complaintId }: RecommendedCase, number: number): RecommendationKey {
  return { authorityId: authority.id, complaintId, recommendationNumber: number }
}

function latest(one: IsoDate | null, other: IsoDate | null): IsoDate | null {
  if (one === null || other === null) return one ?? other
  return one > other ? one : other
}

function refused(reason: string, field?: string): Extract<ActionChange, { ok: false }> {
  return { ok: false, problems: [{ field, reason }] }
}
