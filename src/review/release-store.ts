import type { Database, Transaction } from '../database/connection.ts'
import type { Letter } from '../letters/letter.ts'
import { type IsoDate, type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'

/** Until the transaction ends, nobody else releases or calculates this year. */
export async function lockYear(transaction: Transaction, year: ReportingYear): Promise<void> {
  await transaction.selectFrom('cycle').select('year').where('year', '=', year).forUpdate().execute()
}

/** Says what a draft corrects and which day its reissued letters bear; null where it is the first of its year. */
export async function setReason(
  transaction: Transaction,
  year: ReportingYear,
  revision: number,
  { reason, reissuedOn }: { readonly reason: string | null; readonly reissuedOn: IsoDate | null },
): Promise<void> {
  await transaction
    .updateTable('revision')
    .set({ reason, reissuedOn })
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
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

/** The finished PDF of a letter that this connection can see; null where it is typeset when it is asked for. */
export async function readLetterPdf(
  database: Database | Transaction,
  authorityId: number,
  year: ReportingYear,
  revision: number,
): Promise<Buffer | null> {
  const row = await database
    .selectFrom('letter')
    .select('pdf')
    .where('authorityId', '=', authorityId)
    .where('year', '=', year)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return row?.pdf ?? null
}

/** What stands in the column was written from a letter. */
function letterOf(content: unknown): Letter {
  return content as Letter
}
