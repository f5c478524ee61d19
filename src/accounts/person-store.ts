import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type AuthorityId, authorityId } from '../authorities/authority.ts'
import type { Database, Transaction } from '../database/connection.ts'
import type { Role } from './role.ts'

/** Somebody on record, whether or not they are appointed as anything. */
export type KnownPerson = { readonly id: string; readonly email: string; readonly name: string }

export async function findPersonByEmail(
  database: Database | Transaction,
  email: string,
): Promise<KnownPerson | undefined> {
  return database
    .selectFrom('person')
    .select(['id', 'email', 'name'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
}

export async function findPerson(
  database: Database | Transaction,
  id: string,
): Promise<KnownPerson | undefined> {
  return database.selectFrom('person').select(['id', 'email', 'name']).where('id', '=', id).executeTakeFirst()
}

/** Records somebody whose address is known to be theirs; whoever is on record already takes the new name. */
export async function savePerson(
  transaction: Transaction,
  { email, name }: { readonly email: string; readonly name: string },
): Promise<KnownPerson> {
  return transaction
    .insertInto('person')
    .values({ id: randomUUID(), email: email.toLowerCase(), name, emailVerified: true })
    .onConflict((conflict) =>
      conflict.column('email').doUpdateSet({ name, emailVerified: true, updatedAt: sql`now()` }),
    )
    .returning(['id', 'email', 'name'])
    .executeTakeFirstOrThrow()
}

/** Sets the password, as better-auth hashed it, in place of any earlier one. */
export async function savePassword(
  transaction: Transaction,
  personId: string,
  passwordHash: string,
): Promise<void> {
  await transaction
    .insertInto('credential')
    .values({
      id: randomUUID(),
      personId,
      providerId: passwordProvider,
      providerAccountId: personId,
      password: passwordHash,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['providerId', 'providerAccountId'])
        .doUpdateSet({ password: passwordHash, updatedAt: sql`now()` }),
    )
    .execute()
}

/** As better-auth names a password kept by us. */
const passwordProvider = 'credential'

/** The hash of somebody's password; undefined where they have none and sign in elsewhere. */
export async function findPasswordHash(database: Database, personId: string): Promise<string | undefined> {
  const row = await database
    .selectFrom('credential')
    .select('password')
    .where('personId', '=', personId)
    .where('providerId', '=', passwordProvider)
    .executeTakeFirst()
  return row?.password ?? undefined
}

/** Takes away every way of giving a first factor. */
export async function forgetCredentials(transaction: Transaction, personId: string): Promise<void> {
  await transaction.deleteFrom('credential').where('personId', '=', personId).execute()
}

export async function noteSignIn(transaction: Transaction, personId: string): Promise<void> {
  await transaction
    .updateTable('person')
    .set({ lastSignedInAt: sql`now()` })
    .where('id', '=', personId)
    .execute()
}

/** What somebody is appointed as. */
export type Appointment = {
  readonly id: number
  readonly role: Role
  readonly authorityId: AuthorityId | null
}

export async function appoint(
  transaction: Transaction,
  personId: string,
  appointment: {
    readonly role: Role
    readonly authorityId: AuthorityId | null
    readonly appointedBy: string
  },
): Promise<void> {
  await transaction
    .insertInto('appointment')
    .values({ personId, ...appointment })
    .execute()
}

/** What somebody is appointed as at this moment, locked so that nobody changes it meanwhile. */
export async function lockAppointments(
  transaction: Transaction,
  personId: string,
): Promise<readonly Appointment[]> {
  await transaction.selectFrom('person').select('id').where('id', '=', personId).forUpdate().execute()
  return readAppointments(transaction, personId)
}

/** What somebody is appointed as at this moment. */
export async function readAppointments(
  database: Database | Transaction,
  personId: string,
): Promise<readonly Appointment[]> {
  const rows = await database
    .selectFrom('appointment')
    .select(['appointmentId as id', 'role', 'authorityId'])
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .orderBy('appointmentId')
    .execute()
  return rows.map(({ id, role, authorityId: of }) => ({
    id,
    role: role as Role,
    authorityId: of === null ? null : authorityId(of),
  }))
}
