import type { Measure } from '../../scheme/scheme.ts'
import type { Figure } from '../../statistics/figure.ts'
import { printFigure } from '../../statistics/figure-wording.ts'
import {
  measureColumn,
  nameColumn,
  type ReleaseOfRow,
  releaseColumns,
  slugColumn,
  yearColumn,
} from './common-columns.ts'
import type { DataColumn, DataSettings } from './data-column.ts'

/** One figure that a later release of its year changed; undefined where there was none, or is none. */
export type CorrectionRow = ReleaseOfRow & {
  readonly slug: string
  readonly officialName: string
  readonly measure: Measure
  readonly before: Figure | undefined
  readonly after: Figure | undefined
  readonly reason: string | null
}

export function correctionColumns({ scheme }: DataSettings): readonly DataColumn<CorrectionRow>[] {
  return [
    yearColumn,
    ...releaseColumns,
    slugColumn,
    nameColumn,
    measureColumn(scheme),
    ...partsOf('old', 'before the correction', ({ before }) => before),
    ...partsOf('new', 'since the correction', ({ after }) => after),
    {
      name: 'reason',
      meaning: 'What was corrected, as the release says it.',
      form: { kind: 'text' },
      value: ({ reason }) => reason ?? '',
    },
  ]
}

function partsOf(
  word: 'old' | 'new',
  when: string,
  figureOf: (row: CorrectionRow) => Figure | undefined,
): readonly DataColumn<CorrectionRow>[] {
  const counted = (row: CorrectionRow) => {
    const figure = figureOf(row)
    return figure?.state === 'calculated' ? figure : undefined
  }
  return [
    {
      name: `${word}_numerator`,
      meaning: `The numerator ${when}.`,
      form: { kind: 'whole number' },
      empty: 'there was no number',
      value: (row) => counted(row)?.numerator ?? null,
    },
    {
      name: `${word}_denominator`,
      meaning: `The denominator ${when}.`,
      form: { kind: 'whole number' },
      empty: 'there was no number, or the measure is a plain count',
      value: (row) => counted(row)?.denominator ?? null,
    },
    {
      name: `${word}_printed`,
      meaning: `The figure ${when}, as the site prints it.`,
      form: { kind: 'text' },
      empty: 'the year had no such figure',
      value: (row) => {
        const figure = figureOf(row)
        return figure === undefined ? null : printFigure(row.measure, figure)
      },
    },
  ]
}
