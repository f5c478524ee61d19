import { sql } from 'kysely'
import type { Database, Transaction } from '../../database/connection.ts'
import type { RecommendationKey, RecommendedCase } from './recommendation-store.ts'

export const whatFollows = ['new-investigation', 'public-report', 'nothing-further'] as const
export type WhatFollows = (typeof whatFollows)[number]

/** That an action was not carried out, and what was decided to follow from it. */
export type ActionNotTaken = {
  readonly decision: string | null
  readonly decisionReason: string | null
  readonly decidedAt: Date | null
  /** The reference of the new case, where one was opened. */
  readonly newReference: string | null
}

export async function insertActionNotTaken(
  transaction: Transaction,
  key: RecommendationKey,
  recordedAt: Date,
): Promise<void> {
  await transaction
    .insertInto('actionNotTaken')
    .values({ ...key, recordedAt })
    .execute()
}

export async function readActionNotTaken(
  database: Database | Transaction,
  { authorityId, complaintId, recommendationNumber }: RecommendationKey,
): Promise<ActionNotTaken | undefined> {
  const { rows } = await sql<ActionNotTaken>`
    select decision, decision_reason, decided_at, complaint.reference as new_reference
    from action_not_taken
    left join complaint
      on complaint.authority_id = action_not_taken.authority_id and complaint.complaint_id = new_complaint_id
    where action_not_taken.authority_id = ${authorityId} and action_not_taken.complaint_id = ${complaintId}
    and recommendation_number = ${recommendationNumber}
  `.execute(database)
  return rows[0]
}

export async function saveWhatFollows(
  transaction: Transaction,
  { authorityId, complaintId, recommendationNumber }: RecommendationKey,
  decided: {
    readonly decision: WhatFollows
    readonly decisionReason: string | null
    readonly decidedBy: string
    readonly decidedAt: Date
    readonly newComplaintId: number | null
  },
): Promise<void> {
  await transaction
    .updateTable('actionNotTaken')
    .set(decided)
    .where('authorityId', '=', authorityId)
    .where('complaintId', '=', complaintId)
    .where('recommendationNumber', '=', recommendationNumber)
    .execute()
}

/** Whoever brought a case brings the one that follows it, as far as it is still known who that is. */
export async function copyComplainant(
  transaction: Transaction,
  { authority, complaintId }: RecommendedCase,
  newComplaintId: number,
): Promise<void> {
  await sql`
    insert into complainant (authority_id, complaint_id, name, address, email, telephone, adjustments, representative)
    select authority_id, ${newComplaintId}::bigint, name, address, email, telephone, adjustments, representative
    from complainant
    where authority_id = ${authority.id} and complaint_id = ${complaintId}
  `.execute(transaction)
}
