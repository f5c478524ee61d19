import type { Database } from '../../database/connection.ts'
import type { IsoDate, ReportingYear } from '../../scheme/reporting-year.ts'
import type { CountedSet } from '../../scheme/scheme.ts'
import type { Counts } from '../../statistics/figure.ts'

/** A case as a page lists it: what a visitor may know of it before its decision is published. */
export type CountedCase = {
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  readonly receivedOn: IsoDate | null
  readonly decidedOn: IsoDate | null
  readonly outcome: string | null
  readonly complianceOutcome: string | null
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

/** Some cases of one authority by their references, the latest decided first. */
export async function readCases(
  database: Database,
  authorityId: number,
  references: readonly string[],
): Promise<readonly CountedCase[]> {
  if (references.length === 0) return []
  return database
    .selectFrom('complaint')
    .select([
      'reference',
      'category',
      'subcategory',
      'receivedOn',
      'decidedOn',
      'outcome',
      'complianceOutcome',
    ])
    .where('authorityId', '=', authorityId)
    .where('reference', 'in', references)
    .orderBy('decidedOn', (order) => order.desc().nullsLast())
    .orderBy('reference', 'desc')
    .execute()
}
