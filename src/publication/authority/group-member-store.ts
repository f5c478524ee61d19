import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import type { CountedSet } from '../../scheme/scheme.ts'
import type { Counts, Figure, YearlyFigures } from '../../statistics/figure.ts'
import { figureOf } from '../../statistics/figures-from-counts.ts'
import type { GroupMember } from './funnel-view.ts'

/** Every member of an authority's group with its figure of a measure, A to Z; empty outside the groups. */
export async function readGroupMembers(
  database: Database,
  { year, revision, comparisonGroup }: YearlyFigures,
  measure: string,
): Promise<readonly GroupMember[]> {
  if (comparisonGroup === null) return []
  const rows = await database
    .selectFrom('figure')
    .innerJoin('authority', 'authority.authorityId', 'figure.authorityId')
    .select(['slug', 'shortName', 'state', 'numerator', 'denominator'])
    .where('year', '=', year)
    .where('revision', '=', revision)
    .where('measure', '=', measure)
    .where('comparisonGroup', '=', comparisonGroup)
    .orderBy('shortName')
    .orderBy('slug')
    .execute()
  return rows.map(({ slug, shortName, ...row }) => ({ slug, shortName, figure: figureOfRow(row) }))
}

/** Some authorities' figures of some measures in one year, by slug. */
export async function readMeasuresOf(
  database: Database,
  authorityIds: readonly number[],
  { year, revision }: Pick<YearlyFigures, 'year' | 'revision'>,
  measures: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Figure>>> {
  if (authorityIds.length === 0) return new Map()
  const rows = await database
    .selectFrom('figure')
    .innerJoin('authority', 'authority.authorityId', 'figure.authorityId')
    .select(['slug', 'measure', 'state', 'numerator', 'denominator'])
    .where('figure.authorityId', 'in', authorityIds)
    .where('year', '=', year)
    .where('revision', '=', revision)
    .where('measure', 'in', measures)
    .execute()
  const bySlug = new Map<string, Map<string, Figure>>()
  for (const { slug, measure, ...row } of rows) {
    const figures = bySlug.get(slug) ?? new Map<string, Figure>()
    bySlug.set(slug, figures.set(measure, figureOfRow(row)))
  }
  return bySlug
}

function figureOfRow(row: {
  readonly state: string
  readonly numerator: number | null
  readonly denominator: number | null
}): Figure {
  if (row.state === 'not-calculated' || row.numerator === null) {
    return row.state === 'nothing-to-report' ? { state: 'nothing-to-report' } : { state: 'not-calculated' }
  }
  return row.denominator === null ? figureOf(row.numerator) : figureOf(row.numerator, row.denominator)
}

/** How many cases the members of a group have together in each set of one part of the casework. */
export async function readGroupCounts(
  database: Database,
  { year, revision, comparisonGroup }: YearlyFigures,
  part: 'received',
): Promise<Counts> {
  if (comparisonGroup === null) return new Map()
  const rows = await database
    .selectFrom('countedSet')
    .innerJoin('cycleAuthority', (join) =>
      join
        .onRef('cycleAuthority.authorityId', '=', 'countedSet.authorityId')
        .onRef('cycleAuthority.year', '=', 'countedSet.year'),
    )
    .select(['countedSet.countedSet as set', sql<number>`sum(complaint_count)`.as('count')])
    .where('countedSet.year', '=', year)
    .where('revision', '=', revision)
    .where('comparisonGroup', '=', comparisonGroup)
    .where('countedSet.countedSet', 'like', `${part}:%`)
    .groupBy('countedSet.countedSet')
    .execute()
  return new Map(rows.map(({ set, count }) => [set as CountedSet, count]))
}
