import { expect, test } from 'vitest'
import { withNoun } from './count-noun.ts'

test('the noun is singular at exactly 1 as printed', () => {
  const upheld = (printed: string | number) =>
    withNoun(printed, { one: 'upheld decision', many: 'upheld decisions' })
  expect(upheld(1)).toBe('1 upheld decision')
  expect(upheld(0)).toBe('0 upheld decisions')
  expect(upheld('0.8')).toBe('0.8 upheld decisions')
  expect(upheld('1')).toBe('1 upheld decision')
})
