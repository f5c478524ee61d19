import { type RawBuilder, sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import type { Letter } from '../letters/letter.ts'
import { type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'

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
    .set({ sealedAt: sql`coalesce(sealed_at, now())`, publishedAt, reason })
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
    where ${whatItSays(sql`made.content`)} is distinct from (
      select ${whatItSays(sql`letter.content`)}
      from letter
      where letter.authority_id = authority.authority_id and letter.year = ${year}::smallint
      order by letter.revision desc
      limit 1
    )
  `.execute(transaction)
  return Number(numAffectedRows ?? 0)
}

/** A letter without its rings: they draw what stands in its words, where an average may move by less than can be seen. */
function whatItSays(content: RawBuilder<unknown>) {
  return sql`jsonb_set(${content}, '{statistics,boxes}', (
    select jsonb_agg(box #- '{display,ring}' order by place)
    from jsonb_array_elements(${content} #> '{statistics,boxes}') with ordinality as boxes (box, place)
  ))`
}

/** A letter as it was released, and what became of it. */
export type KeptLetter = {
  readonly year: ReportingYear
  /** The revision it was released with. */
  readonly revision: number
  readonly publishedAt: Date
  /** What it corrects; null for a letter of the first revision. */
  readonly reason: string | null
}

/** The letters to one authority that this connection can see: the newest year first, its corrections in order. */
export async function readLetters(
  database: Database | Transaction,
  authorityId: number,
): Promise<readonly KeptLetter[]> {
  const rows = await database
    .selectFrom('letter')
    .innerJoin('revision', (join) =>
      join.onRef('revision.year', '=', 'letter.year').onRef('revision.revision', '=', 'letter.revision'),
    )
    .select(['letter.year', 'letter.revision', 'revision.publishedAt', 'revision.reason'])
    .where('letter.authorityId', '=', authorityId)
    .where('revision.publishedAt', 'is not', null)
    .orderBy('letter.year', 'desc')
    .orderBy('letter.revision')
    .execute()
  return rows.flatMap(({ year, publishedAt, ...row }) =>
    publishedAt === null ? [] : [{ ...row, publishedAt, year: reportingYear(year) }],
  )
}

/** A letter to one authority that this connection can see: of one revision, or else the latest of the year. */
export async function readLetter(
  database: Database | Transaction,
  authorityId: number,
  year: ReportingYear,
  revision?: number,
): Promise<{ readonly letter: Letter; readonly revision: number } | undefined> {
  let query = database
    .selectFrom('letter')
    .select(['content', 'revision'])
    .where('authorityId', '=', authorityId)
    .where('year', '=', year)
  if (revision !== undefined) query = query.where('revision', '=', revision)
  const row = await query.orderBy('revision', 'desc').limit(1).executeTakeFirst()
  return row && { letter: letterOf(row.content), revision: row.revision }
}

/** What stands in the column was written from a letter. */
function letterOf(content: unknown): Letter {
  return content as Letter
}
