import {
  binomialAtLeast,
  binomialAtMost,
  hypergeometricAtLeast,
  hypergeometricAtMost,
} from './exact-tails.ts'
import type { Figure } from './figure.ts'

export type Change = 'more' | 'less' | 'no-clear-change'

/** Each tail is limited to one in a thousand, as in the test of one authority beside others. */
const limit = 0.001
/** A tail of exactly one in a thousand counts as beyond; this covers the last digits of its calculation. */
const calculationSlack = 1e-9

/**
 * Whether one result differs from another by more than chance alone could explain (docs/methodology.md, "Two
 * years"). Shares by the conditional exact test of two of them, counts by that of two Poisson counts. Undefined
 * where either is no number.
 */
export function changeBetween(before: Figure, after: Figure): Change | undefined {
  const tails = tailsOf(before, after)
  if (!tails) return undefined
  const { atLeast, atMost, observed } = tails
  if (isBeyond(atLeast(observed))) return 'more'
  return isBeyond(atMost(observed)) ? 'less' : 'no-clear-change'
}

/** How probable a change beyond the limits is by chance alone, where nothing has changed; at most two in a thousand. */
export function chanceOfChange(before: Figure, after: Figure): number {
  const tails = tailsOf(before, after)
  if (!tails) return 0
  const { atLeast, atMost, least, most } = tails
  const low = lastWhere(least - 1, most, (result) => isBeyond(atMost(result)))
  const high = lastWhere(least - 1, most, (result) => !isBeyond(atLeast(result))) + 1
  return (low < least ? 0 : atMost(low)) + (high > most ? 0 : atLeast(high))
}

/** What the later result could have been, with the chance of each tail, given what both come to together. */
type Tails = {
  readonly observed: number
  readonly least: number
  readonly most: number
  readonly atLeast: (result: number) => number
  readonly atMost: (result: number) => number
}

function tailsOf(before: Figure, after: Figure): Tails | undefined {
  if (before.state !== 'calculated' || after.state !== 'calculated') return undefined
  const observed = after.numerator
  const together = before.numerator + after.numerator
  if (before.denominator === undefined || after.denominator === undefined) {
    const even = { of: 1, in: 2 }
    return {
      observed,
      least: 0,
      most: together,
      atLeast: (result) => binomialAtLeast(result, together, even),
      atMost: (result) => binomialAtMost(result, together, even),
    }
  }
  const all = { drawn: after.denominator, successes: together, total: before.denominator + after.denominator }
  return {
    observed,
    least: Math.max(0, together - before.denominator),
    most: Math.min(together, after.denominator),
    atLeast: (result) => hypergeometricAtLeast(result, all),
    atMost: (result) => hypergeometricAtMost(result, all),
  }
}

function isBeyond(tail: number): boolean {
  return tail <= limit * (1 + calculationSlack)
}

/** The last number up to which something stays true, from one at which it is taken to be; halving. */
function lastWhere(from: number, to: number, isTrue: (value: number) => boolean): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (isTrue(middle)) low = middle
    else high = middle - 1
  }
  return low
}
