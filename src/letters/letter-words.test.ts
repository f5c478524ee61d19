import { describe, expect, test } from 'vitest'
import {
  formatCount,
  formatDate,
  joinWords,
  peopleReached,
  printedAddress,
  roundedBelow,
} from './letter-words.ts'

describe('"more than 1,700 people" is true of the exact number', () => {
  // Two significant digits, always below the exact number.
  test.each([
    [1_731, 1_700],
    [1_701, 1_700],
    [1_700, 1_600],
    [1_426, 1_400],
    [1_001, 1_000],
    [1_000, 990],
    [101, 100],
    [10_001, 10_000],
    [10_000, 9_900],
    [12_345, 12_000],
  ])('%i is more than %i', (exact, said) => {
    expect(roundedBelow(exact)).toBe(said)
  })

  test('no number up to 100,000 is said to be more than it is', () => {
    const untrue = Array.from({ length: 100_000 }, (_, index) => index + 1).filter(
      (exact) => (roundedBelow(exact) ?? 0) >= exact,
    )
    expect(untrue).toEqual([])
  })

  test('a small number is said exactly', () => {
    expect(peopleReached(100)).toBe('100 people')
    expect(peopleReached(1)).toBe('1 person')
    expect(peopleReached(1_731)).toBe('more than 1,700 people')
  })
})

test('dates, counts, lists and addresses are written as in a letter', () => {
  expect(formatDate('2024-07-07')).toBe('7 July 2024')
  expect([0, 999, 1_000, 1_234_567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567'])
  expect(joinWords(['London', 'Leeds', 'Bristol'])).toBe('London, Leeds and Bristol')
  expect(joinWords(['London'])).toBe('London')
  expect(joinWords([])).toBeNull()
  expect(printedAddress('https://ombudsman.example/')).toBe('ombudsman.example')
})
