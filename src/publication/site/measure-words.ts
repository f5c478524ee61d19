import { withNoun } from '../../scheme/count-noun.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import type { LargeMeasure } from '../../scheme/scheme-site.ts'

/** How a measure stands large; undefined for those that do not. */
export function largeMeasure(scheme: Scheme, code: string): LargeMeasure | undefined {
  return scheme.site.largeMeasures.find(({ measure }) => measure === code)
}

/** "18 of 24 investigated", "1 of 1 case", "2,499 of 2,500 cases". */
export function baseWords(measure: Measure, numerator: number, denominator: number): string {
  const counts = `${number(numerator)} of`
  return measure.denominator.kind === 'share'
    ? `${counts} ${withNoun(number(denominator), measure.denominator.noun)}`
    : `${counts} ${number(denominator)}`
}

/** A count as people read it: 17,937. */
export function number(count: number): string {
  return count.toLocaleString('en-GB')
}
