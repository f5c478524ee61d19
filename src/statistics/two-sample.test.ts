import { expect, test } from 'vitest'
import { figureOf } from './figures-from-counts.ts'
import { chanceOfChange, changeBetween } from './two-sample.ts'

test('a share that goes from none of 10 to all of 10 has changed', () => {
  // 10 of the 20 are successes. All of them in the second ten: 1 of 184,756 ways.
  expect(changeBetween(figureOf(0, 10), figureOf(10, 10))).toBe('more')
  expect(changeBetween(figureOf(10, 10), figureOf(0, 10))).toBe('less')
})

test('a share of a few cases may be anything by chance', () => {
  // 3 of 6, all in the second three: 1 of 20 ways.
  expect(changeBetween(figureOf(0, 3), figureOf(3, 3))).toBe('no-clear-change')
})

test('the limit is one in a thousand on each side', () => {
  // 6 of 12 in the second six: 1 of 924 ways, just more than one in a thousand. 7 of 14: 1 of 3,432.
  expect(changeBetween(figureOf(0, 6), figureOf(6, 6))).toBe('no-clear-change')
  expect(changeBetween(figureOf(0, 7), figureOf(7, 7))).toBe('more')
})

test('a count changes where a fair coin would hardly fall so', () => {
  // 9 of 9 in the second year: 1/512. 10 of 10: 1/1024.
  expect(changeBetween(figureOf(0), figureOf(9))).toBe('no-clear-change')
  expect(changeBetween(figureOf(0), figureOf(10))).toBe('more')
  expect(changeBetween(figureOf(10), figureOf(0))).toBe('less')
})

test('the same share, and nothing beside something, are no change', () => {
  expect(changeBetween(figureOf(80, 100), figureOf(800, 1000))).toBe('no-clear-change')
  expect(changeBetween(figureOf(0, 0), figureOf(8, 10))).toBeUndefined()
  expect(changeBetween({ state: 'not-calculated' }, figureOf(8, 10))).toBeUndefined()
})

test('how often chance alone gives a change is added up exactly', () => {
  // Ten of ten on either side: 2/1024. With nine together nothing is beyond the limits.
  expect(chanceOfChange(figureOf(5), figureOf(5))).toBeCloseTo(2 / 1024, 15)
  expect(chanceOfChange(figureOf(4), figureOf(5))).toBe(0)
  // Seven of seven on either side, of 3,432 ways.
  expect(chanceOfChange(figureOf(3, 7), figureOf(4, 7))).toBeCloseTo(2 / 3432, 12)
  expect(chanceOfChange(figureOf(3_000, 4_000), figureOf(3_100, 4_000))).toBeLessThanOrEqual(0.002)
  expect(chanceOfChange(figureOf(3_000, 4_000), figureOf(3_100, 4_000))).toBeGreaterThan(0.0015)
})
