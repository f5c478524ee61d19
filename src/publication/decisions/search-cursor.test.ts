import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCursor, type SearchCursor, writeCursor } from './search-cursor.ts'

const cursor: SearchCursor = {
  direction: 'after',
  rank: null,
  decidedOn: '2024-03-14',
  complaintId: 123,
  authorityId: 4,
  part: 0,
  rowsBefore: 20,
}

test('a cursor is read as it was written', () => {
  for (const rank of [null, '0', '0.0607927', '1e-05']) {
    expect(readCursor(writeCursor({ ...cursor, rank }))).toEqual({ ...cursor, rank })
  }
  expect(readCursor(writeCursor({ ...cursor, direction: 'before', part: 3 }))).toEqual({
    ...cursor,
    direction: 'before',
    part: 3,
  })
})

test('what we did not write is no cursor', () => {
  const changed = [
    { ...cursor, decidedOn: '2024-02-30' },
    { ...cursor, complaintId: -1 },
    { ...cursor, rank: 'nought' },
    { ...cursor, rowsBefore: 10 ** 20 },
  ]
  for (const strange of changed) expect(readCursor(writeCursor(strange))).toBeUndefined()
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readCursor(text)).toBeUndefined()
    }),
  )
})
