import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'

/** An authenticator that somebody has set up, or is setting up. */
export type SecondFactor = {
  readonly secret: Buffer
  readonly isConfirmed: boolean
  /** The half minute whose code was last taken. */
  readonly lastStep: number
}

/** Somebody's authenticator; undefined before they began to set one up. */
export async function findSecondFactor(
  database: Database | Transaction,
  key: string,
  personId: string,
  isLocked = false,
): Promise<SecondFactor | undefined> {
  const query = database
    .selectFrom('secondFactor')
    .select(['secret', 'confirmedAt', 'lastStep'])
    .where('personId', '=', personId)
  const row = await (isLocked ? query.forUpdate() : query).executeTakeFirst()
  if (!row) return undefined
  return {
    secret: Buffer.from(await symmetricDecrypt({ key, data: row.secret }), 'base64'),
    isConfirmed: row.confirmedAt !== null,
    lastStep: row.lastStep,
  }
}

/** Keeps a secret that no code was given from yet, unless there is one. */
export async function addSecondFactor(
  transaction: Transaction,
  key: string,
  personId: string,
  secret: Buffer,
): Promise<void> {
  await transaction
    .insertInto('secondFactor')
    .values({ personId, secret: await symmetricEncrypt({ key, data: secret.toString('base64') }) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Records that the code of a half minute was taken; with the first, the authenticator counts. */
export async function takeStep(transaction: Transaction, personId: string, step: number): Promise<void> {
  await transaction
    .updateTable('secondFactor')
    .set({ lastStep: step, confirmedAt: sql`coalesce(confirmed_at, now())` })
    .where('personId', '=', personId)
    .execute()
}

/** Takes away authenticator and recovery codes, so that others have to be set up. */
export async function forgetSecondFactor(transaction: Transaction, personId: string): Promise<void> {
  await transaction.deleteFrom('secondFactor').where('personId', '=', personId).execute()
  await transaction.deleteFrom('recoveryCode').where('personId', '=', personId).execute()
}

/** Replaces somebody's recovery codes. */
export async function saveRecoveryCodes(
  transaction: Transaction,
  personId: string,
  codeHashes: readonly Buffer[],
): Promise<void> {
  await transaction.deleteFrom('recoveryCode').where('personId', '=', personId).execute()
  await transaction
    .insertInto('recoveryCode')
    .values(codeHashes.map((codeHash) => ({ personId, codeHash })))
    .execute()
}

/** Uses a recovery code up. False where there is no such code, or it was used before. */
export async function useRecoveryCode(
  transaction: Transaction,
  personId: string,
  codeHash: Buffer,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('recoveryCode')
    .set({ usedAt: sql`now()` })
    .where('personId', '=', personId)
    .where('codeHash', '=', codeHash)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export async function countRecoveryCodes(database: Database, personId: string): Promise<number> {
  const { count } = await database
    .selectFrom('recoveryCode')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('personId', '=', personId)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}
