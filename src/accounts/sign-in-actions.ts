import { APIError } from 'better-auth/api'
import { appendAudit } from '../audit/audit-store.ts'
import { readInstallation } from '../authorities/installation-store.ts'
import { type Accounts, openSession } from './authentication-store.ts'
import { findKnownBrowser, rememberBrowser } from './known-browser-store.ts'
import { postOf } from './person.ts'
import { findPersonByEmail, noteSignIn, readAppointments } from './person-store.ts'
import { accountHash } from './secret-token.ts'
import { endSessions, type FoundSession, forgetOldSessions } from './session-store.ts'
import { beginAttempt, forgiveAttempt } from './sign-in-failure-store.ts'
import { passwordKeys } from './sign-in-limits.ts'

/** What somebody's browser sends along when they sign in. */
export type Browser = {
  /** The cookie that tells one browser from another. */
  readonly cookie: string
  /** Its network address, where it can be known. */
  readonly client: string | undefined
  readonly headers: Headers
}

export type SignIn =
  | { readonly ok: true; readonly cookies: readonly string[] }
  /** `until` where it is no use to try before. */
  | { readonly ok: false; readonly reason: string; readonly until?: Date }

/** The same whether there is no such person, another password, or no appointment any more. */
const notRecognised = 'This e-mail address and password are not known together. Check both and try again.'

/** Opens a session with a password. Until it has a second factor too, nothing can be done in it. */
export async function signInByPassword(
  accounts: Accounts,
  given: { readonly email: string; readonly password: string },
  browser: Browser,
): Promise<SignIn> {
  const { database, authentication } = accounts
  const email = given.email.toLowerCase()
  const knownBrowser = await findKnownBrowser(database, email, browser.cookie)
  const keys = passwordKeys(accountHash(email), { knownBrowser, client: browser.client })
  const attempt = await beginAttempt(database, keys)
  if (!attempt.ok) return { ok: false, reason: waitFor('passwords', attempt.until), until: attempt.until }
  const opened = await authentication.api
    .signInEmail({
      body: { email, password: given.password },
      headers: openingHeaders(browser),
      returnHeaders: true,
    })
    .catch((error: unknown) => {
      if (error instanceof APIError && error.statusCode < 500) return undefined
      throw error
    })
  if (opened === undefined) return { ok: false, reason: notRecognised }
  const { id } = opened.response.user
  if ((await readAppointments(database, id)).length === 0) {
    await database.transaction().execute((transaction) => endSessions(transaction, id))
    return { ok: false, reason: notRecognised }
  }
  await forgiveAttempt(database, keys)
  return { ok: true, cookies: opened.headers.getSetCookie() }
}

function openingHeaders({ headers }: Browser): Headers {
  return new Headers({ 'user-agent': (headers.get('user-agent') ?? '').slice(0, 300) })
}

/** Why to wait, for somebody who may be the owner of the account. */
export function waitFor(what: 'passwords' | 'codes', until: Date): string {
  const minutes = Math.max(1, Math.ceil((until.getTime() - Date.now()) / 60_000))
  const wait =
    minutes === 1 ? 'a minute' : minutes <= 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`
  return what === 'passwords'
    ? `There were too many wrong passwords, perhaps somebody else's. Wait ${wait}, or sign in from a browser you have used here before.`
    : `There were too many wrong codes. Wait ${wait}, then sign in again.`
}

/**
 * Replaces a session that gave a second factor by one that counts, and records that somebody signed in. The browser is
 * known from then on.
 */
export async function completeSignIn(
  accounts: Accounts,
  { person }: FoundSession,
  by: string,
  browser: Browser,
): Promise<readonly string[]> {
  await accounts.database.transaction().execute(async (transaction) => {
    await endSessions(transaction, person.id, { only: person.session.id })
    await forgetOldSessions(transaction)
    await noteSignIn(transaction, person.id)
    await rememberBrowser(transaction, person.id, browser.cookie)
    await appendAudit(transaction, [
      {
        actor: person.email,
        action: 'signed in',
        subject: accountOf(person.email),
        before: null,
        after: { post: postOf(person), by },
      },
    ])
  })
  return openSession(accounts, person.id, { hasSecondFactor: true, headers: browser.headers })
}

/** How the audit names what belongs to one person. */
export function accountOf(email: string): string {
  return `account of ${email}`
}

/** Ends the session somebody is in. */
export async function signOut(accounts: Accounts, { person }: FoundSession): Promise<void> {
  await accounts.database.transaction().execute(async (transaction) => {
    await endSessions(transaction, person.id, { only: person.session.id })
    await appendAudit(transaction, [
      {
        actor: person.email,
        action: 'signed out',
        subject: accountOf(person.email),
        before: null,
        after: { post: postOf(person) },
      },
    ])
  })
}

/** Ends one of somebody's own sessions. False where it is over already. */
export async function revokeSession(
  { database }: Accounts,
  { person }: FoundSession,
  sessionId: string,
): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const count = await endSessions(transaction, person.id, { only: sessionId })
    if (count === 0) return false
    await appendAudit(transaction, [
      {
        actor: person.email,
        action: 'session ended',
        subject: accountOf(person.email),
        before: null,
        after: { post: postOf(person) },
      },
    ])
    return true
  })
}

/**
 * Opens a session as somebody of a demonstration, without password or second factor. Refused everywhere else: the
 * database itself says what it is.
 */
export async function signInAsInvented(accounts: Accounts, email: string, browser: Browser): Promise<SignIn> {
  const { database } = accounts
  const installation = await readInstallation(database)
  if (!installation?.isDemonstration) {
    return { ok: false, reason: 'Only in a demonstration can somebody be chosen. Sign in with a password.' }
  }
  const person = await findPersonByEmail(database, email)
  const appointments = person ? await readAppointments(database, person.id) : []
  if (!person || appointments.length === 0) {
    return { ok: false, reason: 'There is no such person in this demonstration. Choose another.' }
  }
  await database.transaction().execute(async (transaction) => {
    await noteSignIn(transaction, person.id)
    await appendAudit(transaction, [
      {
        actor: person.email,
        action: 'signed in',
        subject: accountOf(person.email),
        before: null,
        after: {
          post: postOf({ roles: appointments.map(({ role }) => role) }),
          by: 'choice in a demonstration',
        },
      },
    ])
  })
  return {
    ok: true,
    cookies: await openSession(accounts, person.id, { hasSecondFactor: true, headers: browser.headers }),
  }
}
