import { sql } from 'kysely'
import type { Connection, Database, Transaction } from './connection.ts'
import { portalRole, preparePortalRole } from './portal-role.ts'
import { openForRole } from './role-database.ts'

/**
 * Opens the database as authorities' own pages read it: as a role that sees what belongs to the authority of a session
 * and nothing else. On a server it is named by `DATABASE_PORTAL_URL`; beside the embedded server the role is made here.
 */
export function openPortal(ownerUrl: string): Promise<Connection> {
  return openForRole(ownerUrl, {
    name: portalRole,
    schema: 'portal',
    setting: 'DATABASE_PORTAL_URL',
    prepare: preparePortalRole,
    whose: "Authorities' own pages read",
    limit: 'may read more than what one authority may see, or less',
  })
}

/**
 * Reads as the session with this token: the views of the schema `portal` show what its authority may see. It is named
 * for one transaction, so that nothing of it remains on the connection.
 */
export async function readAsSession<Read>(
  portal: Database,
  token: string,
  read: (transaction: Transaction) => Promise<Read>,
): Promise<Read> {
  return portal
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (transaction) => {
      await nameSession(transaction, token)
      return read(transaction)
    })
}

/** The same within a transaction of the owner, which asks the schema `portal` by its name what an authority may see. */
export async function nameSession(transaction: Transaction, token: string): Promise<void> {
  await sql`select set_config('upheld.session', ${token}, true)`.execute(transaction)
}
