import { sql } from 'kysely'
import type { OfficeRole } from '../../authorities/office-holder.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { AskedChange, HolderInOffice, OfficeWords } from './office.ts'

/** Who is in office at an authority on a day and after it, as this session may see them. */
export async function readOffices(
  transaction: Transaction,
  authorityId: number,
  today: IsoDate,
): Promise<readonly HolderInOffice[]> {
  const { rows } = await sql<HolderInOffice>`
    select office_holder_id as id, role, post, name, salutation, email, from_on
    from portal.office_holder
    where authority_id = ${authorityId} and from_on <= ${today} and (to_on is null or to_on > ${today})
    order by from_on, office_holder_id
  `.execute(transaction)
  return rows
}

/** What waits to be confirmed at an authority, as this session may see it. */
export async function readAskedChanges(
  transaction: Transaction,
  authorityId: number,
): Promise<readonly AskedChange[]> {
  const { rows } = await sql<AskedChange>`
    select change_id as id, role, office_holder_id as holder_id, post, name, salutation, email, asked_at, expires_at
    from portal.office_holder_change
    where authority_id = ${authorityId}
    order by asked_at
  `.execute(transaction)
  return rows
}

/** Until the transaction ends nobody else changes who is in office at this authority, or who its officers are. */
export async function lockAuthority(transaction: Transaction, authorityId: number): Promise<void> {
  await sql`select from authority where authority_id = ${authorityId} for no key update`.execute(transaction)
}

/** Who holds a role at an authority on a day and after it, whoever asks. */
export async function readHoldersOf(
  transaction: Transaction,
  authorityId: number,
  role: OfficeRole,
  today: IsoDate,
): Promise<readonly HolderInOffice[]> {
  const { rows } = await sql<HolderInOffice>`
    select office_holder_id as id, role, post, name, salutation, email, from_on
    from office_holder
    where authority_id = ${authorityId} and role = ${role}
    and from_on <= ${today} and (to_on is null or to_on > ${today})
    order by from_on, office_holder_id
  `.execute(transaction)
  return rows
}

/** How many changes were asked for at an authority since a moment, whatever became of them. */
export async function countAskedSince(
  transaction: Transaction,
  authorityId: number,
  since: Date,
): Promise<number> {
  const { count } = await transaction
    .selectFrom('officeHolderChange')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('authorityId', '=', authorityId)
    .where('askedAt', '>', since)
    .executeTakeFirstOrThrow()
  return count
}

export async function insertChange(
  transaction: Transaction,
  change: OfficeWords & {
    readonly authorityId: number
    readonly tokenHash: Buffer
    readonly role: OfficeRole
    readonly officeHolderId: number | null
    readonly seen: string
    readonly askedBy: string
    readonly askedAt: Date
    readonly expiresAt: Date
  },
): Promise<void> {
  await transaction.insertInto('officeHolderChange').values(change).execute()
}

/** Takes back what waits for whoever holds a post, or for the post that nobody holds. */
export async function withdrawChangesOf(
  transaction: Transaction,
  {
    authorityId,
    role,
    officeHolderId,
  }: { readonly authorityId: number; readonly role: OfficeRole; readonly officeHolderId: number | null },
  by: { readonly withdrawnBy: string; readonly withdrawnAt: Date },
): Promise<void> {
  await openChanges(transaction, authorityId, by)
    .where('role', '=', role)
    .where('officeHolderId', 'is not distinct from', officeHolderId)
    .execute()
}

/** Takes back one change that waits. Undefined where this authority has none of that number. */
export async function withdrawChange(
  transaction: Transaction,
  authorityId: number,
  changeId: number,
  by: { readonly withdrawnBy: string; readonly withdrawnAt: Date },
): Promise<(OfficeWords & { readonly role: string }) | undefined> {
  return openChanges(transaction, authorityId, by)
    .where('changeId', '=', changeId)
    .returning(['role', 'post', 'name', 'salutation', 'email'])
    .executeTakeFirst()
}

function openChanges(
  transaction: Transaction,
  authorityId: number,
  by: { readonly withdrawnBy: string; readonly withdrawnAt: Date },
) {
  return transaction
    .updateTable('officeHolderChange')
    .set(by)
    .where('authorityId', '=', authorityId)
    .where('confirmedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
}

/** A change as whoever holds its link finds it. */
export type FoundChange = OfficeWords & {
  readonly authorityId: number
  readonly changeId: number
  readonly slug: string
  readonly authority: string
  readonly role: OfficeRole
  readonly officeHolderId: number | null
  readonly seen: string
  readonly expiresAt: Date
  readonly confirmedAt: Date | null
  readonly withdrawnAt: Date | null
  /** Whether whoever asked for it still is a link officer of the authority. */
  readonly isAskerLinkOfficer: boolean
}

/** The change whose link carries a token with this hash. */
export async function findChange(
  database: Database | Transaction,
  tokenHash: Buffer,
): Promise<FoundChange | undefined> {
  const { rows } = await sql<FoundChange>`
    select
      change.authority_id, change_id, slug, official_name as authority, role, office_holder_id, seen, post, name,
      salutation, email, expires_at, confirmed_at, withdrawn_at,
      exists (
        select
        from appointment
        join person on person.id = appointment.person_id
        where appointment.authority_id = change.authority_id and appointment.role = 'link-officer'
        and ended_at is null and person.email = asked_by
      ) as is_asker_link_officer
    from office_holder_change as change
    join authority using (authority_id)
    where token_hash = ${tokenHash}
  `.execute(database)
  return rows[0]
}

export async function confirmChange(
  transaction: Transaction,
  { authorityId, changeId }: Pick<FoundChange, 'authorityId' | 'changeId'>,
  confirmedAt: Date,
): Promise<void> {
  await transaction
    .updateTable('officeHolderChange')
    .set({ confirmedAt })
    .where('authorityId', '=', authorityId)
    .where('changeId', '=', changeId)
    .execute()
}

/** Lets somebody's time in office end on a day, or with its first where that is later. */
export async function endOfficeHolder(
  transaction: Transaction,
  authorityId: number,
  holderId: number,
  lastDay: IsoDate,
): Promise<void> {
  await sql`
    update office_holder set to_on = greatest(from_on, ${lastDay}::date)
    where authority_id = ${authorityId} and office_holder_id = ${holderId}
  `.execute(transaction)
}

/** Writes over the record of somebody whose first day in office is today, when they are replaced on it. */
export async function replaceOfficeHolder(
  transaction: Transaction,
  authorityId: number,
  holderId: number,
  { post, name, salutation, email }: OfficeWords,
  registeredAt: Date | null,
): Promise<void> {
  await sql`
    update office_holder
    set post = ${post}, name = ${name}, salutation = ${salutation}, email = ${email}, registered_at = ${registeredAt}
    where authority_id = ${authorityId} and office_holder_id = ${holderId}
  `.execute(transaction)
}

/** Puts somebody in office from a day on, until somebody who is on record to follow does. */
export async function addOfficeHolder(
  transaction: Transaction,
  authorityId: number,
  role: OfficeRole,
  { post, name, salutation, email }: OfficeWords,
  { fromOn, registeredAt }: { readonly fromOn: IsoDate; readonly registeredAt: Date | null },
): Promise<void> {
  await sql`
    insert into office_holder (authority_id, role, post, name, salutation, email, from_on, to_on, registered_at)
    select ${authorityId}, ${role}, ${post}, ${name}, ${salutation}, ${email}, ${fromOn}::date,
      case when ${role} not in ('link-officer', 'monitoring-officer') then (
        select min(from_on) - 1
        from office_holder
        where authority_id = ${authorityId} and role = ${role} and from_on > ${fromOn}::date
      ) end,
      ${registeredAt}
  `.execute(transaction)
}
