import { type Officer, postOf } from '../accounts/person.ts'
import { appendAudit } from '../audit/audit-store.ts'
import type { Database } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import { formatReportingYear } from '../scheme/reporting-year.ts'
import { type EarlyAccess, insertEarlyAccess } from './early-access-store.ts'
import type { OwnAuthority } from './own-authority-store.ts'

/**
 * Records that an officer is shown something of their authority that is not public yet. It has to be recorded before
 * it is shown: where this fails, the page is not there.
 */
export async function recordEarlyAccess(
  database: Database,
  officer: Officer,
  authority: OwnAuthority,
  access: Omit<EarlyAccess, 'authorityId'>,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await insertEarlyAccess(
      transaction,
      { ...access, authorityId: authority.id },
      {
        personId: officer.id,
        post: postOf(officer),
        actingFor: officer.authority.id,
        at: await currentMoment(transaction),
      },
    )
    await appendAudit(transaction, [
      {
        actor: officer.email,
        action: 'early access',
        subject: `${authority.slug} ${formatReportingYear(access.year)}, revision ${access.revision}`,
        before: null,
        after: { seen: access.seen, post: postOf(officer), wasChecking: access.wasChecking },
      },
    ])
  })
}
