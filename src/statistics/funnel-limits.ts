import type { Measure } from '../scheme/scheme.ts'
import { type Expectation, resultsInside, testLimit } from './comparison.ts'
import type { GroupAverage } from './figure.ts'

/** Between which results, in whole cases, chance alone keeps an authority of one size. */
export type FunnelLimits = {
  /** At least 95% of results by chance alone, at most 2.5% beyond on either side. */
  readonly inner: { readonly least: number; readonly most: number }
  /** At least 99.8%, at most one in a thousand beyond on either side. */
  readonly outer: { readonly least: number; readonly most: number }
}

/** How probable a result beyond the inner limits may be, on either side. */
export const innerLimit = 0.025

/** The exact limits of a funnel where so many trials have such a chance. */
export function limitsOf(expectation: Expectation): FunnelLimits {
  return { inner: resultsInside(expectation, innerLimit), outer: resultsInside(expectation, testLimit) }
}

/**
 * The limits of a group's funnel at one base: so many investigations, or so many residents. Its middle is the
 * group's average, so that all members stand in one funnel; undefined where there is none.
 */
export function funnelLimits(
  measure: Measure,
  average: GroupAverage,
  base: number,
): FunnelLimits | undefined {
  const expectation = funnelExpectation(measure, average, base)
  return expectation && limitsOf(expectation)
}

/** What chance alone would do at one base of a group's funnel. */
export function funnelExpectation(
  measure: Measure,
  average: GroupAverage,
  base: number,
): Expectation | undefined {
  if (average.denominator === 0) return undefined
  switch (measure.denominator.kind) {
    case 'none':
      return undefined
    case 'share':
      return { trials: base, chance: { of: average.numerator, in: average.denominator } }
    case 'rate':
      return { trials: average.numerator, chance: { of: base, in: average.denominator } }
  }
}
