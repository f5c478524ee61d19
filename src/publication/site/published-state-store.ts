import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'

/**
 * A name for what is public at this moment: another one after every change of it, and after every moment it waits
 * for. The statement is prepared where the site's connections begin.
 */
export async function readPublishedState(database: Database): Promise<string> {
  const { rows } = await sql<{ state: string }>`execute published_state`.execute(database)
  return rows[0]?.state ?? ''
}
