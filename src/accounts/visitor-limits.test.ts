import { expect, test } from 'vitest'
import { VisitorLimits } from './visitor-limits.ts'

const twiceAMinute = { mostTimes: 2, seconds: 60 }

test('a client that writes too often is told when it may again, and nobody else is kept waiting', () => {
  const limits = new VisitorLimits()
  const book = (client: string | undefined, second: number) =>
    limits.take('booking', client, twiceAMinute, second * 1_000)
  expect([book('192.0.2.1', 0), book('192.0.2.1', 10)]).toEqual([0, 0])
  expect(book('192.0.2.1', 20)).toBe(40)
  expect(book('192.0.2.2', 20)).toBe(0)
  // Being refused does not make the wait longer.
  expect(book('192.0.2.1', 61)).toBe(0)
  expect(limits.take('answer', '192.0.2.1', twiceAMinute, 61_000)).toBe(0)
})

test('neighbouring addresses of version 6 are one client, and what cannot be known is not counted', () => {
  const limits = new VisitorLimits()
  const answer = (client: string | undefined) => limits.take('answer', client, twiceAMinute, 0)
  expect([answer('2001:db8::1'), answer('2001:db8::2')]).toEqual([0, 0])
  expect(answer('2001:db8::3')).toBeGreaterThan(0)
  expect([1, 2, 3].map(() => answer(undefined))).toEqual([0, 0, 0])
})
