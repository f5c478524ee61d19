import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { referenceAfter } from '../casework/case-reference.ts'
import { greatestReference } from '../casework/complaint/case-file-store.ts'
import type { Transaction } from '../database/connection.ts'
import { type IsoDate, type ReportingYear, reportingYearOf } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { FollowedUpAction, InventedFollowUp } from './invented-follow-ups.ts'
import { inventedStaff } from './invented-staff.ts'
import { smallPdf } from './small-pdf.ts'

/** Whether anybody follows up an action that was agreed in words. */
export async function hasFollowUps(transaction: Transaction): Promise<boolean> {
  const row = await transaction
    .selectFrom('recommendation')
    .select('complaintId')
    .where('text', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Records what became of most cases that earlier years left open, and so of their actions, on days of years that no
 * figures count yet: a few remain, as they would.
 */
export async function closeOldPromises(
  transaction: Transaction,
  scheme: Scheme,
  { from, until }: { readonly from: IsoDate; readonly until: IsoDate },
): Promise<void> {
  const { rows } = await sql<{ recordedOn: IsoDate }>`
    update complaint
    set compliance_outcome = case when complaint_id % 5 = 0 then 'satisfied-late' else 'satisfied' end,
      compliance_recorded_on = least(
        ${until}::date, greatest(${from}::date, remedy_due_on) + (complaint_id % 40)::integer
      )
    where compliance_outcome is null and decided_on < ${from}::date and remedy_due_on < ${until}::date
    and complaint_id % 40 <> 0
    returning compliance_recorded_on as recorded_on
  `.execute(transaction)
  const days = [...new Set(rows.map(({ recordedOn }) => recordedOn))]
  await sql`
    update recommendation
    set settlement = compliance_outcome, settled_on = compliance_recorded_on, settled_year = recorded.year
    from complaint
    join unnest(
      ${days}::date[], ${days.map((day) => reportingYearOf(scheme, day))}::smallint[]
    ) as recorded (day, year) on recorded.day = compliance_recorded_on
    where complaint.authority_id = recommendation.authority_id
    and complaint.complaint_id = recommendation.complaint_id
    and settlement is null
  `.execute(transaction)
}

export async function insertFollowUps(
  transaction: Transaction,
  slug: string,
  followUps: readonly InventedFollowUp[],
  year: ReportingYear,
): Promise<void> {
  const series = String(year).slice(2)
  const { authorityId } = await transaction
    .selectFrom('authority')
    .select('authorityId')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  const officer = await transaction
    .selectFrom('person')
    .select('id')
    .where('email', '=', `link.officer@${slug}.example`)
    .executeTakeFirstOrThrow()
  for (const { actions, ...followUp } of followUps) {
    const { complaintId } = await transaction
      .insertInto('complaint')
      .values({
        ...followUp,
        authorityId,
        reference: referenceAfter(series, await greatestReference(transaction, series)),
        outcome: 'upheld',
        stageReached: 'investigation',
        isRemediedBefore: false,
        remedyDueOn:
          actions
            .map(({ dueOn }) => dueOn)
            .toSorted()
            .at(-1) ?? null,
      })
      .returning('complaintId')
      .executeTakeFirstOrThrow()
    for (const [at, action] of actions.entries()) {
      const key = { authorityId, complaintId, recommendationNumber: at + 1 }
      await insertAction(transaction, key, action, officer.id)
    }
    const ended = actions.find(({ settlement }) => settlement === 'not-satisfied')
    if (ended) await recordFailure(transaction, { authorityId, complaintId }, ended.dueOn, year)
  }
}

type Key = {
  readonly authorityId: number
  readonly complaintId: number
  readonly recommendationNumber: number
}

async function insertAction(
  transaction: Transaction,
  key: Key,
  { evidence, settlement, settlementReason, ...action }: FollowedUpAction,
  officerId: string,
): Promise<void> {
  await transaction
    .insertInto('recommendation')
    .values({
      ...key,
      ...action,
      agreedBy: [inventedStaff.investigator],
      settlement,
      settlementReason,
      settledOn: settlement === null ? null : action.dueOn,
      settledBy: settlement === null ? null : inventedStaff.complianceOfficer,
    })
    .execute()
  if (settlement === 'not-satisfied') {
    await transaction
      .insertInto('actionNotTaken')
      .values({ ...key, recordedAt: noonOf(action.dueOn) })
      .execute()
  }
  if (evidence === null) return
  const content = smallPdf(evidence.lines)
  const sha256 = createHash('sha256').update(content).digest()
  const sentAt = noonOf(evidence.sentOn)
  const { evidenceId } = await transaction
    .insertInto('evidence')
    .values({
      ...key,
      text: evidence.text,
      isComplete: evidence.isComplete,
      begunBy: officerId,
      begunPost: 'Link officer',
      begunAt: sentAt,
    })
    .returning('evidenceId')
    .executeTakeFirstOrThrow()
  await transaction
    .insertInto('storedFile')
    .values({
      authorityId: key.authorityId,
      sha256,
      type: 'pdf',
      byteCount: content.length,
      content,
      scan: 'unscanned',
      storedAt: sentAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await transaction
    .insertInto('evidenceFile')
    .values({ authorityId: key.authorityId, evidenceId, fileNumber: 1, name: evidence.fileName, sha256 })
    .execute()
  await transaction
    .updateTable('evidence')
    .set({ sentAt, sentBy: officerId, sentPost: 'Link officer' })
    .where('authorityId', '=', key.authorityId)
    .where('evidenceId', '=', evidenceId)
    .execute()
}

/** With the action that was not carried out the case has its outcome. */
async function recordFailure(
  transaction: Transaction,
  { authorityId, complaintId }: Pick<Key, 'authorityId' | 'complaintId'>,
  on: IsoDate,
  year: ReportingYear,
): Promise<void> {
  await transaction
    .updateTable('complaint')
    .set({ complianceOutcome: 'not-satisfied', complianceRecordedOn: on })
    .where('authorityId', '=', authorityId)
    .where('complaintId', '=', complaintId)
    .execute()
  await transaction
    .updateTable('recommendation')
    .set({ settledYear: year })
    .where('authorityId', '=', authorityId)
    .where('complaintId', '=', complaintId)
    .execute()
}

function noonOf(day: IsoDate): Date {
  return new Date(`${day}T12:00:00Z`)
}
