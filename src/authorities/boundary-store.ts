import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import type { BoundaryTopology } from './boundary-topology.ts'

/** What is known of a set of boundaries without reading it. */
export type KeptBoundaries = {
  readonly layer: string
  readonly year: number
  readonly fileName: string
  readonly importedAt: Date
}

/** The sets there are, by layer and year. */
export async function listBoundaries(database: Database | Transaction): Promise<readonly KeptBoundaries[]> {
  const { rows } = await sql<KeptBoundaries>`
    select layer, year, file_name, imported_at from boundary_set order by layer, year
  `.execute(database)
  return rows
}

export async function findBoundaries(
  database: Database | Transaction,
  layer: string,
  year: number,
): Promise<BoundaryTopology | undefined> {
  const { rows } = await sql<{ topology: BoundaryTopology }>`
    select topology from boundary_set where layer = ${layer} and year = ${year}
  `.execute(database)
  return rows[0]?.topology
}

/** Adds a set, or puts it in the place of the one of that layer and year. */
export async function saveBoundaries(
  transaction: Transaction,
  set: { readonly layer: string; readonly year: number; readonly fileName: string },
  topology: BoundaryTopology,
): Promise<void> {
  await sql`
    insert into boundary_set (layer, year, file_name, topology)
    values (${set.layer}, ${set.year}, ${set.fileName}, ${JSON.stringify(topology)}::jsonb)
    on conflict (layer, year) do update
    set file_name = excluded.file_name, topology = excluded.topology, imported_at = now()
  `.execute(transaction)
}

/** The calendar years in which the cycles begin. */
export async function readCycleYears(database: Database | Transaction): Promise<readonly number[]> {
  const rows = await database.selectFrom('cycle').select('year').orderBy('year').execute()
  return rows.map(({ year }) => year)
}
