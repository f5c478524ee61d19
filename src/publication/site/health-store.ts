import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'

/** Whether the database answers. */
export async function isDatabaseAnswering(database: Database): Promise<boolean> {
  try {
    await sql`select 1`.execute(database)
    return true
  } catch {
    return false
  }
}
