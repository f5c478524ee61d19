import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { UpheldByArea } from '../../statistics/early-warning.ts'

/** One authority's published upheld decisions, by year of the decision and service area. */
export async function readUpheldByArea(
  database: Database,
  scheme: Scheme,
  authorityId: number,
): Promise<ReadonlyMap<ReportingYear, UpheldByArea>> {
  const upheld = scheme.outcomes.filter(({ isUpheld }) => isUpheld).map(({ code }) => code)
  const rows = await database
    .selectFrom('decisionStatement')
    .select(['year', 'category', sql<number>`count(*)`.as('count')])
    .where('authorityId', '=', authorityId)
    .where('outcome', 'in', upheld)
    .groupBy(['year', 'category'])
    .execute()
  const byYear = new Map<ReportingYear, Map<string, number>>()
  for (const { year, category, count } of rows) {
    const areas = byYear.get(reportingYear(year)) ?? new Map<string, number>()
    byYear.set(reportingYear(year), areas.set(category, count))
  }
  return byYear
}
