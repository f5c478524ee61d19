import { readFileSync } from 'node:fs'
import pg from 'pg'
import { readerSettings, withClient } from './connection.ts'

/** The role the public site reads as. It may read the schema `published` and nothing else. */
export const publicRole = 'upheld_public'

/** A login role of a server of our own: how many connections it may have, and what holds for each of them. */
export type LoginRole = {
  readonly name: string
  readonly mostConnections: number
  readonly settings: Readonly<Record<string, string>>
}

/** More than the site's processes need; a flood of visitors leaves connections for the Ombudsman's own work. */
const mostConnections = 100

/**
 * Creates the role on the server of this database, or gives it this password, and closes to it whatever is not
 * published. For a server of our own, where the owner may do all of that; docs/operating.md has the statements for
 * others.
 */
export async function preparePublicRole(ownerUrl: string, password: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query('begin')
    await makeLoginRole(client, { name: publicRole, mostConnections, settings: readerSettings }, password)
    await letReadViews(client, publicRole, 'published')
    await client.query('commit')
  })
}

/**
 * Creates a role, or gives it this password, within the caller's transaction, and closes to everybody what tells of
 * tables they cannot read.
 */
export async function makeLoginRole(
  client: pg.ClientBase,
  { name, mostConnections, settings }: LoginRole,
  password: string,
): Promise<void> {
  await lockRole(client)
  const found = await client.query('select from pg_roles where rolname = $1', [name])
  const verb = found.rowCount === 0 ? 'create' : 'alter'
  await client.query(`
    set local password_encryption to 'scram-sha-256';
    ${verb} role ${name}
      login nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls
      connection limit ${mostConnections} password ${pg.escapeLiteral(password)}`)
  for (const [setting, value] of Object.entries(settings)) {
    await client.query(`alter role ${name} set ${setting} to ${pg.escapeLiteral(value)}`)
  }
  await client.query(readFileSync(new URL('close-catalogue.sql', import.meta.url), 'utf8'))
}

/** Keeps the other databases of a server of our own to their owner. */
export async function closeOtherDatabases(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, (client) =>
    client.query('revoke connect, temporary on database postgres, template1 from public'),
  )
}

/**
 * Lets the role, where there is one, read what is published as this version has it, and takes from everybody what
 * the owner of a database can. Asked after every migration; where nothing is missing, nothing is written.
 */
export async function letPublicRoleRead(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ isDue: boolean }>(
    `
    select exists (
      select
      from pg_class
      where relnamespace = to_regnamespace('published') and relkind = 'v'
      and not has_table_privilege(rolname, oid, 'select')
    ) as "isDue"
    from pg_roles
    where rolname = $1`,
    [publicRole],
  )
  if (rows[0]?.isDue !== true) return
  await client.query('begin')
  await lockRole(client)
  await letReadViews(client, publicRole, 'published')
  await client.query('commit')
}

/**
 * Lets a role read the views of the schema that was made for it, and takes from everybody what the owner of a database
 * can. Tables in that schema stay closed: those of `published` count changes, also of what is not public.
 */
export async function letReadViews(client: pg.ClientBase, role: string, schema: string): Promise<void> {
  await client.query(`
    do $$
    declare
      shown record;
    begin
      execute format('revoke temporary on database %I from public', current_database());
      revoke all on schema public from public;
      grant usage on schema ${schema} to ${role};
      for shown in select oid::regclass as view from pg_class
        where relnamespace = '${schema}'::regnamespace and relkind = 'v'
      loop
        execute format('grant select on table %s to ${role}', shown.view);
      end loop;
    end
    $$`)
}

/** Two programs that start at once would both find no such role, or both write the same grant. */
export async function lockRole(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock(7041976)')
}

/** The address of the same database for another user. */
export function urlForRole(ownerUrl: string, role: string, password: string): string {
  return ownerUrl.replace(/^([a-z]+:\/\/)(?:[^/@]*@)?/, `$1${role}:${encodeURIComponent(password)}@`)
}
