import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import type { JsonValue } from './audit-chain.ts'

/** What somebody looks for in the record; null where anything will do. */
export type AuditSearch = {
  /** All of them, anywhere in an entry. */
  readonly words: string | null
  readonly actor: string | null
  readonly action: string | null
  /** How the subject begins. */
  readonly subject: string | null
  readonly from: Date | null
  /** From this moment on entries are too new. */
  readonly until: Date | null
}

export type FoundEntry = {
  readonly entryId: number
  readonly at: Date
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly before: JsonValue
  readonly after: JsonValue
  /** Stands for the entry and all before it. */
  readonly hash: Buffer
}

export type FoundEntries = {
  /** The newest first. */
  readonly entries: readonly FoundEntry[]
  /** There are older ones. */
  readonly hasMore: boolean
}

const entriesPerSearch = 50

/** The newest entries that fit, or those older than the one of this number. */
export async function findEntries(
  database: Database | Transaction,
  { words, actor, action, subject, from, until }: AuditSearch,
  olderThan: number | null,
): Promise<FoundEntries> {
  const conditions = [
    words !== null &&
      sql`audit_words(actor, action, subject, before, after) @@ websearch_to_tsquery('simple', audit_plain(${words}))`,
    actor !== null && sql`actor = ${actor}`,
    action !== null && sql`action = ${action}`,
    subject !== null && sql`subject like ${`${subject.replaceAll(/[\\%_]/g, '\\$&')}%`}`,
    from !== null && sql`at >= ${from}`,
    until !== null && sql`at < ${until}`,
    olderThan !== null &&
      sql`(at, entry_id) < (select at, entry_id from audit_entry where entry_id = ${olderThan})`,
  ].filter((condition) => condition !== false)
  const { rows } = await sql<FoundEntry>`
    select entry_id, at, actor, action, subject, before, after, hash
    from audit_entry
    where ${conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)}
    order by at desc, entry_id desc
    limit ${entriesPerSearch + 1}
  `.execute(database)
  return { entries: rows.slice(0, entriesPerSearch), hasMore: rows.length > entriesPerSearch }
}

/** How many entries the chain has, as its end says. */
export async function countEntries(database: Database | Transaction): Promise<number> {
  const head = await database.selectFrom('auditHead').select('entryId').executeTakeFirst()
  return head?.entryId ?? 0
}

/** Everything that was ever done, by name: each found from the one before it, so that a million entries cost nothing. */
export async function readActions(database: Database | Transaction): Promise<readonly string[]> {
  const { rows } = await sql<{ action: string }>`
    with recursive known as (
      (select action from audit_entry order by action limit 1)
      union all
      select (select action from audit_entry where action > known.action order by action limit 1)
      from known
      where known.action is not null
    )
    select action from known where action is not null
  `.execute(database)
  return rows.map(({ action }) => action)
}

/** How somebody had the chain checked, or a stretch of it. */
export type AuditCheck = {
  readonly checkedBy: string
  readonly checkedAt: Date
  readonly firstEntry: number
  readonly lastEntry: number
  readonly lastHash: Buffer
  /** It came to the end of the record as it then was. */
  readonly isWhole: boolean
  /** What did not fit from the first entry of the record on. */
  readonly problemCount: number
  /** The first few of it, in words. */
  readonly problems: readonly string[]
}

/** The last check; undefined where there was none. */
export async function readLastCheck(database: Database | Transaction): Promise<AuditCheck | undefined> {
  return database
    .selectFrom('auditCheck')
    .select([
      'checkedBy',
      'checkedAt',
      'firstEntry',
      'lastEntry',
      'lastHash',
      'isWhole',
      'problemCount',
      'problems',
    ])
    .orderBy('auditCheckId', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertCheck(transaction: Transaction, check: AuditCheck): Promise<void> {
  await transaction
    .insertInto('auditCheck')
    .values({ ...check, problems: [...check.problems] })
    .execute()
}
