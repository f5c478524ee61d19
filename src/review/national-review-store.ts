import type { Database, Transaction } from '../database/connection.ts'
import { type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'

/** The year of all authorities together, published apart from their figures. */
export type NationalReview = {
  readonly year: ReportingYear
  /** Paragraphs, parted by empty lines. */
  readonly foreword: string
  readonly publishedAt: Date
}

/** Every review that this connection can see, the newest year first. */
export async function readNationalReviews(
  database: Database | Transaction,
): Promise<readonly NationalReview[]> {
  const rows = await database.selectFrom('nationalReview').selectAll().orderBy('year', 'desc').execute()
  return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
}

/** The review of one year; undefined where this connection sees none. */
export async function readNationalReview(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<NationalReview | undefined> {
  const row = await database
    .selectFrom('nationalReview')
    .selectAll()
    .where('year', '=', year)
    .executeTakeFirst()
  return row && { ...row, year }
}

/** Keeps a review, in place of the one there was of its year. */
export async function saveNationalReview(
  transaction: Transaction,
  { year, foreword, publishedAt }: NationalReview,
): Promise<void> {
  await transaction
    .insertInto('nationalReview')
    .values({ year, foreword, publishedAt })
    .onConflict((conflict) => conflict.column('year').doUpdateSet({ foreword, publishedAt }))
    .execute()
}
