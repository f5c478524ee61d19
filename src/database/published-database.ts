import type pg from 'pg'
import { CommandError } from '../command-line/command.ts'
import { type Connection, connect, withClient } from './connection.ts'
import { databaseRefusal } from './database-refusal.ts'
import { keptRolePassword } from './embedded-data.ts'
import { type Migration, pendingMigrations, readMigrations } from './migrate.ts'
import { closeOtherDatabases, preparePublicRole, publicRole, urlForRole } from './public-role.ts'
import { upheldHome } from './upheld-home.ts'

/**
 * Opens the database as the public site reads it: as a role that can read what is published and nothing else. On a
 * server it is named by `DATABASE_PUBLIC_URL`, or by `DATABASE_REPLICA_URL` on a copy of it; beside the embedded
 * server the role is made here.
 */
export async function openPublished(ownerUrl: string): Promise<Connection> {
  const given = givenAddress()
  if (given !== undefined) return openChecked(given)
  if (process.env.DATABASE_URL) {
    throw new CommandError(
      'DATABASE_PUBLIC_URL is not set. The public site reads through a role of its own; docs/operating.md says how to make it.',
    )
  }
  const password = keptRolePassword(upheldHome(), 'public')
  await preparePublicRole(ownerUrl, password)
  await closeOtherDatabases(ownerUrl)
  return connect(urlForRole(ownerUrl, publicRole, password), 'published')
}

/** The same for a site that has no other address, and so can neither make the role nor bring the schema up to date. */
export async function openPublishedAlone(): Promise<Connection> {
  const given = givenAddress()
  if (given !== undefined) return openChecked(given)
  throw new CommandError(
    '"upheld site" reads through DATABASE_PUBLIC_URL or DATABASE_REPLICA_URL, and neither is set. ' +
      'To try Upheld out, run "upheld start".',
  )
}

/** An address and the setting it stands in. */
type GivenAddress = { readonly setting: string; readonly url: string }

function givenAddress(): GivenAddress | undefined {
  for (const setting of ['DATABASE_REPLICA_URL', 'DATABASE_PUBLIC_URL']) {
    const url = process.env[setting]
    if (url === undefined || url === '') continue
    if (!/^postgres(ql)?:\/\/./.test(url)) {
      throw new CommandError(`${setting} is not like postgresql://${publicRole}:password@host:5432/database.`)
    }
    return { setting, url }
  }
  return undefined
}

async function openChecked({ setting, url }: GivenAddress): Promise<Connection> {
  try {
    await withClient(url, async (client) => {
      await refuseReaderOfMore(client, setting)
      await client.query('set search_path to published')
      refuseOtherSchema(await publishedMigrations(client))
    })
  } catch (error) {
    throw databaseRefusal(error, setting) ?? error
  }
  return connect(url, 'published')
}

/** A site that could read what is not public would be kept from it by nothing but the care of each query. */
async function refuseReaderOfMore(client: pg.ClientBase, setting: string): Promise<void> {
  const { rows } = await client.query<{ readsMore: boolean }>(
    `select current_user <> $1 or has_schema_privilege('public', 'usage') as "readsMore"`,
    [publicRole],
  )
  if (rows[0]?.readsMore === false) return
  throw new CommandError(
    `The user of ${setting} may read more than what is published, or less. Give it the role "${publicRole}"; ` +
      'docs/operating.md says how to make it.',
  )
}

/** What has been applied to the database, as far as a reader of what is published can tell. */
async function publishedMigrations(client: pg.ClientBase): Promise<readonly Omit<Migration, 'sql'>[]> {
  try {
    const { rows } = await client.query<{ name: string; hash: string }>(
      'select name, hash from schema_migration order by name collate "C"',
    )
    return rows
  } catch (error) {
    // A schema from before there was this view, or none at all.
    if (error instanceof Error && 'code' in error && error.code === '42P01') return []
    throw error
  }
}

function refuseOtherSchema(applied: readonly Omit<Migration, 'sql'>[]): void {
  const [missing] = pendingMigrations(applied, readMigrations())
  if (missing === undefined) return
  throw new CommandError(
    `This database was not brought to this version of Upheld yet (it lacks ${missing.name}). ` +
      'Run any command of this version with DATABASE_URL first, such as "upheld cycle list".',
  )
}
