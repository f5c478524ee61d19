import type { Database, Transaction } from '../database/connection.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import type { TrainingTotal } from './training-total.ts'

/** The totals of every year on record, the earliest first. */
export async function readTrainingTotals(
  database: Database | Transaction,
): Promise<readonly TrainingTotal[]> {
  const rows = await database.selectFrom('trainingTotal').selectAll().orderBy('year').execute()
  return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
}

/** Adds years, or brings those on record to the given state. */
export async function saveTrainingTotals(
  transaction: Transaction,
  totals: readonly TrainingTotal[],
): Promise<void> {
  for (const total of totals) {
    const row = {
      ...total,
      comingModules: [...total.comingModules],
      seminarPlaces: [...total.seminarPlaces],
    }
    await transaction
      .insertInto('trainingTotal')
      .values(row)
      .onConflict((conflict) => conflict.column('year').doUpdateSet(row))
      .execute()
  }
}
