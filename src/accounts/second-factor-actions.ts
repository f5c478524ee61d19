import type { AuditEntry } from '../audit/audit-chain.ts'
import { appendAudit } from '../audit/audit-store.ts'
import type { Accounts } from './authentication-store.ts'
import { findKnownBrowser } from './known-browser-store.ts'
import { newAuthenticatorSecret, readCode } from './one-time-code.ts'
import {
  addSecondFactor,
  findSecondFactor,
  saveRecoveryCodes,
  takeStep,
  useRecoveryCode,
} from './second-factor-store.ts'
import { newRecoveryCodes, recoveryCodeHash } from './secret-token.ts'
import { endSessions, type FoundSession } from './session-store.ts'
import { accountOf, type Browser, completeSignIn, waitFor } from './sign-in-actions.ts'
import { beginAttempt, forgiveAttempt } from './sign-in-failure-store.ts'
import { codeKeys, codesPerSession } from './sign-in-limits.ts'

export type CodeGiven =
  | {
      readonly ok: true
      readonly cookies: readonly string[]
      /** To be shown once, after an authenticator was set up. */
      readonly recoveryCodes: readonly string[]
    }
  /** `isOver` where the session ended, and the password has to be given again. */
  | { readonly ok: false; readonly reason: string; readonly isOver: boolean }

/** The secret of the authenticator somebody is setting up; undefined where they have one already. */
export async function beginSecondFactor(
  { database, secret: key }: Accounts,
  { person }: FoundSession,
): Promise<Buffer | undefined> {
  return database.transaction().execute(async (transaction) => {
    await addSecondFactor(transaction, key, person.id, newAuthenticatorSecret())
    const kept = await findSecondFactor(transaction, key, person.id)
    return kept?.isConfirmed ? undefined : kept?.secret
  })
}

/**
 * Takes the code of an authenticator and completes signing in. The first one shows that the authenticator is set up,
 * and answers with recovery codes.
 */
export async function giveCode(
  accounts: Accounts,
  visitor: FoundSession,
  code: string,
  browser: Browser,
  now: Date,
): Promise<CodeGiven> {
  return giveSecondFactor(accounts, visitor, browser, 'authenticator', async () =>
    takeCode(accounts, visitor, code, now),
  )
}

/** Takes a recovery code, which is then used up, and completes signing in. */
export async function giveRecoveryCode(
  accounts: Accounts,
  visitor: FoundSession,
  code: string,
  browser: Browser,
): Promise<CodeGiven> {
  const { person } = visitor
  return giveSecondFactor(accounts, visitor, browser, 'recovery code', async () =>
    accounts.database.transaction().execute(async (transaction): Promise<Taken> => {
      const hash = recoveryCodeHash(accounts.secret, person.id, code)
      if (await useRecoveryCode(transaction, person.id, hash)) return { ok: true, recoveryCodes: [] }
      return {
        ok: false,
        reason: 'This is none of your recovery codes, or it was used before. Give another one.',
      }
    }),
  )
}

type Taken =
  | { readonly ok: true; readonly recoveryCodes: readonly string[] }
  | { readonly ok: false; readonly reason: string }

async function giveSecondFactor(
  accounts: Accounts,
  visitor: FoundSession,
  browser: Browser,
  by: string,
  take: () => Promise<Taken>,
): Promise<CodeGiven> {
  const { database } = accounts
  const { person } = visitor
  const keys = codeKeys(person.id, await findKnownBrowser(database, person.email, browser.cookie))
  const sessionKey = `session/${person.session.id}`
  const attempt = await beginAttempt(database, keys)
  if (!attempt.ok) {
    await lockOut(accounts, visitor)
    return { ok: false, reason: waitFor('codes', attempt.until), isOver: true }
  }
  const ofSession = await beginAttempt(database, [{ key: sessionKey, limit: uncounted }])
  const taken = await take()
  if (taken.ok) {
    await forgiveAttempt(database, [...keys, { key: sessionKey, limit: uncounted }])
    const cookies = await completeSignIn(accounts, visitor, by, browser)
    return { ok: true, cookies, recoveryCodes: taken.recoveryCodes }
  }
  if (ofSession.ok && ofSession.failureCount >= codesPerSession) {
    await lockOut(accounts, visitor)
    return { ok: false, reason: 'Too many codes were wrong. Sign in again from the beginning.', isOver: true }
  }
  return { ok: false, reason: taken.reason, isOver: false }
}

/** Sessions end rather than wait. */
const uncounted = { freeFailures: Number.POSITIVE_INFINITY, firstWaitSeconds: 0, longestWaitSeconds: 0 }

async function takeCode(
  { database, secret: key }: Accounts,
  { person }: FoundSession,
  code: string,
  now: Date,
): Promise<Taken> {
  return database.transaction().execute(async (transaction): Promise<Taken> => {
    const factor = await findSecondFactor(transaction, key, person.id, true)
    if (!factor) return { ok: false, reason: 'No authenticator is set up. Open this page again.' }
    const reading = readCode(factor.secret, code, now, factor.lastStep)
    if (reading.kind !== 'right') return { ok: false, reason: codeProblem(reading) }
    await takeStep(transaction, person.id, reading.step)
    if (factor.isConfirmed) return { ok: true, recoveryCodes: [] }
    const codes = newRecoveryCodes()
    const hashes = codes.map((recoveryCode) => recoveryCodeHash(key, person.id, recoveryCode))
    await saveRecoveryCodes(transaction, person.id, hashes)
    await appendAudit(transaction, [auditEntry(person.email, 'second factor set up')])
    return { ok: true, recoveryCodes: codes }
  })
}

function codeProblem(reading: Exclude<ReturnType<typeof readCode>, { kind: 'right' }>): string {
  switch (reading.kind) {
    case 'used':
      return 'This code was used already. Wait for the next one, which comes within half a minute.'
    case 'wrong-clock': {
      const minutes = Math.abs(reading.minutes)
      const much = `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ${reading.minutes > 0 ? 'ahead' : 'behind'}`
      return `The clock of the device that makes your codes is about ${much}. Set it to the time of the network, then give a new code.`
    }
    case 'wrong':
      return 'This code is not right. Give the six digits that your authenticator shows now.'
  }
}

/** Ends a session in which too many codes were wrong. */
async function lockOut({ database }: Accounts, { person }: FoundSession): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await endSessions(transaction, person.id, { only: person.session.id })
    await appendAudit(transaction, [auditEntry(person.email, 'second factor locked')])
  })
}

export type NewRecoveryCodes =
  | { readonly ok: true; readonly codes: readonly string[] }
  | { readonly ok: false; readonly field: 'code'; readonly reason: string }

/** Makes new recovery codes in place of the old ones, for somebody who gives a code of their authenticator once more. */
export async function renewRecoveryCodes(
  accounts: Accounts,
  visitor: FoundSession,
  code: string,
  browser: Browser,
  now: Date,
): Promise<NewRecoveryCodes> {
  const { database, secret: key } = accounts
  const { person } = visitor
  const keys = codeKeys(person.id, await findKnownBrowser(database, person.email, browser.cookie))
  const attempt = await beginAttempt(database, keys)
  if (!attempt.ok) return { ok: false, field: 'code', reason: waitFor('codes', attempt.until) }
  const taken = await takeCode(accounts, visitor, code, now)
  if (!taken.ok) return { ok: false, field: 'code', reason: taken.reason }
  await forgiveAttempt(database, keys)
  const codes = newRecoveryCodes()
  await database.transaction().execute(async (transaction) => {
    const hashes = codes.map((recoveryCode) => recoveryCodeHash(key, person.id, recoveryCode))
    await saveRecoveryCodes(transaction, person.id, hashes)
    await appendAudit(transaction, [auditEntry(person.email, 'recovery codes made')])
  })
  return { ok: true, codes }
}

function auditEntry(email: string, action: string): AuditEntry {
  return { actor: email, action, subject: accountOf(email), before: null, after: null }
}
