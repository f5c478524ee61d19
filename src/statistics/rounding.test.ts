import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatRate, roundHalfUp, wholePercent } from './rounding.ts'

test('a percentage that falls exactly between two whole numbers goes up', () => {
  expect(wholePercent(1, 8)).toBe(13) // 12.5
  expect(wholePercent(3, 8)).toBe(38) // 37.5
  expect(wholePercent(1, 200)).toBe(1) // 0.5
  expect(wholePercent(199, 200)).toBe(100) // 99.5
  expect(wholePercent(29, 200)).toBe(15) // 14.5, which binary fractions make 14.499…
})

test('a percentage just below the middle goes down', () => {
  expect(wholePercent(12_499_999, 100_000_000)).toBe(12)
  expect(wholePercent(994_999_999, 1_000_000_000)).toBe(99)
})

test('a rate has one decimal, ties go up, and ".0" is dropped', () => {
  expect(formatRate(1, 119_985, 100_000)).toBe('0.8') // Bassetlaw 2023-24: 0.833…
  expect(formatRate(1, 99_500, 100_000)).toBe('1') // Bromsgrove 2023-24: 1.005…
  expect(formatRate(1, 2_000_000, 100_000)).toBe('0.1') // 0.05 exactly
  expect(formatRate(1, 2_000_001, 100_000)).toBe('0') // just below
  expect(formatRate(23, 2_000_000, 100_000)).toBe('1.2') // 1.15 exactly
  expect(formatRate(3, 20_000, 100_000)).toBe('15')
})

test('rounding is exact however large the counts', () => {
  const large = Number.MAX_SAFE_INTEGER - 1
  expect(roundHalfUp(large / 2, large, 100)).toBe(50)
  expect(roundHalfUp(large / 2, large, 1)).toBe(1) // exactly a half
  expect(roundHalfUp(large / 2 - 1, large, 1)).toBe(0)
})

test('every tie at a half goes up', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 1e9 }), (percent, times) => {
      expect(wholePercent((2 * percent + 1) * times, 200 * times)).toBe(percent + 1)
    }),
  )
})
