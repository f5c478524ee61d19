import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import {
  readFigureChanges,
  stateBeforeRevision,
  stateOfRevision,
} from '../../statistics/figure-changes-store.ts'
import { readRevisions } from '../../statistics/revision-store.ts'
import type { Correction, ReissuedLetter } from './correction.ts'

/** What every later revision changed in the one before it, the newest correction first. */
export async function readCorrections(database: Database, scheme: Scheme): Promise<readonly Correction[]> {
  const revisions = (await readRevisions(database)).flatMap(({ publishedAt, reason, ...revision }) =>
    publishedAt === null || reason === null ? [] : [{ ...revision, publishedAt, reason }],
  )
  const corrections: Correction[] = []
  for (const { year, revision, publishedAt, reason } of revisions) {
    const [changes, letters] = await Promise.all([
      readFigureChanges(
        database,
        scheme,
        stateBeforeRevision(year, revision),
        stateOfRevision(year, revision),
      ),
      readReissuedLetters(database, year, revision),
    ])
    corrections.push({ year, revision, publishedAt, reason, ...changes, letters })
  }
  return corrections.sort((one, other) => other.publishedAt.getTime() - one.publishedAt.getTime())
}

async function readReissuedLetters(
  database: Database,
  year: ReportingYear,
  revision: number,
): Promise<readonly ReissuedLetter[]> {
  const { rows } = await sql<{ slug: string; officialName: string; before: number | null }>`
    select slug, official_name, (
      select max(earlier.revision)
      from letter as earlier
      where earlier.authority_id = letter.authority_id and earlier.year = letter.year
        and earlier.revision < letter.revision
    ) as before
    from letter
    join authority using (authority_id)
    where year = ${year} and revision = ${revision}
    order by official_name
  `.execute(database)
  return rows.map(({ before, ...row }) => ({ ...row, before: before ?? undefined }))
}

/** A decision that was taken back, with its reason. */
export type WithdrawnDecision = {
  readonly slug: string
  readonly officialName: string
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  readonly goneAt: Date
  readonly reason: string
}

/** Every decision that was published and withdrawn, the last first. */
export async function readWithdrawnDecisions(database: Database): Promise<readonly WithdrawnDecision[]> {
  const { rows } = await sql<WithdrawnDecision>`
    select slug, official_name, reference, category, subcategory, gone_at, withdrawal_reason as reason
    from decision_tombstone
    join authority using (authority_id)
    where withdrawal_reason is not null
    order by gone_at desc, reference
  `.execute(database)
  return rows
}
