import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { portalPassword } from '../../tests/database-server.ts'
import {
  codeOf as codeOfAs,
  enteringOthers,
  permissionDenied,
  readableBy,
  roleOnServer,
  tellingFunctions,
  viewsOf,
} from '../../tests/login-role.ts'
import { type TestDatabase, testDatabase } from '../../tests/test-database.ts'
import { type Database, withClient } from './connection.ts'
import { openPortal } from './portal-database.ts'
import { letPortalRoleRead, portalRole, preparePortalRole } from './portal-role.ts'
import { closeOtherDatabases } from './public-role.ts'

let opened: TestDatabase
/** A connection of the role, without the settings our own code gives it: with nothing but what the role may do. */
let reader: pg.Client

beforeAll(async () => {
  opened = await testDatabase()
  // What holds for a database as such is not copied from the template.
  await preparePortalRole(opened.url, portalPassword)
  reader = new pg.Client({ connectionString: opened.portalUrl })
  await reader.connect()
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await reader.end()
  await opened.close()
})

const codeOf = (statement: string) => codeOfAs(reader, statement)

describe("the role of authorities' own pages", () => {
  test('reads the views made for it, and no table, no other view and no sequence of the database', async () => {
    const views = await viewsOf(opened.database, 'portal')
    expect(views.length).toBeGreaterThan(10)
    expect(await readableBy(reader, opened.database)).toEqual(views)
  }, 60_000)

  test('sees nothing at all without a session, and nothing with one that is made up', async () => {
    const { rows } = await sql<{ name: string }>`
      select viewname as name from pg_views where schemaname = 'portal'
    `.execute(opened.database)
    for (const token of [undefined, '', 'made-up', "' or true --"]) {
      await reader.query('begin')
      if (token !== undefined) await reader.query("select set_config('upheld.session', $1, true)", [token])
      for (const { name } of rows) {
        const found = await reader.query(`select from portal.${name}`)
        expect([name, token, found.rowCount]).toEqual([name, token, 0])
      }
      await reader.query('rollback')
    }
  })

  test('reads no more by what an error message says: its views are barriers', async () => {
    const { rows } = await sql<{ name: string }>`
      select relname as name
      from pg_class
      where relnamespace = 'portal'::regnamespace and relkind = 'v'
      and not coalesce('security_barrier=true' = any (reloptions), false)
    `.execute(opened.database)
    expect(rows).toEqual([])
  })

  test('calls nothing that writes, locks or tells of tables, files or other connections', async () => {
    expect(await tellingFunctions(opened.database, portalRole, 'portal')).toEqual([
      'portal.current_moment()',
      'portal.own_authorities()',
      'set_config(text,text,boolean)',
    ])
  })

  test.each([
    'create table public.mine (number integer)',
    'create table portal.mine (number integer)',
    'create temporary table mine (number integer)',
    'create schema mine',
    "create function portal.current_moment() returns timestamptz language sql as 'select now()'",
    'insert into portal.query select * from portal.query',
    "update portal.revision set published_at = '2000-01-01'",
    'delete from portal.early_access',
    'truncate early_access',
    'drop view portal.figure',
    'alter view portal.figure reset (security_barrier)',
    'select portal.with_predecessors(1)',
    "do 'begin end'",
    'select lo_create(0)',
    "copy (select 1) to program 'true'",
    'set role upheld_public',
    'alter role upheld_portal superuser',
    'create database mine',
  ])('is refused: %s', async (statement) => {
    await reader.query('set default_transaction_read_only to off')
    expect([permissionDenied, '42P01']).toContain(await codeOf(statement))
  })

  test('reads only, gives up on a query that takes long, and has its password kept as scram', async () => {
    const fresh = new pg.Client({ connectionString: opened.portalUrl })
    await fresh.connect()
    try {
      const { rows } = await fresh.query(`
        select current_setting('default_transaction_read_only') as "readOnly", current_setting('statement_timeout') as timeout`)
      expect(rows).toEqual([{ readOnly: 'on', timeout: '15s' }])
    } finally {
      await fresh.end()
    }
    expect(await roleOnServer(opened.database, portalRole)).toEqual([
      { mayMore: false, connectionLimit: 50, isScram: true, memberships: 0 },
    ])
  })

  test('enters no other database of a server of our own', async () => {
    await closeOtherDatabases(opened.url)
    for (const refusal of await enteringOthers(opened.url, portalRole, portalPassword)) {
      expect(refusal).toContain('permission denied for database')
    }
  })
})

test('migrating lets the role read what a newer version shows, and writes nothing where nothing is missing', async () => {
  const { database, url } = opened
  await sql`create view portal.newer with (security_barrier) as select 1 as one`.execute(database)
  expect(await codeOf('select from portal.newer')).toBe(permissionDenied)
  await withClient(url, letPortalRoleRead)
  expect(await codeOf('select from portal.newer')).toBeUndefined()
  const before = await grantsOf(database)
  await withClient(url, letPortalRoleRead)
  expect(await grantsOf(database)).toBe(before)
  await sql`drop view portal.newer`.execute(database)
})

describe("opening the database for authorities' own pages", () => {
  test('takes the role that was made for them from a server', async () => {
    vi.stubEnv('DATABASE_PORTAL_URL', opened.portalUrl)
    const portal = await openPortal(opened.url)
    const { rows } = await sql<{ path: string }>`select current_setting('search_path') as path`.execute(
      portal.database,
    )
    expect(rows).toEqual([{ path: 'portal' }])
    await portal.database.destroy()
  })

  test.each([
    ['the owner', () => opened.url],
    ['the role of the public site', () => opened.publishedUrl],
  ])('refuses %s', async (_, url) => {
    vi.stubEnv('DATABASE_PORTAL_URL', url())
    await expect(openPortal(opened.url)).rejects.toThrow('Give it the role "upheld_portal"')
  })

  test('says what is missing, and what is no address', async () => {
    vi.stubEnv('DATABASE_URL', opened.url)
    vi.stubEnv('DATABASE_PORTAL_URL', '')
    await expect(openPortal(opened.url)).rejects.toThrow('DATABASE_PORTAL_URL is not set.')
    vi.stubEnv('DATABASE_PORTAL_URL', 'nonsense')
    await expect(openPortal(opened.url)).rejects.toThrow('DATABASE_PORTAL_URL is not like postgresql://')
  })
})

/** Changes with every grant, also with one that was there. */
async function grantsOf(database: Database): Promise<string> {
  const { rows } = await sql`
    select relname, xmin::text from pg_class where relnamespace = 'portal'::regnamespace order by 1
  `.execute(database)
  return JSON.stringify(rows)
}
