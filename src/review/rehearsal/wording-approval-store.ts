import type { Database, Transaction } from '../../database/connection.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'

/** Somebody approved exactly this wording for a year's letters. */
export type WordingApproval = {
  readonly edition: string
  readonly wordingHash: Buffer
  readonly approvedBy: string
  readonly approvedAt: Date
}

/** The last approval of a year's wording, which may be of another text; undefined where there was none. */
export async function readWordingApproval(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<WordingApproval | undefined> {
  return database
    .selectFrom('wordingApproval')
    .select(['edition', 'wordingHash', 'approvedBy', 'approvedAt'])
    .where('year', '=', year)
    .executeTakeFirst()
}

/** Records an approval, in place of one of an earlier text. */
export async function saveWordingApproval(
  transaction: Transaction,
  year: ReportingYear,
  approval: WordingApproval,
): Promise<void> {
  await transaction
    .insertInto('wordingApproval')
    .values({ year, ...approval })
    .onConflict((conflict) => conflict.column('year').doUpdateSet(approval))
    .execute()
}
