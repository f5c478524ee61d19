import { appendAudit } from '../../audit/audit-store.ts'
import type { Database } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { monthsBefore } from '../../scheme/working-days.ts'
import { deleteBookingMail } from './booking-mail-store.ts'
import { removeAdjustments, removeNames } from './name-retention-store.ts'

/** Removes who booked and who came, once their names were kept for long enough. Totals stay as they were. */
export async function keepNamesNoLonger(database: Database, scheme: Scheme, actor: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const today = dayOf(scheme, await currentMoment(transaction))
    const before = monthsBefore(today, scheme.training.namesKeptForMonths)
    const adjustmentCount = await removeAdjustments(transaction, today)
    const { bookerCount, delegateCount } = await removeNames(transaction, before)
    await deleteBookingMail(transaction, before)
    if (adjustmentCount + bookerCount + delegateCount === 0) return
    await appendAudit(transaction, [
      {
        actor,
        action: 'remove bookers',
        subject: `retention ${today}`,
        before: null,
        after: { adjustmentCount, bookerCount, delegateCount },
      },
    ])
  })
}
