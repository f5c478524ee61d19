import { sql } from 'kysely'
import type { Database, Transaction } from './connection.ts'

/** What time it is for everything that has a moment: the database's clock, which also decides what is public. */
export async function currentMoment(database: Database | Transaction): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select published.current_moment() as now`.execute(database)
  const [row] = rows
  if (row === undefined) throw new Error('the database has no moment')
  return row.now
}
