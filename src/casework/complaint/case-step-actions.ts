import type { JsonValue } from '../../audit/audit-chain.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import type { Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { KnownCase } from '../case-record.ts'
import { caseSubject, saveCase } from '../case-record-store.ts'
import { expectStatement } from '../publishing/publishing-store.ts'
import { followDueDates, readRecommendations } from '../recommendation/recommendation-store.ts'
import type { CaseDecision } from './case-decision.ts'
import type { CaseStep } from './case-file.ts'
import {
  endPause,
  insertAssessment,
  insertPause,
  insertStep,
  lockCaseFile,
  readWholeCaseFile,
  saveEffect,
  savePart,
} from './case-file-store.ts'
import { type FileStage, stageReachedAt } from './case-stage.ts'
import { effectOfStep, type StepRequest } from './case-step.ts'

export type StepResult =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly reason: string
      readonly field?: string | undefined
      /** Somebody else took a step meanwhile. */
      readonly isStale?: boolean
    }

export type StepSettings = {
  readonly actor: string
  /** The version of the case when the form was made. */
  readonly seen: number
  readonly request: StepRequest
}

/** Takes a step with a case that is locked: what it writes, where the case stands then, and the record of it. */
export async function takeStep(
  transaction: Transaction,
  scheme: Scheme,
  known: KnownCase,
  { actor, seen, request }: StepSettings,
): Promise<StepResult> {
  if ((await lockCaseFile(transaction, known)) === undefined) {
    return { ok: false, reason: 'Nobody works on this case here.' }
  }
  const file = await readWholeCaseFile(transaction, known)
  if (file === undefined) throw new Error(`the file of case ${known.reference} is gone`)
  if (file.version !== seen) {
    return {
      ok: false,
      isStale: true,
      reason:
        'Somebody else took a step with this case since you opened it, so nothing was saved. What you typed is still here.',
    }
  }
  const now = await currentMoment(transaction)
  const today = dayOf(scheme, now)
  const reading = effectOfStep(scheme, file, file.steps, request, today)
  if (!reading.ok) return reading
  const refusal = await agreedRefusal(transaction, scheme, known, request, today)
  if (refusal !== undefined) return { ok: false, reason: refusal }
  const by = { actor, now, today }
  await writeWhatItSays(transaction, scheme, known, file.stage, request, by)
  for (const step of stepsOf(request)) {
    await insertStep(transaction, known, { ...step, takenOn: today, takenBy: actor, takenAt: now })
  }
  await saveEffect(transaction, known, reading.effect)
  await appendAudit(transaction, [
    {
      actor,
      action: `case ${request.kind}`,
      subject: caseSubject(known.reference),
      before: { stage: file.stage },
      after: audited(request, reading.effect.stage ?? file.stage),
    },
  ])
  return { ok: true }
}

/**
 * Nothing is agreed about a case without fault: what was agreed with its draft is taken back first. And nothing is due
 * before the decision it is agreed with.
 */
async function agreedRefusal(
  transaction: Transaction,
  scheme: Scheme,
  known: KnownCase,
  request: StepRequest,
  today: IsoDate,
): Promise<string | undefined> {
  if (request.kind !== 'decided') return undefined
  const actions = await readRecommendations(transaction, known)
  const isUpheld = scheme.outcomes.some((one) => one.isUpheld && one.code === request.decision.outcome)
  const past = actions.find(({ dueOn }) => dueOn < today)
  if (isUpheld && past !== undefined) {
    return `Action ${past.number} is due on ${printDate(past.dueOn)}, before the decision. Agree a later day for it first.`
  }
  if (isUpheld || actions.length === 0) return undefined
  return 'Actions were agreed in this case, and only where fault is found is there something to put right. Remove them first.'
}

type By = { readonly actor: string; readonly now: Date; readonly today: IsoDate }

/** What a step writes of the case beside the step itself. */
async function writeWhatItSays(
  transaction: Transaction,
  scheme: Scheme,
  known: KnownCase,
  stage: FileStage,
  request: StepRequest,
  { actor, now, today }: By,
): Promise<void> {
  const written = { writtenBy: actor, writtenAt: now }
  switch (request.kind) {
    case 'assessed': {
      const { assessment, conclusion } = request
      await insertAssessment(transaction, known, {
        ...assessment,
        conclusion: conclusion.kind,
        assessedBy: actor,
        assessedOn: today,
      })
      if (conclusion.kind === 'close')
        await decide(transaction, scheme, known, stage, conclusion.decision, { actor, now, today })
      break
    }
    case 'paused':
      await insertPause(transaction, known, { fromOn: today, reason: request.reason, pausedBy: actor })
      break
    case 'resumed':
      await endPause(transaction, known, today)
      break
    case 'draft-sent':
      await savePart(transaction, known, 'draft', { ...written, text: request.text })
      break
    case 'decided':
      await decide(transaction, scheme, known, stage, request.decision, { actor, now, today })
      break
  }
}

/** What is written here of a decision is what the year's figures count. */
async function decide(
  transaction: Transaction,
  scheme: Scheme,
  known: KnownCase,
  stage: FileStage,
  { outcome, text, isRemediedBefore }: CaseDecision,
  { actor, now, today }: By,
): Promise<void> {
  await saveCase(transaction, known, {
    ...known.record,
    decidedOn: today,
    outcome,
    stageReached: stageReachedAt(stage),
    isRemediedBefore,
  })
  const dueOn = await followDueDates(transaction, known)
  if (dueOn !== known.record.remedyDueOn) {
    await appendAudit(transaction, [
      {
        actor,
        action: 'case decided',
        subject: caseSubject(known.reference),
        before: { remedy_due_on: known.record.remedyDueOn },
        after: { remedy_due_on: dueOn },
      },
    ])
  }
  await savePart(transaction, known, 'decision', { text, writtenBy: actor, writtenAt: now })
  await expectStatement(transaction, scheme, known, { outcome, decidedOn: today, by: actor, at: now })
}

/** The steps that stand in the list of what was done: one, or two where an assessment ends the case. */
function stepsOf(request: StepRequest): readonly Pick<CaseStep, 'kind' | 'side' | 'text' | 'untilOn'>[] {
  const plain = { kind: request.kind, side: null, text: null, untilOn: null }
  switch (request.kind) {
    case 'assigned':
      return [{ ...plain, text: request.worker?.email ?? null }]
    case 'assessed':
      return request.conclusion.kind === 'close' ? [plain, { ...plain, kind: 'decided' }] : [plain]
    case 'paused':
      return [{ ...plain, text: request.reason }]
    case 'draft-sent':
      return [{ ...plain, untilOn: request.untilOn }]
    case 'comment':
    case 'review-asked':
      return [{ ...plain, side: request.side, text: request.text }]
    case 'review-answered':
      return [{ ...plain, text: request.text }]
    default:
      return [plain]
  }
}

/** What the record of who did what says: nothing of what was written, which may tell who complained. */
function audited(request: StepRequest, stage: FileStage): JsonValue {
  const decision =
    request.kind === 'decided'
      ? request.decision
      : request.kind === 'assessed' && request.conclusion.kind === 'close'
        ? request.conclusion.decision
        : undefined
  return {
    stage,
    ...(request.kind === 'assigned' ? { worker: request.worker?.email ?? null } : {}),
    ...('side' in request ? { side: request.side } : {}),
    ...('untilOn' in request ? { until: request.untilOn } : {}),
    ...(decision === undefined
      ? {}
      : { decision: { outcome: decision.outcome, remediedBefore: decision.isRemediedBefore } }),
  }
}
