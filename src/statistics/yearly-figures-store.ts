import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import { firstDay, type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'
import type { CountedSet, Scheme } from '../scheme/scheme.ts'
import type { FigureSources, FigureWithOrigin, PublishedFigure } from './assembled-figures.ts'
import type { FigureOrigin, GroupAverage, YearlyFigures } from './figure.ts'
import { methodVersion } from './figures-from-counts.ts'
import { groupBy } from './grouping.ts'
import { isDraftRevision, isLatestRevision, readDraftRevision } from './revision-store.ts'

/** A cycle as calculating needs it. */
export type CycleToCalculate = {
  readonly year: ReportingYear
  /** The population estimate the cycle names; null where the year has no such rates. */
  readonly population: {
    readonly year: number
    readonly release: string
    readonly authorityCount: number
  } | null
}

/** One authority in one year, with what its figures are made from. */
export type AuthorityYear = FigureSources & {
  readonly authorityId: number
  readonly authorityName: string
  readonly year: ReportingYear
}

/** Holds the cycles of these years against another calculation until the transaction ends. */
export async function lockCycles(transaction: Transaction, years: readonly ReportingYear[]) {
  await transaction
    .selectFrom('cycle')
    .select('year')
    .where('year', 'in', years)
    .orderBy('year')
    .forUpdate()
    .execute()
}

/** The cycles of these years, oldest first. */
export async function readCyclesToCalculate(
  transaction: Transaction,
  years: readonly ReportingYear[],
): Promise<CycleToCalculate[]> {
  const rows = await transaction
    .selectFrom('cycle')
    .select((expression) => [
      'cycle.year',
      'populationYear',
      'populationRelease',
      expression
        .selectFrom('population')
        .whereRef('population.year', '=', 'cycle.populationYear')
        .whereRef('population.release', '=', 'cycle.populationRelease')
        .select(sql<number>`count(*)`.as('count'))
        .as('authorityCount'),
    ])
    .where('cycle.year', 'in', years)
    .orderBy('cycle.year')
    .execute()
  return rows.map(({ year, populationYear, populationRelease, authorityCount }) => ({
    year: reportingYear(year),
    population:
      populationYear === null || populationRelease === null
        ? null
        : { year: populationYear, release: populationRelease, authorityCount: authorityCount ?? 0 },
  }))
}

/** Every year that has a cycle, oldest first. */
export async function readYearsWithCycle(database: Database | Transaction): Promise<ReportingYear[]> {
  const rows = await database.selectFrom('cycle').select('year').orderBy('year').execute()
  return rows.map(({ year }) => reportingYear(year))
}

/** What the figures of these years are made from: everybody in the cycle, and everybody who has anything counted. */
export async function readAuthorityYears(
  database: Database | Transaction,
  scheme: Scheme,
  years: readonly ReportingYear[],
): Promise<AuthorityYear[]> {
  const { rows } = await sql<{
    authorityId: number
    authorityName: string
    year: number
    comparisonGroup: string | null
    residents: number | null
    isClosed: boolean
    counts: Record<CountedSet, number> | null
    documents: Record<CountedSet, string> | null
    publishedFigures: Record<string, PublishedFigure> | null
  }>`
    with counted as (
      select
        counted_set.authority_id,
        counted_set.year,
        json_object_agg(counted_set.counted_set, counted_set.complaint_count) as counts,
        json_object_agg(counted_set.counted_set, published_count.document)
          filter (where complaint_ids is null) as documents
      from counted_set
      left join published_count
        on complaint_ids is null
        and published_count.authority_id = counted_set.authority_id
        and published_count.year = counted_set.year
        and published_count.counted_set = counted_set.counted_set
      where counted_set.year = any(${years}::smallint[])
      and ${isDraftRevision('counted_set')}
      group by 1, 2
    ),
    published as (
      select
        authority_id,
        year,
        json_object_agg(
          measure,
          json_build_object('numerator', numerator, 'denominator', denominator, 'document', document)
        ) as published_figures
      from published_figure
      where year = any(${years}::smallint[])
      group by 1, 2
    ),
    member as (
      select authority_id, year from cycle_authority where year = any(${years}::smallint[])
      union
      select authority_id, year from counted
      union
      select authority_id, year from published
    )
    select
      member.authority_id,
      official_name as authority_name,
      member.year,
      comparison_group,
      residents,
      is_closed,
      counts,
      documents,
      published_figures
    from member
    join unnest(${years}::smallint[], ${years.map((year) => firstDay(scheme, year))}::date[])
      as beginning (year, first_day) using (year)
    join authority using (authority_id)
    cross join lateral (select coalesce(ends_on < first_day, false) as is_closed) as closure
    join cycle using (year)
    left join cycle_authority using (authority_id, year)
    left join population
      on population.authority_id = member.authority_id
      and population.year = population_year
      and population.release = population_release
      and not is_closed
    left join counted on counted.authority_id = member.authority_id and counted.year = member.year
    left join published on published.authority_id = member.authority_id and published.year = member.year
    order by member.year, official_name
  `.execute(database)
  return rows.map(({ year, counts, documents, publishedFigures, ...row }) => ({
    ...row,
    year: reportingYear(year),
    counts: bySet(counts),
    documents: bySet(documents),
    publishedFigures: new Map(Object.entries(publishedFigures ?? {})),
  }))
}

/** JSON keys lose their type; these were counted sets when they were written. */
function bySet<Value>(values: Record<CountedSet, Value> | null): Map<CountedSet, Value> {
  return new Map(Object.entries(values ?? {}) as [CountedSet, Value][])
}

export async function insertFigures(
  transaction: Transaction,
  authorityYears: readonly {
    readonly authorityId: number
    readonly year: ReportingYear
    readonly comparisonGroup: string | null
    readonly figures: ReadonlyMap<string, FigureWithOrigin>
  }[],
) {
  const rows = authorityYears.flatMap(({ authorityId, year, comparisonGroup, figures }) =>
    [...figures].map(([measure, figure]) => ({
      authorityId,
      year,
      measure,
      comparisonGroup,
      ...figureColumns(figure),
    })),
  )
  await sql`
    insert into figure (
      authority_id, year, measure, comparison_group, state, numerator, denominator, origin, document,
      revision, method_version
    )
    select figure.*, draft.revision, ${methodVersion}
    from unnest(
      ${rows.map(({ authorityId }) => authorityId)}::integer[],
      ${rows.map(({ year }) => year)}::smallint[],
      ${rows.map(({ measure }) => measure)}::text[],
      ${rows.map(({ comparisonGroup }) => comparisonGroup)}::text[],
      ${rows.map(({ state }) => state)}::text[],
      ${rows.map(({ numerator }) => numerator)}::integer[],
      ${rows.map(({ denominator }) => denominator)}::integer[],
      ${rows.map(({ origin }) => origin)}::text[],
      ${rows.map(({ document }) => document)}::text[]
    ) as figure (authority_id, year, measure)
    join revision as draft on draft.year = figure.year and draft.sealed_at is null
    order by authority_id, figure.year, measure
  `.execute(transaction)
}

function figureColumns(figure: FigureWithOrigin) {
  const isCalculated = figure.state === 'calculated'
  return {
    state: figure.state,
    numerator: isCalculated ? figure.numerator : null,
    denominator: isCalculated
      ? (figure.denominator ?? null)
      : figure.state === 'nothing-to-report'
        ? 0
        : null,
    origin: figure.origin.kind,
    document: figure.origin.kind === 'cases' ? null : figure.origin.document,
  }
}

export async function insertGroupAverages(
  transaction: Transaction,
  year: ReportingYear,
  averages: ReadonlyMap<string, ReadonlyMap<string, GroupAverage>>,
) {
  const revision = await readDraftRevision(transaction, year)
  const rows = [...averages].flatMap(([comparisonGroup, byMeasure]) =>
    [...byMeasure].map(([measure, average]) => ({
      year,
      revision,
      comparisonGroup,
      measure,
      ...average,
    })),
  )
  if (rows.length > 0) await transaction.insertInto('groupAverage').values(rows).execute()
}

/** One authority's figures of one year; undefined where they have not been calculated. */
export async function readYearlyFigures(
  database: Database | Transaction,
  authorityId: number,
  year: ReportingYear,
): Promise<YearlyFigures | undefined> {
  const figures = await readFigures(database, { authorityId, year })
  return figures[0]?.yearlyFigures
}

/** One authority's figures of every year that has been calculated, oldest first. */
export async function readFiguresOfAuthority(
  database: Database | Transaction,
  authorityId: number,
): Promise<YearlyFigures[]> {
  const figures = await readFigures(database, { authorityId })
  return figures.map(({ yearlyFigures }) => yearlyFigures)
}

/** Everybody's figures of one year, by authority. */
export async function readAllFigures(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<Map<number, YearlyFigures>> {
  const figures = await readFigures(database, { year })
  return new Map(figures.map(({ authorityId, yearlyFigures }) => [authorityId, yearlyFigures]))
}

async function readFigures(
  database: Database | Transaction,
  { authorityId, year }: { readonly authorityId?: number; readonly year?: ReportingYear },
): Promise<{ authorityId: number; yearlyFigures: YearlyFigures }[]> {
  let query = database
    .selectFrom('figure')
    .select(['authorityId', 'year', 'revision', 'comparisonGroup', 'methodVersion', 'measure'])
    .select(['state', 'numerator', 'denominator', 'origin', 'document'])
    .where(isLatestRevision('figure'))
    .orderBy('year')
    .orderBy('authorityId')
  if (authorityId !== undefined) query = query.where('authorityId', '=', authorityId)
  if (year !== undefined) query = query.where('year', '=', year)
  const rows = await query.execute()
  const averages = await readGroupAverages(database, new Set(rows.map((row) => row.year)))
  return [...groupBy(rows, (row) => `${row.year} ${row.authorityId}`).values()].flatMap((measures) => {
    const [first] = measures
    if (!first) return []
    const yearlyFigures = {
      year: reportingYear(first.year),
      revision: first.revision,
      methodVersion: first.methodVersion,
      figures: new Map(measures.map((row) => [row.measure, figureOfRow(row)])),
      comparisonGroup: first.comparisonGroup,
      averages: averages.get(groupKey(first.year, first.comparisonGroup)) ?? new Map(),
    }
    return { authorityId: first.authorityId, yearlyFigures }
  })
}

async function readGroupAverages(
  database: Database | Transaction,
  years: ReadonlySet<number>,
): Promise<Map<string, Map<string, GroupAverage>>> {
  if (years.size === 0) return new Map()
  const rows = await database
    .selectFrom('groupAverage')
    .selectAll()
    .where(isLatestRevision('group_average'))
    .where('year', 'in', [...years])
    .execute()
  const byGroup = groupBy(rows, (row) => groupKey(row.year, row.comparisonGroup))
  return new Map(
    [...byGroup].map(([key, averages]) => [
      key,
      new Map(
        averages.map(({ measure, numerator, denominator, memberCount, groupMemberCount, meanOfRates }) => [
          measure,
          { numerator, denominator, memberCount, groupMemberCount, meanOfRates },
        ]),
      ),
    ]),
  )
}

function groupKey(year: number, comparisonGroup: string | null): string {
  return `${year} ${comparisonGroup}`
}

type FigureRow = {
  readonly state: string
  readonly numerator: number | null
  readonly denominator: number | null
  readonly origin: string
  readonly document: string | null
}

function figureOfRow(row: FigureRow): FigureWithOrigin {
  const origin = originOfRow(row)
  if (row.state === 'nothing-to-report') return { state: 'nothing-to-report', origin }
  if (row.state !== 'calculated' || row.numerator === null) return { state: 'not-calculated', origin }
  return row.denominator === null
    ? { state: 'calculated', numerator: row.numerator, origin }
    : { state: 'calculated', numerator: row.numerator, denominator: row.denominator, origin }
}

function originOfRow({ origin, document }: FigureRow): FigureOrigin {
  if (document === null) return { kind: 'cases' }
  return { kind: origin === 'published-letter' ? 'published-letter' : 'published-tables', document }
}
