import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blankDatabase } from '../../tests/test-database.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import type { OpenDatabase } from './open-database.ts'

let open: OpenDatabase

beforeEach(async () => {
  open = await blankDatabase()
})
afterEach(() => open.close())

const first = migration('0001-first.sql', 'create table first (number integer)')
const second = migration('0002-second.sql', 'create table second (number integer)')
const third = migration('0003-third.sql', 'create table third (number integer); select 1 / 0')

describe('a database is brought to the schema of this version', () => {
  test('from nothing', async () => {
    await migrate(open.url)
    expect(await tables()).toContain('audit_entry')
    expect(await applied()).toEqual(readMigrations().map(({ name }) => name))
  })

  test('from an earlier version, keeping its rows', async () => {
    await migrate(open.url, [first])
    await open.pool.query('insert into first values (7)')
    await migrate(open.url, [first, second])
    expect((await open.pool.query('select number from first')).rows).toEqual([{ number: 7 }])
    expect(await tables()).toEqual(['first', 'schema_migration', 'second'])
  })

  test('once, when several programs start at the same moment', async () => {
    await Promise.all([1, 2, 3, 4].map(() => migrate(open.url, [first, second])))
    expect(await applied()).toEqual(['0001-first.sql', '0002-second.sql'])
  })
})

describe('a database is left as it was, and told why', () => {
  test('when a migration fails, also by those before it', async () => {
    await migrate(open.url, [first])
    await expect(migrate(open.url, [first, second, third])).rejects.toThrow(
      'The database could not be brought up to date: 0003-third.sql failed (division by zero). Nothing was changed.',
    )
    expect(await tables()).toEqual(['first', 'schema_migration'])
    expect(await applied()).toEqual(['0001-first.sql'])
  })

  test('when a newer version wrote it', async () => {
    await migrate(open.url, [first, second])
    await expect(migrate(open.url, [first])).rejects.toThrow(
      'This database was written by a newer version of Upheld (it has 0002-second.sql).',
    )
  })

  test('when a newer version wrote it under another name', async () => {
    await migrate(open.url, [first, second])
    await expect(migrate(open.url, [first, migration('0002-other.sql', '')])).rejects.toThrow(
      'written by a newer version of Upheld (it has 0002-second.sql)',
    )
  })

  test('when a migration it has was changed since', async () => {
    await migrate(open.url, [first])
    await expect(migrate(open.url, [{ ...first, hash: 'other' }])).rejects.toThrow(
      '0001-first.sql is not the file that was applied to this database',
    )
  })

  test('when a migration was put before one it has', async () => {
    await migrate(open.url, [second])
    await expect(migrate(open.url, [first, second])).rejects.toThrow(
      '0001-first.sql was added before 0002-second.sql, which this database already has',
    )
  })
})

function migration(name: string, sql: string): Migration {
  return { name, sql, hash: `hash of ${name}` }
}

async function applied(): Promise<string[]> {
  const { rows } = await open.pool.query<{ name: string }>('select name from schema_migration order by name')
  return rows.map(({ name }) => name)
}

async function tables(): Promise<string[]> {
  const { rows } = await open.pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  )
  return rows.map(({ name }) => name)
}
