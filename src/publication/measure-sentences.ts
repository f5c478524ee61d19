import type { YearlyFigures } from '../statistics/figure.ts'
import type { MeasureView } from './measure-view.ts'
import { number } from './measure-words.ts'

/** What is said beside compliance after any failure: what came late, and what is still open. */
export function complianceSentences(figures: YearlyFigures): readonly string[] {
  const late = figures.figures.get('late-compliance')
  const unsettled = figures.figures.get('unsettled')
  const sentences: string[] = []
  if (late?.state === 'calculated' && late.denominator !== undefined && late.numerator > 0) {
    sentences.push(
      late.denominator === 1
        ? 'It was late.'
        : `${number(late.numerator)} of the ${number(late.denominator)} carried out ${late.numerator === 1 ? 'was' : 'were'} late.`,
    )
  }
  if (unsettled?.state === 'calculated' && unsettled.numerator > 0) {
    const more = figures.figures.get('compliance')?.state === 'calculated' ? 'more ' : ''
    const were = unsettled.numerator === 1 ? 'case was' : 'cases were'
    sentences.push(`${number(unsettled.numerator)} ${more}${were} due by the year’s end and not yet settled.`)
  }
  return sentences
}

/** What the strip beside a measure shows, in words. Only the first of a page explains its marks. */
export function intervalWords(view: MeasureView, isFirst: boolean): string {
  if (!view.interval || view.figure.state !== 'calculated' || view.figure.denominator === undefined) return ''
  const base = view.figure.denominator
  if (view.isFew) {
    const range = `${percent(view.interval.from, 1)} to ${percent(view.interval.to, 1)}`
    const from = `from ${number(base)} ${baseNoun(view.measure.code, base)} the true rate could lie anywhere from ${range}.`
    return isFirst ? `Hollow: few cases. ${capital(from)}` : capital(from)
  }
  const range = `${percent(view.interval.from, 0)} to ${percent(view.interval.to, 0)}`
  return isFirst ? `Band: where the true rate plausibly lies, ${range}.` : `Band: ${range}.`
}

/** A share with so many decimals, dropping ".0": "9.5%", "100%". */
function percent(share: number, decimals: 0 | 1): string {
  return `${Number((share * 100).toFixed(decimals))}%`
}

function baseNoun(code: string, base: number): string {
  const nouns: Readonly<Record<string, readonly [string, string]>> = {
    'complaints-upheld': ['investigation', 'investigations'],
    'satisfactory-remedy': ['upheld complaint', 'upheld complaints'],
  }
  const [one, many] = nouns[code] ?? ['case', 'cases']
  return base === 1 ? one : many
}

function capital(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1)
}
