import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import { type OfficeHolder, type OfficeRole, officeRoles, soleRoles } from './office-holder.ts'

/** Every office holder on record, past and present. */
export async function readOfficeHolders(database: Database | Transaction): Promise<readonly OfficeHolder[]> {
  const rows = await officeHolderRows(database).execute()
  return rows.map(officeHolder)
}

/** Those in office on a day. */
export async function readOfficeHoldersOn(
  database: Database | Transaction,
  date: IsoDate,
): Promise<readonly OfficeHolder[]> {
  const rows = await officeHolderRows(database)
    .where('officeHolder.fromOn', '<=', date)
    .where((where) => where.or([where('toOn', 'is', null), where('toOn', '>=', date)]))
    .execute()
  return rows.map(officeHolder)
}

/** Makes another import wait, so that two of the same file at once add nobody twice. Reading goes on. */
export async function lockOfficeHolders(transaction: Transaction): Promise<void> {
  await sql`lock table office_holder in share row exclusive mode`.execute(transaction)
}

export async function addOfficeHolders(
  transaction: Transaction,
  holders: readonly OfficeHolder[],
): Promise<void> {
  await sql`
    insert into office_holder (authority_id, role, post, name, salutation, email, from_on, to_on)
    select authority_id, role, post, name, salutation, email, from_on, to_on
    from ${rowsOf(holders)}
    join authority using (slug)
  `.execute(transaction)
}

/** Brings records to the given state; `officeHolderKey` says which record is meant. */
export async function changeOfficeHolders(
  transaction: Transaction,
  holders: readonly OfficeHolder[],
): Promise<void> {
  await sql`
    update office_holder set post = given.post, name = given.name, salutation = given.salutation,
      email = given.email, to_on = given.to_on
    from ${rowsOf(holders)}
    join authority using (slug)
    where office_holder.authority_id = authority.authority_id
      and office_holder.role = given.role
      and office_holder.from_on = given.from_on
      and (given.role = any (${soleRoles}::text[]) or lower(office_holder.email) = lower(given.email))
  `.execute(transaction)
}

function rowsOf(holders: readonly OfficeHolder[]) {
  return sql`unnest(
    ${holders.map(({ authority }) => authority)}::text[],
    ${holders.map(({ role }) => role)}::text[],
    ${holders.map(({ post }) => post)}::text[],
    ${holders.map(({ person }) => person?.name ?? null)}::text[],
    ${holders.map(({ person }) => person?.salutation ?? null)}::text[],
    ${holders.map(({ email }) => email)}::text[],
    ${holders.map(({ fromOn }) => fromOn)}::date[],
    ${holders.map(({ toOn }) => toOn)}::date[]
  ) as given (slug, role, post, name, salutation, email, from_on, to_on)`
}

function officeHolderRows(database: Database | Transaction) {
  return database
    .selectFrom('officeHolder')
    .innerJoin('authority', 'authority.authorityId', 'officeHolder.authorityId')
    .select([
      'authority.slug as authority',
      'officeHolder.role',
      'officeHolder.post',
      'officeHolder.name',
      'officeHolder.salutation',
      'officeHolder.email',
      'officeHolder.fromOn',
      'officeHolder.toOn',
    ])
    .orderBy('authority.slug')
    .orderBy('officeHolder.role')
    .orderBy('officeHolder.fromOn')
}

type OfficeHolderRow = Omit<OfficeHolder, 'role' | 'person'> & {
  readonly role: string
  readonly name: string | null
  readonly salutation: string | null
}

function officeHolder({ name, salutation, role, ...rest }: OfficeHolderRow): OfficeHolder {
  const person = name === null || salutation === null ? null : { name, salutation }
  return { ...rest, role: officeRole(role), person }
}

function officeRole(text: string): OfficeRole {
  const role = officeRoles.find((code) => code === text)
  if (role === undefined) throw new Error(`the database holds an unknown role "${text}"`)
  return role
}
