import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { yearOf } from './counted-set-store.ts'
import type { NationalCount } from './national-count.ts'
import { isDraftRevision, isLatestRevision } from './revision-store.ts'

/**
 * Adds up the drafts of these years over all authorities, by comparison group: every counted set, the decisions by
 * category, and in how many cases each kind of recommendation was agreed. The last two from the cases, where those of
 * an authority and year are complete, as the sets are.
 */
export async function countNationally(
  transaction: Transaction,
  scheme: Scheme,
  years: readonly ReportingYear[],
): Promise<void> {
  const decided = yearOf(scheme, years, 'decided_on')
  // Of the sets, only just written, and of what an expression groups, the planner knows nothing. It takes them for few
  // and would go through all members for each.
  await sql`set local enable_nestloop = off`.execute(transaction)
  await sql`
    insert into national_count (year, revision, comparison_group, counted, category, case_count)
    with member as (
      select authority_id, year, revision, comparison_group
      from casework_coverage
      join revision using (year)
      left join cycle_authority using (authority_id, year)
      where year = any(${years}::smallint[]) and part = 'decided' and sealed_at is null
    )
    select year, revision, comparison_group, counted_set, null, sum(complaint_count)
    from counted_set
    left join cycle_authority using (authority_id, year)
    where year = any(${years}::smallint[]) and ${isDraftRevision('counted_set')}
    group by 1, 2, 3, 4
    union all
    select year, revision, comparison_group, 'decided:' || outcome, category, sum(case_count)
    from (
      select authority_id, ${decided.year} as year, outcome, category, count(*) as case_count
      from complaint
      where ${decided.isWithin}
      group by 1, 2, 3, 4
    ) as decided
    join member using (authority_id, year)
    group by 1, 2, 3, 4, 5
    union all
    select year, revision, comparison_group, 'agreed:' || kind, null, count(*)
    from (
      select distinct authority_id, complaint_id, ${decided.year} as year, kind
      from recommendation
      join complaint using (authority_id, complaint_id)
      where ${decided.isWithin}
    ) as agreed
    join member using (authority_id, year)
    group by 1, 2, 3, 4
  `.execute(transaction)
  await sql`set local enable_nestloop = on`.execute(transaction)
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
