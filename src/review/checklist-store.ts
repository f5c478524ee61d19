import { sql } from 'kysely'
import type { Cycle } from '../cycle/cycle.ts'
import type { Database, Transaction } from '../database/connection.ts'
import type { IsoDate, ReportingYear } from '../scheme/reporting-year.ts'

/**
 * Members of comparison groups with and without a population by the estimate that the cycle names. One that closed
 * before the last day of the year has no rate, and needs none.
 */
export async function readPopulationCover(
  database: Database | Transaction,
  { year, population }: Cycle,
  lastDayOfYear: IsoDate,
): Promise<{ readonly count: number; readonly missing: readonly string[] }> {
  const { rows } = await sql<{ name: string; hasPopulation: boolean }>`
    select official_name as name, residents is not null as has_population
    from cycle_authority
    join authority using (authority_id)
    left join population on population.authority_id = authority.authority_id
      and population.year = ${population?.year ?? null}::smallint
      and population.release = ${population?.release ?? null}
    where cycle_authority.year = ${year} and comparison_group is not null
    and (ends_on is null or ends_on >= ${lastDayOfYear})
    order by official_name
  `.execute(database)
  return {
    count: rows.filter(({ hasPopulation }) => hasPopulation).length,
    missing: rows.filter(({ hasPopulation }) => !hasPopulation).map(({ name }) => name),
  }
}

/** The members of a year for whom one of these measures is not known. */
export async function readWithoutFigures(
  database: Database | Transaction,
  year: ReportingYear,
  revision: number,
  measures: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct official_name as name
    from figure
    join authority using (authority_id)
    where year = ${year} and revision = ${revision} and state = 'not-calculated'
    and measure = any(${measures}::text[])
    order by official_name
  `.execute(database)
  return rows.map(({ name }) => name)
}

/** How many letters a sealed revision has, and how many of them to councils. */
export async function countSealedLetters(
  database: Database | Transaction,
  year: ReportingYear,
  revision: number,
): Promise<{ readonly count: number; readonly councilCount: number }> {
  const { rows } = await sql<{ count: number; councilCount: number }>`
    select count(*) as count, count(*) filter (where is_council) as council_count
    from letter
    join sealed_cycle_authority using (authority_id, year, revision)
    where year = ${year} and revision = ${revision}
  `.execute(database)
  return rows[0] ?? { count: 0, councilCount: 0 }
}
