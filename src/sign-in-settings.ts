import type { IdentityProvider } from './accounts/identity-provider.ts'
import { CommandError } from './command-line/command.ts'
import { keptSecret } from './database/embedded-data.ts'
import { upheldHome } from './database/upheld-home.ts'
import { portFromEnvironment } from './server.ts'

/** What signing in needs to be told. */
export type SignInSettings = {
  readonly secret: string
  readonly siteUrl: string
  readonly provider: IdentityProvider | undefined
}

/** Nobody guesses or tries as many characters as these. */
const shortestSecret = 32

/**
 * What the environment says about signing in. With the embedded server everything has a default; with a server of its
 * own the secret and the address have to be given, since several processes share them and mails carry them. Refuses
 * what cannot be right.
 */
export function readSignInSettings(environment: NodeJS.ProcessEnv = process.env): SignInSettings {
  return {
    secret: readSecret(environment),
    siteUrl: readSiteUrl(environment),
    provider: readProvider(environment),
  }
}

function readSecret({ UPHELD_SECRET: secret, DATABASE_URL: server }: NodeJS.ProcessEnv): string {
  if (!secret) {
    if (!server) return keptSecret(upheldHome())
    throw new CommandError(
      'UPHELD_SECRET is not set, and without it nobody can sign in. Make one with "openssl rand -base64 32", and keep ' +
        'it: second factors are encrypted with it. "upheld site" serves the public site alone.',
    )
  }
  if (secret.length < shortestSecret) {
    throw new CommandError(
      `UPHELD_SECRET is too short: it takes at least ${shortestSecret} characters, such as "openssl rand -base64 32" makes.`,
    )
  }
  return secret
}

/** The address of the site as people type it, such as https://reviews.ombudsman.example. */
export function readSiteUrl(
  { SITE_URL: text, DATABASE_URL: server }: NodeJS.ProcessEnv = process.env,
): string {
  if (!text) {
    if (!server) return `http://localhost:${portFromEnvironment()}`
    throw new CommandError(
      'SITE_URL is not set. It is the address people type, such as https://reviews.ombudsman.example; links in mails begin with it.',
    )
  }
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new CommandError(
      `SITE_URL is "${text}"; it is written like https://reviews.ombudsman.example, without a path.`,
    )
  }
  if (url.protocol === 'http:' && !isThisMachine(url)) {
    throw new CommandError(
      `SITE_URL is "${text}"; passwords would cross the network for everybody to read. Put the site behind TLS and write https.`,
    )
  }
  return url.origin
}

const providerSettings = [
  'OIDC_NAME',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_AUTHORIZATION_URL',
  'OIDC_TOKEN_URL',
  'OIDC_USERINFO_URL',
] as const

function readProvider(environment: NodeJS.ProcessEnv): IdentityProvider | undefined {
  const missing = providerSettings.filter((setting) => !environment[setting])
  if (missing.length === providerSettings.length) return undefined
  if (missing.length > 0) {
    throw new CommandError(
      `${missing.join(', ')} must be set too, or none of ${providerSettings.join(', ')}.`,
    )
  }
  const read = (setting: (typeof providerSettings)[number]) => environment[setting] ?? ''
  for (const setting of providerSettings.filter((name) => name.endsWith('_URL'))) {
    const url = URL.canParse(read(setting)) ? new URL(read(setting)) : undefined
    if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isThisMachine(url))) continue
    throw new CommandError(`${setting} is "${read(setting)}"; it is an address that begins with https://.`)
  }
  return {
    name: read('OIDC_NAME'),
    clientId: read('OIDC_CLIENT_ID'),
    clientSecret: read('OIDC_CLIENT_SECRET'),
    authorizationUrl: read('OIDC_AUTHORIZATION_URL'),
    tokenUrl: read('OIDC_TOKEN_URL'),
    userInfoUrl: read('OIDC_USERINFO_URL'),
  }
}

function isThisMachine({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
