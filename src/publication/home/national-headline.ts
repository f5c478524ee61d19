import type { Measure, Scheme } from '../../scheme/scheme.ts'
import type { LargeMeasure } from '../../scheme/scheme-site.ts'
import type { CalculatedFigure, YearlyFigures } from '../../statistics/figure.ts'
import { printBase, printFigure, printParts } from '../../statistics/figure-wording.ts'
import { groupAverage } from '../../statistics/group-average.ts'
import { wholePercent } from '../../statistics/rounding.ts'
import { measureOf } from '../site/measure-view.ts'
import { baseWords, number } from '../site/measure-words.ts'

/** One large figure for everybody together, with a sentence that needs no table. */
export type HeadlineFigure = {
  readonly name: string
  readonly printed: string
  readonly share: number
  readonly sentence: string
  readonly base: string
}

/** The large measures of all bodies together: sum over sum. A measure nobody has a number for is left out. */
export function nationalHeadline(
  scheme: Scheme,
  everybody: Iterable<YearlyFigures>,
): readonly HeadlineFigure[] {
  const years = [...everybody]
  return scheme.site.largeMeasures.flatMap((large) => {
    const measure = measureOf(scheme, large.measure)
    const figure = measure && nationalFigure(measure, years)
    if (!measure || !figure) return []
    const { numerator, denominator } = figure
    return [
      {
        name: measure.name,
        printed: printFigure(measure, figure),
        share: numerator / denominator,
        sentence: large.headline({
          ...printParts(measure, figure),
          inTens: inTens(numerator, denominator),
          oneIn: numerator === 0 ? undefined : oneIn(numerator, denominator),
        }),
        base: `${baseWords(measure, numerator, denominator)}${lateWords(scheme, large, years)}`,
      },
    ]
  })
}

/** All bodies together, sum over sum; undefined where nobody has a number. */
export function nationalFigure(
  measure: Measure,
  years: readonly YearlyFigures[],
): Required<CalculatedFigure> | undefined {
  const figures = years.map((year) => year.figures.get(measure.code)).filter((figure) => figure !== undefined)
  const total = groupAverage(measure, figures)
  if (!total || total.denominator === 0) return undefined
  return { state: 'calculated', numerator: total.numerator, denominator: total.denominator }
}

const numberWords = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** 3,214 of 4,003 is "eight" of ten. */
export function inTens(numerator: number, denominator: number): string {
  const tenths = Math.floor((wholePercent(numerator, denominator) + 5) / 10)
  return numberWords[tenths] ?? String(tenths)
}

/** 362 of 3,214 is one in "nine". */
export function oneIn(numerator: number, denominator: number): string {
  const every = Math.round(denominator / numerator)
  return numberWords[every] ?? number(every)
}

/** "; 3 of 17 late", beside what can come late. */
function lateWords(scheme: Scheme, { late }: LargeMeasure, years: readonly YearlyFigures[]): string {
  const measure = late && measureOf(scheme, late.measure)
  const figure = measure && nationalFigure(measure, years)
  if (!figure || figure.numerator === 0) return ''
  return `; ${printBase(measure, figure)} ${measure.wording.counted}`
}
