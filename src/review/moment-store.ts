import type { Database, Transaction } from '../database/connection.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'

/** A moment of publication that somebody brought forward or put back. */
export type MomentChange = {
  readonly momentBefore: Date
  readonly momentAfter: Date
  readonly reason: string
  readonly changedBy: string
  readonly changedAt: Date
}

/** Every change of a year's moment, the first one first. */
export async function readMomentChanges(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<readonly MomentChange[]> {
  return database
    .selectFrom('momentChange')
    .select(['momentBefore', 'momentAfter', 'reason', 'changedBy', 'changedAt'])
    .where('year', '=', year)
    .orderBy('momentChangeId')
    .execute()
}

/** Moves the moment of a year, and of whatever of it waits for that moment. */
export async function moveMoment(
  transaction: Transaction,
  year: ReportingYear,
  change: MomentChange,
): Promise<void> {
  const { momentBefore, momentAfter } = change
  await transaction.updateTable('cycle').set({ publishedAt: momentAfter }).where('year', '=', year).execute()
  await transaction
    .updateTable('revision')
    .set({ publishedAt: momentAfter })
    .where('year', '=', year)
    .where('publishedAt', '=', momentBefore)
    .execute()
  await transaction
    .insertInto('momentChange')
    .values({ year, ...change })
    .execute()
}
