import { sql } from 'kysely'
import type { Database } from './connection.ts'

/**
 * Does work on one connection of the pool. When the signal is aborted, the server stops the query that runs on it,
 * which fails and takes its transaction with it; between queries the work itself has to look at the signal.
 */
export async function withInterruptibleConnection<T>(
  database: Database,
  signal: AbortSignal | undefined,
  work: (connection: Database) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted()
  return database.connection().execute(async (connection) => {
    const { rows } = await sql<{ processId: number }>`select pg_backend_pid() as process_id`.execute(
      connection,
    )
    const processId = rows[0]?.processId
    // Where it cannot be stopped it runs to its end, and the work sees the signal then.
    const cancel = () => void sql`select pg_cancel_backend(${processId})`.execute(database).catch(() => {})
    signal?.addEventListener('abort', cancel)
    try {
      return await work(connection)
    } finally {
      signal?.removeEventListener('abort', cancel)
    }
  })
}
