import type { Database } from '../../database/connection.ts'
import { type IsoDate, type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'

/** A year that is public, with what its pages say of it. */
export type PublishedCycle = {
  readonly year: ReportingYear
  readonly letterDate: IsoDate
  /** When the year first became public. */
  readonly publishedAt: Date
  /** The latest state of it, and when that became public. */
  readonly revision: number
  readonly revisedAt: Date
  /** The population estimate its rates use; null where it has no such rates. */
  readonly population: { readonly year: number; readonly release: string } | null
}

/** The years that are public, newest first. */
export async function readPublishedCycles(database: Database): Promise<readonly PublishedCycle[]> {
  const rows = await database
    .selectFrom('cycle')
    .innerJoin('revision', 'revision.year', 'cycle.year')
    .select(['cycle.year', 'letterDate', 'cycle.publishedAt', 'populationYear', 'populationRelease'])
    .select(['revision.revision', 'revision.publishedAt as revisedAt'])
    .distinctOn('cycle.year')
    .orderBy('cycle.year', 'desc')
    .orderBy('revision.revision', 'desc')
    .execute()
  return rows.map(({ year, populationYear, populationRelease, revisedAt, ...row }) => ({
    ...row,
    year: reportingYear(year),
    revisedAt: revisedAt ?? row.publishedAt,
    population:
      populationYear === null || populationRelease === null
        ? null
        : { year: populationYear, release: populationRelease },
  }))
}
