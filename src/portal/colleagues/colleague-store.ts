import { sql } from 'kysely'
import type { OfficerRole } from '../../accounts/role.ts'
import type { Transaction } from '../../database/connection.ts'

/** Somebody who can sign in for an authority, and what for; somebody with two roles is there twice. */
export type Colleague = {
  readonly appointmentId: number
  readonly role: OfficerRole
  readonly email: string
  readonly appointedAt: Date
  readonly lastSignedInAt: Date | null
}

/** Somebody invited who has not accepted yet. */
export type InvitedColleague = {
  readonly id: number
  readonly role: OfficerRole
  readonly email: string
  readonly invitedAt: Date
  readonly expiresAt: Date
}

/** Who can sign in for an authority, as this session may see them. */
export async function readColleagues(
  transaction: Transaction,
  authorityId: number,
): Promise<readonly Colleague[]> {
  const { rows } = await sql<Colleague>`
    select appointment_id, role, email, appointed_at, last_signed_in_at
    from portal.colleague
    where authority_id = ${authorityId}
    order by array_position(array['link-officer', 'monitoring-officer', 'member-responsible', 'reader'], role), email
  `.execute(transaction)
  return rows
}

/** Who is invited to sign in for an authority, as this session may see them. */
export async function readInvitedColleagues(
  transaction: Transaction,
  authorityId: number,
): Promise<readonly InvitedColleague[]> {
  const { rows } = await sql<InvitedColleague>`
    select invitation_id as id, role, email, invited_at, expires_at
    from portal.invitation
    where authority_id = ${authorityId}
    order by invited_at desc, invitation_id desc
  `.execute(transaction)
  return rows
}
