import { newToken, tokenHash } from '../../accounts/secret-token.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import { readInstallation } from '../../authorities/installation-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { addressFault, type Mail, recipientFault } from '../../mail/mail.ts'
import { queueMail } from '../../mail/outbox-store.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import {
  type FoundInvitation,
  findRegistrationInvitation,
  lockInvitations,
  type MonitoringOfficer,
  readMonitoringOfficers,
  saveRegistration,
  saveRegistrationInvitation,
} from './registration-store.ts'

const invitationDays = 28

/** Whether an officer has yet to be invited, or to be invited anew. */
export function awaitsInvitation(
  { registeredAt, expiresAt }: Pick<MonitoringOfficer, 'registeredAt' | 'expiresAt'>,
  now: Date,
): boolean {
  return registeredAt === null && (expiresAt === null || expiresAt <= now)
}

export type Inviting =
  | { readonly ok: true; readonly invitedCount: number }
  | { readonly ok: false; readonly reason: string }

/** Invites every monitoring officer by mail who is neither registered nor has an invitation that can be used. */
export async function inviteMonitoringOfficers(
  database: Database,
  scheme: Scheme,
  { actor, siteUrl }: { readonly actor: string; readonly siteUrl: string },
): Promise<Inviting> {
  return database.transaction().execute(async (transaction): Promise<Inviting> => {
    // A second press of the button waits for the first, and finds nobody left to invite.
    await lockInvitations(transaction)
    const now = await currentMoment(transaction)
    const officers = (await readMonitoringOfficers(transaction, now)).filter((one) =>
      awaitsInvitation(one, now),
    )
    const faulty = officers.find(({ post, email }) => recipientFault({ post, address: email, isCopy: false }))
    if (faulty) {
      const fault = recipientFault({ post: faulty.post, address: faulty.email, isCopy: false })
      return {
        ok: false,
        reason: `${faulty.authority}: ${fault} Correct the office holder. Nobody was invited.`,
      }
    }
    const isDemonstration = (await readInstallation(transaction))?.isDemonstration ?? false
    const expiresAt = new Date(now.getTime() + invitationDays * 24 * 60 * 60 * 1000)
    for (const officer of officers) {
      const token = newToken()
      const { authorityId, officeHolderId } = officer
      await saveRegistrationInvitation(transaction, {
        ...{
          authorityId,
          officeHolderId,
          tokenHash: tokenHash(token),
          invitedBy: actor,
          invitedAt: now,
          expiresAt,
        },
      })
      const link = `${siteUrl}${registrationAddress(token)}`
      await queueMail(transaction, [invitationMail(scheme, { ...officer, link, expiresAt, isDemonstration })])
    }
    await appendAudit(
      transaction,
      officers.map(({ authority, email }) => ({
        actor,
        action: 'monitoring officer invited',
        subject: authority,
        before: null,
        after: { email, expiresAt: expiresAt.toISOString() },
      })),
    )
    return { ok: true, invitedCount: officers.length }
  })
}

/** Where the link of an invitation leads. */
export function registrationAddress(token: string): string {
  return `/account/monitoring-officer/${encodeURIComponent(token)}`
}

type InvitationMail = Pick<MonitoringOfficer, 'authority' | 'post' | 'email'> & {
  readonly link: string
  readonly expiresAt: Date
  readonly isDemonstration: boolean
}

function invitationMail(
  scheme: Scheme,
  { authority, post, email, link, expiresAt, isDemonstration }: InvitationMail,
): Mail {
  return {
    key: `monitoring-officer/${tokenHash(link).toString('hex')}`,
    subject: `${isDemonstration ? 'DEMONSTRATION: ' : ''}Copies of the annual review letter to ${authority}`,
    text: `${[
      `The ${scheme.serviceName} writes to ${authority} once a year with its complaints figures. As its monitoring officer you can be sent a copy.`,
      `If you would like one, confirm your post and address here:\n${link}`,
      `The link works until ${printMoment(scheme, expiresAt)}, and once. There is no need to sign in or to have an account. If you do nothing, you will not be sent copies.`,
      scheme.serviceName,
    ].join('\n\n')}\n`,
    attachment: null,
    recipients: [{ address: email, post, isCopy: false }],
    holdsSecret: true,
    isRehearsal: false,
  }
}

export type InvitationState =
  | { readonly state: 'open'; readonly invitation: FoundInvitation }
  | { readonly state: 'used' | 'expired' | 'unknown' }

/** What the link of an invitation is still good for. */
export async function readInvitation(
  database: Database | Transaction,
  token: string,
): Promise<InvitationState> {
  const invitation = await findRegistrationInvitation(database, tokenHash(token))
  if (!invitation) return { state: 'unknown' }
  if (invitation.usedAt !== null) return { state: 'used' }
  return invitation.expiresAt <= (await currentMoment(database))
    ? { state: 'expired' }
    : { state: 'open', invitation }
}

export type Registration =
  | { readonly ok: true; readonly authority: string }
  | { readonly ok: false; readonly state: Exclude<InvitationState['state'], 'open'> }
  | {
      readonly ok: false
      readonly state: 'open'
      readonly field: 'post' | 'address'
      readonly reason: string
    }

const longestPost = 100

/** Registers a monitoring officer, who confirms post and address, or corrects them within the host they were invited at. */
export async function registerMonitoringOfficer(
  database: Database,
  token: string,
  { post, address }: { readonly post: string; readonly address: string },
): Promise<Registration> {
  return database.transaction().execute(async (transaction): Promise<Registration> => {
    const found = await readInvitation(transaction, token)
    if (found.state !== 'open') return { ok: false, state: found.state }
    const { invitation } = found
    const problem = postProblem(post) ?? addressProblem(invitation, address)
    if (problem) return { ok: false, state: 'open', ...problem }
    const at = await currentMoment(transaction)
    await saveRegistration(transaction, invitation, { post, email: address, at })
    await appendAudit(transaction, [
      {
        actor: address,
        action: 'monitoring officer registered',
        subject: invitation.authority,
        before: { post: invitation.post, email: invitation.email },
        after: { post, email: address },
      },
    ])
    return { ok: true, authority: invitation.authority }
  })
}

function postProblem(post: string) {
  if (post === '') return { field: 'post', reason: 'Say what your post is called.' } as const
  const fault = recipientFault({ post, address: 'name@example.org', isCopy: true })
  if (fault !== undefined) return { field: 'post', reason: fault } as const
  if (post.length <= longestPost) return undefined
  return { field: 'post', reason: `A post has at most ${longestPost} characters. Shorten it.` } as const
}

/** The letter may be under embargo, and whoever has the link may not be whom it was sent to. */
function addressProblem({ email }: FoundInvitation, address: string) {
  const fault = addressFault(address)
  if (fault !== undefined) return { field: 'address', reason: `The address ${fault}.` } as const
  const host = (text: string) => text.slice(text.lastIndexOf('@') + 1).toLowerCase()
  if (host(address) === host(email)) return undefined
  return {
    field: 'address',
    reason: `Give an address at ${host(email)}, where the invitation was sent. For another one write to the Ombudsman's office.`,
  } as const
}
