import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readSignInSettings } from './sign-in-settings.ts'

const secret = 'thirty-two characters or more of it'
const server = {
  DATABASE_URL: 'postgresql://upheld@db/upheld',
  UPHELD_SECRET: secret,
  SITE_URL: 'https://reviews.ombudsman.example',
}
const provider = {
  OIDC_NAME: 'the office',
  OIDC_CLIENT_ID: 'upheld',
  OIDC_CLIENT_SECRET: 'secret',
  OIDC_AUTHORIZATION_URL: 'https://id.example/auth',
  OIDC_TOKEN_URL: 'https://id.example/token',
  OIDC_USERINFO_URL: 'https://id.example/me',
}

afterEach(() => vi.unstubAllEnvs())

describe('what signing in is told', () => {
  it('comes from the environment where there is a server', () => {
    expect(readSignInSettings(server)).toEqual({
      secret,
      siteUrl: 'https://reviews.ombudsman.example',
      provider: undefined,
    })
  })

  it('is made once and kept to its owner beside the embedded server', () => {
    const home = mkdtempSync(join(tmpdir(), 'upheld home-'))
    vi.stubEnv('UPHELD_HOME', home)
    const made = readSignInSettings({})
    expect(made.secret).toHaveLength(43)
    expect(made.siteUrl).toMatch(/^http:\/\/localhost:\d+$/)
    expect(readSignInSettings({}).secret).toBe(made.secret)
    expect(readFileSync(join(home, 'secret'), 'utf8')).toBe(made.secret)
    expect(statSync(join(home, 'secret')).mode & 0o777).toBe(0o600)
    rmSync(home, { recursive: true })
  })

  it.each([
    [{ UPHELD_SECRET: '' }, 'UPHELD_SECRET is not set'],
    [{ UPHELD_SECRET: 'short' }, 'UPHELD_SECRET is too short'],
    [{ SITE_URL: '' }, 'SITE_URL is not set'],
    [{ SITE_URL: 'reviews.ombudsman.example' }, 'is written like https'],
    [{ SITE_URL: 'https://ombudsman.example/reviews' }, 'without a path'],
    [{ SITE_URL: 'ftp://ombudsman.example' }, 'is written like https'],
    [{ SITE_URL: 'http://reviews.ombudsman.example' }, 'write https'],
    [{ OIDC_NAME: 'the office' }, 'OIDC_CLIENT_ID, OIDC_CLIENT_SECRET'],
    [{ ...provider, OIDC_TOKEN_URL: 'http://id.example/token' }, 'OIDC_TOKEN_URL is'],
    [{ ...provider, OIDC_USERINFO_URL: 'nowhere' }, 'OIDC_USERINFO_URL is'],
  ])('is refused with %j', (change, reason) => {
    expect(() => readSignInSettings({ ...server, ...change })).toThrow(reason)
  })

  it('may name a provider, whole', () => {
    expect(readSignInSettings({ ...server, ...provider }).provider).toEqual({
      name: 'the office',
      clientId: 'upheld',
      clientSecret: 'secret',
      authorizationUrl: 'https://id.example/auth',
      tokenUrl: 'https://id.example/token',
      userInfoUrl: 'https://id.example/me',
    })
  })
})
