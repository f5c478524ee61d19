import { sql } from 'kysely'
import type { Transaction } from '../database/connection.ts'

/** Nobody is told of what was made up. */
export async function markAllTold(transaction: Transaction, now: Date): Promise<void> {
  await sql`update booking_step set told_at = ${now} where told_at is null`.execute(transaction)
}

/** Answers of some who came to a workshop. */
export async function insertEvaluations(
  transaction: Transaction,
  workshopId: number,
  evaluations: readonly {
    readonly usefulness: number
    readonly clarity: number
    readonly comment: string | null
  }[],
): Promise<void> {
  if (evaluations.length === 0) return
  await transaction
    .insertInto('evaluation')
    .values(evaluations.map((evaluation) => ({ ...evaluation, workshopId })))
    .execute()
}
