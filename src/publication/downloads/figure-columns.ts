import type { Measure } from '../../scheme/scheme.ts'
import { verdictOf } from '../../statistics/comparison.ts'
import type { Figure, GroupAverage } from '../../statistics/figure.ts'
import { printFigure } from '../../statistics/figure-wording.ts'
import {
  type AuthorityOfRow,
  authorityColumns,
  groupColumn,
  measureColumn,
  type ReleaseOfRow,
  releaseColumns,
  unitColumn,
  yearColumn,
} from './common-columns.ts'
import type { ColumnFacts, DataColumn, DataSettings } from './data-column.ts'
import { averageValue, figureValue, intervalInUnit, printedAverage, unitSize } from './figure-value.ts'

/** One figure with the average it is compared with. */
export type FigureRow = AuthorityOfRow &
  ReleaseOfRow & {
    readonly measure: Measure
    readonly figure: Figure
    readonly comparisonGroup: string | null
    readonly average: GroupAverage | undefined
    readonly origin: string
    readonly document: string | null
    readonly methodVersion: number
    /** Something is known of the authority in the year, so that there are pages about it. */
    readonly hasPage: boolean
  }

export function figureColumns({ scheme }: DataSettings): readonly DataColumn<FigureRow>[] {
  return [
    yearColumn,
    ...authorityColumns(scheme),
    measureColumn(scheme),
    { ...stateColumn, value: ({ figure }) => figure.state },
    {
      name: 'numerator',
      meaning: 'What the measure counts; the file of measures says what that is.',
      form: { kind: 'whole number' },
      unit: 'cases',
      empty: 'there is no number',
      method: 'what-is-counted',
      value: ({ figure }) => (figure.state === 'calculated' ? figure.numerator : null),
    },
    {
      name: 'denominator',
      meaning: 'What it is divided by.',
      form: { kind: 'whole number' },
      unit: `cases, or ${scheme.population.counted} where the unit is a rate`,
      empty: 'the measure is a plain count, or something is not known',
      method: 'what-is-counted',
      value: ({ figure }) => denominatorOf(figure),
    },
    {
      name: 'value',
      meaning: 'The figure before rounding.',
      form: { kind: 'number' },
      unit: 'as in the column unit',
      empty: 'there is no number',
      value: ({ measure, figure }) => figureValue(measure, figure),
    },
    unitColumn(scheme),
    {
      name: 'printed',
      meaning: 'The figure as the site prints it: rounded once, halves up.',
      form: { kind: 'text' },
      method: 'rounding',
      value: ({ measure, figure }) => printFigure(measure, figure),
    },
    {
      ...intervalColumn,
      name: 'interval_from',
      meaning: 'Lower end of the 95% interval of the authority’s own rate.',
      value: ({ measure, figure }) => intervalInUnit(measure, figure)?.from ?? null,
    },
    {
      ...intervalColumn,
      name: 'interval_to',
      meaning: 'Upper end of the 95% interval of the authority’s own rate.',
      value: ({ measure, figure }) => intervalInUnit(measure, figure)?.to ?? null,
    },
    { ...groupColumn(scheme), empty: 'it is compared with nobody' },
    {
      name: 'average',
      meaning:
        'The average of the comparison group before rounding: the sum of the numerators over the sum of the denominators, this authority included.',
      form: { kind: 'number' },
      unit: 'as in the column unit',
      empty: 'there is no average',
      method: 'averages-of-similar-authorities',
      value: ({ measure, average }) => averageValue(measure, average),
    },
    {
      name: 'average_printed',
      meaning: 'The average as the site prints it.',
      form: { kind: 'text' },
      empty: 'there is no average',
      method: 'rounding',
      value: ({ measure, average }) => printedAverage(measure, average),
    },
    { ...comparisonColumn, value: comparisonOf },
    { ...originColumn, value: ({ origin }) => origin },
    {
      name: 'document',
      meaning: 'The published document the figure stands in.',
      form: { kind: 'text' },
      empty: 'it was counted from cases',
      method: 'where-a-figure-comes-from',
      value: ({ document }) => document,
    },
    ...releaseColumns,
    {
      name: 'method_version',
      meaning: 'The version of the rules it was calculated by, raised whenever a rule changes a figure.',
      form: { kind: 'whole number' },
      value: ({ methodVersion }) => methodVersion,
    },
  ]
}

const stateColumn: ColumnFacts = {
  name: 'state',
  meaning: 'Whether there is a number. Nothing to report is not zero, and not calculated is neither.',
  form: {
    kind: 'code',
    codes: [
      { code: 'calculated', meaning: 'there is a number' },
      { code: 'nothing-to-report', meaning: 'there was nothing to divide by' },
      { code: 'not-calculated', meaning: 'something the figure needs is not known' },
    ],
  },
  method: 'nothing-to-report-and-not-calculated',
}

const intervalColumn = {
  form: { kind: 'number' },
  unit: 'as in the column unit',
  empty: 'there is no rate',
  method: 'uncertainty',
} as const

const comparisonColumn: ColumnFacts = {
  name: 'comparison',
  meaning: 'What one exact test says of the figure beside the others of its group.',
  form: {
    kind: 'code',
    codes: [
      { code: 'too-few-to-tell', meaning: 'no result at this base could stand apart' },
      { code: 'no-clear-difference', meaning: 'within what chance alone could explain' },
      { code: 'higher', meaning: 'higher than chance alone would explain' },
      { code: 'lower', meaning: 'lower than chance alone would explain' },
    ],
  },
  empty: 'it is not compared',
  method: 'the-test',
}

const originColumn: ColumnFacts = {
  name: 'origin',
  meaning: 'Where the figure comes from.',
  form: {
    kind: 'code',
    codes: [
      { code: 'cases', meaning: 'counted from cases' },
      { code: 'published-letter', meaning: 'stated in a published letter' },
      { code: 'published-tables', meaning: 'summed from published totals' },
    ],
  },
  method: 'where-a-figure-comes-from',
}

function denominatorOf(figure: Figure): number | null {
  if (figure.state === 'nothing-to-report') return 0
  return figure.state === 'calculated' ? (figure.denominator ?? null) : null
}

function comparisonOf({ measure, figure, average }: FigureRow): string | null {
  return verdictOf(measure, figure, average) ?? null
}

/** One average of a comparison group. */
export type AverageRow = ReleaseOfRow & {
  readonly measure: Measure
  readonly comparisonGroup: string
  readonly average: GroupAverage
}

export function averageColumns({ scheme }: DataSettings): readonly DataColumn<AverageRow>[] {
  return [
    yearColumn,
    groupColumn(scheme),
    measureColumn(scheme),
    {
      name: 'numerator',
      meaning: 'The sum of the numerators of all members.',
      form: { kind: 'whole number' },
      unit: 'cases',
      method: 'averages-of-similar-authorities',
      value: ({ average }) => average.numerator,
    },
    {
      name: 'denominator',
      meaning: 'The sum of the denominators of all members.',
      form: { kind: 'whole number' },
      unit: `cases, or ${scheme.population.counted} where the unit is a rate`,
      method: 'averages-of-similar-authorities',
      value: ({ average }) => average.denominator,
    },
    {
      name: 'value',
      meaning: 'The average before rounding: sum over sum.',
      form: { kind: 'number' },
      unit: 'as in the column unit',
      empty: 'there was nothing to divide by',
      method: 'averages-of-similar-authorities',
      value: ({ measure, average }) => averageValue(measure, average),
    },
    unitColumn(scheme),
    {
      name: 'printed',
      meaning: 'The average as the site prints it.',
      form: { kind: 'text' },
      empty: 'there was nothing to divide by',
      method: 'rounding',
      value: ({ measure, average }) => printedAverage(measure, average),
    },
    {
      name: 'mean_of_rates',
      meaning: 'The plain mean of the members’ own rates, for comparison with the average.',
      form: { kind: 'number' },
      unit: 'as in the column unit',
      empty: 'no member has a rate',
      method: 'averages-of-similar-authorities',
      value: ({ measure, average: { meanOfRates } }) =>
        meanOfRates === null ? null : meanInUnit(measure, meanOfRates),
    },
    {
      name: 'members',
      meaning: 'How many members of the group have a figure, if only nothing to report.',
      form: { kind: 'whole number' },
      unit: 'authorities',
      value: ({ average }) => average.memberCount,
    },
    {
      name: 'members_in_group',
      meaning: 'How many members the group has.',
      form: { kind: 'whole number' },
      unit: 'authorities',
      value: ({ average }) => average.groupMemberCount,
    },
    ...releaseColumns,
  ]
}

/** The mean of rates is stored as a share from 0 to 1, that of a rate in the rate's own unit. */
function meanInUnit(measure: Measure, mean: number): number {
  return measure.denominator.kind === 'share' ? mean * unitSize(measure) : mean
}

/** How many cases of one authority stand in one counted set. */
export type CountRow = AuthorityOfRow &
  ReleaseOfRow & { readonly countedSet: string; readonly complaintCount: number }

export function countColumns(settings: DataSettings): readonly DataColumn<CountRow>[] {
  return [
    yearColumn,
    ...authorityColumns(settings.scheme),
    {
      name: 'counted_set',
      meaning:
        'Which cases are counted. Received counts those that came in the year, decided those decided in it, complied those whose agreed actions were settled in it: three different sets of cases.',
      form: { kind: 'code', codes: countedSetCodes(settings) },
      method: 'what-is-counted',
      value: ({ countedSet }) => countedSet,
    },
    {
      name: 'count',
      meaning:
        'How many cases. Where a set has no record for an authority and year, its number is not known.',
      form: { kind: 'whole number' },
      unit: 'cases',
      method: 'what-is-counted',
      value: ({ complaintCount }) => complaintCount,
    },
    ...releaseColumns,
  ]
}

function countedSetCodes({ scheme }: DataSettings) {
  return [
    ...scheme.categories.map(({ code, name }) => ({
      code: `received:${code}`,
      meaning: `received, ${name}`,
    })),
    ...scheme.outcomes.map(({ code, name }) => ({ code: `decided:${code}`, meaning: `decided, ${name}` })),
    { code: 'remedied-before', meaning: 'upheld, and satisfactorily remedied before it was brought' },
    ...scheme.complianceOutcomes.map(({ code, name }) => ({
      code: `complied:${code}`,
      meaning: `settled, ${name}`,
    })),
    { code: 'unsettled', meaning: 'due by the end of the year, and not settled by then' },
  ]
}

export function measureColumns(settings: DataSettings): readonly DataColumn<Measure>[] {
  const unit = unitColumn(settings.scheme)
  return [
    {
      name: 'measure',
      meaning: 'The code of the measure in files and addresses.',
      form: { kind: 'text' },
      value: ({ code }) => code,
    },
    { name: 'name', meaning: 'Its official name.', form: { kind: 'text' }, value: ({ name }) => name },
    {
      name: 'plain_words',
      meaning: 'What that means.',
      form: { kind: 'text' },
      value: ({ plainWords }) => plainWords,
    },
    {
      name: 'numerator_sets',
      meaning: 'The counted sets that are summed above the line.',
      form: { kind: 'list of codes', codes: countedSetCodes(settings) },
      method: 'what-is-counted',
      value: ({ numerator }) => numerator,
    },
    {
      name: 'denominator_sets',
      meaning: 'The counted sets that are summed below the line.',
      form: { kind: 'list of codes', codes: countedSetCodes(settings) },
      empty: 'the measure is a plain count, or a rate of the population',
      method: 'what-is-counted',
      value: ({ denominator }) => (denominator.kind === 'share' ? denominator.of : []),
    },
    {
      ...unit,
      meaning: 'What its unrounded numbers are given in.',
      value: (measure) => unit.value({ measure }),
    },
    {
      name: 'is_compared',
      meaning: 'Whether it is compared with similar authorities.',
      form: { kind: 'yes or no' },
      method: 'the-test',
      value: ({ comparisonWords }) => comparisonWords !== undefined,
    },
  ]
}
