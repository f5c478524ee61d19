import pg from 'pg'
import { withClient } from './connection.ts'

/** The role the public site reads as. It may read the schema `published` and nothing else. */
export const publicRole = 'upheld_public'

/** Creates the role on the server of this database, or gives it this password, and lets it read what is published. */
export async function preparePublicRole(ownerUrl: string, password: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query('begin')
    // Two programs that start at once would both find no such role.
    await client.query('select pg_advisory_xact_lock(7041976)')
    const found = await client.query('select from pg_roles where rolname = $1', [publicRole])
    const verb = found.rowCount === 0 ? 'create' : 'alter'
    await client.query(`${verb} role ${publicRole} login password ${pg.escapeLiteral(password)}`)
    await letReadPublished(client, publicRole)
    await client.query('commit')
  })
}

/** Gives a role the right to read what is published, and takes from everybody what a reader has no use for. */
export async function letReadPublished(client: pg.ClientBase, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role)
  const { rows } = await client.query<{ name: string }>('select current_database() as name')
  const database = pg.escapeIdentifier(rows[0]?.name ?? '')
  await client.query(`
    revoke temporary on database ${database} from public;
    grant connect on database ${database} to ${name};
    grant usage on schema published to ${name};
    grant select on all tables in schema published to ${name};
    grant execute on all functions in schema published to ${name};
    revoke all on schema public from public;
    revoke all on schema public from ${name}`)
}

/** The address of the same database for another user. */
export function urlForRole(ownerUrl: string, role: string, password: string): string {
  return ownerUrl.replace(/^([a-z]+:\/\/)(?:[^/@]*@)?/, `$1${role}:${encodeURIComponent(password)}@`)
}
