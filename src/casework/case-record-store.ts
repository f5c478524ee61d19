import { sql } from 'kysely'
import type { JsonValue } from '../audit/audit-chain.ts'
import { type AuthorityId, authorityId } from '../authorities/authority.ts'
import type { Database, Transaction } from '../database/connection.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import { type CaseField, type CaseRecord, caseFields, caseStages, type KnownCase } from './case-record.ts'
import { type CaseReference, readCaseReference } from './case-reference.ts'

/** One authority's case by its reference; undefined where there is none. */
export async function findCase(
  database: Database | Transaction,
  slug: string,
  reference: CaseReference,
): Promise<KnownCase | undefined> {
  const row = await caseQuery(database, slug, reference).executeTakeFirst()
  return row && knownCase(row)
}

/** The same, and until the transaction ends nobody else changes it. */
export async function lockCase(
  transaction: Transaction,
  slug: string,
  reference: CaseReference,
): Promise<KnownCase | undefined> {
  const row = await caseQuery(transaction, slug, reference).forUpdate('complaint').executeTakeFirst()
  return row && knownCase(row)
}

/** Writes what is on record of a case from now on. */
export async function saveCase(
  transaction: Transaction,
  { authority, complaintId }: Pick<KnownCase, 'authority' | 'complaintId'>,
  record: CaseRecord,
): Promise<void> {
  await transaction
    .updateTable('complaint')
    .set(record)
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .execute()
}

function caseQuery(database: Database | Transaction, slug: string, reference: CaseReference) {
  return database
    .selectFrom('complaint')
    .innerJoin('authority', 'authority.authorityId', 'complaint.authorityId')
    .select(['complaint.authorityId', 'slug', 'officialName', 'startsOn', 'complaintId', 'reference'])
    .select(caseFields.map((field) => `complaint.${field}` as const))
    .where('slug', '=', slug)
    .where('reference', '=', reference)
}

type CaseRow = Omit<CaseRecord, 'stageReached'> & {
  readonly authorityId: number
  readonly slug: string
  readonly officialName: string
  readonly startsOn: IsoDate | null
  readonly complaintId: number
  readonly reference: string
  readonly stageReached: string | null
}

function knownCase({ authorityId: id, slug, officialName, startsOn, ...row }: CaseRow): KnownCase {
  const { complaintId, reference, ...record } = row
  const read = readCaseReference(reference)
  if (read === undefined) throw new Error(`the database holds the reference "${reference}"`)
  return {
    authority: { id: authorityId(id), slug, officialName, startsOn },
    complaintId,
    reference: read,
    record: {
      ...record,
      stageReached: caseStages.find((stage) => stage === record.stageReached) ?? null,
    },
  }
}

/** A case in a list. */
export type ListedCase = {
  readonly slug: string
  readonly officialName: string
  readonly reference: string
  readonly category: string
  readonly outcome: string | null
  readonly receivedOn: IsoDate | null
  readonly decidedOn: IsoDate | null
}

/** What a list of cases is narrowed to. */
export type CaseSearch = {
  readonly authorityId: AuthorityId | undefined
  /** The first digits of a reference, without spaces. */
  readonly digits: string
}

/** Cases that fit a search, the last decided first; one more than asked for shows that there are others. */
export async function searchCases(
  database: Database,
  { authorityId: authority, digits }: CaseSearch,
  limit: number,
): Promise<readonly ListedCase[]> {
  let query = database
    .selectFrom('complaint')
    .innerJoin('authority', 'authority.authorityId', 'complaint.authorityId')
    .select(['slug', 'officialName', 'reference', 'category', 'outcome', 'receivedOn', 'decidedOn'])
  if (authority !== undefined) query = query.where('complaint.authorityId', '=', authority)
  if (digits !== '') query = query.where('reference', 'like', `${spaced(digits)}%`)
  return query
    .orderBy(sql`coalesce(decided_on, received_on) desc nulls last`)
    .orderBy('reference')
    .limit(limit)
    .execute()
}

/** The digits as a reference begins with them: "23 00". */
function spaced(digits: string): string {
  return [digits.slice(0, 2), digits.slice(2, 5), digits.slice(5, 8)].filter((part) => part !== '').join(' ')
}

/** Whether the case has a published statement, which keeps what it says of the case. */
export async function hasStatement(
  database: Database | Transaction,
  { authority, complaintId }: KnownCase,
): Promise<boolean> {
  const row = await database
    .selectFrom('decisionStatement')
    .select('complaintId')
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .executeTakeFirst()
  return row !== undefined
}

/** A change of a case in the record of who did what. */
export type RecordedChange = {
  readonly at: Date
  readonly actor: string
  readonly action: string
  readonly before: Readonly<Partial<Record<CaseField, JsonValue>>>
  readonly after: Readonly<Partial<Record<CaseField, JsonValue>>>
}

/** What was changed in a case since it came in, the latest first. */
export async function readCaseChanges(
  database: Database,
  { authority, reference }: KnownCase,
): Promise<readonly RecordedChange[]> {
  const rows = await database
    .selectFrom('auditEntry')
    .select(['at', 'actor', 'action', 'before', 'after'])
    .where('subject', 'in', [caseSubject(reference), `${authority.slug}, ${reference}`])
    .where('after', 'is not', null)
    .orderBy('entryId', 'desc')
    .execute()
  return rows.flatMap(({ before, after, ...row }) => {
    const change = { ...row, before: recordedFields(before), after: recordedFields(after) }
    return Object.keys(change.after).length === 0 ? [] : [change]
  })
}

/** What a case is called in the record of who did what. */
export function caseSubject(reference: CaseReference): string {
  return `complaint ${reference}`
}

/** Some fields of a case as the record of who did what has them, by the names of their columns. */
export function auditedFields(record: Partial<CaseRecord>): Record<string, JsonValue> {
  return Object.fromEntries(
    caseFields.flatMap((field) => {
      const value = record[field]
      return value === undefined ? [] : [[columnOf(field), value]]
    }),
  )
}

function recordedFields(value: unknown): Partial<Record<CaseField, JsonValue>> {
  if (typeof value !== 'object' || value === null) return {}
  const entries: Readonly<Record<string, JsonValue>> = { ...value }
  return Object.fromEntries(
    caseFields.flatMap((field) => {
      const recorded = entries[columnOf(field)] ?? entries[field]
      return recorded === undefined ? [] : [[field, recorded]]
    }),
  )
}

function columnOf(field: CaseField): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
