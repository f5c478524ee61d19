import { type BetterAuthPlugin, betterAuth } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { genericOAuth } from 'better-auth/plugins'
import { z } from 'zod'
import type { Database } from '../database/connection.ts'
import { type IdentityProvider, providerId, providerPath } from './identity-provider.ts'
import { readVouchedStaff } from './identity-provider-store.ts'
import { longestPassword, shortestPassword } from './password-rule.ts'
import { type FoundSession, findSession } from './session-store.ts'

export type AuthenticationSettings = {
  readonly database: Database
  /** Signs cookies and encrypts the secrets of second factors. */
  readonly secret: string
  /** The address of the site as people type it, such as https://reviews.ombudsman.example. */
  readonly siteUrl: string
  /** Where staff may sign in instead of giving a password here. */
  readonly provider?: IdentityProvider | undefined
}

/** What signing in works with. */
export type Accounts = AuthenticationSettings & {
  readonly authentication: Authentication
  /** As mails and authenticators name the place: "Local Government and Social Care Ombudsman". */
  readonly serviceName: string
}

/** A working day: whoever came in the morning signs in again the next. */
const sessionSeconds = 12 * 60 * 60

/** better-auth on our database: it keeps passwords and sessions, and talks to a provider of identities. */
export type Authentication = ReturnType<typeof openAuthentication>

/** Its own router is asked for the answer of a provider and nothing else; everything else are pages of ours. */
export function openAuthentication({ database, secret, siteUrl, provider }: AuthenticationSettings) {
  return betterAuth({
    appName: 'Upheld',
    baseURL: siteUrl,
    basePath: providerPath,
    secret,
    // Kysely turns its names, such as expiresAt, into those of the tables.
    database: { db: database, type: 'postgres' },
    user: { modelName: 'person' },
    session: {
      fields: { userId: 'personId' },
      additionalFields: { secondFactorAt: { type: 'date', required: false, input: false } },
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'credential',
      fields: { userId: 'personId', accountId: 'providerAccountId' },
      updateAccountOnSignIn: false,
    },
    databaseHooks: { account: { create: { before: withoutTokens } } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    onAPIError: { errorURL: `${siteUrl}/account/sign-in` },
    advanced: {
      cookiePrefix: 'upheld',
      // Requests are counted by src/accounts/sign-in-failure-store.ts, which knows who may be believed about addresses.
      ipAddress: { disableIpTracking: true },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [openedSession, ...(provider ? [providerPlugin(database, provider)] : [])],
  })
}

/** The session that a request shows, unless it is over; it may lack the second factor. */
export async function findVisitor(
  { database, authentication }: Pick<Accounts, 'database' | 'authentication'>,
  headers: Headers,
): Promise<FoundSession | undefined> {
  const signed = await authentication.api.getSession({ headers, query: { disableRefresh: true } })
  return signed ? findSession(database, signed.session.token) : undefined
}

/** Opens a session for somebody and says which cookies their browser must keep for it. */
export async function openSession(
  { authentication }: Pick<Accounts, 'authentication'>,
  personId: string,
  { hasSecondFactor, headers }: { readonly hasSecondFactor: boolean; readonly headers: Headers },
): Promise<readonly string[]> {
  const userAgent = headers.get('user-agent')
  const opened = await authentication.api.openSession({
    body: { personId, hasSecondFactor },
    headers: new Headers(userAgent === null ? {} : { 'user-agent': userAgent.slice(0, 300) }),
    returnHeaders: true,
  })
  return opened.headers.getSetCookie()
}

/** What a provider would let us do in somebody's name is nothing we keep. */
async function withoutTokens<Credential extends object>(credential: Credential) {
  return { data: { ...credential, accessToken: null, refreshToken: null, idToken: null } }
}

/** Opens a session for somebody whom we, not better-auth, have recognised, and sets its cookie. */
const openedSession = {
  id: 'opened-session',
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      {
        method: 'POST',
        body: z.object({ personId: z.string(), hasSecondFactor: z.boolean() }),
        requireHeaders: true,
      },
      async (context) => {
        const { personId, hasSecondFactor } = context.body
        const { internalAdapter } = context.context
        const user = await internalAdapter.findUserById(personId)
        if (!user) throw new APIError('NOT_FOUND')
        const moment = hasSecondFactor ? { secondFactorAt: new Date() } : {}
        const session = await internalAdapter.createSession(personId, false, moment, true)
        await setSessionCookie(context, { session, user })
        return { token: session.token }
      },
    ),
  },
} satisfies BetterAuthPlugin

function providerPlugin(database: Database, provider: IdentityProvider) {
  return genericOAuth({
    config: [
      {
        providerId,
        clientId: provider.clientId,
        clientSecret: provider.clientSecret,
        authorizationUrl: provider.authorizationUrl,
        tokenUrl: provider.tokenUrl,
        scopes: ['openid', 'email'],
        pkce: true,
        disableSignUp: true,
        getUserInfo: ({ accessToken }) => readVouchedStaff(database, provider, accessToken),
      },
    ],
  })
}
