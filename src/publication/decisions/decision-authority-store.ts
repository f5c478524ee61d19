import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import type { DecisionAuthorities, DecisionAuthority } from './decision-authority.ts'

export async function readDecisionAuthorities(database: Database): Promise<DecisionAuthorities> {
  const { rows } = await sql<DecisionAuthority>`
    select authority_id as id, slug, official_name, kind from authority order by official_name
  `.execute(database)
  return new Map(rows.map((authority) => [authority.id, authority]))
}
