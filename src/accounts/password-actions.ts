import { setTimeout as pause } from 'node:timers/promises'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { AuditEntry } from '../audit/audit-chain.ts'
import { appendAudit } from '../audit/audit-store.ts'
import { queueMail } from '../mail/outbox-store.ts'
import { passwordResetMail, resetMinutes } from './account-mails.ts'
import type { Accounts } from './authentication-store.ts'
import { findKnownBrowser, rememberBrowser } from './known-browser-store.ts'
import { addPasswordReset, findPasswordReset, usePasswordResets } from './password-reset-store.ts'
import { passwordProblem } from './password-rule.ts'
import { findPasswordHash, findPersonByEmail, readAppointments, savePassword } from './person-store.ts'
import { accountHash, newToken, tokenHash } from './secret-token.ts'
import { endSessions, type FoundSession } from './session-store.ts'
import { accountOf, type Browser, waitFor } from './sign-in-actions.ts'
import { beginAttempt, forgiveAttempt } from './sign-in-failure-store.ts'
import { mailKeys, passwordKeys } from './sign-in-limits.ts'

/** Longer than queueing a mail takes, so that nobody can tell from the time whether one was queued. */
const answerMilliseconds = 300

/**
 * Sends a link to set another password, if somebody who signs in with a password has this address. Says nothing of
 * whether there is such a person, and takes as long for one as for none.
 */
export async function requestPasswordReset(
  accounts: Accounts,
  emailText: string,
  browser: Browser,
): Promise<void> {
  await Promise.all([pause(answerMilliseconds), sendReset(accounts, emailText.toLowerCase(), browser)])
}

async function sendReset(
  { database, siteUrl, serviceName }: Accounts,
  email: string,
  browser: Browser,
): Promise<void> {
  if (!(await beginAttempt(database, mailKeys(accountHash(email), browser.client))).ok) return
  const person = await findPersonByEmail(database, email)
  if (!person || (await findPasswordHash(database, person.id)) === undefined) return
  if ((await readAppointments(database, person.id)).length === 0) return
  const token = newToken()
  const hash = tokenHash(token)
  const link = `${siteUrl}/account/password-resets/${token}`
  await database.transaction().execute(async (transaction) => {
    await addPasswordReset(transaction, { tokenHash: hash, personId: person.id, minutes: resetMinutes })
    await queueMail(transaction, [
      {
        key: `password-reset/${hash.toString('hex')}`,
        ...passwordResetMail({ link, serviceName }),
        attachment: null,
        recipients: [{ address: email, post: '', isCopy: false }],
        holdsSecret: true,
        isRehearsal: false,
      },
    ])
    await appendAudit(transaction, [auditEntry(email, 'password reset requested')])
  })
}

export type PasswordChange =
  | { readonly ok: true }
  | { readonly ok: false; readonly field: 'current' | 'password' | undefined; readonly reason: string }

export const resetLinkProblem = `This link was used already or is older than ${resetMinutes} minutes. Ask for another one.`

/** Sets another password by a mailed link. All sessions end; the second factor stays and is asked for as before. */
export async function resetPassword(
  { database }: Accounts,
  token: string,
  password: string,
  browser: Browser,
): Promise<PasswordChange> {
  const hash = tokenHash(token)
  const person = await findPasswordReset(database, hash)
  if (!person) return { ok: false, field: undefined, reason: resetLinkProblem }
  const reason = passwordProblem(password, person.email)
  if (reason !== undefined) return { ok: false, field: 'password', reason }
  const passwordHash = await hashPassword(password)
  return database.transaction().execute(async (transaction): Promise<PasswordChange> => {
    if (!(await usePasswordResets(transaction, person.id, hash))) {
      return { ok: false, field: undefined, reason: resetLinkProblem }
    }
    await savePassword(transaction, person.id, passwordHash)
    await endSessions(transaction, person.id)
    // Who reads the mail of the account is no stranger: others' wrong passwords keep them out no longer.
    await rememberBrowser(transaction, person.id, browser.cookie)
    await appendAudit(transaction, [auditEntry(person.email, 'password changed')])
    return { ok: true }
  })
}

/** Changes the password of somebody who is signed in and knows the present one. Their other sessions end. */
export async function changePassword(
  { database }: Accounts,
  { person }: FoundSession,
  { current, password }: { readonly current: string; readonly password: string },
  browser: Browser,
): Promise<PasswordChange> {
  const presentHash = await findPasswordHash(database, person.id)
  if (presentHash === undefined) {
    return { ok: false, field: undefined, reason: 'You sign in elsewhere and have no password here.' }
  }
  const knownBrowser = await findKnownBrowser(database, person.email, browser.cookie)
  const keys = passwordKeys(accountHash(person.email), { knownBrowser, client: browser.client })
  const attempt = await beginAttempt(database, keys)
  if (!attempt.ok) return { ok: false, field: 'current', reason: waitFor('passwords', attempt.until) }
  if (!(await verifyPassword({ hash: presentHash, password: current }))) {
    return { ok: false, field: 'current', reason: 'This is not your present password.' }
  }
  await forgiveAttempt(database, keys)
  const reason = passwordProblem(password, person.email)
  if (reason !== undefined) return { ok: false, field: 'password', reason }
  const passwordHash = await hashPassword(password)
  await database.transaction().execute(async (transaction) => {
    await savePassword(transaction, person.id, passwordHash)
    await endSessions(transaction, person.id, { but: person.session.id })
    await appendAudit(transaction, [auditEntry(person.email, 'password changed')])
  })
  return { ok: true }
}

function auditEntry(email: string, action: string): AuditEntry {
  return { actor: email, action, subject: accountOf(email), before: null, after: null }
}
