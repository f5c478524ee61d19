import { expect, test } from 'vitest'
import { readPlace, writePlace } from './list-place.ts'

test.each([
  '2024-05-01',
  '2024-05-01T09:30:00.123456Z',
  '2024-05-01 09:30:00+00',
  '2024-05-01 10:30:00.5+01',
])('a place at %s is read as it was written', (at) => {
  const place = { at, ids: [12, 345, 6] }
  expect(readPlace(writePlace(place), 3)).toEqual(place)
})

test.each([
  '',
  'nonsense',
  '2024-05-01',
  '2024-05-01_12.345',
  '2024-05-01_12.345.6.7',
  '2024-05-01_12.345.',
  '2024-05-01_12.-345.6',
  '2024-02-30_12.345.6',
  '2024-02-30T09:30:00Z_12.345.6',
  '2024-05-01T24:00:00Z_12.345.6',
  '0000-01-01_12.345.6',
  '275760-09-14_12.345.6',
  '2024-05-01_12.345.9999999999999999',
  "2024-05-01_12.345.6'; drop table complaint",
])('"%s" is no place among cases and their actions', (text) => {
  expect(readPlace(text, 3)).toBeUndefined()
})
