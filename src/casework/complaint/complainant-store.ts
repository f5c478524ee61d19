import type { Database, Transaction } from '../../database/connection.ts'
import type { CaseKey } from './case-file-store.ts'
import { type Complainant, complainantFields } from './complainant.ts'

/** Who complained; undefined where it was never known here, or is gone. */
export async function readComplainantOf(
  database: Database | Transaction,
  { authority, complaintId }: CaseKey,
): Promise<Complainant | undefined> {
  return database
    .selectFrom('complainant')
    .select(complainantFields)
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .executeTakeFirst()
}

export async function insertComplainant(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  complainant: Complainant,
): Promise<void> {
  await transaction
    .insertInto('complainant')
    .values({ ...complainant, authorityId: authority.id, complaintId })
    .execute()
}

export async function saveComplainant(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  complainant: Complainant,
): Promise<void> {
  await transaction
    .updateTable('complainant')
    .set(complainant)
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .execute()
}
