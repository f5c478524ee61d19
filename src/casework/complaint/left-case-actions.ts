import { appendAudit } from '../../audit/audit-store.ts'
import type { Database } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { releaseLeftCases } from './case-file-store.ts'

/**
 * Leaves to nobody the open cases of people who may not work on cases any more: there everybody sees that somebody has to
 * take them, and not in a queue that nobody opens.
 */
export async function leaveCasesOfLeavers(database: Database, scheme: Scheme, actor: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const now = await currentMoment(transaction)
    const left = await releaseLeftCases(transaction, {
      takenOn: dayOf(scheme, now),
      takenAt: now,
      takenBy: actor,
    })
    await appendAudit(
      transaction,
      left.map(({ reference, worker }) => ({
        actor,
        action: 'case assigned',
        subject: `complaint ${reference}`,
        before: { worker },
        after: { worker: null },
      })),
    )
  })
}
