import { findPersonByEmail } from '../accounts/person-store.ts'
import { appendAudit } from '../audit/audit-store.ts'
import type { Database } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { inventOpenCases } from './invented-open-cases.ts'
import { inventPeople } from './invented-people-actions.ts'
import type { SettledCase } from './invented-settlements.ts'
import { inventedStaff } from './invented-staff.ts'
import { hasOpenCases, insertOpenCases } from './open-cases-store.ts'

/** Puts cases on record that are worked on now, most by the demonstration's investigator. Again it changes nothing. */
export async function openInventedCases(
  database: Database,
  scheme: Scheme,
  seed: number,
  cases: readonly SettledCase[],
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    if (await hasOpenCases(transaction)) return
    const today = dayOf(scheme, await currentMoment(transaction))
    const open = inventOpenCases(scheme, seed, cases, today)
    if (open.length === 0) return
    await inventPeople(transaction, [])
    const investigator = await findPersonByEmail(transaction, inventedStaff.investigator)
    if (investigator === undefined) throw new Error('the demonstration has no investigator')
    await insertOpenCases(transaction, scheme, open, investigator)
    await appendAudit(transaction, [
      {
        actor: 'upheld demo',
        action: 'demo',
        subject: 'open cases',
        before: null,
        after: { caseCount: open.length },
      },
    ])
  })
}
