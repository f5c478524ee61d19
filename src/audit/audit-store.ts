import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import { type AuditEntry, entryHash, type JsonValue, startOfChain } from './audit-chain.ts'

const entriesPerStatement = 5_000

/**
 * Records what a transaction does, in that transaction. Until it ends no other can append, so it is best
 * done last.
 */
export async function appendAudit(transaction: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  let { entryId, hash, at } = await lockHead(transaction)
  for (let start = 0; start < entries.length; start += entriesPerStatement) {
    const rows: ChainedRow[] = []
    for (const entry of entries.slice(start, start + entriesPerStatement)) {
      entryId += 1
      const previousHash = hash
      hash = entryHash(previousHash, { ...entry, entryId, at })
      rows.push({ ...entry, entryId, previousHash, hash })
    }
    await insertEntries(transaction, at, rows)
  }
  await transaction.updateTable('auditHead').set({ entryId, hash }).execute()
}

/** What is wrong with the chain, entry by entry. */
type AuditProblem = {
  readonly entryId: number
  readonly kind: 'changed' | 'missing' | 'inserted'
  readonly explanation: string
}

export type AuditVerification = {
  readonly entryCount: number
  /** The hash that stands for the whole chain: note it elsewhere, and nobody can rewrite it unseen. */
  readonly hash: string
  readonly problems: readonly AuditProblem[]
}

const entriesPerPage = 5_000

/** Reads the whole chain, as it stands at one moment, and finds what was changed, taken out or put in. */
export async function verifyAudit(database: Database): Promise<AuditVerification> {
  const { entryCount, headHash, problems } = await verifyStretch(database, null, Number.POSITIVE_INFINITY)
  return { entryCount, hash: headHash.toString('hex'), problems }
}

/** An entry's place in the chain. */
export type AuditLink = { readonly entryId: number; readonly hash: Buffer }

export type AuditStretch = {
  /** How many entries were read. */
  readonly entryCount: number
  /** The last of them, for the stretch that goes on from there. */
  readonly last: AuditLink
  /** It came to the end of the record. */
  readonly isWhole: boolean
  /** The hash that stands for the whole chain. */
  readonly headHash: Buffer
  readonly problems: readonly AuditProblem[]
}

/**
 * The same for a stretch of the chain: from its beginning, or after a link where another stretch ended, and no further
 * than about so many entries.
 */
export async function verifyStretch(
  database: Database,
  after: AuditLink | null,
  mostEntries: number,
): Promise<AuditStretch> {
  return database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      const head = await readHead(transaction)
      const problems: AuditProblem[] = []
      let entryCount = 0
      let last: AuditLink = after ?? { entryId: 0, hash: startOfChain }
      let page = await readPage(transaction, after?.entryId ?? null)
      for (let end = page.at(-1); end !== undefined && entryCount < mostEntries; end = page.at(-1)) {
        for (const entry of page) {
          problems.push(...problemsOf(entry, last, head.entryId))
          if (isInRange(entry, head.entryId)) last = entry
        }
        entryCount += page.length
        page = await readPage(transaction, end.entryId)
      }
      const isWhole = page.length === 0
      if (isWhole) problems.push(...problemsOfEnd(last, head))
      const { entryId, hash } = last
      return { entryCount, last: { entryId, hash }, isWhole, headHash: head.hash, problems }
    })
}

type ChainedRow = AuditEntry & AuditLink & { readonly previousHash: Buffer }
type StoredEntry = ChainedRow & { readonly at: string }

/** Takes the end of the chain for this transaction, and the moment its entries bear. */
async function lockHead(transaction: Transaction): Promise<AuditLink & { at: string }> {
  const { rows } = await sql<AuditLink & { at: string }>`
    insert into audit_head (entry_id, hash)
    values (0, ${startOfChain})
    on conflict (only_row) do update set entry_id = audit_head.entry_id
    returning entry_id, hash, ${moment(sql`clock_timestamp()`)} as at
  `.execute(transaction)
  const [head] = rows
  if (head === undefined) throw new Error('the head of the audit chain was not returned')
  return head
}

async function insertEntries(
  transaction: Transaction,
  at: string,
  entries: readonly ChainedRow[],
): Promise<void> {
  await sql`
    insert into audit_entry (entry_id, at, actor, action, subject, before, after, previous_hash, hash)
    select entry_id, ${at}::timestamptz, actor, action, subject, before, after, previous_hash, hash
    from unnest(
      ${entries.map(({ entryId }) => entryId)}::bigint[],
      ${entries.map(({ actor }) => actor)}::text[],
      ${entries.map(({ action }) => action)}::text[],
      ${entries.map(({ subject }) => subject)}::text[],
      ${entries.map(({ before }) => jsonOrNull(before))}::jsonb[],
      ${entries.map(({ after }) => jsonOrNull(after))}::jsonb[],
      ${entries.map(({ previousHash }) => previousHash)}::bytea[],
      ${entries.map(({ hash }) => hash)}::bytea[]
    ) as entry (entry_id, actor, action, subject, before, after, previous_hash, hash)
  `.execute(transaction)
}

function jsonOrNull(value: JsonValue): string | null {
  return value === null ? null : JSON.stringify(value)
}

async function readHead(transaction: Transaction): Promise<AuditLink> {
  const head = await transaction.selectFrom('auditHead').select(['entryId', 'hash']).executeTakeFirst()
  return head ?? { entryId: 0, hash: startOfChain }
}

async function readPage(transaction: Transaction, afterId: number | null): Promise<StoredEntry[]> {
  const { rows } = await sql<StoredEntry>`
    select entry_id, ${moment(sql`at`)} as at, actor, action, subject, before, after, previous_hash, hash
    from audit_entry
    where ${afterId}::bigint is null or entry_id > ${afterId}
    order by entry_id
    limit ${entriesPerPage}
  `.execute(transaction)
  return rows
}

/** Dates in JavaScript end at the millisecond; a change below it has to be seen too. */
function moment(timestamp: ReturnType<typeof sql>) {
  return sql<string>`to_char(${timestamp} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

function isInRange({ entryId }: AuditLink, headId: number): boolean {
  return entryId >= 1 && entryId <= headId
}

function problemsOf(entry: StoredEntry, last: AuditLink, headId: number): AuditProblem[] {
  const { entryId } = entry
  if (!isInRange(entry, headId)) {
    return [{ entryId, kind: 'inserted', explanation: `entry ${entryId} was not written by Upheld` }]
  }
  const problems: AuditProblem[] = []
  if (entryId > last.entryId + 1) problems.push(missing(last.entryId + 1, entryId - 1))
  if (!entryHash(entry.previousHash, entry).equals(entry.hash)) {
    problems.push({ entryId, kind: 'changed', explanation: `entry ${entryId} is not as it was written` })
  } else if (entryId === last.entryId + 1 && !entry.previousHash.equals(last.hash)) {
    const explanation = `entry ${entryId} does not follow the entry that stands before it`
    problems.push({ entryId, kind: 'inserted', explanation })
  }
  return problems
}

function problemsOfEnd(last: AuditLink, head: AuditLink): AuditProblem[] {
  if (last.entryId < head.entryId) return [missing(last.entryId + 1, head.entryId)]
  if (last.entryId === head.entryId && !last.hash.equals(head.hash)) {
    const explanation = `entry ${last.entryId} is not the one the chain ended with`
    return [{ entryId: last.entryId, kind: 'changed', explanation }]
  }
  return []
}

function missing(from: number, to: number): AuditProblem {
  const explanation = from === to ? `entry ${from} is missing` : `entries ${from} to ${to} are missing`
  return { entryId: from, kind: 'missing', explanation }
}
