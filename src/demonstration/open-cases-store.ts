import { referenceAfter } from '../casework/case-reference.ts'
import type { Transaction } from '../database/connection.ts'
import { reportingYearOf } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { InventedOpenCase } from './invented-open-cases.ts'

/** Whether anybody works on a case here. */
export async function hasOpenCases(transaction: Transaction): Promise<boolean> {
  const row = await transaction.selectFrom('caseFile').select('complaintId').limit(1).executeTakeFirst()
  return row !== undefined
}

/** Puts open cases on record, each under the next reference of its year, with everything done and written in it. */
export async function insertOpenCases(
  transaction: Transaction,
  scheme: Scheme,
  cases: readonly InventedOpenCase[],
  by: { readonly id: string; readonly email: string },
): Promise<void> {
  const authorities = await transaction.selectFrom('authority').select(['authorityId', 'slug']).execute()
  const ids = new Map(authorities.map(({ slug, authorityId }) => [slug, authorityId]))
  const rows = numbered(scheme, cases).map((row) => {
    const authorityId = ids.get(row.authority)
    if (authorityId === undefined) throw new Error(`${row.authority} has an open case and is no authority`)
    return { ...row, authorityId }
  })
  const complaints = await transaction
    .insertInto('complaint')
    .values(
      rows.map(({ authorityId, reference, category, subcategory, receivedOn, decision }) => ({
        authorityId,
        reference,
        category,
        subcategory,
        receivedOn,
        origin: 'taken',
        cameOn: receivedOn,
        decidedOn: decision?.on ?? null,
        outcome: decision?.outcome ?? null,
        stageReached: decision === null ? null : 'investigation',
        isRemediedBefore: decision?.isRemediedBefore ?? null,
      })),
    )
    .returning(['complaintId', 'reference'])
    .execute()
  const complaintIds = new Map(complaints.map(({ reference, complaintId }) => [reference, complaintId]))
  const keyed = rows.map((row) => {
    const complaintId = complaintIds.get(row.reference)
    if (complaintId === undefined) throw new Error(`case ${row.reference} was not kept`)
    return { ...row, key: { authorityId: row.authorityId, complaintId } }
  })
  await transaction
    .insertInto('caseFile')
    .values(
      keyed.map(({ key, file, isAssigned, steps }) => ({
        ...key,
        stage: file.stage,
        nextTask: file.task,
        nextDueOn: file.dueOn,
        targetOn: file.targetOn,
        receivedOn: file.receivedOn,
        pausedOn: file.pausedOn,
        personId: isAssigned ? by.id : null,
        version: steps.length,
      })),
    )
    .execute()
  await insertWhatWasDone(transaction, keyed, by.email)
}

type KeyedCase = InventedOpenCase & {
  readonly key: { readonly authorityId: number; readonly complaintId: number }
}

async function insertWhatWasDone(
  transaction: Transaction,
  cases: readonly KeyedCase[],
  actor: string,
): Promise<void> {
  await transaction
    .insertInto('caseStep')
    .values(
      cases.flatMap(({ key, steps }) =>
        steps.map((step) => ({ ...key, ...step, takenBy: actor, takenAt: momentOf(step.takenOn) })),
      ),
    )
    .execute()
  const parts = cases.flatMap(({ key, texts, steps }) =>
    Object.entries(texts).map(([part, text]) => ({
      ...key,
      part,
      text,
      writtenBy: actor,
      writtenAt: momentOf(steps.at(-1)?.takenOn ?? ''),
    })),
  )
  await transaction.insertInto('casePart').values(parts).execute()
  const pauses = cases.flatMap(({ key, pauses: ofCase }) =>
    ofCase.map((pause) => ({ ...key, ...pause, pausedBy: actor })),
  )
  if (pauses.length > 0) await transaction.insertInto('casePause').values(pauses).execute()
  const assessments = cases.flatMap(({ key, assessment }) =>
    assessment === null
      ? []
      : [
          {
            ...key,
            ...assessment.request.assessment,
            conclusion: assessment.request.conclusion.kind,
            assessedBy: actor,
            assessedOn: assessment.on,
          },
        ],
  )
  if (assessments.length > 0) await transaction.insertInto('caseAssessment').values(assessments).execute()
  await transaction
    .insertInto('complainant')
    .values(cases.map(({ key, complainant }) => ({ ...key, ...complainant })))
    .execute()
}

/** Office hours: whatever was done was done at noon. */
function momentOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}

/** Gives references in the order of receipt. */
function numbered(scheme: Scheme, cases: readonly InventedOpenCase[]) {
  const last = new Map<string, string>()
  return cases.map((open) => {
    const year = String(reportingYearOf(scheme, open.receivedOn)).slice(2)
    const reference = referenceAfter(year, last.get(year))
    last.set(year, reference)
    return { ...open, reference }
  })
}
