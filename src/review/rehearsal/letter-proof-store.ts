import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import type { LetterProblem } from '../../letters/letter-facts.ts'
import type { PrintedLetter } from '../../letters/letter-pdf.ts'
import { letterPrinterHash } from '../../letters/letter-printer-hash.ts'
import type { LetterProof } from './letter-under-review.ts'

/** A letter that was printed, by the hash of its content. */
export type MadeProof = { readonly contentHash: Buffer; readonly printed: PrintedLetter }

/** What came of making these letters with what letters are made with now, by the hash of their content in hexadecimals. */
export async function readProofs(
  database: Database | Transaction,
  contentHashes: readonly Buffer[],
): Promise<ReadonlyMap<string, LetterProof>> {
  if (contentHashes.length === 0) return new Map()
  const rows = await database
    .selectFrom('letterProof')
    .select(['contentHash', 'pdfHash', 'problems', 'madeAt'])
    .where(sql<boolean>`content_hash = any(${contentHashes}::bytea[])`)
    .where('printerHash', '=', letterPrinterHash())
    .execute()
  return new Map(
    rows.map(({ contentHash, pdfHash, problems, madeAt }): [string, LetterProof] => [
      contentHash.toString('hex'),
      pdfHash === null
        ? { state: 'problems', problems: problemsOf(problems) }
        : { state: 'ok', pdfHash, madeAt },
    ]),
  )
}

/** The finished PDF of a letter; undefined where it has not been made, or cannot be. */
export async function readProofPdf(
  database: Database | Transaction,
  contentHash: Buffer,
): Promise<Buffer | undefined> {
  const row = await database
    .selectFrom('letterProof')
    .select('pdf')
    .where('contentHash', '=', contentHash)
    .where('printerHash', '=', letterPrinterHash())
    .executeTakeFirst()
  return row?.pdf ?? undefined
}

/** Keeps what came of printing letters. One whose typesetter was interrupted says nothing about its letter. */
export async function saveProofs(
  database: Database | Transaction,
  made: readonly MadeProof[],
): Promise<void> {
  const madeAt = await currentMoment(database)
  const rows = made.flatMap(({ contentHash, printed }) => {
    if (!printed.ok && printed.isInterrupted) return []
    const pdf = printed.ok ? Buffer.from(printed.pdf) : null
    return {
      contentHash,
      printerHash: letterPrinterHash(),
      pdf,
      pdfHash: pdf && createHash('sha256').update(pdf).digest(),
      problems: JSON.stringify(printed.ok ? [] : printed.problems),
      madeAt,
    }
  })
  if (rows.length === 0) return
  await database
    .insertInto('letterProof')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('contentHash').doUpdateSet((excluded) => ({
        printerHash: excluded.ref('excluded.printerHash'),
        pdf: excluded.ref('excluded.pdf'),
        pdfHash: excluded.ref('excluded.pdfHash'),
        problems: excluded.ref('excluded.problems'),
        madeAt: excluded.ref('excluded.madeAt'),
      })),
    )
    .execute()
}

/** What stands in the column was written from problems. */
function problemsOf(column: unknown): readonly LetterProblem[] {
  return column as readonly LetterProblem[]
}
