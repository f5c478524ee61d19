import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import type { Letter } from '../letters/letter.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'

/** Until the transaction ends, nobody else releases or calculates this year. */
export async function lockYear(transaction: Transaction, year: ReportingYear): Promise<void> {
  await transaction.selectFrom('cycle').select('year').where('year', '=', year).forUpdate().execute()
}

/** Makes a draft public from a moment on. */
export async function setReleased(
  transaction: Transaction,
  release: {
    readonly year: ReportingYear
    readonly revision: number
    readonly publishedAt: Date
    readonly reason: string | null
  },
): Promise<void> {
  const { year, revision, publishedAt, reason } = release
  await transaction
    .updateTable('revision')
    .set({ publishedAt, reason })
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
}

/** Keeps the letters of a revision, but for those that say what the authority's latest letter of the year says. */
export async function keepLetters(
  transaction: Transaction,
  year: ReportingYear,
  revision: number,
  letters: readonly Letter[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into letter (authority_id, year, revision, content)
    select authority_id, ${year}::smallint, ${revision}::smallint, made.content
    from unnest(
      ${letters.map(({ slug }) => slug)}::text[],
      ${letters.map((letter) => JSON.stringify(letter))}::jsonb[]
    ) as made (slug, content)
    join authority using (slug)
    where made.content is distinct from (
      select letter.content
      from letter
      where letter.authority_id = authority.authority_id and letter.year = ${year}::smallint
      order by letter.revision desc
      limit 1
    )
  `.execute(transaction)
  return Number(numAffectedRows ?? 0)
}

/** The latest letter to one authority in one year that this connection can see. */
export async function readLetter(
  database: Database | Transaction,
  authorityId: number,
  year: ReportingYear,
): Promise<{ readonly letter: Letter; readonly revision: number } | undefined> {
  const row = await database
    .selectFrom('letter')
    .select(['content', 'revision'])
    .where('authorityId', '=', authorityId)
    .where('year', '=', year)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { letter: letterOf(row.content), revision: row.revision }
}

/** What stands in the column was written from a letter. */
function letterOf(content: unknown): Letter {
  return content as Letter
}
