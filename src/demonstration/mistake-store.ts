import type { Database, Transaction } from '../database/connection.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'
import type { InventedMistake } from './invented-mistakes.ts'

/** Those of these years in which nothing was corrected since they were released. */
export async function readUncorrectedYears(
  database: Database,
  years: readonly ReportingYear[],
): Promise<readonly ReportingYear[]> {
  const corrected = await database
    .selectFrom('revision')
    .select('year')
    .where('year', 'in', years)
    .where('revision', '>', 1)
    .where('publishedAt', 'is not', null)
    .execute()
  return years.filter((year) => !corrected.some((row) => row.year === year))
}

/** Says on record of a case what is wrong, or what is right. */
export async function writeFacts(
  database: Database | Transaction,
  mistake: InventedMistake,
  facts: 'wrong' | 'right',
): Promise<void> {
  const { numUpdatedRows } = await database
    .updateTable('complaint')
    .set(mistake[facts])
    .where('reference', '=', mistake.reference)
    .where('authorityId', '=', (expression) =>
      expression.selectFrom('authority').select('authorityId').where('slug', '=', mistake.authority),
    )
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new Error(`${mistake.reference} stands on record ${numUpdatedRows} times`)
}
