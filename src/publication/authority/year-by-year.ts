import { printYear } from '../../scheme/printed-dates.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { Measure, Scheme, SeriesBreak } from '../../scheme/scheme.ts'
import { numberInWords } from '../../scheme/sentence-words.ts'
import type { Figure, GroupAverage, YearlyFigures } from '../../statistics/figure.ts'
import { printBase, printFigure, printParts } from '../../statistics/figure-wording.ts'
import { breaksBetween, yearsTogether } from '../../statistics/years-together.ts'
import { measureOf } from '../site/measure-view.ts'

/** One row of the table of years, or a break between rows. Newest first. */
export type YearRow =
  | {
      readonly kind: 'years'
      /** "2022-23 and 2023-24", "2021-22". */
      readonly name: string
      /** Present for a single year, which has a page. */
      readonly year: ReportingYear | undefined
      readonly cells: readonly YearCell[]
    }
  /** "From 2022-23: fewer borderline cases". */
  | { readonly kind: 'break'; readonly name: string; readonly reason: string }

type YearCell = {
  readonly measure: Measure
  readonly printed: string
  readonly base: string
  /** The average of similar authorities in the same years; undefined where there is none. */
  readonly average: string | undefined
}

/** Several years of one authority, the newest together where they can be added up, with the breaks between. */
export function yearByYear(scheme: Scheme, years: readonly YearlyFigures[]): readonly YearRow[] {
  const newestFirst = [...years].sort((one, other) => other.year - one.year)
  const together = newestUnbroken(scheme, newestFirst)
  const rows: YearRow[] =
    together.length > 1
      ? [{ kind: 'years', name: nameOf(scheme, together), year: undefined, cells: cellsOf(scheme, together) }]
      : []
  newestFirst.forEach((figures, index) => {
    const newer = newestFirst[index - 1]
    if (newer) {
      for (const seriesBreak of breaksBetween(scheme, figures.year, newer.year)) {
        rows.push(breakRow(scheme, seriesBreak))
      }
    }
    rows.push({
      kind: 'years',
      name: printYear(scheme, figures.year),
      year: figures.year,
      cells: cellsOf(scheme, [figures]),
    })
  })
  return rows
}

function breakRow(scheme: Scheme, { year, name, reason }: SeriesBreak): YearRow {
  const from = printYear(scheme, reportingYear(year))
  return { kind: 'break', name: `From ${from}: ${name.slice(0, 1).toLowerCase()}${name.slice(1)}`, reason }
}

/** "Over the two years that can be added up, 33 of 45 complaints investigated were upheld." */
export function yearsFinding(scheme: Scheme, years: readonly YearlyFigures[]): string | undefined {
  const together = newestUnbroken(
    scheme,
    [...years].sort((one, other) => other.year - one.year),
  )
  const { largeMeasures, severalYears } = scheme.site
  const measure = measureOf(scheme, largeMeasures[0].measure)
  if (together.length < 2 || !measure) return undefined
  const figure = sumOf(scheme, measure, together)
  const yearCount = numberInWords(together.length)
  if (figure?.state === 'nothing-to-report') return severalYears.nothing(yearCount)
  if (figure?.state !== 'calculated') return undefined
  return severalYears.number(yearCount, printParts(measure, figure))
}

/** The newest years that follow one another without a gap or a break. */
function newestUnbroken(scheme: Scheme, newestFirst: readonly YearlyFigures[]): readonly YearlyFigures[] {
  const unbroken: YearlyFigures[] = []
  for (const figures of newestFirst) {
    const newer = unbroken.at(-1)
    if (
      newer &&
      (newer.year - figures.year !== 1 || breaksBetween(scheme, figures.year, newer.year).length > 0)
    )
      break
    unbroken.push(figures)
  }
  return unbroken
}

function nameOf(scheme: Scheme, newestFirst: readonly YearlyFigures[]): string {
  const names = newestFirst.map(({ year }) => printYear(scheme, year)).reverse()
  const last = names.at(-1)
  return names.length > 2 ? `${names[0]} to ${last}` : names.join(' and ')
}

function cellsOf(scheme: Scheme, years: readonly YearlyFigures[]): readonly YearCell[] {
  return scheme.site.largeMeasures.flatMap(({ measure: code }) => {
    const measure = measureOf(scheme, code)
    const figure = measure && sumOf(scheme, measure, years)
    if (!measure || !figure) return []
    const average = averageOf(scheme, measure, years)
    return [
      {
        measure,
        printed: figure.state === 'nothing-to-report' ? 'none' : printFigure(measure, figure),
        base: figure.state === 'calculated' ? printBase(measure, figure) : '',
        average: average && printFigure(measure, average),
      },
    ]
  })
}

function sumOf(scheme: Scheme, measure: Measure, years: readonly YearlyFigures[]): Figure | undefined {
  const figures = years.map(({ year, figures }) => [year, figures.get(measure.code)] as const)
  return together(scheme, measure, figures)
}

function averageOf(scheme: Scheme, measure: Measure, years: readonly YearlyFigures[]): Figure | undefined {
  const averages = years.map(({ year, averages }) => [year, asFigure(averages.get(measure.code))] as const)
  const sum = together(scheme, measure, averages)
  return sum?.state === 'calculated' ? sum : undefined
}

function asFigure(average: GroupAverage | undefined): Figure | undefined {
  if (!average || average.denominator === 0) return undefined
  return { state: 'calculated', numerator: average.numerator, denominator: average.denominator }
}

function together(
  scheme: Scheme,
  measure: Measure,
  figures: readonly (readonly [ReportingYear, Figure | undefined])[],
): Figure | undefined {
  const known = figures.filter((entry): entry is readonly [ReportingYear, Figure] => entry[1] !== undefined)
  if (known.length < figures.length) return undefined
  const sum = yearsTogether(scheme, measure, new Map(known))
  return sum.ok ? sum.figure : undefined
}
