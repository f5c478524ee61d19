import { appendAudit } from '../../audit/audit-store.ts'
import type { Database } from '../../database/connection.ts'

/** Records that somebody looked at something that is not public yet, before they see it. */
export async function recordRead(
  database: Database,
  read: { readonly actor: string; readonly what: string; readonly as: string },
): Promise<void> {
  await database
    .transaction()
    .execute((transaction) =>
      appendAudit(transaction, [
        { actor: read.actor, action: 'read', subject: read.what, before: null, after: { as: read.as } },
      ]),
    )
}
