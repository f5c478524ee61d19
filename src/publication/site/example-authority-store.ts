import type { Database } from '../../database/connection.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'

/**
 * An authority worth looking at first: in the latest year with figures, the one whose share of its measure
 * has the broadest base made from cases. Undefined while nothing is calculated.
 */
export async function readExampleAuthority(
  database: Database,
  measure: string,
): Promise<{ readonly slug: string; readonly year: ReportingYear } | undefined> {
  const row = await database
    .selectFrom('figure')
    .innerJoin('authority', 'authority.authorityId', 'figure.authorityId')
    .innerJoin('cycleAuthority', (join) =>
      join
        .onRef('cycleAuthority.authorityId', '=', 'figure.authorityId')
        .onRef('cycleAuthority.year', '=', 'figure.year'),
    )
    .innerJoin('cycle', 'cycle.year', 'figure.year')
    .where('figure.measure', '=', measure)
    .where('figure.state', '=', 'calculated')
    .where('figure.origin', '=', 'cases')
    .where('cycleAuthority.getsLetter', '=', true)
    .where('cycle.edition', 'is not', null)
    .orderBy('figure.year', 'desc')
    .orderBy('figure.denominator', 'desc')
    .select(['authority.slug', 'figure.year'])
    .executeTakeFirst()
  return row && { slug: row.slug, year: reportingYear(row.year) }
}
