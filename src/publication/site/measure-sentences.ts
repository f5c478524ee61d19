import { withNoun } from '../../scheme/count-noun.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'
import { printParts } from '../../statistics/figure-wording.ts'
import { type MeasureView, measureOf } from './measure-view.ts'
import { largeMeasure, number } from './measure-words.ts'

/** What is said beside a measure after any failure: what came late, and what is still open. */
export function sentencesBeside(scheme: Scheme, figures: YearlyFigures, code: string): readonly string[] {
  const { late, unsettled } = largeMeasure(scheme, code) ?? {}
  const sentences: string[] = []
  if (late) {
    const measure = measureOf(scheme, late.measure)
    const figure = figures.figures.get(late.measure)
    if (measure && figure?.state === 'calculated' && figure.numerator > 0) {
      sentences.push(late.sentence(printParts(measure, figure)))
    }
  }
  if (unsettled) {
    const figure = figures.figures.get(unsettled.measure)
    if (figure?.state === 'calculated' && figure.numerator > 0) {
      const hasSettled = figures.figures.get(code)?.state === 'calculated'
      sentences.push(unsettled.sentence(number(figure.numerator), hasSettled))
    }
  }
  return sentences
}

/** What the strip beside a large measure shows, in words. Only the first of a page explains its marks. */
export function intervalWords(scheme: Scheme, view: MeasureView, isFirst: boolean): string {
  const large = largeMeasure(scheme, view.measure.code)
  if (!large || !view.interval || view.figure.state !== 'calculated') return ''
  if (view.figure.denominator === undefined) return ''
  if (view.isFew) {
    const range = `${percent(view.interval.from, 1)} to ${percent(view.interval.to, 1)}`
    const base = withNoun(number(view.figure.denominator), large.baseNoun)
    const from = `from ${base} the true rate could lie anywhere from ${range}.`
    return isFirst ? `Hollow: few cases. ${capital(from)}` : capital(from)
  }
  const range = `${percent(view.interval.from, 0)} to ${percent(view.interval.to, 0)}`
  return isFirst ? `Band: where the true rate plausibly lies, ${range}.` : `Band: ${range}.`
}

/** A share with so many decimals, dropping ".0": "9.5%", "100%". */
function percent(share: number, decimals: 0 | 1): string {
  return `${Number((share * 100).toFixed(decimals))}%`
}
