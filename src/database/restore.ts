import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { ZodError } from 'zod'
import { CommandError } from '../command-line/command.ts'
import { columnList } from './backup.ts'
import {
  type BackupReader,
  backupFormat,
  DamagedBackup,
  type Manifest,
  manifest,
  type Opening,
  opening,
  readBackup,
  section,
} from './backup-format.ts'
import { withClient } from './connection.ts'
import { databaseRefusal } from './database-refusal.ts'
import { appliedMigrations, applyMigrations, lockSchema, type Migration, readMigrations } from './migrate.ts'
import { switchSealGuards } from './seal-guards.ts'
import { type StoredTable, storedTables } from './stored-tables.ts'
import { isFileError } from './upheld-home.ts'

/**
 * Fills an empty database from a backup, in one transaction that is committed only when every table has
 * turned out to be as the manifest says. A backup of an earlier version is brought to this one on the way.
 */
export async function restore(url: string, file: string, signal: AbortSignal): Promise<Manifest> {
  const source = createReadStream(file)
  const text = createGunzip()
  // Unpacking goes on beside, and may fail once nobody reads any more.
  text.on('error', () => {})
  // What goes wrong here is thrown to the reader.
  const unzipped = pipeline(source, text, { signal }).catch(() => {})
  try {
    return await withClient(url, (client) => readInto(client, readBackup(text), file, signal), signal)
  } catch (error) {
    signal.throwIfAborted()
    throw explain(error, file)
  } finally {
    source.destroy()
    text.destroy()
    await unzipped
  }
}

async function readInto(
  client: pg.Client,
  reader: BackupReader,
  file: string,
  signal: AbortSignal,
): Promise<Manifest> {
  const { format, migrations } = await readOpening(reader)
  if (format > backupFormat) throw new CommandError(fromNewerVersion(file))
  await client.query('begin')
  await lockSchema(client)
  const later = await prepareSchema(client, migrations, file)
  const tables = await storedTables(client)
  await refuseUnlessEmpty(client, tables)
  await client.query(switchSealGuards('disable'))
  const restored = await restoreTables(client, reader, tables, signal)
  await client.query(switchSealGuards('enable'))
  await applyMigrations(client, later)
  await suspendMail(client)
  signal.throwIfAborted()
  await client.query('commit')
  await client.query('analyze')
  return restored
}

/** Mail that waited when the backup was made may have left since: a person looks before any of it is sent. */
async function suspendMail(client: pg.Client): Promise<void> {
  await client.query(
    `insert into mail_sending (suspended_at, failed_at, failure)
    select now(), now(), $1
    where exists (select from mail_recipient where state in ('waiting', 'handing-over', 'trying-again'))
    on conflict (only_row) do update
      set suspended_at = excluded.suspended_at, failed_at = excluded.failed_at, failure = excluded.failure`,
    ['This database was restored from a backup, and mail that waited then may have left since.'],
  )
}

async function readOpening(reader: BackupReader): Promise<Opening> {
  const line = await reader.line()
  if (line?.kind !== 'upheld-backup') throw new DamagedBackup('it does not begin like one')
  return opening.parse(line.content)
}

/** Brings a new database to the schema of the backup; returns the migrations to apply once it is filled. */
async function prepareSchema(
  client: pg.Client,
  backedUp: Opening['migrations'],
  file: string,
): Promise<readonly Migration[]> {
  const ours = readMigrations()
  if (backedUp.length > ours.length || !isBeginning(backedUp, ours)) {
    throw new CommandError(fromNewerVersion(file))
  }
  const applied = await appliedMigrations(client)
  if (applied.length === 0) await applyMigrations(client, ours.slice(0, backedUp.length))
  else if (applied.length !== backedUp.length || !isBeginning(applied, ours)) {
    throw new CommandError(
      `${file} was written by another version of Upheld than the one that made this database. Restore it ` +
        'into a database that no command has used yet (another UPHELD_HOME or DATABASE_URL).',
    )
  }
  return ours.slice(backedUp.length)
}

function isBeginning(some: Opening['migrations'], all: readonly Migration[]): boolean {
  return some.every(({ name, hash }, index) => all[index]?.name === name && all[index]?.hash === hash)
}

async function refuseUnlessEmpty(client: pg.Client, tables: readonly StoredTable[]): Promise<void> {
  const names = tables.map(({ name }) => pg.escapeIdentifier(name))
  await client.query(`lock table ${names.join(', ')}`)
  for (const name of names) {
    const found = await client.query(`select from ${name} limit 1`)
    if (found.rowCount === 0) continue
    throw new CommandError(
      `This database is not empty (there are rows in ${name}), and a backup never replaces anything. ` +
        'Restore it into another database (another UPHELD_HOME or DATABASE_URL).',
    )
  }
}

async function restoreTables(
  client: pg.Client,
  reader: BackupReader,
  tables: readonly StoredTable[],
  signal: AbortSignal,
): Promise<Manifest> {
  const found: Manifest['tables'] = []
  for (;;) {
    const line = await reader.line()
    if (line?.kind === 'manifest') {
      const promised = manifest.parse(line.content)
      if ((await reader.line()) !== undefined) throw new DamagedBackup('something follows its end')
      compareTables(promised.tables, found, tables)
      await restoreSequences(client, promised.sequences)
      return promised
    }
    if (line?.kind !== 'table') throw new DamagedBackup('a part of it is missing')
    const { name, columns } = section.parse(line.content)
    const table = tables.find((each) => each.name === name)
    if (table === undefined || columns.join() !== table.columns.join()) {
      throw new DamagedBackup(`its table ${name} is not one of its version`)
    }
    found.push(await restoreTable(client, reader, table, signal))
  }
}

async function restoreTable(
  client: pg.Client,
  reader: BackupReader,
  { name, columns }: StoredTable,
  signal: AbortSignal,
): Promise<Manifest['tables'][number]> {
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  const table = pg.escapeIdentifier(name)
  // Rules about changes let these rows in when they were new. Now they would refuse a revision that is sealed already.
  await client.query(`alter table ${table} disable trigger user`)
  const rows = client.query(copyFrom(`copy ${table} (${columnList(columns)}) from stdin`))
  await pipeline(reader.rows(), hashing, rows, { signal })
  await client.query(`alter table ${table} enable trigger user`)
  return { name, rowCount: rows.rowCount, sha256: hash.digest('hex') }
}

function compareTables(
  promised: Manifest['tables'],
  found: Manifest['tables'],
  tables: readonly StoredTable[],
): void {
  for (const { name } of tables) {
    const one = promised.find((table) => table.name === name)
    const other = found.filter((table) => table.name === name)
    if (other.length !== 1 || one?.sha256 !== other[0]?.sha256 || one?.rowCount !== other[0]?.rowCount) {
      throw new DamagedBackup(`its table ${name} is not as it was written`)
    }
  }
}

async function restoreSequences(client: pg.Client, sequences: Manifest['sequences']): Promise<void> {
  for (const { name, lastValue } of sequences) {
    if (lastValue !== null) await client.query('select setval($1::regclass, $2)', [name, lastValue])
  }
}

function explain(error: unknown, file: string): unknown {
  if (error instanceof CommandError) return error
  const refusal = databaseRefusal(error)
  if (refusal !== undefined) return refusal
  if (isFileError(error, 'ENOENT')) return new CommandError(`There is no file ${file}.`)
  if (isFileError(error, 'EACCES', 'EISDIR')) return new CommandError(`${file} cannot be read.`)
  const why = damage(error)
  if (why === undefined) return error
  return new CommandError(`${file} is not a whole backup: ${why}. Nothing was restored.`)
}

/** What is wrong with the file, or undefined where the error has another reason. */
function damage(error: unknown): string | undefined {
  if (error instanceof DamagedBackup) return error.message
  if (error instanceof ZodError) return 'a line is not as a backup has it'
  if (isFileError(error, 'Z_BUF_ERROR')) return 'its end is missing'
  if (isFileError(error, 'Z_DATA_ERROR', 'ERR_STREAM_PREMATURE_CLOSE')) return 'it cannot be unpacked'
  // Rows that the database's own rules refuse cannot have come out of one.
  if (error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '')) return error.message
  return undefined
}

function fromNewerVersion(file: string): string {
  return `${file} was written by another, newer version of Upheld. Restore it with that version.`
}
