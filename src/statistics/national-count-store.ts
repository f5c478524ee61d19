import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'
import type { NationalCount } from './national-count.ts'
import { isDraftRevision, isLatestRevision } from './revision-store.ts'

/**
 * Adds up the drafts of these years over all authorities, by comparison group: every counted set, the decisions by
 * category, and in how many cases each kind of recommendation was agreed. The last two from the very cases that
 * stand in the sets.
 */
export async function countNationally(
  transaction: Transaction,
  years: readonly ReportingYear[],
): Promise<void> {
  await sql`
    insert into national_count (year, revision, comparison_group, counted, category, case_count)
    with counted as (
      select authority_id, year, revision, comparison_group, counted_set, complaint_count, complaint_ids
      from counted_set
      left join cycle_authority using (authority_id, year)
      where year = any(${years}::smallint[]) and ${isDraftRevision('counted_set')}
    ),
    decided as (
      select counted.authority_id, year, revision, comparison_group, counted_set, complaint_id
      from counted
      cross join unnest(complaint_ids) as complaint_id
      where counted_set like 'decided:%'
    )
    select year, revision, comparison_group, counted_set, null, sum(complaint_count)
    from counted
    group by 1, 2, 3, 4
    union all
    select year, revision, comparison_group, counted_set, category, count(*)
    from decided
    join complaint using (authority_id, complaint_id)
    group by 1, 2, 3, 4, 5
    union all
    select year, revision, comparison_group, 'agreed:' || kind, null, count(*)
    from decided
    join (select distinct authority_id, complaint_id, kind from recommendation) as agreed
      using (authority_id, complaint_id)
    group by 1, 2, 3, 4
  `.execute(transaction)
}

/** What all authorities of a year come to, in the latest revision that this connection can see. */
export async function readNationalCounts(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<readonly NationalCount[]> {
  const { rows } = await sql<NationalCount>`
    select comparison_group, counted, category, case_count as count
    from national_count
    where year = ${year} and ${isLatestRevision('national_count')}
  `.execute(database)
  return rows
}
