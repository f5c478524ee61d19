import { appendAudit } from '../audit/audit-store.ts'
import type { Database } from '../database/connection.ts'
import { releaseYear } from '../review/release-actions.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { calculateYears } from '../statistics/yearly-figures-actions.ts'
import type { InventedMistake } from './invented-mistakes.ts'
import { writeFacts } from './mistake-store.ts'

const actor = 'upheld demo'

/** Puts mistakes on record, for the years that are released next. */
export async function makeMistakes(database: Database, mistakes: readonly InventedMistake[]): Promise<void> {
  for (const mistake of mistakes) await writeFacts(database, mistake, 'wrong')
}

/** Corrects what was released with mistakes, each at its moment in the past. */
export async function correctMistakes(
  database: Database,
  scheme: Scheme,
  mistakes: readonly InventedMistake[],
  signal?: AbortSignal,
): Promise<void> {
  for (const mistake of mistakes) {
    signal?.throwIfAborted()
    await database.transaction().execute(async (transaction) => {
      await writeFacts(transaction, mistake, 'right')
      await appendAudit(transaction, [
        {
          actor,
          action: 'correct',
          subject: `${mistake.authority}, ${mistake.reference}`,
          before: mistake.wrong,
          after: mistake.right,
        },
      ])
    })
    const calculation = await calculateYears(database, scheme, [mistake.year], signal)
    if (!calculation.ok)
      throw new Error(`the demonstration's correction was refused: ${calculation.problems}`)
    const { correctedAt, reason } = mistake
    const release = await releaseYear(database, scheme, mistake.year, { actor, reason, correctedAt })
    if (!release.ok) throw new Error(`the demonstration's correction was refused: ${release.reason}`)
  }
}
