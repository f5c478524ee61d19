import { describe, expect, it } from 'vitest'
import { codeKeys, mailKeys, passwordKeys, waitSeconds } from './sign-in-limits.ts'

describe('waiting after failures', () => {
  const limit = { freeFailures: 5, firstWaitSeconds: 30, longestWaitSeconds: 900 }

  it.each([
    [1, 0],
    [4, 0],
    [5, 30],
    [6, 60],
    [9, 480],
    [10, 900],
    [10_000, 900],
  ])('after %i failures takes %i seconds', (failureCount, seconds) => {
    expect(waitSeconds(limit, failureCount)).toBe(seconds)
  })

  const keysOf = (keys: ReturnType<typeof passwordKeys>) => keys.map(({ key }) => key)

  it('counts for a known browser alone what is wrong in it', () => {
    expect(keysOf(passwordKeys('account', { knownBrowser: 'browser', client: '192.0.2.1' }))).toEqual([
      'password/account/browser',
    ])
  })

  it('counts what is wrong elsewhere for the account and the address it came from', () => {
    expect(keysOf(passwordKeys('account', { knownBrowser: undefined, client: '192.0.2.1' }))).toEqual([
      'password/account',
      'client/192.0.2.1',
    ])
  })

  it('counts nothing for everybody together where addresses cannot be known', () => {
    const keys = [
      ...passwordKeys('account', { knownBrowser: undefined, client: undefined }),
      ...mailKeys('account', undefined),
      ...codeKeys('person', undefined),
    ]
    expect(keysOf(keys)).toEqual(['password/account', 'mail/account', 'code/person'])
  })

  it('takes neighbouring addresses of version 6 for one client', () => {
    const [, one] = passwordKeys('account', { knownBrowser: undefined, client: '2001:db8:0:1::42' })
    const [, other] = passwordKeys('account', { knownBrowser: undefined, client: '2001:db8::1:ffff:0:0:1' })
    expect(one?.key).toBe('client/2001:db8:0:1::/64')
    expect(other?.key).toBe('client/2001:db8:0:1::/64')
  })
})
