import type { Database, Transaction } from '../../database/connection.ts'
import type { Letter } from '../../letters/letter.ts'
import type { IsoDate, ReportingYear } from '../../scheme/reporting-year.ts'

/** What the letters of a later revision say of themselves. */
export type RevisionReason = {
  readonly revision: number
  /** What it corrects; null where nobody has said so yet. */
  readonly reason: string | null
  /** The day its letters bear as that of their reissue. */
  readonly reissuedOn: IsoDate | null
}

/** The latest revision of a year, where it corrects an earlier one. */
export async function findCorrectingRevision(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<RevisionReason | undefined> {
  const latest = await database
    .selectFrom('revision')
    .select(['revision', 'reason', 'reissuedOn'])
    .where('year', '=', year)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  return latest !== undefined && latest.revision > 1 ? latest : undefined
}

/** What one revision says of itself. */
export async function readRevisionReason(
  database: Database | Transaction,
  year: ReportingYear,
  revision: number,
): Promise<RevisionReason> {
  return database
    .selectFrom('revision')
    .select(['revision', 'reason', 'reissuedOn'])
    .where('year', '=', year)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
}

/** By slug, each authority's latest letter of the revisions before this one. */
export async function readLettersBefore(
  database: Database | Transaction,
  year: ReportingYear,
  revision: number,
  slug?: string,
): Promise<ReadonlyMap<string, Letter>> {
  let query = database
    .selectFrom('letter')
    .innerJoin('authority', 'authority.authorityId', 'letter.authorityId')
    .distinctOn('letter.authorityId')
    .select(['slug', 'content'])
    .where('year', '=', year)
    .where('revision', '<', revision)
    .orderBy('letter.authorityId')
    .orderBy('revision', 'desc')
  if (slug !== undefined) query = query.where('slug', '=', slug)
  const rows = await query.execute()
  return new Map(rows.map(({ slug: of, content }) => [of, letterOf(content)]))
}

/** What stands in the column was written from a letter. */
function letterOf(content: unknown): Letter {
  return content as Letter
}
