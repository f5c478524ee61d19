import { sql } from 'kysely'
import { type AuthorityId, authorityId } from '../authorities/authority.ts'
import type { Database, Transaction } from '../database/connection.ts'
import type { Invitation } from './invitation.ts'
import type { Role } from './role.ts'

export async function addInvitation(
  transaction: Transaction,
  invitation: {
    readonly email: string
    readonly role: Role | null
    readonly authorityId: AuthorityId | null
    readonly tokenHash: Buffer
    readonly invitedBy: string
    readonly invitedAt: Date
    readonly expiresAt: Date
  },
): Promise<number> {
  const { invitationId } = await transaction
    .insertInto('invitation')
    .values(invitation)
    .returning('invitationId')
    .executeTakeFirstOrThrow()
  return invitationId
}

/** The invitation that a link names, locked so that it is accepted once. */
export async function findInvitation(
  database: Database | Transaction,
  tokenHash: Buffer,
  isLocked = false,
): Promise<Invitation | undefined> {
  const query = selectInvitations(database).where('tokenHash', '=', tokenHash)
  const row = await (isLocked ? query.forUpdate('invitation') : query).executeTakeFirst()
  return row && invitationOf(row)
}

/** Invitations that were neither accepted nor withdrawn, expired ones among them, the latest first. */
export async function readOpenInvitations(database: Database): Promise<readonly Invitation[]> {
  const rows = await selectInvitations(database)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .orderBy('invitedAt', 'desc')
    .orderBy('invitationId', 'desc')
    .execute()
  return rows.map(invitationOf)
}

function selectInvitations(database: Database | Transaction) {
  return database
    .selectFrom('invitation')
    .leftJoin('authority', 'authority.authorityId', 'invitation.authorityId')
    .select([
      'invitationId as id',
      'email',
      'role',
      'invitation.authorityId',
      'authority.officialName',
      'invitedBy',
      'invitedAt',
      'expiresAt',
      'acceptedAt',
      'withdrawnAt',
    ])
}

type InvitationRow = Omit<Invitation, 'role' | 'authority'> & {
  readonly role: string | null
  readonly authorityId: number | null
  readonly officialName: string | null
}

function invitationOf({ authorityId: id, officialName, role, ...rest }: InvitationRow): Invitation {
  return {
    ...rest,
    // The database holds no other roles than these.
    role: role as Role | null,
    authority: id === null || officialName === null ? null : { id: authorityId(id), officialName },
  }
}

export async function acceptInvitation(transaction: Transaction, id: number, at: Date): Promise<void> {
  await transaction.updateTable('invitation').set({ acceptedAt: at }).where('invitationId', '=', id).execute()
}

/** Withdraws an open invitation. Undefined where there is none of this number. */
export async function withdrawInvitation(
  transaction: Transaction,
  id: number,
  withdrawnBy: string,
): Promise<{ readonly email: string; readonly role: string | null } | undefined> {
  return transaction
    .updateTable('invitation')
    .set({ withdrawnBy, withdrawnAt: sql`now()` })
    .where('invitationId', '=', id)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .returning(['email', 'role'])
    .executeTakeFirst()
}

/** Withdraws the open invitation of an address to a role, for the same authority: each asks for itself. */
export async function withdrawInvitationsOf(
  transaction: Transaction,
  {
    email,
    role,
    authorityId: ofAuthority,
  }: { readonly email: string; readonly role: Role | null; readonly authorityId: AuthorityId | null },
  withdrawnBy: string,
): Promise<void> {
  await transaction
    .updateTable('invitation')
    .set({ withdrawnBy, withdrawnAt: sql`now()` })
    .where('email', '=', email)
    .where('role', 'is not distinct from', role)
    .where('authorityId', 'is not distinct from', ofAuthority)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .execute()
}
