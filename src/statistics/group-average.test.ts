import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import type { Figure } from './figure.ts'
import { gapToAverage, groupAverage, membersInWords } from './group-average.ts'
import { formatRate, wholePercent } from './rounding.ts'

test('the published averages of districts in 2023-24 follow from their totals', () => {
  expect(wholePercent(234, 371)).toBe(63)
  expect(wholePercent(198, 200)).toBe(99)
  expect(wholePercent(49, 234)).toBe(21)
})

test('an average is the sum over the sum, with the mean of rates beside it', () => {
  // 1 of 1 and 10 of 30: pooled 11 of 31 = 35%; mean of rates (100% + 33.3%) / 2 = 66.7%.
  const average = groupAverage(measure('complaints-upheld'), [share(1, 1), share(10, 30)])
  expect(average).toEqual({
    numerator: 11,
    denominator: 31,
    memberCount: 2,
    groupMemberCount: 2,
    meanOfRates: expect.closeTo(2 / 3, 12),
  })
})

test('a member with nothing to report counts as a member, one not calculated does not', () => {
  const average = groupAverage(measure('compliance'), [
    share(3, 4),
    { state: 'nothing-to-report' },
    { state: 'not-calculated' },
  ])
  expect(average).toEqual({
    numerator: 3,
    denominator: 4,
    memberCount: 2,
    groupMemberCount: 3,
    meanOfRates: 0.75,
  })
})

test('an average that rests on some of the members says so', () => {
  const average = groupAverage(measure('compliance'), [share(3, 4), { state: 'not-calculated' }])
  expect(average && membersInWords(average)).toBe('1 of 2')
  const whole = groupAverage(measure('compliance'), [share(3, 4), { state: 'nothing-to-report' }])
  expect(whole && membersInWords(whole)).toBe('2')
})

test('residents of a member without anything upheld count in the rate of the group', () => {
  const average = groupAverage(measure('upheld-per-100000'), [share(3, 100_000), share(0, 100_000)])
  expect(average).toMatchObject({ numerator: 3, denominator: 200_000, memberCount: 2, meanOfRates: 1.5 })
  expect(formatRate(3, 200_000, 100_000)).toBe('1.5')
})

test('plain counts, and groups nobody is known of, have no average', () => {
  expect(groupAverage(measure('received'), [{ state: 'calculated', numerator: 4 }])).toBeUndefined()
  expect(groupAverage(measure('compliance'), [{ state: 'not-calculated' }])).toBeUndefined()
})

test('a pooled average lies between the least and the greatest of its members, in any order', () => {
  const members = fc.array(
    fc
      .integer({ min: 1, max: 5000 })
      .chain((denominator) => fc.nat(denominator).map((numerator) => share(numerator, denominator))),
    { minLength: 1, maxLength: 40 },
  )
  fc.assert(
    fc.property(members, (figures) => {
      const average = groupAverage(measure('complaints-upheld'), figures)
      const rates = figures.map((figure) => rateOf(figure))
      const pooled = (average?.numerator ?? 0) / (average?.denominator ?? 0)
      expect(pooled).toBeGreaterThanOrEqual(Math.min(...rates))
      expect(pooled).toBeLessThanOrEqual(Math.max(...rates))
      const reversed = groupAverage(measure('complaints-upheld'), figures.toReversed())
      expect({ ...reversed, meanOfRates: null }).toEqual({ ...average, meanOfRates: null })
    }),
  )
})

test('the gap to the average is formed before rounding', () => {
  const upheld = measure('complaints-upheld')
  const average = groupAverage(upheld, [share(234, 371)])
  expect(gapToAverage(upheld, share(1, 2), average)).toBe('−13 percentage points') // 50 − 63.07
  expect(gapToAverage(upheld, share(16, 25), average)).toBe('+1 percentage point') // 64 − 63.07
  expect(gapToAverage(upheld, share(234, 371), average)).toBe('the same as the average')
  // 367 of 582 is 63.06%, 0.01 of a point below: near, but not the same.
  expect(gapToAverage(upheld, share(367, 582), average)).toBe(
    'less than half a percentage point from the average',
  )
  const rate = measure('upheld-per-100000')
  const pooled = groupAverage(rate, [share(120, 10_000_000)])
  expect(gapToAverage(rate, share(1, 119_000), pooled)).toBe('−0.4 per 100,000 residents') // 0.84 − 1.2
  expect(gapToAverage(rate, share(121, 10_000_000), pooled)).toBe(
    'less than 0.05 per 100,000 residents from the average', // 1.21 − 1.2
  )
  // 37 of 200 beside 36 of 200 is exactly half a point more: away from zero, as it would be below.
  expect(gapToAverage(upheld, share(37, 200), groupAverage(upheld, [share(36, 200)]))).toBe(
    '+1 percentage point',
  )
  expect(gapToAverage(upheld, share(35, 200), groupAverage(upheld, [share(36, 200)]))).toBe(
    '−1 percentage point',
  )
  expect(gapToAverage(upheld, { state: 'nothing-to-report' }, average)).toBeUndefined()
  expect(gapToAverage(upheld, share(1, 2), undefined)).toBeUndefined()
})

function share(numerator: number, denominator: number): Figure {
  return { state: 'calculated', numerator, denominator }
}

function rateOf(figure: Figure): number {
  return figure.state === 'calculated' ? figure.numerator / (figure.denominator ?? 1) : Number.NaN
}

function measure(code: string) {
  const found = ombudsmanForEngland.measures.find((candidate) => candidate.code === code)
  if (!found) throw new Error(`no measure ${code}`)
  return found
}
