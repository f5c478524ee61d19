import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import { rateUnit } from '../site/measure-view.ts'
import type { Code, DataColumn } from './data-column.ts'

/** Whose record it is. */
export type AuthorityOfRow = {
  readonly slug: string
  readonly officialName: string
  readonly kind: string
  readonly region: string | null
}

/** Which released state of which year a record belongs to. */
export type ReleaseOfRow = {
  readonly year: ReportingYear
  readonly revision: number
  readonly publishedAt: Date
}

export const yearColumn: DataColumn<{ readonly year: ReportingYear }> = {
  name: 'year',
  meaning: 'The reporting year.',
  form: { kind: 'year' },
  value: ({ year }) => formatReportingYear(year),
}

export const releaseColumns: readonly DataColumn<ReleaseOfRow>[] = [
  {
    name: 'revision',
    meaning: 'Which published state of the year this is. The first is 1; each correction is the next.',
    form: { kind: 'whole number' },
    value: ({ revision }) => revision,
  },
  {
    name: 'published_at',
    meaning: 'When that state became public.',
    form: { kind: 'moment' },
    value: ({ publishedAt }) => publishedAt.toISOString(),
  },
]

export const slugColumn: DataColumn<{ readonly slug: string }> = {
  name: 'authority',
  meaning: 'The short name of the authority in addresses, which never changes; it joins the files.',
  form: { kind: 'text' },
  value: ({ slug }) => slug,
}

export const nameColumn: DataColumn<{ readonly officialName: string }> = {
  name: 'authority_name',
  meaning: 'The official name of the authority.',
  form: { kind: 'text' },
  value: ({ officialName }) => officialName,
}

export function kindColumn(scheme: Scheme): DataColumn<{ readonly kind: string }> {
  return {
    name: 'kind',
    meaning: 'What kind of authority it is.',
    form: {
      kind: 'code',
      codes: scheme.authorityKinds.map(({ code, name }) => ({ code, meaning: name })),
    },
    value: ({ kind }) => kind,
  }
}

export const regionColumn: DataColumn<{ readonly region: string | null }> = {
  name: 'region',
  meaning: 'The region it lies in.',
  form: { kind: 'text' },
  empty: 'it lies in no single region, or the region is not on the register',
  value: ({ region }) => region,
}

/** Slug, name, kind and region of an authority. */
export function authorityColumns(scheme: Scheme): readonly DataColumn<AuthorityOfRow>[] {
  return [slugColumn, nameColumn, kindColumn(scheme), regionColumn]
}

export function measureColumn(scheme: Scheme): DataColumn<{ readonly measure: Measure }> {
  return {
    name: 'measure',
    meaning: 'Which statistic it is.',
    form: { kind: 'code', codes: scheme.measures.map(({ code, name }) => ({ code, meaning: name })) },
    method: 'what-is-counted',
    value: ({ measure }) => measure.code,
  }
}

export function unitColumn(scheme: Scheme): DataColumn<{ readonly measure: Measure }> {
  const units = [...new Set(scheme.measures.map(unitOf))]
  return {
    name: 'unit',
    meaning: 'What the unrounded numbers of this record are given in.',
    form: { kind: 'code', codes: units.map((unit) => ({ code: unit, meaning: unitInWords(unit) })) },
    value: ({ measure }) => unitOf(measure),
  }
}

/** "percent", "count", or "per 100,000 residents". */
function unitOf(measure: Measure): string {
  switch (measure.denominator.kind) {
    case 'share':
      return 'percent'
    case 'none':
      return 'count'
    case 'rate':
      return rateUnit(measure)
  }
}

function unitInWords(unit: string): string {
  if (unit === 'percent') return 'hundredths: 75 is three quarters'
  return unit === 'count' ? 'a number of cases' : `cases ${unit}`
}

export function groupColumn(scheme: Scheme): DataColumn<{ readonly comparisonGroup: string | null }> {
  return {
    name: 'comparison_group',
    meaning: 'The authorities it is compared with and averaged over, as the year stood.',
    form: { kind: 'code', codes: comparisonGroups(scheme) },
    method: 'averages-of-similar-authorities',
    value: ({ comparisonGroup }) => comparisonGroup,
  }
}

function comparisonGroups(scheme: Scheme): readonly Code[] {
  return scheme.comparisonGroups.map(({ code, plural }) => ({ code, meaning: plural }))
}
