import {
  type AuditCheck,
  type AuditSearch,
  type FoundEntries,
  findEntries,
  insertCheck,
  readLastCheck,
} from '../audit/audit-search-store.ts'
import { appendAudit, verifyStretch } from '../audit/audit-store.ts'
import type { Database } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'

/** Searches the record of who did what for somebody, which stands in the record itself from then on. */
export async function searchAudit(
  database: Database,
  actor: string,
  search: AuditSearch,
  olderThan: number | null,
): Promise<FoundEntries> {
  return database.transaction().execute(async (transaction) => {
    const found = await findEntries(transaction, search, olderThan)
    const asked = Object.entries({ ...search, olderThan }).filter(([, value]) => value !== null)
    await appendAudit(transaction, [
      {
        actor,
        action: 'search audit',
        subject: 'audit',
        before: null,
        after: Object.fromEntries(
          asked.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
        ),
      },
    ])
    return found
  })
}

/** So many entries are checked at a time; they take a few seconds. */
export const entriesPerCheck = 200_000

const problemsKept = 20

/**
 * Checks the chain from its beginning, or from where the last check ended before the end of the record, and keeps what
 * came of it. A long chain takes several.
 */
export async function checkAudit(
  database: Database,
  actor: string,
  from: 'beginning' | 'last check',
  mostEntries = entriesPerCheck,
): Promise<AuditCheck> {
  const last = await readLastCheck(database)
  const earlier = from === 'last check' && last && !last.isWhole ? last : null
  const stretch = await verifyStretch(
    database,
    earlier && { entryId: earlier.lastEntry, hash: earlier.lastHash },
    mostEntries,
  )
  const problems = [
    ...(earlier?.problems ?? []),
    ...stretch.problems.map(({ explanation }) => explanation),
  ].slice(0, problemsKept)
  return database.transaction().execute(async (transaction) => {
    const check: AuditCheck = {
      checkedBy: actor,
      checkedAt: await currentMoment(transaction),
      firstEntry: earlier === null ? 1 : earlier.lastEntry + 1,
      lastEntry: stretch.last.entryId,
      lastHash: stretch.last.hash,
      isWhole: stretch.isWhole,
      problemCount: (earlier?.problemCount ?? 0) + stretch.problems.length,
      problems,
    }
    await insertCheck(transaction, check)
    const { firstEntry, lastEntry, problemCount } = check
    await appendAudit(transaction, [
      {
        actor,
        action: 'check audit',
        subject: 'audit',
        before: null,
        after: { firstEntry, lastEntry, problemCount, lastHash: check.lastHash.toString('hex') },
      },
    ])
    return check
  })
}
