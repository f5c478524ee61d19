import { sql } from 'kysely'
import type { Database, Transaction } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'

/** How much was removed on a day, by what it was. */
export type RemovedCounts = { readonly complainants: number }

/** One night's removal. */
export type RetentionRun = {
  readonly day: IsoDate
  readonly ranAt: Date
  readonly removed: RemovedCounts
}

/** Takes a day for one removal; false where it has taken place, or is under way elsewhere and then takes place. */
export async function claimDay(transaction: Transaction, day: IsoDate, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('retentionRun')
    .values({ day, ranAt: now, removed: JSON.stringify({ complainants: 0 }) })
    .onConflict((conflict) => conflict.column('day').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/**
 * Removes everybody whose case was closed, and for whose agreed actions nobody waits any more, so many months before a
 * day. A case is closed once it is decided and no review of the decision is under way, on the day of the last step with
 * it. With them goes what the anonymity check found in their own record and a person settled: it says what they are
 * called.
 */
export async function removeComplainants(
  transaction: Transaction,
  day: IsoDate,
  keptForMonths: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with gone as (
      delete from complainant
      using case_file, complaint
      where (case_file.authority_id, case_file.complaint_id) = (complainant.authority_id, complainant.complaint_id)
      and (complaint.authority_id, complaint.complaint_id) = (complainant.authority_id, complainant.complaint_id)
      and case_file.stage = 'decided'
      and case_file.next_task is null
      and not exists (
        select
        from recommendation
        where (recommendation.authority_id, recommendation.complaint_id)
          = (complainant.authority_id, complainant.complaint_id)
        and open_since is not null
      )
      and greatest(
        complaint.decided_on,
        complaint.compliance_recorded_on,
        (
          select max(taken_on)
          from case_step
          where (case_step.authority_id, case_step.complaint_id) = (complainant.authority_id, complainant.complaint_id)
        ),
        (
          select max(settled_on)
          from recommendation
          where (recommendation.authority_id, recommendation.complaint_id)
            = (complainant.authority_id, complainant.complaint_id)
        )
      ) + make_interval(months => ${keptForMonths}) < ${day}::date
      returning complainant.authority_id, complainant.complaint_id
    ), unmarked as (
      delete from anonymity_mark as mark
      using gone
      where (mark.authority_id, mark.complaint_id) = (gone.authority_id, gone.complaint_id)
      and kind = 'complainant' and settled is not null
    )
    select count(*)::integer as count from gone
  `.execute(transaction)
  return rows[0]?.count ?? 0
}

export async function saveRemoved(
  transaction: Transaction,
  day: IsoDate,
  removed: RemovedCounts,
): Promise<void> {
  await transaction
    .updateTable('retentionRun')
    .set({ removed: JSON.stringify(removed) })
    .where('day', '=', day)
    .execute()
}

export async function readRetentionRun(
  database: Database | Transaction,
  day: IsoDate,
): Promise<RetentionRun | undefined> {
  const row = await database.selectFrom('retentionRun').selectAll().where('day', '=', day).executeTakeFirst()
  return row && retentionRun(row)
}

/** The last nights' removals, the latest first. */
export async function readRetentionRuns(database: Database, limit: number): Promise<readonly RetentionRun[]> {
  const rows = await database
    .selectFrom('retentionRun')
    .selectAll()
    .orderBy('day', 'desc')
    .limit(limit)
    .execute()
  return rows.map(retentionRun)
}

/** What stands in the column was written from counts. */
function retentionRun(row: { readonly day: string; readonly ranAt: Date; readonly removed: unknown }) {
  return { ...row, removed: row.removed as RemovedCounts }
}
