import type { AuthorityId } from '../authorities/authority.ts'
import { officerPermissions, type Permission, staffPermissions } from './permission.ts'
import { type Role, roleWords } from './role.ts'

/** Somebody who has signed in with a second factor, and what they are appointed as at this moment. */
export type Person = {
  readonly id: string
  /** In small letters; it stands for the person wherever it is recorded who did something. */
  readonly email: string
  readonly name: string
  /** At least one, and either all of the Ombudsman's office or all of one authority. */
  readonly roles: readonly Role[]
  /** The authority an officer acts for; null for the Ombudsman's own staff. */
  readonly authority: OfficerAuthority | null
  readonly session: { readonly id: string; readonly token: string }
}

/** The authority that an officer acts for. */
export type OfficerAuthority = {
  readonly id: AuthorityId
  readonly slug: string
  readonly officialName: string
}

/** Somebody of the Ombudsman's office. */
export type Staff = Person & { readonly authority: null }
/** Somebody who acts for one authority. */
export type Officer = Person & { readonly authority: OfficerAuthority }

/** Whether what somebody is appointed as lets them do this. Officers may do it for their own authority alone. */
export function mayDo({ roles }: Pick<Person, 'roles'>, permission: Permission): boolean {
  const allowed: readonly Role[] = { ...staffPermissions, ...officerPermissions }[permission].roles
  return roles.some((role) => allowed.includes(role))
}

export function isOfficer(person: Person): person is Officer {
  return person.authority !== null
}

export function isStaff(person: Person): person is Staff {
  return person.authority === null
}

/** What somebody is, as pages and public lists say it: "Statistician", "Link officer". Never a name. */
export function postOf({ roles }: Pick<Person, 'roles'>): string {
  const [first = '', ...others] = roles.map((role) => roleWords[role].name)
  return [first, ...others.map((name) => name.charAt(0).toLowerCase() + name.slice(1))].join(', ')
}

/** Who sends a request, as far as it shows. */
export type Identity =
  | { readonly state: 'nobody' }
  /** Signed in with a password or by a provider, without the second factor: nobody yet, for every page but those. */
  | { readonly state: 'half' }
  | { readonly state: 'signed-in'; readonly person: Person }
