import { sql } from 'kysely'
import { formatReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import type { Figure, GroupAverage } from '../../statistics/figure.ts'
import { addresses } from '../../web/addresses.ts'
import { measureOf } from '../site/measure-view.ts'
import type { AuthorityOfRow } from './common-columns.ts'
import { allOf, type DataFilter, dataSet, equals, latestReleases, releasedTable } from './data-set-store.ts'
import {
  type AverageRow,
  averageColumns,
  type CountRow,
  countColumns,
  type FigureRow,
  figureColumns,
  measureColumns,
} from './figure-columns.ts'

type StoredAverage = {
  readonly pooledNumerator: number | null
  readonly pooledDenominator: number | null
  readonly memberCount: number | null
  readonly groupMemberCount: number | null
  readonly meanOfRates: number | null
}

type StoredRelease = { readonly year: number; readonly revision: number; readonly publishedAt: Date }

export const figures = dataSet<FigureRow>({
  name: 'figures',
  title: 'Figures',
  about: 'One measure of one authority in one year, with its base, interval, average and origin.',
  isByYear: true,
  isByRevision: true,
  keyParts: ['whole number', 'text', 'text'],
  linkMeanings: {
    self: 'The figure alone, in this revision.',
    page: 'The page of the authority in that year.',
    how_made:
      'The page that tells how the figure was made; where nothing is known of the year, how it would be.',
  },
  columns: figureColumns,
  links: ({ slug, year, revision, measure, hasPage }, { origin }) => ({
    self: `${origin}${addresses.api('figures', slug, formatReportingYear(year), measure.code)}?revision=${revision}`,
    page: `${origin}${addresses.authority(slug, hasPage ? year : undefined)}`,
    how_made: `${origin}${hasPage ? addresses.figure(slug, year, measure.code) : addresses.method(measure.methodSection)}`,
  }),
  keyOf: ({ year, slug, measure }) => [year, slug, measure.code],
  async readRows({ database, scheme, releases }, filter, { after, limit }) {
    const { rows } = await sql<
      AuthorityOfRow &
        StoredRelease &
        StoredAverage & {
          measure: string
          state: string
          numerator: number | null
          denominator: number | null
          comparisonGroup: string | null
          origin: string
          document: string | null
          methodVersion: number
          hasPage: boolean
        }
    >`
      select
        figure.year, figure.revision, released.published_at,
        authority.slug, authority.official_name, authority.kind, authority.region,
        figure.measure, figure.state, figure.numerator, figure.denominator,
        figure.comparison_group, figure.origin, figure.document, figure.method_version,
        average.numerator as pooled_numerator, average.denominator as pooled_denominator,
        average.member_count, average.group_member_count, average.mean_of_rates,
        exists (
          select from figure as other
          where other.authority_id = figure.authority_id
          and other.year = figure.year
          and other.revision = figure.revision
          and other.state <> 'not-calculated'
        ) as has_page
      from figure
      join ${releasedTable(latestReleases(releases))}
        on released.year = figure.year and released.revision = figure.revision
      join authority on authority.authority_id = figure.authority_id
      left join group_average as average
        on average.year = figure.year
        and average.revision = figure.revision
        and average.comparison_group = figure.comparison_group
        and average.measure = figure.measure
      where ${allOf([
        sql`figure.measure = any(${scheme.measures.map(({ code }) => code)}::text[])`,
        ...ofAuthority(filter),
        equals('figure.year', filter.year),
        equals('figure.measure', filter.measure),
        equals('figure.comparison_group', filter.group),
        after && sql`(figure.year, authority.slug, figure.measure) > (${sql.join(after)})`,
      ])}
      order by figure.year, authority.slug, figure.measure
      limit ${limit}
    `.execute(database)
    return rows.map((row) => ({
      ...row,
      year: reportingYear(row.year),
      measure: knownMeasure(scheme, row.measure),
      figure: figureOfRow(row),
      average: averageOfRow(row),
    }))
  },
})

export const averages = dataSet<AverageRow>({
  name: 'averages',
  title: 'Averages of similar authorities',
  about: 'The average of one comparison group for one measure in one year.',
  isByYear: true,
  isByRevision: true,
  keyParts: ['whole number', 'text', 'text'],
  linkMeanings: { method: 'How averages are made.' },
  columns: averageColumns,
  links: (_, { origin }) => ({ method: `${origin}${addresses.method('averages-of-similar-authorities')}` }),
  keyOf: ({ year, comparisonGroup, measure }) => [year, comparisonGroup, measure.code],
  async readRows({ database, scheme, releases }, filter, { after, limit }) {
    const { rows } = await sql<StoredRelease & StoredAverage & { comparisonGroup: string; measure: string }>`
      select
        average.year, average.revision, released.published_at, comparison_group, measure,
        numerator as pooled_numerator, denominator as pooled_denominator,
        member_count, group_member_count, mean_of_rates
      from group_average as average
      join ${releasedTable(latestReleases(releases))}
        on released.year = average.year and released.revision = average.revision
      where ${allOf([
        sql`measure = any(${scheme.measures.map(({ code }) => code)}::text[])`,
        equals('average.year', filter.year),
        equals('measure', filter.measure),
        equals('comparison_group', filter.group),
        after && sql`(average.year, comparison_group, measure) > (${sql.join(after)})`,
      ])}
      order by average.year, comparison_group, measure
      limit ${limit}
    `.execute(database)
    return rows.flatMap((row) => {
      const average = averageOfRow(row)
      return average === undefined
        ? []
        : [{ ...row, year: reportingYear(row.year), measure: knownMeasure(scheme, row.measure), average }]
    })
  },
})

export const counts = dataSet<CountRow>({
  name: 'counts',
  title: 'Counts',
  about: 'How many cases of one authority stand in one counted set of one year.',
  isByYear: true,
  isByRevision: true,
  keyParts: ['whole number', 'text', 'text'],
  linkMeanings: { page: 'The page of the authority in that year.' },
  columns: countColumns,
  links: ({ slug, year }, { origin }) => ({ page: `${origin}${addresses.authority(slug, year)}` }),
  keyOf: ({ year, slug, countedSet }) => [year, slug, countedSet],
  async readRows({ database, releases }, filter, { after, limit }) {
    const { rows } = await sql<
      AuthorityOfRow & StoredRelease & { countedSet: string; complaintCount: number }
    >`
      select
        counted.year, counted.revision, released.published_at,
        authority.slug, authority.official_name, authority.kind, authority.region,
        counted.counted_set, counted.complaint_count
      from counted_set as counted
      join ${releasedTable(latestReleases(releases))}
        on released.year = counted.year and released.revision = counted.revision
      join authority on authority.authority_id = counted.authority_id
      where ${allOf([
        ...ofAuthority(filter),
        equals('counted.year', filter.year),
        after && sql`(counted.year, authority.slug, counted.counted_set) > (${sql.join(after)})`,
      ])}
      order by counted.year, authority.slug, counted.counted_set
      limit ${limit}
    `.execute(database)
    return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
  },
})

/** What the measures are is a fact of the scheme, so they stand in its order and are read from nowhere. */
export const measures = dataSet<Measure>({
  name: 'measures',
  title: 'Measures',
  about: 'One statistic: what it counts, and what it is divided by.',
  isByYear: false,
  isByRevision: false,
  keyParts: ['text'],
  linkMeanings: { self: 'The measure alone.', definition: 'The whole definition.' },
  columns: measureColumns,
  links: ({ code, methodSection }, { origin }) => ({
    self: `${origin}${addresses.api('measures', code)}`,
    definition: `${origin}${addresses.method(methodSection)}`,
  }),
  keyOf: ({ code }) => [code],
  async readRows({ scheme }, filter, { after, limit }) {
    const known = scheme.measures.filter(
      ({ code }) => filter.measure === undefined || filter.measure === code,
    )
    const from = after === undefined ? 0 : known.findIndex(({ code }) => code === after[0]) + 1
    return known.slice(from, from + limit)
  },
})

/** Narrows to some authorities, in a query that has joined them. */
export function ofAuthority({ authority, kind, region }: DataFilter) {
  return [
    equals('authority.slug', authority),
    equals('authority.kind', kind),
    equals('authority.region', region),
  ]
}

export function knownMeasure(scheme: Scheme, code: string): Measure {
  const measure = measureOf(scheme, code)
  if (!measure) throw new Error(`the scheme has no measure ${code}`)
  return measure
}

export function figureOfRow({
  state,
  numerator,
  denominator,
}: {
  readonly state: string
  readonly numerator: number | null
  readonly denominator: number | null
}): Figure {
  if (state === 'nothing-to-report') return { state }
  if (state !== 'calculated' || numerator === null) return { state: 'not-calculated' }
  return denominator === null ? { state, numerator } : { state, numerator, denominator }
}

function averageOfRow(row: StoredAverage): GroupAverage | undefined {
  const { pooledNumerator, pooledDenominator, memberCount, groupMemberCount, meanOfRates } = row
  if (pooledNumerator === null || pooledDenominator === null) return undefined
  return {
    numerator: pooledNumerator,
    denominator: pooledDenominator,
    memberCount: memberCount ?? 0,
    groupMemberCount: groupMemberCount ?? 0,
    meanOfRates,
  }
}
