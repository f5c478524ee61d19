import type { Database } from '../../database/connection.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { PublishedDecision } from './committee-pack.ts'

/** One authority's published decisions of a year that found fault, the earliest first. */
export async function readUpheldDecisions(
  database: Database,
  scheme: Scheme,
  authorityId: number,
  year: ReportingYear,
): Promise<readonly PublishedDecision[]> {
  const upheld = scheme.outcomes.filter(({ isUpheld }) => isUpheld).map(({ code }) => code)
  return database
    .selectFrom('decisionStatement')
    .select(['reference', 'category', 'subcategory', 'decidedOn', 'summary'])
    .where('authorityId', '=', authorityId)
    .where('year', '=', year)
    .where('outcome', 'in', upheld)
    .orderBy('decidedOn')
    .orderBy('reference')
    .execute()
}
