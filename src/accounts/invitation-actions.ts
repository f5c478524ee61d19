import { hashPassword } from 'better-auth/crypto'
import { appendAudit } from '../audit/audit-store.ts'
import type { AuthorityId } from '../authorities/authority.ts'
import { readAuthorities } from '../authorities/authority-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import { addressFault } from '../mail/mail.ts'
import { queueMail } from '../mail/outbox-store.ts'
import { invitationMail } from './account-mails.ts'
import type { Accounts } from './authentication-store.ts'
import { type Invitation, invitationDays, invitationProblem, invitedAs, isOfficerRole } from './invitation.ts'
import {
  acceptInvitation,
  addInvitation,
  findInvitation,
  withdrawInvitation,
  withdrawInvitationsOf,
} from './invitation-store.ts'
import { forgetBrowsers } from './known-browser-store.ts'
import { passwordProblem } from './password-rule.ts'
import {
  type Appointment,
  appoint,
  findPerson,
  findPersonByEmail,
  forgetCredentials,
  lockAppointments,
  readAppointments,
  savePassword,
  savePerson,
} from './person-store.ts'
import type { Role } from './role.ts'
import { forgetSecondFactor } from './second-factor-store.ts'
import { newToken, tokenHash } from './secret-token.ts'
import { endSessions } from './session-store.ts'
import { accountOf } from './sign-in-actions.ts'

/** What inviting somebody needs. */
export type InvitingSettings = Pick<Accounts, 'database' | 'siteUrl' | 'serviceName'>

export type InvitationRequest = {
  readonly email: string
  readonly role: Role
  /** The slug of the authority an officer acts for; empty for the Ombudsman's own staff. */
  readonly authority: string
  readonly actor: string
  /** By mail, or by a link that whoever asked hands over themselves. */
  readonly way: 'mail' | 'link'
}

export type Inviting =
  | { readonly ok: true; readonly kind: 'invited'; readonly link: string; readonly as: string }
  /** Somebody who signs in here already needs no invitation for one role more. */
  | { readonly ok: true; readonly kind: 'appointed'; readonly as: string }
  | {
      readonly ok: false
      readonly field: 'email' | 'role' | 'authority'
      readonly reason: string
    }

/** Invites somebody to a role, or appoints them at once where they sign in here already. */
export async function invite(settings: InvitingSettings, request: InvitationRequest): Promise<Inviting> {
  const email = request.email.toLowerCase()
  const fault = addressFault(email)
  if (fault !== undefined) return refusal('email', `The e-mail address ${fault}.`)
  if (email === request.actor)
    return refusal('email', 'Nobody appoints themselves. Ask another administrator.')
  return settings.database.transaction().execute(async (transaction): Promise<Inviting> => {
    const chosen = await chooseAuthority(transaction, request)
    if (!chosen.ok) return chosen
    const { authority } = chosen
    const person = await findPersonByEmail(transaction, email)
    const appointments = person ? await lockAppointments(transaction, person.id) : []
    const reason = whyNotAlso(appointments, request.role, authority?.id ?? null)
    if (reason !== undefined) return refusal('role', reason)
    const as = invitedAs({ role: request.role, authority })
    if (person && appointments.length > 0) {
      await appoint(transaction, person.id, {
        role: request.role,
        authorityId: authority?.id ?? null,
        appointedBy: request.actor,
      })
      await audit(transaction, request.actor, 'person appointed', email, as)
      return { ok: true, kind: 'appointed', as }
    }
    const link = await sendInvitation(transaction, settings, {
      ...request,
      email,
      authority,
    })
    await audit(transaction, request.actor, 'person invited', email, as)
    return { ok: true, kind: 'invited', link, as }
  })
}

type ChosenAuthority = { readonly ok: true; readonly authority: Invitation['authority'] }

async function chooseAuthority(
  transaction: Transaction,
  { role, authority: slug }: InvitationRequest,
): Promise<ChosenAuthority | Extract<Inviting, { ok: false }>> {
  if (!isOfficerRole(role)) {
    if (slug === '') return { ok: true, authority: null }
    return refusal('authority', 'People of this role act for no authority. Leave the authority out.')
  }
  if (slug === '') return refusal('authority', 'Say which authority this person acts for.')
  const authority = (await readAuthorities(transaction)).find((one) => one.slug === slug)
  return authority
    ? { ok: true, authority }
    : refusal('authority', `There is no authority "${slug}"; write it as in the address of its page.`)
}

function whyNotAlso(
  appointments: readonly Appointment[],
  role: Role,
  authority: AuthorityId | null,
): string | undefined {
  if (appointments.some((held) => held.role === role && held.authorityId === authority)) {
    return 'This person is appointed as that already.'
  }
  if (appointments.some((held) => held.authorityId !== authority)) {
    return "Nobody acts for two authorities, or for one and for the Ombudsman's office. End the other appointment first."
  }
  return undefined
}

/** Invites somebody who lost their second factor to set up another, with a new password. */
export async function inviteAnew(
  settings: InvitingSettings,
  personId: string,
  actor: string,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }> {
  return settings.database.transaction().execute(async (transaction) => {
    const person = await findPerson(transaction, personId)
    const appointments = person ? await readAppointments(transaction, person.id) : []
    if (!person || appointments.length === 0) {
      return { ok: false, reason: 'This person is appointed as nothing, so there is nothing to sign in for.' }
    }
    if (person.email === actor) {
      return { ok: false, reason: 'Nobody does this for themselves. Ask another administrator.' }
    }
    await sendInvitation(transaction, settings, {
      email: person.email,
      role: null,
      authority: null,
      actor,
      way: 'mail',
    })
    await audit(
      transaction,
      actor,
      'second factor invitation',
      person.email,
      invitedAs({ role: null, authority: null }),
    )
    return { ok: true }
  })
}

/** Makes the link, which nothing but the mail keeps. */
export async function sendInvitation(
  transaction: Transaction,
  { siteUrl, serviceName }: InvitingSettings,
  {
    email,
    role,
    authority,
    actor,
    way,
  }: Pick<Invitation, 'email' | 'role' | 'authority'> & Pick<InvitationRequest, 'actor' | 'way'>,
): Promise<string> {
  await withdrawInvitationsOf(transaction, { email, role, authorityId: authority?.id ?? null }, actor)
  const token = newToken()
  const link = `${siteUrl}/account/invitations/${token}`
  const invitedAt = await currentMoment(transaction)
  const expiresAt = new Date(invitedAt.getTime() + invitationDays * 24 * 60 * 60 * 1_000)
  const id = await addInvitation(transaction, {
    email,
    role,
    authorityId: authority?.id ?? null,
    tokenHash: tokenHash(token),
    invitedBy: actor,
    invitedAt,
    expiresAt,
  })
  if (way === 'mail') {
    await queueMail(transaction, [
      {
        key: `invitation/${id}`,
        ...invitationMail({ invitation: { role, authority }, link, serviceName }),
        attachment: null,
        recipients: [{ address: email, post: '', isCopy: false }],
        holdsSecret: true,
        isRehearsal: false,
      },
    ])
  }
  return link
}

/** How somebody who accepts will sign in from now on. */
export type Acceptance =
  | { readonly by: 'password'; readonly password: string; readonly name: string }
  | { readonly by: 'provider'; readonly name: string }

export type Accepting =
  | { readonly ok: true; readonly personId: string }
  | { readonly ok: false; readonly field: 'name' | 'password' | undefined; readonly reason: string }

const longestName = 200

/**
 * Accepts an invitation: the person is on record with a verified address, their password is the one given, and every
 * earlier way in is closed, a second factor among them. What they are appointed as is in force at once.
 */
export async function accept(database: Database, token: string, acceptance: Acceptance): Promise<Accepting> {
  const nameFault = nameProblem(acceptance.name)
  if (nameFault !== undefined) return { ok: false, field: 'name', reason: nameFault }
  const seen = await findInvitation(database, tokenHash(token))
  if (seen && acceptance.by === 'password') {
    const reason = passwordProblem(acceptance.password, seen.email)
    if (reason !== undefined) return { ok: false, field: 'password', reason }
  }
  const passwordHash = acceptance.by === 'password' ? await hashPassword(acceptance.password) : undefined
  return database.transaction().execute(async (transaction): Promise<Accepting> => {
    const invitation = await findInvitation(transaction, tokenHash(token), true)
    const now = await currentMoment(transaction)
    const reason = invitationProblem(invitation, now)
    if (!invitation || reason !== undefined) return { ok: false, field: undefined, reason: reason ?? '' }
    const { email, role, authority } = invitation
    if (acceptance.by === 'provider' && role !== null && isOfficerRole(role)) {
      return {
        ok: false,
        field: undefined,
        reason: 'Only staff of the Ombudsman can do without a password here.',
      }
    }
    const person = await savePerson(transaction, { email, name: acceptance.name })
    const held = await lockAppointments(transaction, person.id)
    const appointmentFault = role === null ? undefined : whyNotAlso(held, role, authority?.id ?? null)
    if (appointmentFault !== undefined) return { ok: false, field: undefined, reason: appointmentFault }
    await closeWaysIn(transaction, person.id)
    if (passwordHash !== undefined) await savePassword(transaction, person.id, passwordHash)
    if (role !== null) {
      await appoint(transaction, person.id, {
        role,
        authorityId: authority?.id ?? null,
        appointedBy: invitation.invitedBy,
      })
    }
    await acceptInvitation(transaction, invitation.id, now)
    await audit(transaction, email, 'invitation accepted', email, invitedAs(invitation))
    return { ok: true, personId: person.id }
  })
}

async function closeWaysIn(transaction: Transaction, personId: string): Promise<void> {
  await endSessions(transaction, personId)
  await forgetCredentials(transaction, personId)
  await forgetSecondFactor(transaction, personId)
  await forgetBrowsers(transaction, personId)
}

function nameProblem(name: string): string | undefined {
  if (name.length > longestName) return `A name here has at most ${longestName} characters.`
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name))
    return 'The name has a line break or another character no name has. Type it anew.'
  return undefined
}

/** Withdraws an invitation that was not accepted yet. */
export async function withdraw(
  database: Database,
  invitationId: number,
  actor: string,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }> {
  return database.transaction().execute(async (transaction) => {
    const withdrawn = await withdrawInvitation(transaction, invitationId, actor)
    if (!withdrawn) return { ok: false, reason: 'This invitation was accepted or withdrawn already.' }
    await audit(transaction, actor, 'invitation withdrawn', withdrawn.email, withdrawn.role)
    return { ok: true }
  })
}

async function audit(
  transaction: Transaction,
  actor: string,
  action: string,
  email: string,
  as: string | null,
): Promise<void> {
  await appendAudit(transaction, [{ actor, action, subject: accountOf(email), before: null, after: { as } }])
}

function refusal(field: 'email' | 'role' | 'authority', reason: string) {
  return { ok: false, field, reason } as const
}
