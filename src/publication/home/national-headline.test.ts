import { expect, test } from 'vitest'
import { inTens, oneIn } from './national-headline.ts'

test.each([
  [3_214, 4_003, 'eight'],
  [1, 2, 'five'],
  // 45% lies between four and five of ten and is said as five, 44% as four.
  [45, 100, 'five'],
  [44, 100, 'four'],
  [0, 10, 'none'],
  [10, 10, 'ten'],
])('%d of %d is about %s of every ten', (numerator, denominator, words) => {
  expect(inTens(numerator, denominator)).toBe(words)
})

test.each([
  // 3,214 ÷ 362 is 8.9.
  [362, 3_214, 'nine'],
  [1, 2, 'two'],
  [1, 250, '250'],
])('%d of %d is about one in %s', (numerator, denominator, words) => {
  expect(oneIn(numerator, denominator)).toBe(words)
})
