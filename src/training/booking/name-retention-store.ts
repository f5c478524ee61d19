import { sql } from 'kysely'
import type { Transaction } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'

/** What somebody needed to take part is nobody's business once the workshop is over. */
export async function removeAdjustments(transaction: Transaction, today: IsoDate): Promise<number> {
  const { numUpdatedRows } = await transaction
    .updateTable('booking')
    .set({ adjustments: null })
    .from('workshop')
    .whereRef('workshop.workshopId', '=', 'booking.workshopId')
    .where('workshop.endsAt', '<', sql<Date>`${today}::date`)
    .where('adjustments', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/**
 * Names and addresses of everybody whose workshop ended before a day, and what they called an organisation that is not
 * of the register; how many they were stays.
 */
export async function removeNames(
  transaction: Transaction,
  before: IsoDate,
): Promise<{ readonly bookerCount: number; readonly delegateCount: number }> {
  const ended = sql<number>`(select workshop_id from workshop where ends_at < ${before}::date)`
  const delegates = await transaction
    .updateTable('delegate')
    .set({ name: null, email: null })
    .where('workshopId', 'in', ended)
    .where('email', 'is not', null)
    .executeTakeFirstOrThrow()
  const bookers = await transaction
    .updateTable('booking')
    .set({ bookerName: null, bookerEmail: null, organisation: null })
    .where('workshopId', 'in', ended)
    .where('bookerEmail', 'is not', null)
    .executeTakeFirstOrThrow()
  return {
    bookerCount: Number(bookers.numUpdatedRows),
    delegateCount: Number(delegates.numUpdatedRows),
  }
}
