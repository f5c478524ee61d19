import { sql } from 'kysely'
import { type AuthorityId, authorityId } from '../authorities/authority.ts'
import type { Transaction } from '../database/connection.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'

/** An authority that an officer may see: the one they act for, or a closed one whose work it took over. */
export type OwnAuthority = {
  readonly id: AuthorityId
  readonly slug: string
  readonly officialName: string
  /** The last day on which it existed. */
  readonly endsOn: IsoDate | null
}

/** Every authority of the session that this transaction has named, those that exist first. */
export async function readOwnAuthorities(transaction: Transaction): Promise<readonly OwnAuthority[]> {
  const { rows } = await sql<OwnAuthority & { id: number }>`
    select authority_id as id, slug, official_name, ends_on
    from portal.authority
    order by ends_on desc nulls first, official_name
  `.execute(transaction)
  return rows.map((row) => ({ ...row, id: authorityId(row.id) }))
}
