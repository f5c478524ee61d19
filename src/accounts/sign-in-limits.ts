/** How often something may fail before it has to wait, and for how long. */
export type Limit = {
  readonly freeFailures: number
  /** The wait after the first failure too many; each one more doubles it. */
  readonly firstWaitSeconds: number
  readonly longestWaitSeconds: number
}

/** What failures are counted under: whose they are and from where they came. */
export type LimitKey = { readonly key: string; readonly limit: Limit }

/** After so long without a failure all is forgotten. */
export const forgottenAfterSeconds = 24 * 60 * 60

/** How long to wait after so many failures, in seconds. */
export function waitSeconds(
  { freeFailures, firstWaitSeconds, longestWaitSeconds }: Limit,
  failureCount: number,
) {
  if (failureCount < freeFailures) return 0
  return Math.min(firstWaitSeconds * 2 ** Math.min(failureCount - freeFailures, 20), longestWaitSeconds)
}

const limits = {
  /** Of one account, in all browsers that it has never been used in. */
  unknownBrowsers: { freeFailures: 5, firstWaitSeconds: 30, longestWaitSeconds: 15 * 60 },
  /** Of one browser that the account is known to be used in, whatever others do. */
  knownBrowser: { freeFailures: 10, firstWaitSeconds: 30, longestWaitSeconds: 15 * 60 },
  /** Of one network address, in browsers not known to the accounts they try. */
  client: { freeFailures: 30, firstWaitSeconds: 30, longestWaitSeconds: 15 * 60 },
  /** A code has six digits and three are right at any moment, so few guesses a day must do. */
  codes: { freeFailures: 10, firstWaitSeconds: 60, longestWaitSeconds: 6 * 60 * 60 },
  /** Mails to one address, asked for by anybody. */
  mails: { freeFailures: 3, firstWaitSeconds: 15 * 60, longestWaitSeconds: 60 * 60 },
} as const satisfies Readonly<Record<string, Limit>>

/** How often one session may give a wrong code before it ends and the password is asked for again. */
export const codesPerSession = 5

/** From where somebody tries to sign in. */
export type Whereabouts = {
  /** The hash of the cookie of their browser, where this account has been used in it before. */
  readonly knownBrowser: string | undefined
  /** Their network address, where it can be known. */
  readonly client: string | undefined
}

/**
 * What a wrong password counts under. In a browser that the account knows, it counts there alone: whatever strangers do,
 * and from whatever address, its owner is not kept waiting. Nothing counts for everybody together.
 */
export function passwordKeys(account: string, { knownBrowser, client }: Whereabouts): readonly LimitKey[] {
  if (knownBrowser !== undefined) {
    return [{ key: `password/${account}/${knownBrowser}`, limit: limits.knownBrowser }]
  }
  return [
    { key: `password/${account}`, limit: limits.unknownBrowsers },
    ...(client === undefined ? [] : [{ key: clientKey(client), limit: limits.client }]),
  ]
}

/** What a wrong code counts under. Only who gave the right password comes so far. */
export function codeKeys(personId: string, knownBrowser: string | undefined): readonly LimitKey[] {
  return [{ key: ['code', personId, knownBrowser].filter(Boolean).join('/'), limit: limits.codes }]
}

/** What asking for a mail counts under. */
export function mailKeys(account: string, client: string | undefined): readonly LimitKey[] {
  return [
    { key: `mail/${account}`, limit: limits.mails },
    ...(client === undefined ? [] : [{ key: clientKey(client), limit: limits.client }]),
  ]
}

function clientKey(client: string): string {
  return `client/${networkOf(client)}`
}

/** Whoever has one address of version 6 has as many as they like next to it. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [before = '', after] = address.split('%')[0]?.split('::') ?? []
  const groups = before === '' ? [] : before.split(':')
  const rest = after === undefined || after === '' ? [] : after.split(':')
  const whole = after === undefined ? groups : [...groups, ...zeros(8 - groups.length - rest.length), ...rest]
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

function zeros(count: number): readonly string[] {
  return Array.from({ length: Math.max(count, 0) }, () => '0')
}
