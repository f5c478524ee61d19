import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  binomialAtLeast,
  binomialAtMost,
  type Chance,
  type Draw,
  hypergeometricAtLeast,
  hypergeometricAtMost,
  poissonAtLeast,
  poissonAtMost,
} from './exact-tails.ts'

test('two tosses of a fair coin', () => {
  const fair = { of: 1, in: 2 }
  expect(binomialAtMost(0, 2, fair)).toBeCloseTo(1 / 4, 15)
  expect(binomialAtMost(1, 2, fair)).toBeCloseTo(3 / 4, 15)
  expect(binomialAtLeast(2, 2, fair)).toBeCloseTo(1 / 4, 15)
})

test('both tails agree with sums of exact fractions, to twelve digits', () => {
  fc.assert(
    fc.property(trialsAndChance(220), ({ trials, result, chance }) => {
      const complement = { of: chance.in - chance.of, in: chance.in }
      const atMost = exactAtMost(result, trials, chance)
      const atLeast = exactAtMost(trials - result, trials, complement)
      expect(relativeError(binomialAtMost(result, trials, chance), atMost)).toBeLessThan(1e-12)
      expect(relativeError(binomialAtLeast(result, trials, chance), atLeast)).toBeLessThan(1e-12)
    }),
    { numRuns: 300 },
  )
})

test('a tail far out keeps its digits', () => {
  // 3,000 cases with a chance of 1 in 1,000: 30 or more.
  const chance = { of: 1, in: 1000 }
  const exact = exactAtMost(3000 - 30, 3000, { of: 999, in: 1000 })
  expect(relativeError(binomialAtLeast(30, 3000, chance), exact)).toBeLessThan(1e-12)
  expect(exact).toBeLessThan(1e-15)
})

test('a chance of none or all leaves nothing to chance', () => {
  expect(binomialAtMost(0, 5, { of: 0, in: 9 })).toBe(1)
  expect(binomialAtLeast(1, 5, { of: 0, in: 9 })).toBe(0)
  expect(binomialAtMost(4, 5, { of: 9, in: 9 })).toBe(0)
  expect(binomialAtLeast(5, 5, { of: 9, in: 9 })).toBe(1)
})

test('a thousand million cases are as exact as one', () => {
  const trials = 1_000_000_000
  const half = { of: 1, in: 2 }
  // By symmetry the two halves are equal, and share the middle result.
  const middle = 1 / Math.sqrt((Math.PI * trials) / 2)
  expect(binomialAtMost(trials / 2, trials, half)).toBeCloseTo(0.5 + middle / 2, 12)
  const tail = binomialAtMost(trials / 2 - 50_000, trials, half)
  expect(relativeError(binomialAtLeast(trials / 2 + 50_000, trials, half), tail)).toBeLessThan(1e-9)
  // 50,000 off the middle is 3.1623 standard deviations; the normal tail there is 0.00078270.
  expect(tail).toBeCloseTo(0.0007827, 6)
})

test('the lady tasting tea: 4 of 8 cups, 3 or more of them right', () => {
  // Of the 70 choices of 4 cups, 1 has all four right and 16 have three.
  const tea = { drawn: 4, successes: 4, total: 8 }
  expect(hypergeometricAtLeast(4, tea)).toBeCloseTo(1 / 70, 14)
  expect(hypergeometricAtLeast(3, tea)).toBeCloseTo(17 / 70, 14)
  expect(hypergeometricAtMost(2, tea)).toBeCloseTo(53 / 70, 14)
})

test('both tails of a draw agree with sums of exact fractions, to eleven digits', () => {
  const draws = fc
    .tuple(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 1, max: 150 }), fc.nat(300), fc.nat(300))
    .map(([drawn, others, successes, result]) => {
      const total = drawn + others
      return { result: result % (drawn + 1), draw: { drawn, successes: successes % (total + 1), total } }
    })
  fc.assert(
    fc.property(draws, ({ result, draw }) => {
      expect(relativeError(hypergeometricAtMost(result, draw), exactDraw(draw, 0, result))).toBeLessThan(
        1e-11,
      )
      const atLeast = exactDraw(draw, result, draw.drawn)
      expect(relativeError(hypergeometricAtLeast(result, draw), atLeast)).toBeLessThan(1e-11)
    }),
    { numRuns: 300 },
  )
})

/** The exact chance of a number of successes between two numbers, from whole binomial coefficients. */
function exactDraw({ drawn, successes, total }: Draw, from: number, to: number): number {
  let ways = 0n
  for (let k = from; k <= to; k += 1) ways += choose(successes, k) * choose(total - successes, drawn - k)
  return quotient(ways, choose(total, drawn))
}

function choose(from: number, count: number): bigint {
  if (count < 0 || count > from) return 0n
  let ways = 1n
  for (let k = 0; k < count; k += 1) ways = (ways * BigInt(from - k)) / BigInt(k + 1)
  return ways
}

test('a Poisson tail is the limit of binomial tails', () => {
  const trials = 10_000_000
  for (const [events, mean] of [
    [0, 3],
    [5, 2],
    [10, 20],
    [100, 81],
  ] as const) {
    const chance = { of: mean, in: trials }
    expect(poissonAtMost(events, mean)).toBeCloseTo(binomialAtMost(events, trials, chance), 5)
    expect(poissonAtLeast(events, mean)).toBeCloseTo(binomialAtLeast(events, trials, chance), 5)
  }
  expect(poissonAtMost(2, 2)).toBeCloseTo(5 * Math.exp(-2), 14) // (1 + 2 + 2) e⁻²
})

function trialsAndChance(most: number) {
  return fc
    .record({
      trials: fc.integer({ min: 1, max: most }),
      base: fc.integer({ min: 1, max: 5000 }),
      share: fc.nat(5000),
      at: fc.nat(most),
    })
    .map(({ trials, base, share, at }) => ({
      trials,
      result: at % (trials + 1),
      chance: { of: share % (base + 1), in: base },
    }))
}

/** The other route: whole numbers only, one division at the end. */
function exactAtMost(most: number, trials: number, chance: Chance): number {
  const successes = BigInt(chance.of)
  const failures = BigInt(chance.in - chance.of)
  let waysToChoose = 1n
  let sum = 0n
  for (let k = 0; k <= most; k += 1) {
    sum += waysToChoose * successes ** BigInt(k) * failures ** BigInt(trials - k)
    waysToChoose = (waysToChoose * BigInt(trials - k)) / BigInt(k + 1)
  }
  return quotient(sum, BigInt(chance.in) ** BigInt(trials))
}

function quotient(numerator: bigint, denominator: bigint): number {
  if (numerator <= 0n) return 0
  const shift = Math.max(0, 4 * (denominator.toString(16).length - numerator.toString(16).length) + 64)
  return Number((numerator << BigInt(shift)) / denominator) / 2 ** shift
}

/** Below 1e-200 a probability is none, and whole numbers of that size would leave the range of a fraction. */
function relativeError(found: number, exact: number): number {
  return Math.abs(found - exact) / Math.max(exact, 1e-200)
}
