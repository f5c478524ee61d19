import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../tests/test-database.ts'
import { type Database, withClient } from './connection.ts'
import type { OpenDatabase } from './open-database.ts'

let open: OpenDatabase

beforeAll(async () => {
  open = await testDatabase()
})
afterAll(() => open.close())

describe('values come out of the database', () => {
  test('as the types say they do', async () => {
    const { rows } = await sql`
      select 9007199254740991::bigint as whole_number, 12.50::numeric as fraction, date '2024-03-31' as last_day,
        timestamptz '2024-07-24 00:01 Europe/London' as moment, count(*) as row_count,
        array[1, null, 3]::bigint[] as whole_numbers, '{}'::bigint[] as none,
        array[date '2024-02-29'] as days, array[1.5]::numeric[] as fractions,
        '{"snake_case": {"inner_key": 1}}'::jsonb as kept_as_written
    `.execute(open.database)
    expect(rows).toEqual([
      {
        wholeNumber: 9007199254740991,
        fraction: 12.5,
        lastDay: '2024-03-31',
        moment: new Date('2024-07-23T23:01:00Z'),
        rowCount: 1,
        wholeNumbers: [1, null, 3],
        none: [],
        days: ['2024-02-29'],
        fractions: [1.5],
        keptAsWritten: { snake_case: { inner_key: 1 } },
      },
    ])
  })

  test('not at all where a number would lose its last digits', async () => {
    const query = sql`select 9007199254740993::bigint as number`.execute(open.database)
    await expect(query).rejects.toThrow('9007199254740993 is too large to be held exactly')
  })
})

describe('a connection that the server closes', () => {
  test('is replaced for the next query', async () => {
    const pid = await backendPid(open.database)
    await terminate(pid)
    expect(await backendPid(open.database)).not.toBe(pid)
  })

  test('fails the transaction that was using it, and not the program', async () => {
    const work = open.database.transaction().execute(async (transaction) => {
      await terminate(await backendPid(transaction))
      await backendPid(transaction)
    })
    await expect(work).rejects.toThrow(/terminat|not queryable/)
  })
})

async function backendPid(database: Database): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database)
  return rows[0]?.pid ?? 0
}

/** Returns once the connection has gone. */
async function terminate(pid: number): Promise<void> {
  await withClient(open.url, (client) => client.query('select pg_terminate_backend($1, 10000)', [pid]))
}
