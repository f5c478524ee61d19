import { describe, expect, it } from 'vitest'
import { authenticatorAddress, base32, codeOf, readCode, stepOf } from './one-time-code.ts'

// The secret and the moments of the appendix of RFC 6238; its codes have eight digits, of which ours are the last six.
const secret = Buffer.from('12345678901234567890')
const published: readonly (readonly [seconds: number, code: string])[] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
]

describe('a code of an authenticator', () => {
  it.each(published)('is, at second %i, %s, as the standard says', (seconds, code) => {
    expect(codeOf(secret, stepOf(new Date(seconds * 1_000)))).toBe(code)
  })

  const at = new Date('2024-08-01T12:00:10Z')
  const step = stepOf(at)

  it.each([-1, 0, 1])('is taken %i half minutes away', (offset) => {
    expect(readCode(secret, codeOf(secret, step + offset), at, 0)).toEqual({
      kind: 'right',
      step: step + offset,
    })
  })

  it('may be typed with spaces', () => {
    const code = codeOf(secret, step)
    expect(readCode(secret, ` ${code.slice(0, 3)} ${code.slice(3)} `, at, 0).kind).toBe('right')
  })

  it('is never taken again, nor is an earlier one', () => {
    expect(readCode(secret, codeOf(secret, step), at, step)).toEqual({ kind: 'used' })
    expect(readCode(secret, codeOf(secret, step - 1), at, step)).toEqual({ kind: 'used' })
    expect(readCode(secret, codeOf(secret, step + 1), at, step).kind).toBe('right')
  })

  it.each([
    [4, 2],
    [-10, -5],
    [120, 60],
    [-2, -1],
  ])('made %i half minutes off shows a clock that is %i minutes wrong', (offset, minutes) => {
    expect(readCode(secret, codeOf(secret, step + offset), at, 0)).toEqual({ kind: 'wrong-clock', minutes })
  })

  it.each(['000000', '12345', '1234567', 'abcdef', '', '１２３４５６'])('is not "%s"', (code) => {
    expect(readCode(secret, code, at, 0)).toEqual({ kind: 'wrong' })
  })

  it('comes from a secret that is typed or scanned', () => {
    expect(base32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
    expect(authenticatorAddress(secret, 'a@b.example', 'Annual reviews')).toBe(
      'otpauth://totp/Annual%20reviews:a%40b.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Annual%20reviews',
    )
  })
})
