import type { Scheme } from '../scheme/scheme.ts'
import type { Figure, YearlyFigures } from '../statistics/figure.ts'
import { printBase, printFigure } from '../statistics/figure-wording.ts'
import { groupAverage } from '../statistics/group-average.ts'
import { wholePercent, withNoun } from '../statistics/rounding.ts'
import { measureOf } from './measure-view.ts'
import { baseWords, number } from './measure-words.ts'

/** One large figure for everybody together, with a sentence that needs no table. */
export type HeadlineFigure = {
  readonly name: string
  readonly printed: string
  readonly share: number
  readonly sentence: string
  readonly base: string
}

/** The three measures of all bodies together: sum over sum. A measure nobody has a number for is left out. */
export function nationalHeadline(
  scheme: Scheme,
  everybody: Iterable<YearlyFigures>,
): readonly HeadlineFigure[] {
  const years = [...everybody]
  return Object.entries(sentences).flatMap(([code, sentence]) => {
    const measure = measureOf(scheme, code)
    if (!measure) return []
    const figures = years.map((year) => year.figures.get(code)).filter((figure) => figure !== undefined)
    const total = groupAverage(measure, figures)
    if (!total || total.denominator === 0) return []
    const figure: Figure = { state: 'calculated', numerator: total.numerator, denominator: total.denominator }
    const late = lateWords(scheme, years, code)
    return [
      {
        name: measure.name,
        printed: printFigure(measure, figure),
        share: total.numerator / total.denominator,
        sentence: sentence(total.numerator, total.denominator),
        base: `${baseWords(code, total.numerator, total.denominator)}${late}`,
      },
    ]
  })
}

const sentences: Readonly<Record<string, (numerator: number, denominator: number) => string>> = {
  'complaints-upheld': (upheld, investigated) =>
    `Of every ten complaints investigated, the Ombudsman found fault in about ${inTens(upheld, investigated)}.`,
  compliance: (complied, outcomes) =>
    complied === outcomes
      ? 'Councils carried out what they agreed to do in every case.'
      : `Councils carried out what they agreed to do in all but ${withNoun(number(outcomes - complied), 'case', 'cases')}.`,
  'satisfactory-remedy': (remedied, upheld) =>
    remedied === 0
      ? 'In no upheld complaint had the council already put it right.'
      : `In about one upheld complaint in ${oneIn(remedied, upheld)}, the council had already put it right.`,
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

/** "; 1 in 8 late", beside compliance. */
function lateWords(scheme: Scheme, years: readonly YearlyFigures[], code: string): string {
  const late = measureOf(scheme, 'late-compliance')
  if (code !== 'compliance' || !late) return ''
  const figures = years.map((year) => year.figures.get(late.code)).filter((figure) => figure !== undefined)
  const total = groupAverage(late, figures)
  if (!total || total.numerator === 0) return ''
  return `; ${printBase(late, { state: 'calculated', numerator: total.numerator, denominator: total.denominator })} late`
}
