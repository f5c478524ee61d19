import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'

/** How sending goes as a whole. */
export type SendingState = {
  /** What the server, or the way to it, failed with last; null since it last worked. */
  readonly failure: string | null
  readonly failedAt: Date | null
  readonly failureCount: number
  /** Since when nothing is sent until a person resumes it. */
  readonly suspendedAt: Date | null
  /** Before this moment no mail begins; null where none ever did. */
  readonly nextStartAt: Date | null
}

export async function readSendingState(database: Database | Transaction): Promise<SendingState> {
  const state = await database
    .selectFrom('mailSending')
    .select(['failure', 'failedAt', 'failureCount', 'suspendedAt', 'nextStartAt'])
    .executeTakeFirst()
  return state ?? { failure: null, failedAt: null, failureCount: 0, suspendedAt: null, nextStartAt: null }
}

/**
 * Records that the server failed an attempt that began at a moment. Each failure keeps everybody waiting longer; with
 * the last pause used up, sending is suspended. Attempts that were under way together count as one.
 */
export async function recordFailure(
  database: Database,
  failure: string,
  startedAt: Date,
  pauses: readonly number[],
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const { failedAt, failureCount, suspendedAt } = await transaction
      .selectFrom('mailSending')
      .select(['failedAt', 'failureCount', 'suspendedAt'])
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (suspendedAt !== null || (failedAt !== null && failedAt >= startedAt)) return
    const pause = pauses[failureCount]
    await transaction
      .updateTable('mailSending')
      .set({
        failure: failure.slice(0, 500),
        failedAt: sql<Date>`clock_timestamp()`,
        failureCount: failureCount + 1,
        suspendedAt: pause === undefined ? sql<Date>`clock_timestamp()` : null,
        nextStartAt: sql<Date>`greatest(next_start_at, clock_timestamp() + ${pause ?? 0}::float8 * interval '1 second')`,
      })
      .execute()
  })
}

/** Records that the server works. */
export async function recordWorking(database: Database): Promise<void> {
  await database
    .updateTable('mailSending')
    .set({ failure: null, failedAt: null, failureCount: 0 })
    .where('failureCount', '>', 0)
    .where('suspendedAt', 'is', null)
    .execute()
}

/** Lets sending go on. Returns why it was suspended; undefined, and nothing is changed, where it was not. */
export async function resumeSending(transaction: Transaction): Promise<string | undefined> {
  const before = await transaction
    .selectFrom('mailSending')
    .select(['failure', 'suspendedAt'])
    .forUpdate()
    .executeTakeFirst()
  if (before === undefined || before.suspendedAt === null) return undefined
  await transaction
    .updateTable('mailSending')
    .set({ suspendedAt: null, failure: null, failedAt: null, failureCount: 0, nextStartAt: sql<Date>`now()` })
    .execute()
  return before.failure ?? ''
}
