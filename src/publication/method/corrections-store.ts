import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { CountedSet, Scheme } from '../../scheme/scheme.ts'
import type { Figure } from '../../statistics/figure.ts'
import { figureOf } from '../../statistics/figures-from-counts.ts'
import { readRevisions } from '../../statistics/revision-store.ts'
import type { AverageChange, Correction, CountChange, FigureChange, ReissuedLetter } from './correction.ts'

/** What every later revision changed in the one before it, the newest correction first. */
export async function readCorrections(database: Database, scheme: Scheme): Promise<readonly Correction[]> {
  const revisions = (await readRevisions(database)).flatMap(({ publishedAt, reason, ...revision }) =>
    publishedAt === null || reason === null ? [] : [{ ...revision, publishedAt, reason }],
  )
  const corrections: Correction[] = []
  for (const { year, revision, publishedAt, reason } of revisions) {
    const [figures, averages, counts, letters] = await Promise.all([
      readFigureChanges(database, scheme, year, revision),
      readAverageChanges(database, scheme, year, revision),
      readCountChanges(database, year, revision),
      readReissuedLetters(database, year, revision),
    ])
    corrections.push({ year, revision, publishedAt, reason, figures, averages, counts, letters })
  }
  return corrections.sort((one, other) => other.publishedAt.getTime() - one.publishedAt.getTime())
}

/** What of a table stands in one revision, and in the one before it. */
function sides(table: string, year: ReportingYear, revision: number) {
  const of = (which: RawBuilder<unknown>) =>
    sql`(select * from ${sql.table(table)} where year = ${year} and revision = ${which})`
  return {
    before: of(sql`(select max(revision) from revision where year = ${year} and revision < ${revision})`),
    after: of(sql`${revision}`),
  }
}

type FigureSides = {
  readonly beforeState: string | null
  readonly beforeNumerator: number | null
  readonly beforeDenominator: number | null
  readonly afterState: string | null
  readonly afterNumerator: number | null
  readonly afterDenominator: number | null
}

async function readFigureChanges(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  revision: number,
): Promise<readonly FigureChange[]> {
  const { before, after } = sides('figure', year, revision)
  const { rows } = await sql<{ slug: string; officialName: string; measure: string } & FigureSides>`
    select slug, official_name, measure,
      before.state as before_state, before.numerator as before_numerator, before.denominator as before_denominator,
      after.state as after_state, after.numerator as after_numerator, after.denominator as after_denominator
    from ${before} as before
    full join ${after} as after using (authority_id, measure)
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

async function readAverageChanges(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  revision: number,
): Promise<readonly AverageChange[]> {
  const { before, after } = sides('group_average', year, revision)
  const { rows } = await sql<{ comparisonGroup: string; measure: string } & FigureSides>`
    select comparison_group, measure,
      case when before.measure is not null then 'calculated' end as before_state,
      before.numerator as before_numerator, before.denominator as before_denominator,
      case when after.measure is not null then 'calculated' end as after_state,
      after.numerator as after_numerator, after.denominator as after_denominator
    from ${before} as before
    full join ${after} as after using (comparison_group, measure)
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

async function readCountChanges(
  database: Database,
  year: ReportingYear,
  revision: number,
): Promise<readonly CountChange[]> {
  const { before, after } = sides('counted_set', year, revision)
  const { rows } = await sql<{
    slug: string
    officialName: string
    set: CountedSet
    before: number | null
    after: number | null
  }>`
    select slug, official_name, counted_set as set, before.complaint_count as before, after.complaint_count as after
    from ${before} as before
    full join ${after} as after using (authority_id, counted_set)
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

async function readReissuedLetters(
  database: Database,
  year: ReportingYear,
  revision: number,
): Promise<readonly ReissuedLetter[]> {
  const { rows } = await sql<{ slug: string; officialName: string; before: number | null }>`
    select slug, official_name, (
      select max(earlier.revision)
      from letter as earlier
      where earlier.authority_id = letter.authority_id and earlier.year = letter.year
        and earlier.revision < letter.revision
    ) as before
    from letter
    join authority using (authority_id)
    where year = ${year} and revision = ${revision}
    order by official_name
  `.execute(database)
  return rows.map(({ before, ...row }) => ({ ...row, before: before ?? undefined }))
}

/** A decision that was taken back, with its reason. */
export type WithdrawnDecision = {
  readonly slug: string
  readonly officialName: string
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  readonly goneAt: Date
  readonly reason: string
}

/** Every decision that was published and withdrawn, the last first. */
export async function readWithdrawnDecisions(database: Database): Promise<readonly WithdrawnDecision[]> {
  const { rows } = await sql<WithdrawnDecision>`
    select slug, official_name, reference, category, subcategory, gone_at, withdrawal_reason as reason
    from decision_tombstone
    join authority using (authority_id)
    where withdrawal_reason is not null
    order by gone_at desc, reference
  `.execute(database)
  return rows
}
