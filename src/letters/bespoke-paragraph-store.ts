import type { Database, Transaction } from '../database/connection.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'
import type { BespokeParagraph } from './letter-facts.ts'

/** The text written for single authorities in one year, by authority. */
export async function readBespokeParagraphs(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<ReadonlyMap<number, BespokeParagraph>> {
  const rows = await database
    .selectFrom('bespokeParagraph')
    .select(['authorityId', 'text', 'approvedBy'])
    .where('year', '=', year)
    .execute()
  return new Map(
    rows.map(({ authorityId, text, approvedBy }) => [authorityId, { text, isApproved: approvedBy !== null }]),
  )
}
