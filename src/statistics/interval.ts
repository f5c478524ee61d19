import type { Measure } from '../scheme/scheme.ts'
import { poissonAtLeast, poissonAtMost } from './exact-tails.ts'
import type { Figure } from './figure.ts'
import { unitOf } from './group-average.ts'

/** Between which values the rate behind a figure plausibly lies: a share from 0 to 1, or a rate per its unit. */
export type Interval = { readonly from: number; readonly to: number }

/** The 95% interval of an authority's own rate: Wilson's for a share, the exact Poisson one for a rate. */
export function intervalOf(measure: Measure, figure: Figure): Interval | undefined {
  if (figure.state !== 'calculated' || figure.denominator === undefined) return undefined
  if (measure.denominator.kind !== 'rate') return wilsonInterval(figure.numerator, figure.denominator)
  const events = poissonInterval(figure.numerator)
  const scale = unitOf(measure) / figure.denominator
  return { from: events.from * scale, to: events.to * scale }
}

/** The normal deviate that leaves 2.5% on either side. */
const deviate = 1.959963984540054

/** Wilson's 95% score interval of a share: 1 of 2 lies between 9.5% and 90.5%. */
export function wilsonInterval(numerator: number, denominator: number): Interval {
  const share = numerator / denominator
  const square = deviate ** 2 / denominator
  const centre = (share + square / 2) / (1 + square)
  const half =
    (deviate * Math.sqrt((share * (1 - share)) / denominator + square / (4 * denominator))) / (1 + square)
  // At 0 and 1 the limit is the rate itself, which the subtraction would miss by a rounding error.
  return {
    from: numerator === 0 ? 0 : Math.min(centre - half, share),
    to: numerator === denominator ? 1 : Math.max(centre + half, share),
  }
}

/** The exact 95% interval of the number of events expected, 2.5% on either side, where so many were seen. */
export function poissonInterval(events: number): Interval {
  const beyond = 4 * Math.sqrt(events) + 10
  return {
    from: events === 0 ? 0 : solve(0, events, (mean) => poissonAtLeast(events, mean) < 0.025),
    to: solve(events, events + beyond, (mean) => poissonAtMost(events, mean) > 0.025),
  }
}

/** The point between two values up to which something is true, halving until the numbers themselves end. */
function solve(low: number, high: number, isBelow: (value: number) => boolean): number {
  const middle = low + (high - low) / 2
  if (middle <= low || middle >= high) return middle
  return isBelow(middle) ? solve(middle, high, isBelow) : solve(low, middle, isBelow)
}
