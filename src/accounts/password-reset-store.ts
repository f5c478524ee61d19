import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import type { KnownPerson } from './person-store.ts'

export async function addPasswordReset(
  transaction: Transaction,
  reset: { readonly tokenHash: Buffer; readonly personId: string; readonly minutes: number },
): Promise<void> {
  const { tokenHash, personId, minutes } = reset
  await transaction
    .insertInto('passwordReset')
    .values({
      tokenHash,
      personId,
      expiresAt: sql<Date>`now() + make_interval(mins => ${minutes})`,
    })
    .execute()
}

/** For whom a link sets another password; undefined where it is used, too old, or none of ours. */
export async function findPasswordReset(
  database: Database | Transaction,
  tokenHash: Buffer,
): Promise<KnownPerson | undefined> {
  return database
    .selectFrom('passwordReset')
    .innerJoin('person', 'person.id', 'passwordReset.personId')
    .select(['person.id', 'person.email', 'person.name'])
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', sql<Date>`now()`)
    .executeTakeFirst()
}

/** Uses every open link of somebody up. False where the one named was used meanwhile. */
export async function usePasswordResets(
  transaction: Transaction,
  personId: string,
  tokenHash: Buffer,
): Promise<boolean> {
  const used = await transaction
    .updateTable('passwordReset')
    .set({ usedAt: sql`now()` })
    .where('personId', '=', personId)
    .where('usedAt', 'is', null)
    .returning('tokenHash')
    .execute()
  return used.some((row) => row.tokenHash.equals(tokenHash))
}
