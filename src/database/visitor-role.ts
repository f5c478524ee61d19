import type pg from 'pg'
import { visitorSettings, withClient } from './connection.ts'
import { letReadViews, lockRole, makeLoginRole } from './public-role.ts'

/**
 * The role of people without an account, who book places and answer surveys. It may read the views of the schema
 * `visitor`, write to some of them, and nothing else.
 */
export const visitorRole = 'upheld_visitor'

/** A flood of bookings leaves connections for the Ombudsman's own work. */
const mostConnections = 50

/** What it may write, view by view. It deletes nothing but where that is said here. */
const writes: readonly { readonly view: string; readonly may: string }[] = [
  { view: 'survey_draft', may: 'insert, update' },
  { view: 'booking', may: 'insert, update' },
  // Of a booking that ends nobody is kept who would have come by it.
  { view: 'delegate', may: 'insert, update, delete' },
]

/**
 * Creates the role on the server of this database, or gives it this password, with everything closed to it that is
 * closed to the role of the public site. For a server of our own; docs/operating.md has the statements for others.
 */
export async function prepareVisitorRole(ownerUrl: string, password: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query('begin')
    await makeLoginRole(client, { name: visitorRole, mostConnections, settings: visitorSettings }, password)
    // It names the key of what is a visitor's own as a value, and never as part of a statement.
    await client.query(
      `grant execute on function pg_catalog.set_config(text, text, boolean) to ${visitorRole}`,
    )
    await letUseVisitorViews(client)
    await client.query('commit')
  })
}

/**
 * Lets the role, where there is one, do what visitors may as this version has it. Asked after every migration; where
 * nothing is missing, nothing is written.
 */
export async function letVisitorRoleWrite(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ isDue: boolean }>(
    `
    select exists (
      select
      from pg_class
      where relnamespace = to_regnamespace('visitor') and relkind = 'v'
      and not has_table_privilege(rolname, oid, 'select')
    ) or exists (
      select
      from unnest($2::text[], $3::text[]) as written(view, privilege)
      where not has_table_privilege(rolname, to_regclass('visitor.' || view), privilege)
    ) or exists (
      select
      from pg_proc
      where pronamespace = to_regnamespace('visitor') and not has_function_privilege(rolname, oid, 'execute')
    ) as "isDue"
    from pg_roles
    where rolname = $1`,
    [visitorRole, ...privileges()],
  )
  if (rows[0]?.isDue !== true) return
  await client.query('begin')
  await lockRole(client)
  await letUseVisitorViews(client)
  await client.query('commit')
}

function privileges(): [views: string[], privileges: string[]] {
  const all = writes.flatMap(({ view, may }) =>
    may.split(', ').map((privilege) => [view, privilege] as const),
  )
  return [all.map(([view]) => view), all.map(([, privilege]) => privilege)]
}

async function letUseVisitorViews(client: pg.ClientBase): Promise<void> {
  await letReadViews(client, visitorRole, 'visitor')
  await client.query(`grant execute on all functions in schema visitor to ${visitorRole}`)
  for (const { view, may } of writes) {
    await client.query(`grant ${may} on table visitor.${view} to ${visitorRole}`)
  }
}
