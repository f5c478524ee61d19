import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, linkSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { CommandError } from '../command-line/command.ts'
import { backupFormat, endOfRows, type Manifest, writeLine } from './backup-format.ts'
import { withClient } from './connection.ts'
import { databaseRefusal } from './database-refusal.ts'
import { appliedMigrations } from './migrate.ts'
import { storedTables } from './stored-tables.ts'
import { isFileError, partialName } from './upheld-home.ts'

/** Writes everything a database holds, as it stands at one moment, to a file that was not there before. */
export async function backUp(url: string, file: string, signal: AbortSignal): Promise<Manifest> {
  if (existsSync(file)) throw new CommandError(alreadyThere(file))
  const partial = partialName(file)
  try {
    const written = await withClient(url, (client) => writeBackup(client, partial, signal), signal)
    // Unlike renaming, linking refuses to replace a file that has come there meanwhile.
    linkSync(partial, file)
    return written
  } catch (error) {
    signal.throwIfAborted()
    throw explain(error, file)
  } finally {
    rmSync(partial, { force: true })
  }
}

async function writeBackup(client: pg.Client, file: string, signal: AbortSignal): Promise<Manifest> {
  await client.query('begin isolation level repeatable read, read only')
  const written: Manifest = { tables: [], sequences: [] }
  await pipeline(
    Readable.from(backupText(client, written)),
    createGzip(),
    // It holds the addresses of people, which are nobody else's to read.
    createWriteStream(file, { mode: 0o600, flush: true }),
    { signal },
  )
  return written
}

async function* backupText(client: pg.Client, written: Manifest): AsyncGenerator<string | Buffer> {
  const migrations = await appliedMigrations(client)
  yield writeLine('upheld-backup', { format: backupFormat, migrations })
  for (const { name, columns } of await storedTables(client)) {
    yield writeLine('table', { name, columns: [...columns] })
    const rows = client.query(copyTo(`copy ${pg.escapeIdentifier(name)} (${columnList(columns)}) to stdout`))
    const hash = createHash('sha256')
    for await (const chunk of rows) {
      hash.update(chunk)
      yield chunk
    }
    yield endOfRows
    written.tables.push({ name, rowCount: rows.rowCount, sha256: hash.digest('hex') })
  }
  const sequences = await client.query<{ name: string; lastValue: number | null }>(`
    select sequencename as name, last_value as "lastValue"
    from pg_sequences
    where schemaname = 'public'
    order by sequencename collate "C"`)
  written.sequences.push(...sequences.rows)
  yield writeLine('manifest', written)
}

export function columnList(columns: readonly string[]): string {
  return columns.map(pg.escapeIdentifier).join(', ')
}

function explain(error: unknown, file: string): unknown {
  if (isFileError(error, 'EEXIST')) return new CommandError(alreadyThere(file))
  if (isFileError(error, 'ENOSPC', 'EDQUOT')) {
    return new CommandError(`The disk has no room for ${file}. No backup was written.`)
  }
  if (isFileError(error, 'ENOENT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR')) {
    return new CommandError(`${file} cannot be written: its folder is not there or not open to you.`)
  }
  return databaseRefusal(error) ?? error
}

function alreadyThere(file: string): string {
  return `${file} is already there. A backup never replaces a file: give another name.`
}
