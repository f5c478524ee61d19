import { appendAudit } from '../audit/audit-store.ts'
import type { Database } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import { firstDay, lastDay, reportingYear, reportingYearOf } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { yearUnderReview } from './calibration.ts'
import { daysAfter } from './demonstration-cycles.ts'
import { closeOldPromises, hasFollowUps, insertFollowUps } from './follow-ups-store.ts'
import { inventFollowUps } from './invented-follow-ups.ts'

/**
 * Has the authorities whose officers somebody can choose to be follow up what they agreed to lately. Nothing of it counts
 * in a year with figures. Doing it again changes nothing.
 */
export async function followUpPromises(
  database: Database,
  scheme: Scheme,
  authorities: readonly string[],
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    if (await hasFollowUps(transaction)) return
    const today = dayOf(scheme, await currentMoment(transaction))
    const year = reportingYearOf(scheme, today)
    const from = daysAfter(lastDay(scheme, reportingYear(yearUnderReview)), 1)
    if (year <= yearUnderReview || today <= from) return
    await closeOldPromises(transaction, scheme, { from, until: daysAfter(today, -1) })
    const followUps = inventFollowUps(today, firstDay(scheme, year))
    for (const slug of authorities) await insertFollowUps(transaction, slug, followUps, year)
    await appendAudit(transaction, [
      {
        actor: 'upheld demo',
        action: 'demo',
        subject: 'agreed actions',
        before: null,
        after: { authorities, caseCount: followUps.length },
      },
    ])
  })
}
