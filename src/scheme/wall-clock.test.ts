import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from './ombudsman-for-england.ts'
import { dayOf } from './printed-dates.ts'
import { momentAt, timeOf } from './wall-clock.ts'

test.each([
  // Winter is UTC; in summer London is an hour ahead.
  ['2025-01-15', '09:30', '2025-01-15T09:30:00.000Z'],
  ['2025-07-24', '09:30', '2025-07-24T08:30:00.000Z'],
  ['2025-07-24', '00:00', '2025-07-23T23:00:00.000Z'],
  // The days on which clocks change, before and after the change.
  ['2025-03-30', '00:59', '2025-03-30T00:59:00.000Z'],
  ['2025-03-30', '02:00', '2025-03-30T01:00:00.000Z'],
  ['2025-10-26', '00:59', '2025-10-25T23:59:00.000Z'],
  ['2025-10-26', '02:00', '2025-10-26T02:00:00.000Z'],
  ['2024-02-29', '12:00', '2024-02-29T12:00:00.000Z'],
])('clocks in England show %s %s at %s', (date, time, moment) => {
  expect(momentAt(scheme, date, time)).toEqual({ ok: true, moment: new Date(moment) })
})

test.each([
  ['2025-03-30', '01:30', 'skip 01:30'],
  ['2025-10-26', '01:30', '01:30 comes twice'],
  ['2025-02-29', '09:30', 'no day'],
  ['24/07/2025', '09:30', 'no day'],
  ['', '09:30', 'no day'],
  ['9999-12-31', '23:59', 'no day'],
  ['0001-01-01', '00:00', 'no day'],
  ['2025-07-24', '9.30', 'no time'],
  ['2025-07-24', '24:00', 'no time'],
])('%s %s is refused, and what to do is said', (date, time, words) => {
  expect(momentAt(scheme, date, time)).toMatchObject({ ok: false, reason: expect.stringContaining(words) })
})

test('every moment that is shown can be written, but for the hour that comes twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 * 24 * 365 * 30 }), (minutes) => {
      const moment = new Date(Date.UTC(2015, 0, 1) + minutes * 60_000)
      const reading = momentAt(scheme, dayOf(scheme, moment), timeOf(scheme, moment))
      return reading.ok ? reading.moment.getTime() === moment.getTime() : reading.reason.includes('twice')
    }),
    { numRuns: 3_000 },
  )
})
