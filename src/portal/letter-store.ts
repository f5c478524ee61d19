import { sql } from 'kysely'
import type { Transaction } from '../database/connection.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'

/** The finished PDF of a letter as it was approved and sent; undefined where none was kept. */
export async function readSentPdf(
  transaction: Transaction,
  authorityId: number,
  year: ReportingYear,
  revision: number,
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ pdf: Buffer | null }>`
    select pdf
    from portal.letter
    where authority_id = ${authorityId} and year = ${year} and revision = ${revision}
  `.execute(transaction)
  return rows[0]?.pdf ?? undefined
}
