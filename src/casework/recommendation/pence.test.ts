import { describe, expect, test } from 'vitest'
import { printPence, readPence } from './pence.ts'

describe('an amount in pounds and pence', () => {
  test.each([
    ['£1,350', 135_000, '£1,350'],
    ['1350', 135_000, '£1,350'],
    ['350.50', 35_050, '£350.50'],
    ['£ 1,234,567.05', 123_456_705, '£1,234,567.05'],
    ['0.01', 1, '£0.01'],
  ])('typed “%s” is kept as %i pence and printed %s', (typed, pence, printed) => {
    expect(readPence(typed)).toEqual({ ok: true, pence })
    expect(printPence(pence)).toBe(printed)
  })

  test.each([
    ['12.5', /does not say the pence in full/],
    ['12.', /does not say the pence in full/],
    ['12.505', /more than two digits of pence/],
    ['12,50', /comma/],
    ['1,35', /comma/],
    ['1,3500', /comma/],
    ['-5', /less than nothing/],
    ['£-5', /less than nothing/],
    ['-£5', /less than nothing/],
    ['(5)', /less than nothing/],
    ['0', /Nothing is not an amount/],
    ['0.00', /Nothing is not an amount/],
    ['350 or so', /not an amount/],
    ['1e3', /not an amount/],
    ['£', /Type the amount/],
    ['10000000.01', /more than £10,000,000/],
  ])('typed “%s” is refused in one sentence that says what to do', (typed, reason) => {
    const reading = readPence(typed)
    expect(reading.ok ? '' : reading.reason).toMatch(reason)
  })
})
