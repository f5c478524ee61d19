import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../tests/test-database.ts'
import type { OpenDatabase } from '../database/open-database.ts'
import type { AuditEntry } from './audit-chain.ts'
import { appendAudit, verifyAudit } from './audit-store.ts'

let open: OpenDatabase

beforeEach(async () => {
  open = await testDatabase()
})
afterEach(() => open.close())

describe('what was done is recorded', () => {
  test('with who, what, before and after, in order', async () => {
    await append([decision(1), decision(2)])
    const rows = await open.database
      .selectFrom('auditEntry')
      .select(['entryId', 'actor', 'action', 'subject', 'before', 'after'])
      .orderBy('entryId')
      .execute()
    expect(rows).toEqual([
      { entryId: 1, ...decision(1) },
      { entryId: 2, ...decision(2) },
    ])
  })

  test('not at all when the transaction it belongs to fails', async () => {
    await append([decision(1)])
    const failed = open.database.transaction().execute(async (transaction) => {
      await appendAudit(transaction, [decision(2)])
      throw new Error('the import was refused')
    })
    await expect(failed).rejects.toThrow('the import was refused')
    await append([decision(3)])
    expect(await verify()).toEqual({ entryCount: 2, problems: [] })
  })

  test('once each when ten people work at the same moment', async () => {
    const people = Array.from({ length: 10 }, (_, number) => append([decision(number), decision(number)]))
    await Promise.all(people)
    expect(await verify()).toEqual({ entryCount: 20, problems: [] })
  })

  test('for a whole import at once, also where JSON has more than one way to write a value', async () => {
    const awkward = { zebra: 1e21, a: -0, nested: [{ y: 0.1, x: 'é "\\ \u2028' }], absent: undefined }
    await append(Array.from({ length: 12_001 }, (_, number) => ({ ...decision(number), before: awkward })))
    expect(await verify()).toEqual({ entryCount: 12_001, problems: [] })
  })
})

describe('the record cannot be rewritten unseen', () => {
  beforeEach(() => append([1, 2, 3, 4, 5].map(decision)))

  test('an untouched one verifies', async () => {
    expect(await verify()).toEqual({ entryCount: 5, problems: [] })
  })

  test.each([
    ['update audit_entry set action = action'],
    ['delete from audit_entry where entry_id = 5'],
    ['truncate audit_entry'],
  ])('the database refuses: %s', async (statement) => {
    await expect(open.pool.query(statement)).rejects.toThrow('audit_entry is append-only')
  })

  test.each([
    ["action = 'nothing'", 3],
    ['after = after || \'{"outcome":"not-upheld"}\'', 1],
    ["before = '{}'", 5],
    ["at = at + interval '1 microsecond'", 4],
    ["actor = 'somebody else'", 2],
  ])('a change is found: %s in entry %i', async (change, entryId) => {
    await tamper(`update audit_entry set ${change} where entry_id = ${entryId}`)
    expect(await verify()).toMatchObject({ problems: [{ entryId, kind: 'changed' }] })
  })

  test('an entry that is missing is found, at the beginning, in the middle and at the end', async () => {
    await tamper('delete from audit_entry where entry_id in (1, 3, 5)')
    const { problems } = await verify()
    expect(problems.map(({ entryId, kind }) => ({ entryId, kind }))).toEqual([
      { entryId: 1, kind: 'missing' },
      { entryId: 3, kind: 'missing' },
      { entryId: 5, kind: 'missing' },
    ])
  })

  test('everything missing is found', async () => {
    await tamper('delete from audit_entry')
    expect(await verify()).toMatchObject({
      entryCount: 0,
      problems: [{ kind: 'missing', explanation: 'entries 1 to 5 are missing' }],
    })
  })

  test.each([0, 6])('an entry that was put in is found: number %i', async (entryId) => {
    await tamper(`insert into audit_entry
      select ${entryId}, at, actor, action, subject, before, after, previous_hash, '\\x00' from audit_entry
      where entry_id = 3`)
    expect(await verify()).toMatchObject({ problems: [{ entryId, kind: 'inserted' }] })
  })

  test('an entry put in place of another is found, though its own hash is right', async () => {
    const other = await testDatabase()
    try {
      await append([1, 2, 6].map(decision), other)
      const { rows } = await other.pool.query(
        'select to_json(entry) as entry from audit_entry as entry where entry_id = 3',
      )
      await tamper('delete from audit_entry where entry_id = 3')
      await open.pool.query(
        'insert into audit_entry select (json_populate_record(null::audit_entry, $1)).*',
        [rows[0]?.entry],
      )
      const { problems } = await verify()
      expect(problems.map(({ entryId, kind }) => ({ entryId, kind }))).toEqual([
        { entryId: 3, kind: 'inserted' },
        { entryId: 4, kind: 'inserted' },
      ])
    } finally {
      await other.close()
    }
  })
})

function decision(number: number): AuditEntry {
  return {
    actor: 'statistician',
    action: 'import decided',
    subject: `complaint 23 000 00${number}`,
    before: null,
    after: { outcome: 'upheld', decidedOn: '2023-09-01', recommendations: [number] },
  }
}

function append(entries: readonly AuditEntry[], { database } = open): Promise<void> {
  return database.transaction().execute((transaction) => appendAudit(transaction, entries))
}

async function verify() {
  const { entryCount, problems } = await verifyAudit(open.database)
  return { entryCount, problems }
}

/** What somebody with the password of the database could do. */
async function tamper(statement: string): Promise<void> {
  await open.pool.query('alter table audit_entry disable trigger all')
  await open.pool.query(statement)
  await open.pool.query('alter table audit_entry enable trigger all')
}
