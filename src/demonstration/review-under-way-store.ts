import { sql } from 'kysely'
import type { Transaction } from '../database/connection.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'

/** Records a paragraph that waits for approval since some days. */
export async function insertPastParagraph(
  transaction: Transaction,
  year: ReportingYear,
  paragraph: {
    /** Slug. */
    readonly authority: string
    readonly text: string
    readonly writtenBy: string
    readonly writtenAt: Date
  },
): Promise<void> {
  const { authority, text, writtenBy, writtenAt } = paragraph
  await sql`
    insert into bespoke_paragraph (authority_id, year, text, written_by, written_at)
    select authority_id, ${year}, ${text}, ${writtenBy}, ${writtenAt}
    from authority
    where slug = ${authority}
  `.execute(transaction)
}

/** Says of a draft when it was calculated. */
export async function setCalculatedAt(
  transaction: Transaction,
  year: ReportingYear,
  revision: number,
  calculatedAt: Date,
): Promise<void> {
  await transaction
    .updateTable('revision')
    .set({ calculatedAt })
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
}
