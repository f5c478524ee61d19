import type { KnownAuthority } from '../../authorities/authority.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import {
  kindColumn,
  nameColumn,
  type ReleaseOfRow,
  regionColumn,
  releaseColumns,
  slugColumn,
  yearColumn,
} from './common-columns.ts'
import type { DataColumn, DataSettings } from './data-column.ts'

/** An authority of the register, with those whose work it took over. */
export type AuthorityRow = Omit<KnownAuthority, 'id' | 'isInvented'> & {
  readonly predecessors: readonly string[]
}

export function registerColumns({ scheme }: DataSettings): readonly DataColumn<AuthorityRow>[] {
  return [
    slugColumn,
    nameColumn,
    {
      name: 'short_name',
      meaning: 'The name in tables.',
      form: { kind: 'text' },
      value: ({ shortName }) => shortName,
    },
    {
      name: 'gss_code',
      meaning: 'The code national statistics know its area by.',
      form: { kind: 'text' },
      empty: 'it has none, or it is not on the register',
      value: ({ gssCode }) => gssCode,
    },
    kindColumn(scheme),
    regionColumn,
    {
      name: 'county',
      meaning: 'The authority that serves the same area for other services.',
      form: { kind: 'text' },
      empty: 'there is none',
      value: ({ county }) => county,
    },
    {
      name: 'starts_on',
      meaning: 'Its first day.',
      form: { kind: 'date' },
      empty: 'it was there before the years of this site',
      value: ({ startsOn }) => startsOn,
    },
    {
      name: 'ends_on',
      meaning: 'Its last day.',
      form: { kind: 'date' },
      empty: 'it goes on',
      value: ({ endsOn }) => endsOn,
    },
    {
      name: 'longitude',
      meaning: 'Where the centre of its area lies.',
      form: { kind: 'number' },
      unit: 'degrees east',
      empty: 'it has no place of its own',
      value: ({ centre }) => centre?.longitude ?? null,
    },
    {
      name: 'latitude',
      meaning: 'Where the centre of its area lies.',
      form: { kind: 'number' },
      unit: 'degrees north',
      empty: 'it has no place of its own',
      value: ({ centre }) => centre?.latitude ?? null,
    },
    {
      name: 'successors',
      meaning: 'Those that took over its work.',
      form: { kind: 'list' },
      empty: 'there are none',
      method: 'authorities-that-have-changed',
      value: ({ successors }) => successors,
    },
    {
      name: 'predecessors',
      meaning: 'Those whose work it took over.',
      form: { kind: 'list' },
      empty: 'there are none',
      method: 'authorities-that-have-changed',
      value: ({ predecessors }) => predecessors,
    },
    {
      name: 'other_names',
      meaning: 'Other spellings in use.',
      form: { kind: 'list' },
      empty: 'there are none',
      value: ({ otherNames }) => otherNames,
    },
    {
      name: 'former_names',
      meaning: 'Names and codes it had before.',
      form: { kind: 'list' },
      empty: 'there are none',
      value: ({ formerNames }) => formerNames,
    },
  ]
}

/** A year with its cycle, in its latest state. */
export type YearRow = ReleaseOfRow & {
  readonly letterDate: string
  readonly firstPublishedAt: Date
  readonly populationYear: number | null
  readonly populationRelease: string | null
}

export function yearColumns({ scheme }: DataSettings): readonly DataColumn<YearRow>[] {
  return [
    yearColumn,
    ...releaseColumns,
    {
      name: 'first_published_at',
      meaning: 'When the year first became public.',
      form: { kind: 'moment' },
      value: ({ firstPublishedAt }) => firstPublishedAt.toISOString(),
    },
    {
      name: 'letter_date',
      meaning: 'The date of the year’s letters.',
      form: { kind: 'date' },
      value: ({ letterDate }) => letterDate,
    },
    {
      name: 'population_year',
      meaning: `For the middle of which calendar year the ${scheme.population.counted} of its rates are estimated, by: ${scheme.population.source}.`,
      form: { kind: 'whole number' },
      empty: 'the year has no rates',
      method: 'populations',
      value: ({ populationYear }) => populationYear,
    },
    {
      name: 'population_release',
      meaning: 'Which publication of that estimate.',
      form: { kind: 'text' },
      empty: 'the year has no rates',
      method: 'populations',
      value: ({ populationRelease }) => populationRelease,
    },
  ]
}

export type RevisionRow = ReleaseOfRow & { readonly reason: string | null; readonly version: number }

export const revisionColumns: readonly DataColumn<RevisionRow>[] = [
  {
    name: 'version',
    meaning: 'The version of the whole collection with this release: how many releases there were by then.',
    form: { kind: 'whole number' },
    value: ({ version }) => version,
  },
  yearColumn,
  ...releaseColumns,
  {
    name: 'reason',
    meaning: 'What was corrected.',
    form: { kind: 'text' },
    empty: 'it is the first state of the year, which corrects nothing',
    value: ({ reason }) => reason,
  },
]

export type ReviewRow = {
  readonly year: ReportingYear
  readonly publishedAt: Date
  readonly foreword: string
}

export const reviewColumns: readonly DataColumn<ReviewRow>[] = [
  yearColumn,
  {
    name: 'published_at',
    meaning: 'When the review of the year became public.',
    form: { kind: 'moment' },
    value: ({ publishedAt }) => publishedAt.toISOString(),
  },
  {
    name: 'foreword',
    meaning: 'What is said before the figures.',
    form: { kind: 'text' },
    value: ({ foreword }) => foreword,
  },
]

export type LetterRow = ReleaseOfRow & { readonly slug: string; readonly officialName: string }

export const letterColumns: readonly DataColumn<LetterRow>[] = [
  yearColumn,
  slugColumn,
  nameColumn,
  ...releaseColumns,
]
