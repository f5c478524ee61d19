import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { chanceTest, verdictOf } from './comparison.ts'
import type { Figure, GroupAverage } from './figure.ts'
import { funnelLimits, limitsOf } from './funnel-limits.ts'

test('ten tosses of a fair coin: 2 to 8 within 95%, 1 to 9 within 99.8% but for one in 1,024', () => {
  // 0 or fewer: 1/1024 = 0.00098, outside both. 1 or fewer: 11/1024 = 0.0107, outside the inner limits alone.
  expect(limitsOf({ trials: 10, chance: { of: 1, in: 2 } })).toEqual({
    inner: { least: 2, most: 8 },
    outer: { least: 1, most: 9 },
  })
})

test('a share has its limits around the average of the group', () => {
  // 233 of 369 at a base of 2: neither has a chance of 0.136, both of 0.399. Nothing is outside.
  expect(funnelLimits(measure('complaints-upheld'), average(233, 369), 2)).toEqual({
    inner: { least: 0, most: 2 },
    outer: { least: 0, most: 2 },
  })
})

test('a rate has its limits by its part of the residents', () => {
  // Half of the residents and ten upheld in the group: as ten tosses of a coin.
  expect(funnelLimits(measure('upheld-per-100000'), average(10, 200_000), 100_000)).toEqual({
    inner: { least: 2, most: 8 },
    outer: { least: 1, most: 9 },
  })
})

test('there is no funnel around nothing, and none for a plain count', () => {
  expect(funnelLimits(measure('complaints-upheld'), average(0, 0), 5)).toBeUndefined()
  expect(funnelLimits(measure('received'), average(1, 2), 5)).toBeUndefined()
})

test('where nobody failed, a funnel leaves room for one failure among one case more', () => {
  // Around 99 of 99 a single failure of 1 has a chance of 1/100: inside 99.8%, outside 95%.
  expect(funnelLimits(measure('compliance'), average(99, 99), 1)).toEqual({
    inner: { least: 1, most: 1 },
    outer: { least: 0, most: 1 },
  })
})

test('the test says higher or lower exactly beyond the outer limits, and for rates the funnel is the test', () => {
  const counts = fc
    .record({ base: fc.integer({ min: 1, max: 60 }), others: fc.integer({ min: 1, max: 400 }) })
    .chain(({ base, others }) =>
      fc.record({
        base: fc.constant(base),
        others: fc.constant(others),
        own: fc.nat(base),
        elsewhere: fc.nat(others),
      }),
    )
  fc.assert(
    fc.property(
      counts,
      fc.constantFrom('complaints-upheld', 'upheld-per-100000'),
      ({ base, others, own, elsewhere }, code) => {
        const figure: Figure = { state: 'calculated', numerator: own, denominator: base }
        const group = average(own + elsewhere, base + others)
        const expectation = chanceTest(measure(code), figure, group)
        if (!expectation) throw new Error('there is somebody to compare with')
        const { outer } = limitsOf(expectation)
        const verdict = verdictOf(measure(code), figure, group)
        expect(verdict === 'higher').toBe(own > outer.most)
        expect(verdict === 'lower').toBe(own < outer.least)
        if (code === 'upheld-per-100000') {
          expect(funnelLimits(measure(code), group, base)?.outer).toEqual(outer)
        }
      },
    ),
    { numRuns: 400 },
  )
})

function average(numerator: number, denominator: number): GroupAverage {
  return { numerator, denominator, memberCount: 2, groupMemberCount: 2, meanOfRates: null }
}

function measure(code: string) {
  const found = ombudsmanForEngland.measures.find((candidate) => candidate.code === code)
  if (!found) throw new Error(`no measure ${code}`)
  return found
}
