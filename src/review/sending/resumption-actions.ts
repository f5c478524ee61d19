import { appendAudit } from '../../audit/audit-store.ts'
import type { Database } from '../../database/connection.ts'
import { resumeSending } from '../../mail/sending-store.ts'

/** Lets sending go on after it was suspended. Refuses, and changes nothing, where it was not. */
export async function resumeMail(
  database: Database,
  actor: string,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }> {
  return database.transaction().execute(async (transaction) => {
    const failure = await resumeSending(transaction)
    if (failure === undefined) {
      return { ok: false, reason: 'Sending is not suspended, so there is nothing to resume.' }
    }
    await appendAudit(transaction, [
      { actor, action: 'mail resumed', subject: 'mail', before: { failure }, after: null },
    ])
    return { ok: true }
  })
}
