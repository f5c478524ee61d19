import { expect, test } from 'vitest'
import { readMailSettings } from './mail-settings.ts'

const key = 'review-3d844edf-8d35-48ac-975b-e847b4f122b0-26785a09-ab16-4eb0-8407-a37497a57506'
const template = 'f33517ff-2a88-4f6e-b855-c550268ce08a'
const from = 'Annual review <review@ombudsman.example>'

test('a mail server is reached with TLS unless it is this machine', () => {
  const encryption = (url: string) => {
    const reading = readMailSettings({ SMTP_URL: url, MAIL_FROM: from }, false)
    return reading.ok && reading.settings?.by === 'smtp' ? reading.settings.encryption : reading
  }
  expect(encryption('smtp://mail.ombudsman.example')).toBe('starttls')
  expect(encryption('smtps://mail.ombudsman.example')).toBe('tls')
  expect(encryption('smtp://localhost:2525')).toBe('none')
  expect(encryption('smtp://[::1]:2525')).toBe('none')
  expect(encryption('smtp://127.0.0.1.ombudsman.example')).toBe('starttls')
})

test('user, password, port and pace are read', () => {
  const reading = readMailSettings(
    {
      SMTP_URL: 'smtp://up%40held:p%25s@mail.ombudsman.example:2587',
      MAIL_FROM: from,
      MAIL_PER_MINUTE: '30',
    },
    false,
  )
  expect(reading).toEqual({
    ok: true,
    settings: {
      by: 'smtp',
      host: 'mail.ombudsman.example',
      port: 2587,
      user: { name: 'up@held', password: 'p%s' },
      encryption: 'starttls',
      from,
      mailsPerMinute: 30,
    },
  })
})

test('with nothing set there is no way, and mail waits', () => {
  expect(readMailSettings({}, false)).toEqual({ ok: true, settings: null })
})

test('mail of a demonstration never leaves this machine', () => {
  const reason = expect.stringContaining('must never leave this machine')
  const refused = { ok: false, reason }
  expect(readMailSettings({ SMTP_URL: 'smtp://mail.ombudsman.example', MAIL_FROM: from }, true)).toEqual(
    refused,
  )
  expect(
    readMailSettings({ SMTP_URL: 'smtps://localhost.ombudsman.example', MAIL_FROM: from }, true),
  ).toEqual(refused)
  expect(readMailSettings({ NOTIFY_API_KEY: key, NOTIFY_TEMPLATE_ID: template }, true)).toEqual(refused)
  expect(readMailSettings({ SMTP_URL: 'smtp://127.0.0.1:2525', MAIL_FROM: from }, true).ok).toBe(true)
})

test.each([
  ['SMTP_URL and NOTIFY_API_KEY are both set', { SMTP_URL: 'smtp://localhost', NOTIFY_API_KEY: key }],
  ['SMTP_URL is not like', { SMTP_URL: 'mail.ombudsman.example:25', MAIL_FROM: from }],
  ['SMTP_URL is not like', { SMTP_URL: 'https://mail.ombudsman.example', MAIL_FROM: from }],
  ['SMTP_URL has a "%"', { SMTP_URL: 'smtp://a%zz:b@mail.ombudsman.example', MAIL_FROM: from }],
  ['MAIL_FROM is not set', { SMTP_URL: 'smtp://localhost' }],
  ['MAIL_FROM is not like', { SMTP_URL: 'smtp://localhost', MAIL_FROM: 'the review team' }],
  ['MAIL_FROM has a line break', { SMTP_URL: 'smtp://localhost', MAIL_FROM: 'A\nBcc: b <a@b.example>' }],
  ['MAIL_PER_MINUTE is "many"', { SMTP_URL: 'smtp://localhost', MAIL_FROM: from, MAIL_PER_MINUTE: 'many' }],
  ['MAIL_PER_MINUTE is "0"', { SMTP_URL: 'smtp://localhost', MAIL_FROM: from, MAIL_PER_MINUTE: '0' }],
  ['NOTIFY_API_KEY is no key', { NOTIFY_API_KEY: 'secret' }],
  ['NOTIFY_TEMPLATE_ID is not', { NOTIFY_API_KEY: key }],
  ['NOTIFY_URL is no address', { NOTIFY_API_KEY: key, NOTIFY_TEMPLATE_ID: template, NOTIFY_URL: 'here' }],
])('a bad setting is said in one sentence: %s', (start, environment) => {
  const reading = readMailSettings(environment, false)
  expect(reading).toEqual({ ok: false, reason: expect.stringMatching(/^[^.]*(\.[a-z:@/>"].*)?.*[.]$/s) })
  expect(reading.ok ? '' : reading.reason).toContain(start)
})
