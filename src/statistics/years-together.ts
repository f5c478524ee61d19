import type { ReportingYear } from '../scheme/reporting-year.ts'
import { formatReportingYear } from '../scheme/reporting-year.ts'
import type { Measure, Scheme, SeriesBreak } from '../scheme/scheme.ts'
import type { Figure } from './figure.ts'
import { figureOf } from './figures-from-counts.ts'

export type YearsTogether =
  | { readonly ok: true; readonly figure: Figure }
  | { readonly ok: false; readonly reason: string }

/**
 * Several consecutive years as one figure: "2022-23 and 2023-24: 3 of 5 upheld". Sum over sum; a rate counts
 * its residents once for each year. Never across a break, where the same word counts different things.
 */
export function yearsTogether(
  scheme: Scheme,
  measure: Measure,
  figures: ReadonlyMap<ReportingYear, Figure>,
): YearsTogether {
  const years = [...figures.keys()].sort((one, other) => one - other)
  const [first] = years
  const last = years.at(-1)
  if (first === undefined || last === undefined) return { ok: false, reason: 'no year was given' }
  if (last - first !== years.length - 1) {
    return { ok: false, reason: 'years are only put together where none between them is missing' }
  }
  const between = breaksBetween(scheme, first, last)
  if (between[0]) {
    return {
      ok: false,
      reason: `${formatReportingYear(first)} and ${formatReportingYear(last)} cannot be put together: ${between[0].reason}`,
    }
  }
  return { ok: true, figure: sumOfFigures(measure, [...figures.values()]) }
}

/** The breaks that lie between two years: figures before them cannot be joined to those after. */
export function breaksBetween(scheme: Scheme, first: number, last: number): readonly SeriesBreak[] {
  return scheme.breaks.filter(({ year }) => first < year && year <= last)
}

function sumOfFigures(measure: Measure, figures: readonly Figure[]): Figure {
  let numerator = 0
  let denominator = 0
  for (const figure of figures) {
    if (figure.state === 'not-calculated') return figure
    if (figure.state === 'nothing-to-report') continue
    numerator += figure.numerator
    denominator += figure.denominator ?? 0
  }
  return measure.denominator.kind === 'none' ? figureOf(numerator) : figureOf(numerator, denominator)
}
