import { appendAudit } from '../../audit/audit-store.ts'
import type { Database } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import {
  claimDay,
  type RetentionRun,
  readRetentionRun,
  removeComplainants,
  saveRemoved,
} from './retention-store.ts'

/** A day's removal, and whether it took place before somebody asked for it. */
export type Retention = RetentionRun & { readonly wasDone: boolean }

/** Removes what the period of retention has ended for, once a day however often it is asked for. */
export async function keepNoLonger(database: Database, scheme: Scheme, actor: string): Promise<Retention> {
  return database.transaction().execute(async (transaction) => {
    const now = await currentMoment(transaction)
    const day = dayOf(scheme, now)
    if (!(await claimDay(transaction, day, now))) {
      const run = await readRetentionRun(transaction, day)
      if (run === undefined) throw new Error(`the removal of ${day} is not on record`)
      return { ...run, wasDone: true }
    }
    const { complainantKeptForMonths } = scheme.casework
    const removed = { complainants: await removeComplainants(transaction, day, complainantKeptForMonths) }
    if (removed.complainants > 0) {
      await saveRemoved(transaction, day, removed)
      await appendAudit(transaction, [
        { actor, action: 'remove complainants', subject: `retention ${day}`, before: null, after: removed },
      ])
    }
    return { day, ranAt: now, removed, wasDone: false }
  })
}
