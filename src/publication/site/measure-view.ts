import type { Measure, Scheme } from '../../scheme/scheme.ts'
import { comparisonSentence, type Verdict, verdictOf } from '../../statistics/comparison.ts'
import type { Figure, GroupAverage, YearlyFigures } from '../../statistics/figure.ts'
import { printFigure, roundingHides } from '../../statistics/figure-wording.ts'
import { type Interval, intervalOf } from '../../statistics/interval.ts'
import { nothingWords } from '../../statistics/nothing-words.ts'
import { baseWords, number } from './measure-words.ts'

/** What stands large: a number with its unit, or words where there is no number or it would mislead. */
export type ShownNumber =
  | { readonly kind: 'number'; readonly printed: string; readonly unit: string }
  | { readonly kind: 'words'; readonly lines: readonly [string, string] }

/** One measure as a page shows it. Shares are 0 to 1 and only for drawing; everything printed is words. */
export type MeasureView = {
  readonly measure: Measure
  readonly figure: Figure
  readonly number: ShownNumber
  readonly base: string
  /** Why there is no rate, where there is none. */
  readonly whyNothing: string | undefined
  readonly share: number | undefined
  readonly isFew: boolean
  readonly average: { readonly share: number; readonly printed: string } | undefined
  readonly verdict: Verdict | undefined
  /** "No clear difference" and ": within what chance alone could explain." */
  readonly finding: { readonly strong: string; readonly rest: string } | undefined
  readonly interval: Interval | undefined
}

/** Puts one share of the year into words and marks; undefined where the year says nothing about it. */
export function measureView(scheme: Scheme, figures: YearlyFigures, code: string): MeasureView | undefined {
  const measure = measureOf(scheme, code)
  const figure = figures.figures.get(code)
  if (!measure || !figure) return undefined
  // Beside nothing there is nothing to compare, in the letter as on the page.
  const average = figure.state === 'calculated' ? figures.averages.get(code) : undefined
  const verdict = verdictOf(measure, figure, average)
  return {
    measure,
    figure,
    number: shownNumber(measure, figure, nothingWords(scheme, measure, figures).shown),
    base: shownBase(measure, figure),
    whyNothing: whyNothing(figure, nothingWords(scheme, measure, figures).why),
    share: shareOf(figure),
    isFew: verdict === 'too-few-to-tell',
    average: shownAverage(measure, average),
    verdict,
    finding: verdict && splitFinding(comparisonSentence(measure, verdict)),
    interval: intervalOf(measure, figure),
  }
}

export function measureOf(scheme: Scheme, code: string): Measure | undefined {
  return scheme.measures.find((measure) => measure.code === code)
}

/** A figure as printed: "75" and "%", "0.8" and "per 100,000 residents", "101". */
function shownNumber(measure: Measure, figure: Figure, nothing: readonly [string, string]): ShownNumber {
  if (figure.state === 'not-calculated') return { kind: 'words', lines: ['Not', 'calculated'] }
  if (figure.state === 'nothing-to-report') return { kind: 'words', lines: nothing }
  const { numerator, denominator } = figure
  if (measure.denominator.kind === 'none' || denominator === undefined) {
    return { kind: 'number', printed: number(numerator), unit: '' }
  }
  if (measure.denominator.kind === 'rate') {
    return {
      kind: 'number',
      printed: printFigure(measure, figure),
      unit: rateUnit(measure),
    }
  }
  switch (roundingHides(numerator, denominator)) {
    case 'a-failure':
      return {
        kind: 'words',
        lines: [`All but ${number(denominator - numerator)}`, `of ${number(denominator)}`],
      }
    case 'a-success':
      return { kind: 'words', lines: [number(numerator), `of ${number(denominator)}`] }
    case 'nothing':
      return { kind: 'number', printed: printFigure(measure, figure).replace('%', ''), unit: '%' }
  }
}

/** "per 100,000 residents"; empty for what is no rate. */
export function rateUnit(measure: Measure): string {
  if (measure.denominator.kind !== 'rate') return ''
  return `per ${number(measure.denominator.per)} ${measure.denominator.base}`
}

function whyNothing(figure: Figure, why: string): string | undefined {
  if (figure.state === 'not-calculated') return 'Something it needs is not known for this year.'
  return figure.state === 'nothing-to-report' ? why : undefined
}

function shownBase(measure: Measure, figure: Figure): string {
  if (figure.state !== 'calculated' || figure.denominator === undefined) return ''
  if (measure.denominator.kind === 'rate') {
    return `${rateUnit(measure)}: ${number(figure.numerator)} among ${number(figure.denominator)}`
  }
  return baseWords(measure, figure.numerator, figure.denominator)
}

function shareOf(figure: Figure): number | undefined {
  return figure.state === 'calculated' && figure.denominator !== undefined
    ? figure.numerator / figure.denominator
    : undefined
}

function shownAverage(measure: Measure, average: GroupAverage | undefined): MeasureView['average'] {
  if (!average || average.denominator === 0) return undefined
  const pooled: Figure = {
    state: 'calculated',
    numerator: average.numerator,
    denominator: average.denominator,
  }
  return { share: shareOf(pooled) ?? 0, printed: printFigure(measure, pooled) }
}

function splitFinding(sentence: string): { strong: string; rest: string } {
  const colon = sentence.indexOf(':')
  return colon < 0
    ? { strong: sentence, rest: '' }
    : { strong: sentence.slice(0, colon), rest: sentence.slice(colon) }
}
