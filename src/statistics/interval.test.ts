import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { intervalOf, poissonInterval, wilsonInterval } from './interval.ts'

test('1 of 2 lies between 9.5% and 90.5%', () => {
  const { from, to } = wilsonInterval(1, 2)
  expect((from * 100).toFixed(1)).toBe('9.5')
  expect((to * 100).toFixed(1)).toBe('90.5')
})

test('none of 10 begins at nothing and all of 10 ends at everything', () => {
  // Wilson at 0 of n ends at z² / (n + z²): 3.8415 / 13.8415.
  expect(wilsonInterval(0, 10)).toEqual({ from: 0, to: expect.closeTo(0.27753, 5) })
  expect(wilsonInterval(10, 10)).toEqual({ from: expect.closeTo(0.72247, 5), to: 1 })
})

test('exact Poisson intervals are those of the printed tables', () => {
  expect(poissonInterval(0)).toEqual({ from: 0, to: expect.closeTo(-Math.log(0.025), 10) })
  expect(poissonInterval(1)).toEqual({
    from: expect.closeTo(-Math.log(0.975), 10),
    to: expect.closeTo(5.5716, 4),
  })
  expect(poissonInterval(10)).toEqual({ from: expect.closeTo(4.7954, 4), to: expect.closeTo(18.3904, 4) })
  expect(poissonInterval(100)).toEqual({ from: expect.closeTo(81.364, 3), to: expect.closeTo(121.6272, 3) })
})

test('one upheld complaint among 119,000 residents may be 0.02 to 4.7 per 100,000', () => {
  const rate = measure('upheld-per-100000')
  const interval = intervalOf(rate, { state: 'calculated', numerator: 1, denominator: 119_000 })
  expect(interval).toEqual({ from: expect.closeTo(0.02128, 4), to: expect.closeTo(4.682, 3) })
})

test('what has no base, or nothing to report, has no interval', () => {
  expect(intervalOf(measure('received'), { state: 'calculated', numerator: 15 })).toBeUndefined()
  expect(intervalOf(measure('compliance'), { state: 'nothing-to-report' })).toBeUndefined()
})

test('an interval contains the rate and narrows with size', () => {
  const shares = fc.integer({ min: 1, max: 1000 }).chain((denominator) =>
    fc.record({
      numerator: fc.nat(denominator),
      denominator: fc.constant(denominator),
      times: fc.integer({ min: 2, max: 50 }),
    }),
  )
  fc.assert(
    fc.property(shares, ({ numerator, denominator, times }) => {
      const once = wilsonInterval(numerator, denominator)
      expect(once.from).toBeLessThanOrEqual(numerator / denominator)
      expect(once.to).toBeGreaterThanOrEqual(numerator / denominator)
      const more = wilsonInterval(numerator * times, denominator * times)
      expect(more.to - more.from).toBeLessThan(once.to - once.from)
    }),
  )
  fc.assert(
    fc.property(fc.nat(100_000), fc.integer({ min: 2, max: 10 }), (events, times) => {
      const once = poissonInterval(events)
      expect(once.from).toBeLessThanOrEqual(events)
      expect(once.to).toBeGreaterThan(events)
      const more = poissonInterval(events * times)
      expect((more.to - more.from) / times).toBeLessThan(once.to - once.from)
    }),
    { numRuns: 50 },
  )
})

function measure(code: string) {
  const found = ombudsmanForEngland.measures.find((candidate) => candidate.code === code)
  if (!found) throw new Error(`no measure ${code}`)
  return found
}
