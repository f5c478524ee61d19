import { describe, expect, test } from 'vitest'
import { mondayOf, monthsBefore, workingDaysAfter } from './working-days.ts'

const holidays = new Set(['2024-12-25', '2024-12-26', '2025-01-01'])

describe('ten working days', () => {
  test.each([
    // A Monday; two weekends.
    ['2024-07-08', 10, '2024-07-22'],
    // A Friday.
    ['2024-07-12', 1, '2024-07-15'],
    // Over Christmas: 23 December, then 24, 27, 30, 31, 2, 3, 6, 7, 8 and 9 January.
    ['2024-12-23', 10, '2025-01-09'],
    // From a Saturday the first is Monday.
    ['2024-07-13', 1, '2024-07-15'],
    ['2024-07-08', 0, '2024-07-08'],
  ])('from %s on, %i of them end on %s', (from, count, end) => {
    expect(workingDaysAfter(from, count, holidays)).toBe(end)
  })
})

test('eleven months before a day that the month lacks are its last day', () => {
  expect(monthsBefore('2025-01-31', 11)).toBe('2024-02-29')
  expect(monthsBefore('2024-08-01', 11)).toBe('2023-09-01')
  expect(monthsBefore('2024-12-31', 12)).toBe('2023-12-31')
})

test('a week begins on its Monday', () => {
  expect(mondayOf('2024-07-08')).toBe('2024-07-08')
  expect(mondayOf('2024-07-14')).toBe('2024-07-08')
  expect(mondayOf('2024-07-15')).toBe('2024-07-15')
})
