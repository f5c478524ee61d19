import type pg from 'pg'
import { CommandError } from '../command-line/command.ts'
import { connect, type Database } from './connection.ts'
import { databaseRefusal } from './database-refusal.ts'
import { joinServer } from './embedded-server.ts'
import { migrate } from './migrate.ts'
import { upheldHome } from './upheld-home.ts'

export type OpenDatabase = {
  readonly database: Database
  readonly pool: pg.Pool
  readonly url: string
  /** Closes the connections; the last program out stops the embedded server. */
  close(): Promise<void>
}

/**
 * Opens the database that `DATABASE_URL` names, or else starts or joins the embedded server, and brings it
 * to the schema of this version.
 */
export async function openDatabase(): Promise<OpenDatabase> {
  const { url, leave } = await joinDatabase()
  try {
    await migrate(url)
  } catch (error) {
    await leave()
    throw databaseRefusal(error) ?? error
  }
  const { database, pool } = connect(url)
  return {
    database,
    pool,
    url,
    async close() {
      await database.destroy()
      await leave()
    },
  }
}

/** The database as it is, not yet brought to any schema. */
export async function joinDatabase(): Promise<{ url: string; leave: () => Promise<void> }> {
  const url = process.env.DATABASE_URL
  if (url === undefined || url === '') return joinServer(upheldHome())
  if (!/^postgres(ql)?:\/\/./.test(url)) {
    throw new CommandError('DATABASE_URL is not like postgresql://user:password@host:5432/database.')
  }
  return { url, leave: async () => {} }
}
