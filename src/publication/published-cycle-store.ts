import type { Database } from '../database/connection.ts'
import { type IsoDate, type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'

/** A year that is public, with what its pages say of it. */
export type PublishedCycle = {
  readonly year: ReportingYear
  readonly letterDate: IsoDate
  readonly publishedAt: Date
  /** The population estimate its rates use; null where it has no such rates. */
  readonly population: { readonly year: number; readonly release: string } | null
}

/** The years whose moment of publication has come, newest first. No page shows any other year. */
export async function readPublishedCycles(database: Database, now: Date): Promise<readonly PublishedCycle[]> {
  const rows = await database
    .selectFrom('cycle')
    .select(['year', 'letterDate', 'publishedAt', 'populationYear', 'populationRelease'])
    .where('publishedAt', '<=', now)
    .orderBy('year', 'desc')
    .execute()
  return rows.map(({ year, letterDate, publishedAt, populationYear, populationRelease }) => ({
    year: reportingYear(year),
    letterDate,
    publishedAt,
    population:
      populationYear === null || populationRelease === null
        ? null
        : { year: populationYear, release: populationRelease },
  }))
}

/** Whether an authority is among those written to in a year, and letters are written for it. */
export async function readGetsLetter(
  database: Database,
  authorityId: number,
  year: ReportingYear,
): Promise<boolean> {
  const row = await database
    .selectFrom('cycleAuthority')
    .innerJoin('cycle', 'cycle.year', 'cycleAuthority.year')
    .select('getsLetter')
    .where('authorityId', '=', authorityId)
    .where('cycle.year', '=', year)
    .where('edition', 'is not', null)
    .executeTakeFirst()
  return row?.getsLetter ?? false
}
