import { invitedAs } from '../../accounts/invitation.ts'
import { type InvitingSettings, sendInvitation } from '../../accounts/invitation-actions.ts'
import { withdrawInvitation } from '../../accounts/invitation-store.ts'
import { endAppointmentRow } from '../../accounts/people-store.ts'
import type { Officer } from '../../accounts/person.ts'
import { appoint, findPersonByEmail, lockAppointments } from '../../accounts/person-store.ts'
import { type OfficerRole, roleWords } from '../../accounts/role.ts'
import { endSessions } from '../../accounts/session-store.ts'
import { accountOf } from '../../accounts/sign-in-actions.ts'
import type { AuditEntry } from '../../audit/audit-chain.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { nameSession } from '../../database/portal-database.ts'
import { addressFault } from '../../mail/mail.ts'
import { readColleagues, readInvitedColleagues } from './colleague-store.ts'
import { lockAuthority } from './office-store.ts'

/** An authority deals with the Ombudsman through one link officer, and somebody in their place. */
export const mostLinkOfficers = 2
/** Nobody needs as many, and each is a mail to an address that somebody only typed. */
const mostOpenInvitations = 20

export type InvitingColleague =
  | { readonly ok: true; readonly kind: 'invited' | 'appointed' }
  | { readonly ok: false; readonly field: 'email' | 'role'; readonly reason: string }

/**
 * Invites somebody to act for the officer's own authority, or appoints them at once where they sign in for it already.
 * Whether an address is known for anything else is not told: then the invitation is sent like any other.
 */
export async function inviteColleague(
  settings: InvitingSettings,
  officer: Officer,
  { email: typed, role }: { readonly email: string; readonly role: OfficerRole },
): Promise<InvitingColleague> {
  const email = typed.toLowerCase()
  const fault = addressFault(email)
  if (fault !== undefined) return refusal('email', `The e-mail address ${fault}.`)
  if (email === officer.email)
    return refusal('email', 'Nobody appoints themselves. Ask a colleague, or the Ombudsman.')
  return settings.database.transaction().execute(async (transaction): Promise<InvitingColleague> => {
    const { colleagues, invited, mayKeep } = await lockColleagues(transaction, officer)
    if (!mayKeep) return refusal('email', 'You are not a link officer of this authority any more.')
    if (colleagues.some((one) => one.email === email && one.role === role)) {
      return refusal('email', 'This colleague is that already.')
    }
    // Inviting the same person again takes the place of the first invitation.
    const others = invited.filter((one) => one.email !== email || one.role !== role)
    if (role === 'link-officer') {
      const count = [...colleagues, ...others].filter((one) => one.role === role).length
      if (count >= mostLinkOfficers) {
        const reason = `An authority has at most ${mostLinkOfficers} link officers, with those invited. End or withdraw one first.`
        return refusal('role', reason)
      }
    }
    if (others.length >= mostOpenInvitations) {
      return refusal(
        'email',
        `${mostOpenInvitations} invitations are open. Withdraw some, or wait for an answer.`,
      )
    }
    const { id, officialName } = officer.authority
    const authority = { id, officialName }
    const as = invitedAs({ role, authority })
    const person = await findPersonByEmail(transaction, email)
    if (person && colleagues.some((one) => one.email === email)) {
      await lockAppointments(transaction, person.id)
      await appoint(transaction, person.id, { role, authorityId: id, appointedBy: officer.email })
      await audit(transaction, officer, 'person appointed', email, { after: { as } })
      return { ok: true, kind: 'appointed' }
    }
    await sendInvitation(transaction, settings, { email, role, authority, actor: officer.email, way: 'mail' })
    await audit(transaction, officer, 'person invited', email, { after: { as } })
    return { ok: true, kind: 'invited' }
  })
}

export type EndingColleague =
  | { readonly ok: true }
  | { readonly ok: false; readonly isUnknown: boolean; readonly reason: string }

const unknown = {
  ok: false,
  isUnknown: true,
  reason: 'There is nothing like that at your authority.',
} as const

/** Withdraws an invitation of the officer's own authority. */
export async function withdrawColleague(
  database: Database,
  officer: Officer,
  invitationId: number,
): Promise<EndingColleague> {
  return database.transaction().execute(async (transaction): Promise<EndingColleague> => {
    const { invited, mayKeep } = await lockColleagues(transaction, officer)
    if (!mayKeep) return unknown
    const invitation = invited.find(({ id }) => id === invitationId)
    // Somebody may accept it at this moment; then it is no longer there to withdraw.
    if (!invitation || !(await withdrawInvitation(transaction, invitationId, officer.email))) return unknown
    await audit(transaction, officer, 'invitation withdrawn', invitation.email, {
      after: { as: invitation.role },
    })
    return { ok: true }
  })
}

/** Ends what a colleague is appointed as, and their sessions with it. One link officer always stays. */
export async function endColleague(
  database: Database,
  officer: Officer,
  appointmentId: number,
): Promise<EndingColleague> {
  return database.transaction().execute(async (transaction): Promise<EndingColleague> => {
    const { colleagues, mayKeep } = await lockColleagues(transaction, officer)
    if (!mayKeep) return unknown
    const colleague = colleagues.find((one) => one.appointmentId === appointmentId)
    if (!colleague) return unknown
    const { role, email } = colleague
    if (role === 'link-officer' && colleagues.filter((one) => one.role === role).length === 1) {
      const reason =
        'This is your last link officer, without whom nobody could be invited. Invite another one first.'
      return { ok: false, isUnknown: false, reason }
    }
    const person = await findPersonByEmail(transaction, email)
    if (!person) return unknown
    await endAppointmentRow(transaction, appointmentId, officer.email)
    await endSessions(transaction, person.id)
    await audit(transaction, officer, 'appointment ended', email, { before: { role: roleWords[role].name } })
    return { ok: true }
  })
}

/** Who is what at the officer's own authority; nobody else changes it from here until the transaction ends. */
async function lockColleagues(transaction: Transaction, officer: Officer) {
  await lockAuthority(transaction, officer.authority.id)
  await nameSession(transaction, officer.session.token)
  const now = await currentMoment(transaction)
  const invited = await readInvitedColleagues(transaction, officer.authority.id)
  const colleagues = await readColleagues(transaction, officer.authority.id)
  return {
    colleagues,
    /** Whether they still are what lets them change it: a colleague may have ended that while they waited. */
    mayKeep: colleagues.some(({ email, role }) => email === officer.email && role === 'link-officer'),
    invited: invited.filter(({ expiresAt }) => expiresAt > now),
  }
}

async function audit(
  transaction: Transaction,
  officer: Officer,
  action: string,
  email: string,
  { before = null, after = null }: Partial<Pick<AuditEntry, 'before' | 'after'>>,
): Promise<void> {
  await appendAudit(transaction, [{ actor: officer.email, action, subject: accountOf(email), before, after }])
}

function refusal(field: 'email' | 'role', reason: string): InvitingColleague {
  return { ok: false, field, reason }
}
