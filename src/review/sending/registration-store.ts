import { sql } from 'kysely'
import type { Database, Transaction } from '../../database/connection.ts'

/** A monitoring officer in office, and how far they have come towards being sent letters. */
export type MonitoringOfficer = {
  readonly authorityId: number
  readonly officeHolderId: number
  readonly authority: string
  readonly post: string
  readonly email: string
  readonly registeredAt: Date | null
  readonly invitedAt: Date | null
  /** Of the last invitation. */
  readonly expiresAt: Date | null
}

/** The monitoring officers in office at a moment, in the order of their authorities' names. */
export async function readMonitoringOfficers(
  database: Database | Transaction,
  now: Date,
): Promise<readonly MonitoringOfficer[]> {
  const { rows } = await sql<MonitoringOfficer>`
    select
      office_holder.authority_id,
      office_holder.office_holder_id,
      official_name as authority,
      post,
      email,
      registered_at,
      max(invited_at) as invited_at,
      max(expires_at) as expires_at
    from office_holder
    join authority using (authority_id)
    left join registration_invitation using (authority_id, office_holder_id)
    where role = 'monitoring-officer'
      and from_on <= ${now}::timestamptz::date
      and (to_on is null or to_on >= ${now}::timestamptz::date)
    group by office_holder.authority_id, office_holder.office_holder_id, authority.authority_id
    order by official_name, office_holder.office_holder_id
  `.execute(database)
  return rows
}

/** Until the transaction ends nobody else invites monitoring officers. */
export async function lockInvitations(transaction: Transaction): Promise<void> {
  await sql`lock table registration_invitation in share row exclusive mode`.execute(transaction)
}

type Invitation = Pick<MonitoringOfficer, 'authorityId' | 'officeHolderId'> & {
  readonly tokenHash: Buffer
  readonly invitedBy: string
  readonly invitedAt: Date
  readonly expiresAt: Date
}

export async function saveRegistrationInvitation(
  transaction: Transaction,
  invitation: Invitation,
): Promise<void> {
  await transaction.insertInto('registrationInvitation').values(invitation).execute()
}

/** An invitation as whoever holds its link finds it. */
export type FoundInvitation = Pick<
  MonitoringOfficer,
  'authorityId' | 'officeHolderId' | 'authority' | 'post' | 'email'
> & {
  readonly expiresAt: Date
  readonly usedAt: Date | null
}

/** The invitation whose link carries a token with this hash; nobody else uses it until the transaction ends. */
export async function findRegistrationInvitation(
  database: Database | Transaction,
  tokenHash: Buffer,
): Promise<FoundInvitation | undefined> {
  return database
    .selectFrom('registrationInvitation')
    .innerJoin('officeHolder', (join) =>
      join
        .onRef('officeHolder.authorityId', '=', 'registrationInvitation.authorityId')
        .onRef('officeHolder.officeHolderId', '=', 'registrationInvitation.officeHolderId'),
    )
    .innerJoin('authority', 'authority.authorityId', 'officeHolder.authorityId')
    .select([
      'officeHolder.authorityId',
      'officeHolder.officeHolderId',
      'officialName as authority',
      'post',
      'email',
      'expiresAt',
      'usedAt',
    ])
    .where('tokenHash', '=', tokenHash)
    .forUpdate('registrationInvitation')
    .executeTakeFirst()
}

/** Has a monitoring officer on record as somebody who wants letters, and uses up every invitation to them. */
export async function saveRegistration(
  transaction: Transaction,
  { authorityId, officeHolderId }: Pick<MonitoringOfficer, 'authorityId' | 'officeHolderId'>,
  { post, email, at }: { readonly post: string; readonly email: string; readonly at: Date },
): Promise<void> {
  await transaction
    .updateTable('officeHolder')
    .set({ post, email, registeredAt: at })
    .where('authorityId', '=', authorityId)
    .where('officeHolderId', '=', officeHolderId)
    .execute()
  await transaction
    .updateTable('registrationInvitation')
    .set({ usedAt: at })
    .where('authorityId', '=', authorityId)
    .where('officeHolderId', '=', officeHolderId)
    .where('usedAt', 'is', null)
    .execute()
}
