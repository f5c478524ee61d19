import type { NothingWording } from '../scheme/measure-wording.ts'
import type { Measure, Scheme } from '../scheme/scheme.ts'
import type { YearlyFigures } from './figure.ts'

/**
 * What is said where a measure has nothing to report in a year. Where outcomes were due but none had been
 * recorded by its end, a measure that stands beside what is unsettled does not say that none was due.
 */
export function nothingWords(
  scheme: Scheme,
  measure: Measure,
  { figures }: Pick<YearlyFigures, 'figures'>,
): Pick<NothingWording, 'shown' | 'why'> {
  const { unsettled } = scheme.site.largeMeasures.find((large) => large.measure === measure.code) ?? {}
  const figure = unsettled && figures.get(unsettled.measure)
  const isSomethingDue = figure?.state === 'calculated' && figure.numerator > 0
  return unsettled && isSomethingDue ? unsettled.nothing : measure.wording.nothing
}
