import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publicPassword } from '../../tests/database-server.ts'
import {
  codeOf as codeOfAs,
  enteringOthers,
  permissionDenied,
  readableBy,
  relationsOf,
  roleOnServer,
  viewsOf,
} from '../../tests/login-role.ts'
import { type TestDatabase, testDatabase } from '../../tests/test-database.ts'
import { keptRolePassword } from './embedded-data.ts'
import { closeOtherDatabases, preparePublicRole, publicRole } from './public-role.ts'

let opened: TestDatabase
/** A connection of the role, without the settings our own code gives it: with nothing but what the role may do. */
let reader: pg.Client

beforeAll(async () => {
  opened = await testDatabase()
  // What holds for a database as such is not copied from the template.
  await preparePublicRole(opened.url, publicPassword)
  reader = new pg.Client({ connectionString: opened.publishedUrl })
  await reader.connect()
})
afterAll(async () => {
  await reader.end()
  await opened.close()
})

const codeOf = (statement: string) => codeOfAs(reader, statement)

describe('the role of the public site', () => {
  test('reads the views of what is published, and no other table, view or sequence of the database', async () => {
    const views = await viewsOf(opened.database, 'published')
    expect((await relationsOf(opened.database)).length).toBeGreaterThan(250)
    expect(views.length).toBeGreaterThan(15)
    // The clock of tests is a table of theirs.
    expect(await readableBy(reader, opened.database)).toEqual([...views, 'published.test_moment'].sort())
  }, 60_000)

  test('reads no column of another table either', async () => {
    const { rows } = await sql`
      select attrelid::regclass, attname
      from pg_attribute
      join pg_class on pg_class.oid = attrelid
      where relkind in ('r', 'p', 'v', 'm', 'f') and relnamespace <> 'published'::regnamespace
      and has_schema_privilege(${publicRole}, relnamespace, 'usage')
      and has_column_privilege(${publicRole}, attrelid, attnum, 'select')
    `.execute(opened.database)
    expect(rows).toEqual([])
  })

  test('calls only what computes, and nothing that tells of tables, files or other connections', async () => {
    const { rows: functions } = await sql<{
      name: string
      call: string
      mayCall: boolean
      volatile: boolean
    }>`
      select
        pg_proc.oid::regprocedure::text as name,
        provolatile = 'v' as volatile,
        has_function_privilege(${publicRole}, pg_proc.oid, 'execute') as "mayCall",
        format(
          '%s(%s)',
          'pg_catalog.' || quote_ident(proname),
          (select string_agg(format('(select null::%s)', type.type::regtype), ', ' order by position)
            from unnest(proargtypes) with ordinality as type (type, position))
        ) as call
      from pg_proc
      where prokind = 'f' and provariadic = 0 and pronamespace = 'pg_catalog'::regnamespace
      and prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
    `.execute(opened.database)
    const allowed = functions.filter(({ mayCall }) => mayCall).map(({ name }) => name)
    expect(functions.filter(({ mayCall, volatile }) => mayCall && volatile)).toEqual([])
    expect(allowed.filter((name) => /^(pg|lo|txid)_|_to_xml|ts_stat|nextval|set_config/.test(name))).toEqual(
      [],
    )
    const refused = functions.filter(({ mayCall }) => !mayCall)
    expect(refused.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'pg_relation_size(regclass)',
        'pg_stat_get_live_tuples(oid)',
        'pg_advisory_lock(bigint)',
        'lo_from_bytea(oid,bytea)',
        'query_to_xml(text,boolean,boolean,text)',
        'set_config(text,text,boolean)',
      ]),
    )
    // Types that stand for any type cannot be given as null; the others are called for the refusal.
    for (const { call } of refused.filter(
      ({ call }) => !/null::("?any|internal|cstring|\w*handler)/.test(call),
    )) {
      expect([call, await codeOf(`select ${call}`)]).toEqual([call, permissionDenied])
    }
  }, 60_000)

  test.each([
    'create table public.mine (number integer)',
    'create table published.mine (number integer)',
    'create temporary table mine (number integer)',
    'create schema mine',
    'create view published.mine as select 1',
    "create function published.current_moment() returns timestamptz language sql as 'select now()'",
    'insert into published.authority select * from published.authority',
    'update published.installation set is_demonstration = false',
    'delete from published.revision',
    'truncate published.test_moment',
    'begin; lock table published.authority in exclusive mode',
    'drop view published.figure',
    'alter view published.figure rename to mine',
    "do 'begin end'",
    'select lo_create(0)',
    "copy published.authority to '/tmp/leak'",
    "copy (select 1) to program 'true'",
    'set role pg_read_all_data',
    'alter role upheld_public superuser',
    'create database mine',
    'create extension pg_stat_statements schema published',
    "set log_statement to 'none'",
  ])('is refused: %s', async (statement) => {
    await reader.query('set default_transaction_read_only to off')
    expect([statement, await codeOf(statement)]).toEqual([statement, permissionDenied])
  })

  test('reads only, gives up on a query that takes long, and has its password kept as scram', async () => {
    const fresh = new pg.Client({ connectionString: opened.publishedUrl })
    await fresh.connect()
    try {
      const { rows } = await fresh.query(`
        select current_setting('default_transaction_read_only') as "readOnly", current_setting('statement_timeout') as timeout`)
      expect(rows).toEqual([{ readOnly: 'on', timeout: '15s' }])
    } finally {
      await fresh.end()
    }
    expect(await roleOnServer(opened.database, publicRole)).toEqual([
      { mayMore: false, connectionLimit: 100, isScram: true, memberships: 0 },
    ])
  })

  test('enters no other database of a server of our own', async () => {
    await closeOtherDatabases(opened.url)
    for (const refusal of await enteringOthers(opened.url, publicRole, publicPassword)) {
      expect(refusal).toContain('permission denied for database')
    }
  })
})

test('the password of the role is random, made once, and for its owner’s eyes alone', () => {
  const home = mkdtempSync(join(tmpdir(), 'upheld-password-'))
  try {
    const password = keptRolePassword(home, 'public')
    expect(password).toMatch(/^[\w-]{43}$/)
    expect(keptRolePassword(home, 'public')).toBe(password)
    expect(statSync(join(home, 'public-password')).mode & 0o777).toBe(0o600)
  } finally {
    rmSync(home, { recursive: true })
  }
})
