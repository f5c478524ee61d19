/**
 * The only rounding there is: once, at display, half up, from whole counts (docs/methodology.md, "Rounding").
 * Counts are integers below 2^53; products are formed as BigInt, so no step is inexact.
 */

/** Rounds numerator × scale / denominator half up to a whole number. The denominator is positive. */
export function roundHalfUp(numerator: number | bigint, denominator: number | bigint, scale: number): number {
  const doubled = 2n * BigInt(numerator) * BigInt(scale) + BigInt(denominator)
  return Number(doubled / (2n * BigInt(denominator)))
}

/** A share as a whole percentage: 1 of 2 is 50. */
export function wholePercent(numerator: number, denominator: number): number {
  return roundHalfUp(numerator, denominator, 100)
}

/** A rate to one decimal, without ".0": "0.8", "1", "1.2". */
export function formatRate(numerator: number, denominator: number, per: number): string {
  const tenths = roundHalfUp(numerator, denominator, per * 10)
  return tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1)
}
