import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import { type IsoDate, type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { CountedSet } from '../../scheme/scheme.ts'
import type { Counts } from '../../statistics/figure.ts'
import { isLatestRevision } from '../../statistics/revision-store.ts'

/** A published decision as a page lists it, with the counted set it stands in. */
export type CountedDecision = {
  readonly set: string
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  readonly decidedOn: IsoDate
  readonly outcome: string
}

/** How many cases stand in each counted set of one authority and year. */
export async function readCounts(
  database: Database,
  authorityId: number,
  year: ReportingYear,
  revision: number,
): Promise<Counts> {
  const rows = await database
    .selectFrom('countedSet')
    .select(['countedSet.countedSet as set', 'complaintCount'])
    .where('authorityId', '=', authorityId)
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
  // What stands in the column was written from the scheme's own sets.
  return new Map(rows.map(({ set, complaintCount }) => [set as CountedSet, complaintCount]))
}

/** The counts of several authorities in every year there is, by year and authority. */
export async function readCountsOfAll(
  database: Database,
  authorityIds: readonly number[],
): Promise<ReadonlyMap<ReportingYear, ReadonlyMap<number, Counts>>> {
  const rows = await database
    .selectFrom('countedSet')
    .select(['authorityId', 'year', 'countedSet.countedSet as set', 'complaintCount'])
    .where('authorityId', 'in', authorityIds)
    .where(isLatestRevision('counted_set'))
    .execute()
  const byYear = new Map<ReportingYear, Map<number, Map<CountedSet, number>>>()
  for (const { authorityId, year, set, complaintCount } of rows) {
    const ofYear = byYear.get(reportingYear(year)) ?? new Map<number, Map<CountedSet, number>>()
    const counts = ofYear.get(authorityId) ?? new Map<CountedSet, number>()
    byYear.set(reportingYear(year), ofYear.set(authorityId, counts.set(set as CountedSet, complaintCount)))
  }
  return byYear
}

/** The published decisions that some counted sets of one authority and year count, the latest first. */
export async function readCountedDecisions(
  database: Database,
  authorityId: number,
  { year, revision }: { readonly year: ReportingYear; readonly revision: number },
  sets: readonly string[],
): Promise<readonly CountedDecision[]> {
  const { rows } = await sql<CountedDecision>`
    select counted_set as set, reference, category, subcategory, decided_on, outcome
    from counted_decision
    join decision_statement using (authority_id, complaint_id)
    where authority_id = ${authorityId}
    and counted_decision.year = ${year}
    and revision = ${revision}
    and counted_set = any(${sets}::text[])
    order by decided_on desc, reference desc
  `.execute(database)
  return rows
}
