import type pg from 'pg'
import { readerSettings, withClient } from './connection.ts'
import { letReadViews, lockRole, makeLoginRole } from './public-role.ts'

/** The role that authorities' own pages read as. It may read the views of the schema `portal` and nothing else. */
export const portalRole = 'upheld_portal'

/** Officers are some thousands, and few of them look at the same moment. */
const mostConnections = 50

/**
 * Creates the role on the server of this database, or gives it this password, with everything closed to it that is
 * closed to the role of the public site. For a server of our own; docs/operating.md has the statements for others.
 */
export async function preparePortalRole(ownerUrl: string, password: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query('begin')
    await makeLoginRole(client, { name: portalRole, mostConnections, settings: readerSettings }, password)
    // It names the session of whoever asks as a value of its own, and never as part of a statement.
    await client.query(
      `grant execute on function pg_catalog.set_config(text, text, boolean) to ${portalRole}`,
    )
    await letReadPortal(client)
    await client.query('commit')
  })
}

/**
 * Lets the role, where there is one, read what authorities see as this version has it. Asked after every migration;
 * where nothing is missing, nothing is written.
 */
export async function letPortalRoleRead(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ isDue: boolean }>(
    `
    select exists (
      select
      from pg_class
      where relnamespace = to_regnamespace('portal') and relkind = 'v'
      and not has_table_privilege(rolname, oid, 'select')
    ) or not coalesce(has_function_privilege(rolname, to_regprocedure('portal.own_authorities()'), 'execute'), true)
      as "isDue"
    from pg_roles
    where rolname = $1`,
    [portalRole],
  )
  if (rows[0]?.isDue !== true) return
  await client.query('begin')
  await lockRole(client)
  await letReadPortal(client)
  await client.query('commit')
}

async function letReadPortal(client: pg.ClientBase): Promise<void> {
  await letReadViews(client, portalRole, 'portal')
  await client.query(
    `grant execute on function portal.own_authorities(), portal.current_moment() to ${portalRole}`,
  )
}
