import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import { forgottenAfterSeconds, type LimitKey, waitSeconds } from './sign-in-limits.ts'

export type Attempt =
  | { readonly ok: true; readonly failureCount: number }
  | { readonly ok: false; readonly until: Date }

/**
 * Begins an attempt, which counts as failed until `forgiveAttempt` says otherwise, so that many at once are counted
 * like many in turn. Refused, and not counted, while one of its keys has to wait.
 */
export async function beginAttempt(database: Database, keys: readonly LimitKey[]): Promise<Attempt> {
  return database.transaction().execute(async (transaction): Promise<Attempt> => {
    await forgetOldFailures(transaction)
    const counts = []
    // In one order for everybody, so that nobody waits for each other.
    for (const { key, limit } of keys.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
      const row = await lockFailures(transaction, key)
      if (row.isRefused && row.refusedUntil) return { ok: false, until: row.refusedUntil }
      counts.push({ key, limit, failureCount: row.failureCount + 1 })
    }
    for (const { key, limit, failureCount } of counts) {
      const seconds = waitSeconds(limit, failureCount)
      await transaction
        .updateTable('signInFailure')
        .set({
          failureCount,
          lastFailedAt: sql`now()`,
          refusedUntil: seconds === 0 ? null : sql<Date>`now() + make_interval(secs => ${seconds})`,
        })
        .where('failureKey', '=', key)
        .execute()
    }
    return { ok: true, failureCount: Math.max(0, ...counts.map(({ failureCount }) => failureCount)) }
  })
}

async function lockFailures(transaction: Transaction, key: string) {
  await transaction
    .insertInto('signInFailure')
    .values({ failureKey: key, failureCount: 0, lastFailedAt: sql`now()` })
    .onConflict((conflict) => conflict.column('failureKey').doNothing())
    .execute()
  return transaction
    .selectFrom('signInFailure')
    .select([
      'failureCount',
      'refusedUntil',
      sql<boolean>`coalesce(refused_until > now(), false)`.as('isRefused'),
    ])
    .where('failureKey', '=', key)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** Takes back what `beginAttempt` counted, after it succeeded; what is the account's own starts anew. */
export async function forgiveAttempt(database: Database, keys: readonly LimitKey[]): Promise<void> {
  for (const { key } of keys) {
    if (key.startsWith('client/')) {
      await database
        .updateTable('signInFailure')
        .set({ failureCount: sql`greatest(failure_count - 1, 0)`, refusedUntil: null })
        .where('failureKey', '=', key)
        .execute()
    } else {
      await database.deleteFrom('signInFailure').where('failureKey', '=', key).execute()
    }
  }
}

/** A few at a time, as new ones come. */
async function forgetOldFailures(transaction: Transaction): Promise<void> {
  await sql`
    delete from sign_in_failure where failure_key in (
      select failure_key from sign_in_failure
      where last_failed_at < now() - make_interval(secs => ${forgottenAfterSeconds})
        and coalesce(refused_until < now(), true)
      limit 100
      for update skip locked
    )
  `.execute(transaction)
}
