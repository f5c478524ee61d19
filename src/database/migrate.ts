import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'
import { CommandError } from '../command-line/command.ts'
import { withClient } from './connection.ts'
import { letPortalRoleRead } from './portal-role.ts'
import { letPublicRoleRead } from './public-role.ts'
import { letVisitorRoleWrite } from './visitor-role.ts'

/** One file of migrations/, by its name and the hash of its text. */
export type Migration = { readonly name: string; readonly hash: string; readonly sql: string }

const ourMigrations = new URL('../../migrations/', import.meta.url)
/** Any fixed number: whoever holds this lock is the one that changes the schema. */
const migrationLock = 7_041_974

/**
 * Brings a database to the schema of this version. What is pending is applied in one transaction, so that
 * a refusal half-way leaves the database as it was; two programs that start together take turns.
 */
export async function migrate(url: string, migrations = readMigrations()): Promise<void> {
  await withClient(url, async (client) => {
    await refuseUnsuitableServer(client)
    if (pendingMigrations(await appliedMigrations(client), migrations).length > 0) {
      await client.query('begin')
      await lockSchema(client)
      await applyMigrations(client, pendingMigrations(await appliedMigrations(client), migrations))
      await client.query('commit')
    }
    await letPublicRoleRead(client)
    await letPortalRoleRead(client)
    await letVisitorRoleWrite(client)
  })
}

/** The migrations in the order they apply. */
export function readMigrations(folder: URL = ourMigrations): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(new URL(name, folder), 'utf8')
      return { name, hash: createHash('sha256').update(sql).digest('hex'), sql }
    })
}

/** What has been applied to a database, in order; empty for a new one. */
export async function appliedMigrations(client: pg.ClientBase): Promise<Omit<Migration, 'sql'>[]> {
  // Asked of the catalogue itself: to_regclass may answer from what this connection saw before it waited
  // for another program's migration.
  const table = await client.query(
    "select from pg_tables where schemaname = 'public' and tablename = 'schema_migration'",
  )
  if (table.rowCount === 0) return []
  const applied = await client.query<{ name: string; hash: string }>(
    'select name, hash from schema_migration order by name collate "C"',
  )
  return applied.rows
}

/** Until the transaction ends, no other program changes the schema. */
export async function lockSchema(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [migrationLock])
}

/** Applies migrations within the caller's transaction. */
export async function applyMigrations(
  client: pg.ClientBase,
  migrations: readonly Migration[],
): Promise<void> {
  await client.query(`
    create table if not exists schema_migration (
      name text primary key,
      hash text not null,
      applied_at timestamptz not null default now()
    )`)
  for (const { name, hash, sql } of migrations) {
    try {
      await client.query(sql)
    } catch (error) {
      throw new CommandError(
        `The database could not be brought up to date: ${name} failed (${reason(error)}). Nothing was changed.`,
      )
    }
    await client.query('insert into schema_migration (name, hash) values ($1, $2)', [name, hash])
  }
}

/** What is still to be applied. Refuses a database that this version cannot stand on. */
export function pendingMigrations(
  applied: readonly Omit<Migration, 'sql'>[],
  migrations: readonly Migration[],
): readonly Migration[] {
  for (const [index, { name, hash }] of applied.entries()) {
    const ours = migrations[index]
    if (ours === undefined || (ours.name !== name && !migrations.some((known) => known.name === name))) {
      throw new CommandError(
        `This database was written by a newer version of Upheld (it has ${name}). ` +
          'Use that version, or restore a backup made by this one into another database.',
      )
    }
    if (ours.name !== name) {
      throw new CommandError(`${ours.name} was added before ${name}, which this database already has.`)
    }
    if (ours.hash !== hash) {
      throw new CommandError(
        `${name} is not the file that was applied to this database. Put the original file back, ` +
          'or use another database (another UPHELD_HOME or DATABASE_URL).',
      )
    }
  }
  return migrations.slice(applied.length)
}

async function refuseUnsuitableServer(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string }>(`
    select current_setting('server_version_num')::integer as version,
      current_setting('server_encoding') as encoding`)
  const [server] = rows
  if (server !== undefined && server.version < 150_000) {
    throw new CommandError(
      `Upheld needs PostgreSQL 15 or later; this server is ${Math.floor(server.version / 10_000)}.`,
    )
  }
  if (server !== undefined && server.encoding !== 'UTF8') {
    throw new CommandError(
      `Upheld needs a database in UTF8; this one is in ${server.encoding}. ` +
        "Create one with: create database upheld encoding 'UTF8' template template0",
    )
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
