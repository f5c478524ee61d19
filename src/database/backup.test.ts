import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { blankDatabase, testDatabase } from '../../tests/test-database.ts'
import { backUp } from './backup.ts'
import { migrate, readMigrations } from './migrate.ts'
import type { OpenDatabase } from './open-database.ts'
import { restore } from './restore.ts'

let folder: string
let source: OpenDatabase
/** A good backup of `source`. */
let good: string
const never = new AbortController().signal

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'upheld-backup-'))
  source = await testDatabase()
  await fill(source)
  good = join(folder, 'good.upheld')
  await backUp(source.url, good, never)
})
afterAll(async () => {
  await source.close()
  rmSync(folder, { recursive: true })
})

describe('a backup', () => {
  test('is refused where a file is already there, which stays as it was', async () => {
    const file = join(folder, 'kept.txt')
    writeFileSync(file, 'precious')
    await expect(backUp(source.url, file, never)).rejects.toThrow('kept.txt is already there')
    expect(readFileSync(file, 'utf8')).toBe('precious')
  })

  test('is refused plainly where it cannot be written', async () => {
    await expect(backUp(source.url, join(folder, 'no', 'such', 'folder'), never)).rejects.toThrow(
      /cannot be written: its folder is not there/,
    )
  })

  test('that is interrupted leaves no file behind', async () => {
    const before = readdirSync(folder)
    await interrupted(source, 'training_total', (signal) =>
      backUp(source.url, join(folder, 'interrupted.upheld'), signal),
    )
    expect(readdirSync(folder)).toEqual(before)
  })

  test('can be read by nobody else', () => {
    expect(statSync(good).mode & 0o077).toBe(0)
  })
})

describe('a restored database', () => {
  let target: OpenDatabase
  beforeEach(async () => {
    target = await testDatabase()
  })
  afterEach(() => target.close())

  test('holds every row of every table as it was', async () => {
    await restore(target.url, good, never)
    expect(await everything(target)).toEqual(await everything(source))
  })

  test('gives the same backup again', async () => {
    await restore(target.url, good, never)
    const again = join(folder, 'again.upheld')
    await backUp(target.url, again, never)
    expect(gunzipSync(readFileSync(again)).equals(gunzipSync(readFileSync(good)))).toBe(true)
  })

  test('goes on counting where the old one stopped', async () => {
    await restore(target.url, good, never)
    const added = await target.pool.query(
      "insert into authority (slug, official_name, short_name, kind) values ('new', 'New', 'New', 'other') returning authority_id",
    )
    expect(added.rows).toEqual([{ authority_id: 3 }])
  })

  test('still refuses to change what was recorded', async () => {
    await restore(target.url, good, never)
    await expect(target.pool.query('delete from audit_entry')).rejects.toThrow('append-only')
  })

  test('may begin as a database without any schema', async () => {
    const blank = await blankDatabase()
    try {
      await restore(blank.url, good, never)
      expect(await everything(blank)).toEqual(await everything(source))
      await migrate(blank.url)
    } finally {
      await blank.close()
    }
  })

  test('of an earlier version is brought to this one', async () => {
    const [earlier, blank] = await Promise.all([blankDatabase(), blankDatabase()])
    const file = join(folder, 'earlier.upheld')
    try {
      await migrate(earlier.url, readMigrations().slice(0, 2))
      await addAuthorities(earlier)
      await backUp(earlier.url, file, never)
      await restore(blank.url, file, never)
      await migrate(blank.url)
      expect((await blank.database.selectFrom('authority').selectAll().execute()).length).toBe(2)
      expect(await blank.database.selectFrom('figure').selectAll().execute()).toEqual([])
      await expect(restore(target.url, file, never)).rejects.toThrow(
        'a database that no command has used yet',
      )
    } finally {
      await Promise.all([earlier.close(), blank.close()])
    }
  })

  test('is refused where anything is already there', async () => {
    await target.pool.query("insert into bank_holiday values ('2024-12-25', 'Christmas Day')")
    await expect(restore(target.url, good, never)).rejects.toThrow(
      'This database is not empty (there are rows in "bank_holiday")',
    )
    expect((await target.pool.query('select * from authority')).rows).toEqual([])
  })

  test.each<[string, (text: string) => string, RegExp]>([
    [
      'a changed value',
      (text) => text.replace('Bassetlaw District', 'Bassetlow District'),
      /not as it was written/,
    ],
    [
      'a row taken out',
      (text) => text.replace(/^2\t.*\n/m, ''),
      /not as it was written|violates foreign key/,
    ],
    [
      'a row put in',
      (text) => text.replace(/^(table {"name":"bank_holiday".*\n)/m, '$12020-01-01\tX\n'),
      /not as it was/,
    ],
    [
      'a value the database refuses',
      (text) => text.replace('2024-05-06', '2024-05-66'),
      /date\/time field value/,
    ],
    [
      'a table taken out',
      (text) => text.replace(/^table {"name":"bank_holiday"[\s\S]*?\\\.\n/m, ''),
      /bank_holiday/,
    ],
    ['no end', (text) => text.slice(0, -200), /its end is missing/],
    ['no manifest', (text) => text.replace(/^manifest .*\n/m, ''), /a part of it is missing/],
    ['something after its end', (text) => `${text}table {}\n`, /something follows its end/],
    ['another format', (text) => text.replace('"format":1', '"format":2'), /newer version/],
    [
      'a migration not known here',
      (text) => text.replace('0006-audit.sql', '0006-other.sql'),
      /newer version/,
    ],
    ['nothing in it', () => '', /does not begin like one/],
    ['other text', () => 'Dear Mr Smith\n', /is not a whole backup/],
  ])('is not made from a backup with %s', async (_, spoil, why) => {
    const file = join(folder, 'spoilt.upheld')
    const text = gunzipSync(readFileSync(good)).toString()
    expect(spoil(text)).not.toBe(text)
    writeFileSync(file, gzipSync(spoil(text)))
    await expect(restore(target.url, file, never)).rejects.toThrow(why)
    expect((await target.pool.query('select * from authority')).rows).toEqual([])
  })

  test.each([
    ['is cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 40), /its end is missing/],
    ['is not gzipped', () => Buffer.from('reference,authority\n'), /it cannot be unpacked/],
    ['is empty', () => Buffer.alloc(0), /its end is missing|does not begin/],
  ])('is not made from a file that %s', async (_, spoil, why) => {
    const file = join(folder, 'spoilt.upheld')
    writeFileSync(file, spoil(readFileSync(good)))
    await expect(restore(target.url, file, never)).rejects.toThrow(why)
  })

  test('is not made from a file that is not there', async () => {
    await expect(restore(target.url, join(folder, 'nowhere'), never)).rejects.toThrow('There is no file')
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
  })

  test('is not made, not even partly, when it is interrupted', async () => {
    await interrupted(target, 'training_total', (signal) => restore(target.url, good, signal))
    expect((await target.pool.query('select * from authority')).rows).toEqual([])
  })
})

/** Holds a table so that the work comes to a halt at it, and interrupts the work there. */
async function interrupted(
  { pool }: OpenDatabase,
  table: string,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const interruption = new AbortController()
  const holder = await pool.connect()
  try {
    await holder.query(`begin; lock table ${table}`)
    const refused = expect(work(interruption.signal)).rejects.toThrow()
    await expect
      .poll(() =>
        pool.query(
          "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        ),
      )
      .toMatchObject({ rowCount: 1 })
    interruption.abort()
    await refused
  } finally {
    holder.release(true)
  }
}

/** Two authorities, one of them within the other, and rows of every awkward kind. */
async function fill(open: OpenDatabase): Promise<void> {
  await addAuthorities(open)
  await open.pool.query(`
    insert into bank_holiday values ('2024-05-06', E'Early\\tMay \\\\. \\n\\\\.\\nbank holiday “é”');
    insert into cycle values (2023, '2023-24', '2024-07-17', '2024-07-24 00:01 Europe/London', null, null, '{"a": [1.50]}');
    insert into published_rate values (1, 2023, 'upheld', 49.95, 'letter');
    insert into training_total values (2023, 10, 1701, null, array['Remedies, and "more"', ''], '{}', null, null);
    insert into complaint (authority_id, complaint_id, reference, category, received_on)
    select 1, number, to_char(number, 'FM00 000 000'), 'housing', '2023-04-01' from generate_series(1, 5000) as number;
    insert into counted_set values (1, 2023, 1, 'received', 3, array[1, 2, 3]);
    insert into audit_entry values (1, '2024-01-01 00:00:00.123456+00', 'a', 'b', 'c', null, '{"x": null}', '\\x00', '\\xff')
  `)
}

async function addAuthorities({ pool }: OpenDatabase): Promise<void> {
  await pool.query(`
    insert into authority (slug, official_name, short_name, kind, county_id) values
      ('bassetlaw', 'Bassetlaw District Council', 'Bassetlaw', 'district', 2),
      ('nottinghamshire', 'Nottinghamshire County Council', 'Nottinghamshire', 'county', null)`)
}

async function everything({ pool }: OpenDatabase): Promise<Record<string, unknown[]>> {
  const tables = await pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migration'",
  )
  const contents: Record<string, unknown[]> = {}
  for (const { name } of tables.rows) {
    contents[name] = (await pool.query(`select ${name}::text as row from ${name} order by 1`)).rows
  }
  return contents
}
