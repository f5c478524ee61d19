import type { IsoDate } from '../scheme/reporting-year.ts'
import type { Authority } from './authority.ts'

/** The roles a letter or its rules ask about. */
export const officeRoles = [
  'chief-executive',
  'leader',
  'scrutiny-chair',
  'monitoring-officer',
  'link-officer',
] as const

/** Roles that one person holds at a time. Link and monitoring officers may be several. */
export const soleRoles: readonly OfficeRole[] = ['chief-executive', 'leader', 'scrutiny-chair']

export type OfficeRole = (typeof officeRoles)[number]

/** Each role as pages name it; what somebody is called in their own authority is their post. */
export const officeRoleNames: Readonly<Record<OfficeRole, string>> = {
  'chief-executive': 'Chief executive',
  leader: 'Leader',
  'scrutiny-chair': 'Chair of scrutiny',
  'monitoring-officer': 'Monitoring officer',
  'link-officer': 'Link officer',
}

/** Who does a job at an authority, from when to when. Kept by role; the name may be unknown. */
export type OfficeHolder = {
  /** Slug of the authority. */
  readonly authority: string
  readonly role: OfficeRole
  /** As it is written in the address: "Interim Chief Executive". */
  readonly post: string
  /** The salutation is what follows "Dear". */
  readonly person: { readonly name: string; readonly salutation: string } | null
  readonly email: string
  readonly fromOn: IsoDate
  /** The last day in office; null for somebody who is still there. */
  readonly toOn: IsoDate | null
}

/** Who a letter is addressed to. */
export type Addressee = {
  readonly post: string
  readonly person: { readonly name: string; readonly salutation: string } | null
  /** Official name of the body the addressee works for: the authority, or its successor. */
  readonly body: string
  readonly email: string
}

/** The holder of a role on a day. Of several the one who came last, as a new name may come before the old one's end. */
export function holderOn(
  holders: readonly OfficeHolder[],
  authority: string,
  role: OfficeRole,
  date: IsoDate,
): OfficeHolder | undefined {
  return holders
    .filter((holder) => holder.authority === authority && holder.role === role)
    .filter((holder) => holder.fromOn <= date && (holder.toOn === null || holder.toOn >= date))
    .sort((a, b) => (a.fromOn === b.fromOn ? (a.email < b.email ? -1 : 1) : a.fromOn < b.fromOn ? 1 : -1))[0]
}

/** Who a body's letter goes to on a day; undefined where nobody is on record. */
export function addresseeAt(
  holders: readonly OfficeHolder[],
  authority: Pick<Authority, 'slug' | 'officialName'>,
  date: IsoDate,
): Addressee | undefined {
  const holder = holderOn(holders, authority.slug, 'chief-executive', date)
  if (holder === undefined) return undefined
  const { post, person, email } = holder
  return { post, person, body: authority.officialName, email }
}

/**
 * What tells one record from another: the same person may hold a role twice, and two may share some roles. A role
 * that one person holds needs no e-mail address for that, so a mistyped one can be corrected.
 */
export function officeHolderKey({ authority, role, fromOn, email }: OfficeHolder): string {
  return [authority, role, fromOn, soleRoles.includes(role) ? '' : email.toLowerCase()].join(' ')
}
