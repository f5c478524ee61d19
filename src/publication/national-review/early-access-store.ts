import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'

/** That a post at one authority had a letter or figures before everybody had. */
export type HadEarly = {
  readonly slug: string
  readonly officialName: string
  readonly revision: number
  readonly post: string
  /** By mail; on the authority's own pages; or there as a draft, while it checked its cases. */
  readonly hadBy: 'sent' | 'opened' | 'checked'
  readonly firstAt: Date
}

/** Who had early access to a year that is public: by authority, and of each the earliest first. */
export async function readEarlyAccess(database: Database, year: ReportingYear): Promise<readonly HadEarly[]> {
  const { rows } = await sql<HadEarly>`
    select slug, official_name, revision, post, had_by, first_at
    from early_access
    join authority using (authority_id)
    where year = ${year}
    order by official_name, revision, first_at, post, had_by
  `.execute(database)
  return rows
}
