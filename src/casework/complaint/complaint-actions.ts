import { appendAudit } from '../../audit/audit-store.ts'
import type { Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import { type IsoDate, reportingYearOf } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { KnownCase } from '../case-record.ts'
import { caseSubject } from '../case-record-store.ts'
import { type CaseReference, referenceAfter } from '../case-reference.ts'
import { waitForOtherImports } from '../import/casework-import-store.ts'
import { clockAt } from './case-clock.ts'
import {
  type CaseKey,
  greatestReference,
  insertCaseFile,
  insertComplaint,
  insertStep,
  type NewComplaint,
  readCaseFile,
  savePart,
} from './case-file-store.ts'
import { life } from './case-stage.ts'
import { dueOn } from './case-step.ts'
import { insertComplainant } from './complainant-store.ts'
import type { TakenComplaint } from './taken-complaint.ts'

/** A complaint with which work begins here. */
export type OpenedCase = {
  readonly authority: KnownCase['authority']
  readonly complaint: Omit<NewComplaint, 'authorityId'>
  readonly actor: string
  /** Who works on it; nobody yet where null. */
  readonly personId: string | null
}

/** Puts a complaint somebody brought on record, with who they are and what they say, and begins the work on it. */
export async function openTakenCase(
  transaction: Transaction,
  scheme: Scheme,
  { text, complainant, authority, ...complaint }: TakenComplaint,
  by: Pick<OpenedCase, 'actor' | 'personId'>,
): Promise<CaseReference> {
  const { key, reference } = await openCase(
    transaction,
    scheme,
    { authority, complaint, ...by },
    { kind: 'taken' },
  )
  const now = await currentMoment(transaction)
  await savePart(transaction, key, 'complaint', { text, writtenBy: by.actor, writtenAt: now })
  await insertComplainant(transaction, key, complainant)
  return reference
}

/**
 * Puts a new complaint on record under the next reference of its year and begins the work on it: at intake, or at
 * investigation where it follows from another case whose agreed actions were not carried out.
 */
export async function openCase(
  transaction: Transaction,
  scheme: Scheme,
  { authority, complaint, actor, personId }: OpenedCase,
  begins:
    | { readonly kind: 'taken' }
    | { readonly kind: 'opened-for-action-not-taken'; readonly followsComplaintId: number },
): Promise<{ readonly key: CaseKey; readonly reference: CaseReference }> {
  const reference = await nextReference(transaction, scheme, complaint.receivedOn)
  const complaintId = await insertComplaint(
    transaction,
    { ...complaint, authorityId: authority.id },
    reference,
  )
  const key = { authority, complaintId }
  const followsComplaintId = begins.kind === 'taken' ? null : begins.followsComplaintId
  await beginWork(transaction, scheme, key, {
    kind: begins.kind,
    receivedOn: complaint.receivedOn,
    actor,
    personId,
    followsComplaintId,
  })
  await appendAudit(transaction, [
    {
      actor,
      action: `case ${begins.kind}`,
      subject: caseSubject(reference),
      before: null,
      after: { authority: authority.slug, about: complaint.category, on: complaint.receivedOn },
    },
  ])
  return { key, reference }
}

/** Until the transaction ends nobody else takes a reference, and no file brings any in. */
async function nextReference(
  transaction: Transaction,
  scheme: Scheme,
  receivedOn: IsoDate,
): Promise<CaseReference> {
  await waitForOtherImports(transaction)
  const year = String(reportingYearOf(scheme, receivedOn)).slice(2)
  return referenceAfter(year, await greatestReference(transaction, year))
}

async function beginWork(
  transaction: Transaction,
  scheme: Scheme,
  key: CaseKey,
  {
    kind,
    receivedOn,
    actor,
    personId,
    followsComplaintId,
  }: {
    readonly kind: 'taken' | 'opened-for-action-not-taken'
    readonly receivedOn: IsoDate
    readonly actor: string
    readonly personId: string | null
    readonly followsComplaintId: number | null
  },
): Promise<void> {
  const now = await currentMoment(transaction)
  const today = dayOf(scheme, now)
  const { to } = life[kind]
  if (to?.task == null) throw new Error(`${kind} begins no work`)
  const { targetOn } = clockAt(scheme, receivedOn, [], today)
  await insertCaseFile(transaction, key, {
    ...to,
    dueOn: dueOn(scheme, { receivedOn, targetOn }, to.task, today),
    targetOn,
    receivedOn,
    personId,
    followsComplaintId,
  })
  await insertStep(transaction, key, {
    kind,
    takenOn: today,
    takenBy: actor,
    takenAt: now,
    side: null,
    text: null,
    untilOn: null,
  })
}

export type WorkBegun = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/** Begins to work here on a case that came with a file and is locked: at intake, or, decided, for a review of it. */
export async function beginWorkHere(
  transaction: Transaction,
  scheme: Scheme,
  known: KnownCase,
  { actor, personId }: Pick<OpenedCase, 'actor' | 'personId'>,
): Promise<WorkBegun> {
  if ((await readCaseFile(transaction, known)) !== undefined) {
    return { ok: false, reason: 'Somebody works on this case here already.' }
  }
  const { receivedOn, decidedOn } = known.record
  const begunOn = receivedOn ?? decidedOn
  if (begunOn === null) {
    return {
      ok: false,
      reason: 'It is not recorded when this case was received. Bring that in with a file first.',
    }
  }
  if (decidedOn === null) {
    await beginWork(transaction, scheme, known, {
      kind: 'taken',
      receivedOn: begunOn,
      actor,
      personId,
      followsComplaintId: null,
    })
  } else {
    await insertCaseFile(transaction, known, {
      stage: 'decided',
      task: null,
      dueOn: null,
      targetOn: clockAt(scheme, begunOn, [], begunOn).targetOn,
      receivedOn: begunOn,
      personId,
      followsComplaintId: null,
    })
  }
  await appendAudit(transaction, [
    {
      actor,
      action: 'case work begun',
      subject: caseSubject(known.reference),
      before: null,
      after: { stage: decidedOn === null ? 'intake' : 'decided' },
    },
  ])
  return { ok: true }
}
