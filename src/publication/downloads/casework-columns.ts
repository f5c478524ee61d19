import type { IsoDate, ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import {
  type AuthorityOfRow,
  authorityColumns,
  nameColumn,
  slugColumn,
  yearColumn,
} from './common-columns.ts'
import type { DataColumn, DataSettings } from './data-column.ts'

/** What is known of the decision a record belongs to. */
type DecisionOfRow = AuthorityOfRow & {
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  readonly decidedOn: IsoDate
  readonly year: ReportingYear
}

export type DecisionRow = DecisionOfRow & {
  readonly outcome: string
  readonly remedyKinds: readonly string[]
  readonly summary: string
  readonly publishedAt: Date
  readonly address: string
}

export function decisionColumns({ scheme }: DataSettings): readonly DataColumn<DecisionRow>[] {
  return [
    ...caseColumns(scheme),
    {
      name: 'outcome',
      meaning: 'How the complaint was decided.',
      form: {
        kind: 'code',
        codes: scheme.outcomes.map(({ code, name, plainWords }) => ({
          code,
          meaning: `${name}: ${plainWords}`,
        })),
      },
      method: 'what-is-counted',
      value: ({ outcome }) => outcome,
    },
    {
      name: 'remedy_kinds',
      meaning: 'The kinds of action that were agreed.',
      form: { kind: 'list of codes', codes: remedyCodes(scheme) },
      empty: 'none was agreed',
      value: ({ remedyKinds }) => remedyKinds,
    },
    {
      name: 'summary',
      meaning: 'The decision in a few sentences.',
      form: { kind: 'text' },
      value: ({ summary }) => summary,
    },
    {
      name: 'published_at',
      meaning: 'When the decision became public.',
      form: { kind: 'moment' },
      value: ({ publishedAt }) => publishedAt.toISOString(),
    },
    {
      name: 'address',
      meaning:
        'Its page with the whole statement. After the time of publication the page says that it was there.',
      form: { kind: 'address' },
      value: ({ address }) => address,
    },
  ]
}

export type ImprovementRow = DecisionOfRow & {
  readonly recommendationNumber: number
  readonly recommendationKind: string
  readonly promise: string | null
  readonly dueOn: IsoDate
  readonly settlement: string | null
  readonly settledOn: IsoDate | null
  readonly address: string
}

/** A promise that has not been settled in a year that is public. */
export const notYet = 'not-yet'

export function improvementColumns({ scheme }: DataSettings): readonly DataColumn<ImprovementRow>[] {
  return [
    ...caseColumns(scheme),
    {
      name: 'number',
      meaning: 'Which of the actions agreed in the case it is.',
      form: { kind: 'whole number' },
      value: ({ recommendationNumber }) => recommendationNumber,
    },
    {
      name: 'improvement_kind',
      meaning: 'What kind of improvement was agreed.',
      form: { kind: 'code', codes: improvementCodes(scheme) },
      value: ({ recommendationKind }) => recommendationKind,
    },
    {
      name: 'promise',
      meaning: 'What was promised.',
      form: { kind: 'text' },
      empty: 'only its kind is published',
      value: ({ promise }) => promise,
    },
    {
      name: 'due_on',
      meaning: 'By when.',
      form: { kind: 'date' },
      value: ({ dueOn }) => dueOn,
    },
    {
      name: 'state',
      meaning: 'Whether the promise was kept.',
      form: { kind: 'code', codes: promiseCodes(scheme) },
      value: ({ settlement }) => settlement ?? notYet,
    },
    {
      name: 'settled_on',
      meaning: 'The day on which that was recorded.',
      form: { kind: 'date' },
      empty: 'it has not been settled in any year that is public',
      value: ({ settledOn }) => settledOn,
    },
    {
      name: 'address',
      meaning: 'The page of the decision in which it was agreed.',
      form: { kind: 'address' },
      value: ({ address }) => address,
    },
  ]
}

export type ReportRow = {
  readonly slug: string
  readonly officialName: string
  readonly reportSlug: string
  readonly title: string
  readonly summary: string
  readonly publishedAt: Date
  readonly references: readonly string[]
  readonly address: string
}

export const reportColumns: readonly DataColumn<ReportRow>[] = [
  {
    name: 'report',
    meaning: 'The short name of the report in addresses.',
    form: { kind: 'text' },
    value: ({ reportSlug }) => reportSlug,
  },
  { name: 'title', meaning: 'Its title.', form: { kind: 'text' }, value: ({ title }) => title },
  slugColumn,
  nameColumn,
  {
    name: 'published_at',
    meaning: 'When the report became public.',
    form: { kind: 'moment' },
    value: ({ publishedAt }) => publishedAt.toISOString(),
  },
  { name: 'summary', meaning: 'What it found.', form: { kind: 'text' }, value: ({ summary }) => summary },
  {
    name: 'references',
    meaning: 'The published decisions it is about.',
    form: { kind: 'list' },
    empty: 'none of them is published',
    value: ({ references }) => references,
  },
  {
    name: 'address',
    meaning: 'Its page.',
    form: { kind: 'address' },
    value: ({ address }) => address,
  },
]

function caseColumns(scheme: Scheme): readonly DataColumn<DecisionOfRow>[] {
  return [
    yearColumn,
    {
      name: 'reference',
      meaning: 'The number of the case.',
      form: { kind: 'text' },
      value: ({ reference }) => reference,
    },
    ...authorityColumns(scheme),
    {
      name: 'category',
      meaning: 'Which service the complaint was about.',
      form: { kind: 'code', codes: scheme.categories.map(({ code, name }) => ({ code, meaning: name })) },
      value: ({ category }) => category,
    },
    {
      name: 'subcategory',
      meaning: 'Which part of that service.',
      form: { kind: 'text' },
      empty: 'it was not recorded',
      value: ({ subcategory }) => subcategory,
    },
    {
      name: 'decided_on',
      meaning: 'The day of the decision.',
      form: { kind: 'date' },
      value: ({ decidedOn }) => decidedOn,
    },
  ]
}

function remedyCodes({ recommendationKinds }: Scheme) {
  return recommendationKinds.map(({ code, name }) => ({ code, meaning: name }))
}

function improvementCodes({ recommendationKinds }: Scheme) {
  return recommendationKinds
    .filter(({ isServiceImprovement }) => isServiceImprovement)
    .map(({ code, name }) => ({ code, meaning: name }))
}

function promiseCodes({ complianceOutcomes }: Scheme) {
  return [
    ...complianceOutcomes.map(({ code, name }) => ({ code, meaning: name })),
    { code: notYet, meaning: 'not settled in any year that is public' },
  ]
}
