import { sql } from 'kysely'
import type { KnownCase } from '../../casework/case-record.ts'
import type { Database } from '../../database/connection.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { CountedSet } from '../../scheme/scheme.ts'
import { isLatestRevision } from '../../statistics/revision-store.ts'

/** A year whose figures count a case, and as what. */
export type CountingYear = { readonly year: ReportingYear; readonly sets: readonly CountedSet[] }

/** Where the latest figures count a case, the newest year first. */
export async function readCountingYears(
  database: Database,
  { authority, complaintId }: KnownCase,
): Promise<readonly CountingYear[]> {
  const { rows } = await sql<{ year: number; sets: CountedSet[] }>`
    select year, array_agg(counted_set order by counted_set) as sets
    from counted_set
    where authority_id = ${authority.id}
    and ${complaintId}::bigint = any(complaint_ids)
    and ${isLatestRevision('counted_set')}
    group by year
    order by year desc
  `.execute(database)
  return rows.map(({ year, sets }) => ({ year: reportingYear(year), sets }))
}
