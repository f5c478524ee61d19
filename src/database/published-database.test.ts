import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { publicPassword } from '../../tests/database-server.ts'
import { blankDatabase, type TestDatabase, testDatabase } from '../../tests/test-database.ts'
import { withClient } from './connection.ts'
import { letPublicRoleRead, publicRole, urlForRole } from './public-role.ts'
import { openPublished, openPublishedAlone } from './published-database.ts'

let opened: TestDatabase

beforeEach(async () => {
  opened = await testDatabase()
  for (const name of ['DATABASE_URL', 'DATABASE_PUBLIC_URL', 'DATABASE_REPLICA_URL']) vi.stubEnv(name, '')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await opened.close()
})

describe('the public site alone', () => {
  test('needs no address but its own, and reads what is published', async () => {
    vi.stubEnv('DATABASE_PUBLIC_URL', opened.publishedUrl)
    const { database } = await openPublishedAlone()
    expect(await database.selectFrom('authority').selectAll().execute()).toEqual([])
    await database.destroy()
  })

  test('reads from a replica where one is named', async () => {
    vi.stubEnv('DATABASE_PUBLIC_URL', 'postgresql://upheld_public@127.0.0.1:1/upheld')
    vi.stubEnv('DATABASE_REPLICA_URL', opened.publishedUrl)
    const { database } = await openPublishedAlone()
    expect(await database.selectFrom('authority').selectAll().execute()).toEqual([])
    await database.destroy()
  })

  test('says which setting it lacks', async () => {
    await expect(openPublishedAlone()).rejects.toThrow(
      '"upheld site" reads through DATABASE_PUBLIC_URL or DATABASE_REPLICA_URL, and neither is set.',
    )
  })

  test('refuses the address of a user that may read more', async () => {
    vi.stubEnv('DATABASE_PUBLIC_URL', opened.url)
    await expect(openPublishedAlone()).rejects.toThrow(
      'The user of DATABASE_PUBLIC_URL may read more than what is published, or less. Give it the role "upheld_public"',
    )
  })

  test('names the setting whose server does not answer, or whose password is wrong', async () => {
    vi.stubEnv('DATABASE_REPLICA_URL', 'postgresql://upheld_public@127.0.0.1:1/upheld')
    await expect(openPublishedAlone()).rejects.toThrow(
      'No database server answers. Check that it runs, and DATABASE_REPLICA_URL.',
    )
    vi.stubEnv('DATABASE_REPLICA_URL', urlForRole(opened.url, publicRole, 'wrong'))
    await expect(openPublishedAlone()).rejects.toThrow(
      'The database server refuses this password. Check DATABASE_REPLICA_URL.',
    )
    vi.stubEnv('DATABASE_REPLICA_URL', 'localhost:5432')
    await expect(openPublishedAlone()).rejects.toThrow(
      'DATABASE_REPLICA_URL is not like postgresql://upheld_public:password@host:5432/database.',
    )
  })

  test('refuses a database that was not brought to this version', async () => {
    vi.stubEnv('DATABASE_PUBLIC_URL', opened.publishedUrl)
    await opened.pool.query("delete from schema_migration where name > '0010'")
    await expect(openPublishedAlone()).rejects.toThrow(
      /was not brought to this version of Upheld yet \(it lacks 001/,
    )
    await opened.pool.query('drop view published.schema_migration')
    await expect(openPublishedAlone()).rejects.toThrow('(it lacks 0001-authorities.sql)')
  })

  test('refuses a database without any schema', async () => {
    const blank = await blankDatabase()
    try {
      await blank.pool.query('revoke all on schema public from public')
      vi.stubEnv('DATABASE_PUBLIC_URL', blank.publishedUrl)
      await expect(openPublishedAlone()).rejects.toThrow('was not brought to this version of Upheld yet')
    } finally {
      await blank.close()
    }
  })

  test('refuses a database that a newer version wrote', async () => {
    vi.stubEnv('DATABASE_PUBLIC_URL', opened.publishedUrl)
    await opened.pool.query("insert into schema_migration (name, hash) values ('9999_later.sql', '')")
    await expect(openPublishedAlone()).rejects.toThrow(
      'This database was written by a newer version of Upheld (it has 9999_later.sql).',
    )
  })
})

test('beside a server, the whole of Upheld needs an address for the public site too', async () => {
  vi.stubEnv('DATABASE_URL', opened.url)
  await expect(openPublished(opened.url)).rejects.toThrow('DATABASE_PUBLIC_URL is not set.')
})

test('a role made by hand is let in by the next command, and not into more than the views', async () => {
  await opened.pool.query(`revoke all on all tables in schema published from ${publicRole}`)
  await expect(opened.published.selectFrom('authority').selectAll().execute()).rejects.toThrow(
    'permission denied',
  )
  await withClient(opened.url, letPublicRoleRead)
  expect(await opened.published.selectFrom('authority').selectAll().execute()).toEqual([])
  await withClient(urlForRole(opened.url, publicRole, publicPassword), async (client) => {
    await expect(client.query('select from published.version')).rejects.toThrow('permission denied')
    await expect(client.query('select from public.authority')).rejects.toThrow('permission denied')
  })
})
