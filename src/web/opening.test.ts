import { expect, test } from 'vitest'
import { opening } from './opening.ts'

test.each([
  ['Pay for the distress', 20, 'Pay for the distress'],
  ['Pay for the distress', 18, 'Pay for the…'],
  ['Pay for the distress', 11, 'Pay for the…'],
  ['Apologise, and pay', 12, 'Apologise…'],
  ['Oneverylongword', 7, 'Onevery…'],
  ['Two 💥💥', 5, 'Two…'],
  ['💥💥', 1, '…'],
])('%s in %i characters is %s', (text, most, shown) => {
  expect(opening(text, most)).toBe(shown)
})
