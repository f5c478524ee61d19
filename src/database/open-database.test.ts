import { afterEach, expect, test } from 'vitest'
import { blankDatabase } from '../../tests/test-database.ts'
import { openDatabase } from './open-database.ts'

const before = process.env.DATABASE_URL
afterEach(() => {
  if (before === undefined) delete process.env.DATABASE_URL
  else process.env.DATABASE_URL = before
})

test('DATABASE_URL opens that database, migrated, and leaves its server alone afterwards', async () => {
  const { url, pool, close } = await blankDatabase()
  process.env.DATABASE_URL = url
  const opened = await openDatabase()
  expect(await opened.database.selectFrom('authority').selectAll().execute()).toEqual([])
  await opened.close()
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await close()
})

test.each([
  ['localhost:5432', 'DATABASE_URL is not like postgresql://user:password@host:5432/database.'],
  [
    'postgresql://upheld@127.0.0.1:1/upheld',
    'No database server answers. Check that it runs, and DATABASE_URL.',
  ],
])('DATABASE_URL=%s is refused plainly', async (url, refusal) => {
  process.env.DATABASE_URL = url
  await expect(openDatabase()).rejects.toThrow(refusal)
})

test('DATABASE_URL with a database that is not there is refused plainly', async () => {
  const { url, close } = await blankDatabase()
  await close()
  process.env.DATABASE_URL = url
  await expect(openDatabase()).rejects.toThrow('The database server has no database of this name.')
})
