import { sql } from 'kysely'
import { CommandError } from '../command-line/command.ts'
import { type Connection, connect, type Database, type Transaction, withClient } from './connection.ts'
import { databaseRefusal } from './database-refusal.ts'
import { keptReaderPassword } from './embedded-data.ts'
import { portalRole, preparePortalRole } from './portal-role.ts'
import { closeOtherDatabases, urlForRole } from './public-role.ts'
import { upheldHome } from './upheld-home.ts'

/**
 * Opens the database as authorities' own pages read it: as a role that sees what belongs to the authority of a session
 * and nothing else. On a server it is named by `DATABASE_PORTAL_URL`; beside the embedded server the role is made here.
 */
export async function openPortal(ownerUrl: string): Promise<Connection> {
  const given = process.env.DATABASE_PORTAL_URL
  if (given !== undefined && given !== '') return openChecked(given)
  if (process.env.DATABASE_URL) {
    throw new CommandError(
      "DATABASE_PORTAL_URL is not set. Authorities' own pages read through a role of their own; docs/operating.md says how to make it.",
    )
  }
  const password = keptReaderPassword(upheldHome(), 'portal')
  await preparePortalRole(ownerUrl, password)
  await closeOtherDatabases(ownerUrl)
  return connect(urlForRole(ownerUrl, portalRole, password), 'portal')
}

async function openChecked(url: string): Promise<Connection> {
  const setting = 'DATABASE_PORTAL_URL'
  if (!/^postgres(ql)?:\/\/./.test(url)) {
    throw new CommandError(`${setting} is not like postgresql://${portalRole}:password@host:5432/database.`)
  }
  try {
    await withClient(url, async (client) => {
      const { rows } = await client.query<{ isRight: boolean }>(
        `
        select current_user = $1
          and not has_schema_privilege('public', 'usage')
          and coalesce(has_schema_privilege(to_regnamespace('portal')::oid, 'usage'), false) as "isRight"`,
        [portalRole],
      )
      if (rows[0]?.isRight === true) return
      throw new CommandError(
        `The user of ${setting} may read more than what one authority may see, or less. Give it the role ` +
          `"${portalRole}"; docs/operating.md says how to make it.`,
      )
    })
  } catch (error) {
    throw databaseRefusal(error, setting) ?? error
  }
  return connect(url, 'portal')
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
