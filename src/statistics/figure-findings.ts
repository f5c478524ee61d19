import type { Measure } from '../scheme/scheme.ts'
import type { Figure } from './figure.ts'
import { printBase } from './figure-wording.ts'
import { roundHalfUp } from './rounding.ts'

/** An average or rate as it was published, in the units it is printed in: 63 for 63%, 1.2 per 100,000. */
export type PublishedValue = { readonly value: number; readonly document: string }

/**
 * What to say where a published value is not what ours prints as, beside it; undefined where they agree.
 * A published value with more decimals than ours is rounded as ours is.
 */
export function findingOf(
  measure: Measure,
  subject: string,
  published: PublishedValue,
  ours: Figure,
): string | undefined {
  const decimals = measure.denominator.kind === 'rate' ? 1 : 0
  const publishedPrints = printed(
    measure,
    roundHalfUp(Math.round(published.value * 100), 100, 10 ** decimals),
    decimals,
  )
  const oursPrints = printedFigure(measure, ours, decimals)
  if (oursPrints === publishedPrints) return undefined
  const base = ours.state === 'calculated' ? ` (${printBase(measure, ours)})` : ''
  return `${subject}: ${published.document} says ${publishedPrints}, ours is ${oursPrints}${base}.`
}

function printedFigure(measure: Measure, figure: Figure, decimals: number): string {
  if (figure.state === 'nothing-to-report') return 'nothing to report'
  if (figure.state === 'not-calculated' || figure.denominator === undefined) return 'not calculated'
  const unit = measure.denominator.kind === 'rate' ? measure.denominator.per : 100
  return printed(measure, roundHalfUp(figure.numerator, figure.denominator, unit * 10 ** decimals), decimals)
}

function printed(measure: Measure, scaled: number, decimals: number): string {
  return `${scaled / 10 ** decimals}${measure.denominator.kind === 'rate' ? '' : '%'}`
}
