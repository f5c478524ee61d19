import { type RawBuilder, sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'
import type { CountedSet, Scheme } from '../scheme/scheme.ts'
import type { Figure } from './figure.ts'
import type {
  AverageChange,
  CountChange,
  FigureChange,
  FigureChanges,
  NationalChange,
} from './figure-changes.ts'
import { figureOf } from './figures-from-counts.ts'

type FigureTable = 'figure' | 'group_average' | 'counted_set' | 'national_count'

/** Of each table that calculating writes, the rows that are one state of a year. */
export type FigureState = (table: FigureTable) => RawBuilder<unknown>

/** A year as it stands in one revision that this connection can see. */
export function stateOfRevision(year: ReportingYear, revision: number): FigureState {
  return (table) => sql`(select * from ${sql.table(table)} where year = ${year} and revision = ${revision})`
}

/** A year as it stands in the last revision before this one that this connection can see. */
export function stateBeforeRevision(year: ReportingYear, revision: number): FigureState {
  return (table) => sql`(
    select * from ${sql.table(table)}
    where year = ${year}
    and revision = (select max(revision) from revision where year = ${year} and revision < ${revision})
  )`
}

/** A year as its latest revision keeps it, whatever is being calculated beside it. */
export function keptState(year: ReportingYear): FigureState {
  return (table) => sql`(
    select * from ${sql.table(`public.${table}`)}
    where year = ${year} and revision = (select max(revision) from public.revision where year = ${year})
  )`
}

/** A year as this transaction calculated it beside what is kept. */
export function calculatedState(year: ReportingYear): FigureState {
  return (table) => sql`(select * from ${sql.table(`pg_temp.${table}`)} where year = ${year})`
}

/** Every figure, average and counted set in which one state differs from another. */
export async function readFigureChanges(
  database: Database | Transaction,
  scheme: Scheme,
  before: FigureState,
  after: FigureState,
): Promise<FigureChanges> {
  return {
    figures: await readChangedFigures(database, scheme, before, after),
    averages: await readChangedAverages(database, scheme, before, after),
    counts: await readChangedCounts(database, before, after),
  }
}

/** Every count over all authorities of a group in which one state differs from another. */
export async function readNationalChanges(
  database: Database | Transaction,
  before: FigureState,
  after: FigureState,
): Promise<readonly NationalChange[]> {
  const { rows } = await sql<NationalChange>`
    select
      coalesce(before.comparison_group, after.comparison_group) as comparison_group,
      coalesce(before.counted, after.counted) as counted,
      coalesce(before.category, after.category) as category,
      coalesce(before.case_count, 0) as before,
      coalesce(after.case_count, 0) as after
    from ${before('national_count')} as before
    full join ${after('national_count')} as after
      on before.counted = after.counted
      and coalesce(before.comparison_group, '') = coalesce(after.comparison_group, '')
      and coalesce(before.category, '') = coalesce(after.category, '')
    where coalesce(before.case_count, 0) <> coalesce(after.case_count, 0)
    order by 2, 3 nulls first, 1 nulls last
  `.execute(database)
  return rows
}

type FigureSides = {
  readonly beforeState: string | null
  readonly beforeNumerator: number | null
  readonly beforeDenominator: number | null
  readonly afterState: string | null
  readonly afterNumerator: number | null
  readonly afterDenominator: number | null
}

async function readChangedFigures(
  database: Database | Transaction,
  scheme: Scheme,
  before: FigureState,
  after: FigureState,
): Promise<readonly FigureChange[]> {
  const { rows } = await sql<{ slug: string; officialName: string; measure: string } & FigureSides>`
    select slug, official_name, measure,
      before.state as before_state, before.numerator as before_numerator, before.denominator as before_denominator,
      after.state as after_state, after.numerator as after_numerator, after.denominator as after_denominator
    from ${before('figure')} as before
    full join ${after('figure')} as after using (authority_id, measure)
    join authority using (authority_id)
    where (before.state, before.numerator, before.denominator)
      is distinct from (after.state, after.numerator, after.denominator)
    order by official_name, ${inOrderOfScheme(scheme)}
  `.execute(database)
  return rows.map(({ slug, officialName, measure, ...row }) => ({
    slug,
    officialName,
    measure,
    ...figuresOf(row),
  }))
}

async function readChangedAverages(
  database: Database | Transaction,
  scheme: Scheme,
  before: FigureState,
  after: FigureState,
): Promise<readonly AverageChange[]> {
  const { rows } = await sql<{ comparisonGroup: string; measure: string } & FigureSides>`
    select comparison_group, measure,
      case when before.measure is not null then 'calculated' end as before_state,
      before.numerator as before_numerator, before.denominator as before_denominator,
      case when after.measure is not null then 'calculated' end as after_state,
      after.numerator as after_numerator, after.denominator as after_denominator
    from ${before('group_average')} as before
    full join ${after('group_average')} as after using (comparison_group, measure)
    where (before.numerator, before.denominator) is distinct from (after.numerator, after.denominator)
    order by comparison_group, ${inOrderOfScheme(scheme)}
  `.execute(database)
  return rows.map(({ comparisonGroup, measure, ...row }) => ({ comparisonGroup, measure, ...figuresOf(row) }))
}

function inOrderOfScheme({ measures }: Scheme) {
  return sql`array_position(${measures.map(({ code }) => code)}::text[], measure)`
}

function figuresOf(row: FigureSides): Pick<FigureChange, 'before' | 'after'> {
  return {
    before: figureOfSide(row.beforeState, row.beforeNumerator, row.beforeDenominator),
    after: figureOfSide(row.afterState, row.afterNumerator, row.afterDenominator),
  }
}

function figureOfSide(
  state: string | null,
  numerator: number | null,
  denominator: number | null,
): Figure | undefined {
  if (state === null) return undefined
  if (state === 'nothing-to-report') return { state }
  if (state === 'not-calculated' || numerator === null) return { state: 'not-calculated' }
  return denominator === null ? figureOf(numerator) : figureOf(numerator, denominator)
}

async function readChangedCounts(
  database: Database | Transaction,
  before: FigureState,
  after: FigureState,
): Promise<readonly CountChange[]> {
  const { rows } = await sql<{
    slug: string
    officialName: string
    set: CountedSet
    before: number | null
    after: number | null
  }>`
    select slug, official_name, counted_set as set, before.complaint_count as before, after.complaint_count as after
    from ${before('counted_set')} as before
    full join ${after('counted_set')} as after using (authority_id, counted_set)
    join authority using (authority_id)
    where before.complaint_count is distinct from after.complaint_count
    order by official_name, counted_set
  `.execute(database)
  return rows.map(({ before, after, ...row }) => ({
    ...row,
    before: before ?? undefined,
    after: after ?? undefined,
  }))
}
