import type { KnownCase } from '../../casework/case-record.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { compareNumbers } from '../provisions/code-version.ts'
import type { Consideration } from './consideration.ts'

/** Puts on record whether the Code was considered in a case and which of its provisions, in place of what was said before. */
export async function saveConsideration(
  transaction: Transaction,
  { authority, complaintId }: KnownCase,
  { wasConsidered, version, provisions }: Consideration,
  by: { readonly recordedBy: string; readonly recordedAt: Date },
): Promise<void> {
  const key = { authorityId: authority.id, complaintId }
  await transaction
    .insertInto('codeConsideration')
    .values({ ...key, wasConsidered, ...by })
    .execute()
  if (provisions.length === 0) return
  await transaction
    .insertInto('consideredProvision')
    .values(provisions.map((provision) => ({ ...key, codeVersion: version, provision })))
    .execute()
}

/** What a case says of the Code. */
export type RecordedConsideration = {
  readonly wasConsidered: boolean
  /** The numbers of the provisions that are named. */
  readonly numbers: readonly string[]
}

/** What a case says of the Code; undefined where it says nothing. */
export async function findConsideration(
  database: Database,
  { authority, complaintId }: KnownCase,
): Promise<RecordedConsideration | undefined> {
  const row = await database
    .selectFrom('codeConsideration')
    .select('wasConsidered')
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const named = await database
    .selectFrom('consideredProvision')
    .innerJoin('codeProvision', (join) =>
      join
        .onRef('codeProvision.version', '=', 'consideredProvision.codeVersion')
        .onRef('codeProvision.provision', '=', 'consideredProvision.provision'),
    )
    .select('number')
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .execute()
  return { ...row, numbers: named.map(({ number }) => number).toSorted(compareNumbers) }
}
