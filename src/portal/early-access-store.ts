import { sql } from 'kysely'
import type { Transaction } from '../database/connection.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'

/** What somebody saw before everybody could. */
export type EarlyAccess = {
  readonly authorityId: number
  readonly year: ReportingYear
  readonly revision: number
  readonly seen: 'figures' | 'cases' | 'cases-file' | 'letter' | 'letter-file'
  /** While the authority was checking its cases, before letters were sent. */
  readonly wasChecking: boolean
}

/**
 * Records what a person saw of the authority they act for, or of one whose work it took over. Fails for any other, so
 * that nothing is shown.
 */
export async function insertEarlyAccess(
  transaction: Transaction,
  { authorityId, year, revision, seen, wasChecking }: EarlyAccess,
  by: {
    readonly personId: string
    readonly post: string
    readonly actingFor: number
    readonly at: Date
  },
): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into early_access (authority_id, year, revision, person_id, post, seen, was_checking, seen_at)
    select own, ${year}, ${revision}, ${by.personId}, ${by.post}, ${seen}, ${wasChecking}, ${by.at}
    from unnest(portal.with_predecessors(${by.actingFor})) as own
    where own = ${authorityId}
  `.execute(transaction)
  if (numAffectedRows !== 1n) {
    throw new Error(`authority ${by.actingFor} has nothing to see of authority ${authorityId}`)
  }
}

/** How many people have seen a letter of this session's authority here before it was public. */
export async function countEarlyReaders(
  transaction: Transaction,
  authorityId: number,
  year: ReportingYear,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct person_id)::integer as count
    from portal.early_access
    where authority_id = ${authorityId} and year = ${year} and seen in ('letter', 'letter-file')
  `.execute(transaction)
  return rows[0]?.count ?? 0
}
