import { expect, test } from 'vitest'
import type { Provision } from '../provisions/code-version.ts'
import { type AssessedCouncil, provisionOutcomes } from './provision-outcomes.ts'

const provision = (name: string): Provision => ({
  provision: name,
  number: '6.1',
  section: 6,
  certainty: 'confirmed',
  text: 'Answer.',
  source: 'ours',
})

const council = (follows: readonly string[], not: readonly string[], upheld: number, investigated: number) =>
  ({ followed: new Set(follows), notFollowed: new Set(not), upheld, investigated }) satisfies AssessedCouncil

test('each side is pooled, sum over sum, with the interval of the whole', () => {
  const councils = [
    council(['a'], [], 3, 4),
    council(['a'], [], 10, 20),
    council([], ['a'], 6, 8),
    council([], ['a'], 0, 2),
    // Said nothing of it.
    council([], [], 500, 500),
  ]
  const { compared, oneSidedCount } = provisionOutcomes([provision('a')], councils)
  expect(oneSidedCount).toBe(0)
  expect(compared[0]?.followed).toMatchObject({ councilCount: 2, upheld: 13, investigated: 24 })
  expect(compared[0]?.notFollowed).toMatchObject({ councilCount: 2, upheld: 6, investigated: 10 })
  // Wilson's interval of 6 of 10 is 31.3% to 83.2%.
  expect(compared[0]?.notFollowed.interval.from).toBeCloseTo(0.3127, 4)
  expect(compared[0]?.notFollowed.interval.to).toBeCloseTo(0.8318, 4)
})

test.each([
  // 50 of 100 beside 50 of 100.
  ['no-difference', 50, 100, 50, 100],
  // 40 of 100 beside 80 of 100: by chance alone far rarer than one in a thousand.
  ['less-where-followed', 40, 100, 80, 100],
  ['more-where-followed', 80, 100, 40, 100],
  // 1 of 2 beside 2 of 3: of 3 upheld in 5 the rarest split has a chance of 1 in 10.
  ['too-few-to-tell', 1, 2, 2, 3],
])('%s: %d of %d where it is followed, %d of %d where not', (verdict, upheld, of, otherUpheld, other) => {
  const councils = [council(['a'], [], upheld, of), council([], ['a'], otherUpheld, other)]
  expect(provisionOutcomes([provision('a')], councils).compared[0]?.verdict).toBe(verdict)
})

test('a provision that all follow, or nobody investigated does not, has nothing beside it', () => {
  const councils = [council(['all', 'most'], [], 5, 9), council(['all'], ['most'], 0, 0)]
  const outcomes = provisionOutcomes([provision('all'), provision('most')], councils)
  expect(outcomes).toEqual({ compared: [], oneSidedCount: 2, expectedByChance: 0 })
})

test('what chance alone would call different is counted over all comparisons, at most two in a thousand each', () => {
  const names = ['a', 'b', 'c', 'd']
  const councils = [council(names, [], 300, 500), council([], names, 320, 500)]
  const one = provisionOutcomes([provision('a')], councils).expectedByChance
  const four = provisionOutcomes(names.map(provision), councils).expectedByChance
  expect(one).toBeGreaterThan(0.001)
  expect(one).toBeLessThanOrEqual(0.002)
  expect(four).toBeCloseTo(4 * one, 12)
})
