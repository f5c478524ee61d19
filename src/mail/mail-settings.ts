import { addressFault } from './mail.ts'

/** By which way mail leaves. */
export type MailSettings = SmtpSettings | NotifySettings

export type SmtpSettings = {
  readonly by: 'smtp'
  readonly host: string
  readonly port: number
  readonly user: { readonly name: string; readonly password: string } | null
  /** From the first byte; from a command on; or not at all, which is for this machine alone. */
  readonly encryption: 'tls' | 'starttls' | 'none'
  /** "Name <address>", or the address alone. */
  readonly from: string
  readonly mailsPerMinute: number
}

export type NotifySettings = {
  readonly by: 'notify'
  readonly apiKey: string
  readonly templateId: string
  /** Where the service is; null for GOV.UK Notify itself. */
  readonly url: string | null
  readonly mailsPerMinute: number
}

export type MailSettingsReading =
  /** Settings are null where no way is set: mail waits. */
  | { readonly ok: true; readonly settings: MailSettings | null }
  | { readonly ok: false; readonly reason: string }

/** Hours of work for 400 letters at most servers, and no more than any of them takes for an attack. */
const usualMailsPerMinute = 60
const mostMailsPerMinute = 6_000

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Which way the environment says that mail leaves. Demonstration mail never leaves this machine, whatever is set.
 */
export function readMailSettings(environment: Environment, isDemonstration: boolean): MailSettingsReading {
  const smtpUrl = environment.SMTP_URL ?? ''
  const apiKey = environment.NOTIFY_API_KEY ?? ''
  if (smtpUrl === '' && apiKey === '') return { ok: true, settings: null }
  if (smtpUrl !== '' && apiKey !== '') {
    return refused(
      'SMTP_URL and NOTIFY_API_KEY are both set; mail leaves by one of them, so take the other out.',
    )
  }
  const mailsPerMinute = Number(environment.MAIL_PER_MINUTE ?? usualMailsPerMinute)
  if (!Number.isInteger(mailsPerMinute) || mailsPerMinute < 1 || mailsPerMinute > mostMailsPerMinute) {
    return refused(
      `MAIL_PER_MINUTE is "${environment.MAIL_PER_MINUTE}"; give a whole number from 1 to ${mostMailsPerMinute}.`,
    )
  }
  const reading =
    smtpUrl !== ''
      ? readSmtp(smtpUrl, environment.MAIL_FROM ?? '', mailsPerMinute)
      : readNotify(apiKey, environment, mailsPerMinute)
  if (isDemonstration && reading.ok && reading.settings !== null && !staysHere(reading.settings)) {
    return refused(
      'This is a demonstration, and its mail must never leave this machine: set SMTP_URL to a server on localhost, or take it out.',
    )
  }
  return reading
}

function readSmtp(text: string, from: string, mailsPerMinute: number): MailSettingsReading {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    return refused(
      'SMTP_URL is not like smtp://user:password@mail.example.org:587 or smtps://mail.example.org.',
    )
  }
  const fault = senderFault(from)
  if (fault !== undefined) return refused(fault)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isEncrypted = url.protocol === 'smtps:'
  const name = decoded(url.username)
  const password = decoded(url.password)
  if (name === undefined || password === undefined) {
    return refused('SMTP_URL has a "%" in its user or password that stands for nothing; write it as %25.')
  }
  return {
    ok: true,
    settings: {
      by: 'smtp',
      host,
      port: url.port === '' ? (isEncrypted ? 465 : 587) : Number(url.port),
      user: name === '' ? null : { name, password },
      encryption: isEncrypted ? 'tls' : isLoopback(host) ? 'none' : 'starttls',
      from: from.trim(),
      mailsPerMinute,
    },
  }
}

function readNotify(apiKey: string, environment: Environment, mailsPerMinute: number): MailSettingsReading {
  const templateId = environment.NOTIFY_TEMPLATE_ID ?? ''
  const url = environment.NOTIFY_URL ?? ''
  if (!apiKeyShape.test(apiKey)) {
    return refused(
      'NOTIFY_API_KEY is no key of GOV.UK Notify, which is a name and two identifiers joined by "-".',
    )
  }
  if (!identifierShape.test(templateId)) {
    return refused(
      'NOTIFY_TEMPLATE_ID is not the identifier of a template; GOV.UK Notify shows it with the template.',
    )
  }
  if (url !== '' && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) {
    return refused('NOTIFY_URL is no address of a server; leave it out to use GOV.UK Notify.')
  }
  return {
    ok: true,
    settings: {
      by: 'notify',
      apiKey,
      templateId,
      url: url === '' ? null : url.replace(/\/+$/, ''),
      mailsPerMinute,
    },
  }
}

const identifier = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const identifierShape = new RegExp(`^${identifier}$`, 'i')
const apiKeyShape = new RegExp(`^.+-${identifier}-${identifier}$`, 'i')

/** "Annual review <review@ombudsman.example>", or the address alone. */
function senderFault(from: string): string | undefined {
  if (from.trim() === '')
    return 'MAIL_FROM is not set; give the address letters come from, such as "Annual review <review@example.org>".'
  const [, name = '', address = ''] = /^(?:"?([^"<>]*?)"?\s*<([^<>]*)>)$/.exec(from.trim()) ?? [
    '',
    '',
    from.trim(),
  ]
  const fault = /\p{Cc}/u.test(name) ? 'has a line break in it' : addressFault(address)
  return fault === undefined
    ? undefined
    : `MAIL_FROM ${fault}; write it like "Annual review <review@example.org>".`
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function staysHere(settings: MailSettings): boolean {
  if (settings.by === 'smtp') return isLoopback(settings.host)
  return settings.url !== null && isLoopback(new URL(settings.url).hostname.replace(/^\[|\]$/g, ''))
}

/** Whether a host is this machine, by a name or number that cannot be anything else. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function refused(reason: string): MailSettingsReading {
  return { ok: false, reason }
}
