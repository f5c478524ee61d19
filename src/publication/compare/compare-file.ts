import { formatReportingYear } from '../../scheme/reporting-year.ts'
import type { Choice } from './compare-choice.ts'
import type { CompareRow, CompareTable } from './compare-table.ts'

/** The columns of the file of a comparison, one row for each authority; docs/data-dictionary.md tells of each. */
export const compareColumns = [
  'authority',
  'name',
  'kind',
  'region',
  'year',
  'revision',
  'measure',
  'state',
  'numerator',
  'denominator',
  'printed',
  'interval_from',
  'interval_to',
  'comparison_group',
  'average_numerator',
  'average_denominator',
  'verdict',
  'demonstration',
] as const

type Cell = string | number | boolean | null

/** The same numbers as the table, in its order. The interval is not rounded: a share, or a rate in the measure's unit. */
export function compareRows(
  table: CompareTable,
  choice: Pick<Choice, 'measure' | 'year'>,
  isDemonstration: boolean,
): readonly (readonly Cell[])[] {
  return table.sections.flatMap(({ rows }) => rows.map((row) => cellsOf(row, choice, isDemonstration)))
}

function cellsOf(
  row: CompareRow,
  { measure, year }: Pick<Choice, 'measure' | 'year'>,
  isDemonstration: boolean,
): readonly Cell[] {
  const { authority, figures, view } = row
  const figure = view?.figure
  const isCalculated = figure?.state === 'calculated'
  const average = view?.average && figures?.averages.get(measure.code)
  return [
    authority.slug,
    authority.officialName,
    authority.kind,
    authority.region,
    formatReportingYear(year),
    figures?.revision ?? null,
    measure.code,
    figure?.state ?? 'not-calculated',
    isCalculated ? figure.numerator : null,
    isCalculated ? (figure.denominator ?? null) : null,
    row.printed === '' ? null : row.printed,
    view?.interval?.from ?? null,
    view?.interval?.to ?? null,
    figures?.comparisonGroup ?? null,
    average?.numerator ?? null,
    average?.denominator ?? null,
    view?.verdict ?? null,
    isDemonstration,
  ]
}
