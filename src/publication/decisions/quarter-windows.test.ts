import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstDayOfQuarter, quarterOf, quarterWindows } from './quarter-windows.ts'

test('quarters are asked for in growing lots, newest first', () => {
  // 2024 × 4 + 1 is the first quarter of 2024.
  expect(quarterOf('2024-03-31')).toBe(8097)
  expect(quarterOf('2024-04-01')).toBe(8098)
  expect([8097, 8098, 8100].map(firstDayOfQuarter)).toEqual(['2024-01-01', '2024-04-01', '2024-10-01'])
  expect(quarterWindows('2022-10-05', '2024-03-14')).toEqual([[8097], [8096], [8095, 8094], [8093, 8092]])
  expect(quarterWindows('2023-10-05', '2024-03-14', 'oldest first')).toEqual([[8096], [8097]])
  expect(quarterWindows('2024-07-01', '2024-03-14')).toEqual([])
})

test('every quarter between two days is asked for once, in order', () => {
  const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(day, day, (one, other) => {
      const [oldest = '', newest = ''] = [one, other].map((date) => date.toISOString().slice(0, 10)).sort()
      const asked = quarterWindows(oldest, newest).flat()
      expect(asked).toEqual(Array.from({ length: asked.length }, (_, index) => quarterOf(newest) - index))
      expect(asked.at(-1)).toBe(quarterOf(oldest))
    }),
  )
})
