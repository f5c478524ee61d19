import type { AuthorityId } from '../authorities/authority.ts'
import { officerRoles, type Role, roleWords } from './role.ts'

/** For how long the link of an invitation can be followed. */
export const invitationDays = 14

export type Invitation = {
  readonly id: number
  readonly email: string
  /** Null where somebody only sets up another second factor. */
  readonly role: Role | null
  readonly authority: { readonly id: AuthorityId; readonly officialName: string } | null
  readonly invitedBy: string
  readonly invitedAt: Date
  readonly expiresAt: Date
  readonly acceptedAt: Date | null
  readonly withdrawnAt: Date | null
}

/** Why the link of an invitation leads nowhere any more, as a sentence; undefined where it can be accepted. */
export function invitationProblem(invitation: Invitation | undefined, now: Date): string | undefined {
  if (invitation === undefined) {
    return 'This link is not one of ours. Check that the whole of it was copied, or ask for a new invitation.'
  }
  if (invitation.acceptedAt !== null) {
    return 'This invitation was accepted already. Sign in, or ask an administrator for a new one.'
  }
  if (invitation.withdrawnAt !== null) {
    return 'This invitation was withdrawn, or a later one took its place. Use the latest, or ask for a new one.'
  }
  if (invitation.expiresAt <= now) {
    return `This invitation has expired: each is good for ${invitationDays} days. Ask for a new one.`
  }
  return undefined
}

export function isOfficerRole(role: Role): boolean {
  return officerRoles.some((officerRole) => officerRole === role)
}

/** What somebody is to be: "Statistician", "Link officer of Larchwick District Council". */
export function invitedAs({ role, authority }: Pick<Invitation, 'role' | 'authority'>): string {
  if (role === null) return 'another password and second factor'
  return authority ? `${roleWords[role].name} of ${authority.officialName}` : roleWords[role].name
}
