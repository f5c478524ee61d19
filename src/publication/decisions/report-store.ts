import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import type { SimilarDecision } from './decision-store.ts'

/** A report that was published because a case concerns everybody. */
export type PublicReport = {
  readonly id: number
  readonly slug: string
  readonly authorityId: number
  readonly title: string
  readonly summary: string
  readonly publishedAt: Date
  /** The same moment to the last digit, for the place in a list. */
  readonly publishedText: string
}

const columns = sql`
  public_report_id as id, slug, authority_id, title, summary, published_at, published_at::text as published_text`

/** Reports, the latest first, of one authority or of all, after a place in the list. */
export async function readReports(
  database: Database,
  authorityId: number | undefined,
  after: Pick<PublicReport, 'publishedText' | 'id'> | undefined,
  rowCount: number,
): Promise<readonly PublicReport[]> {
  const { rows } = await sql<PublicReport>`
    select ${columns}
    from public_report
    where ${authorityId === undefined ? sql`true` : sql`authority_id = ${authorityId}`}
    and ${
      after === undefined
        ? sql`true`
        : sql`(published_at, public_report_id) < (${after.publishedText}::timestamptz, ${after.id}::integer)`
    }
    order by published_at desc, public_report_id desc
    limit ${rowCount}
  `.execute(database)
  return rows
}

export async function countReports(database: Database): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ authorityId: number; reportCount: number }>`
    select authority_id, count(*) as report_count from public_report group by authority_id
  `.execute(database)
  return new Map(rows.map(({ authorityId, reportCount }) => [authorityId, reportCount]))
}

export async function findReport(database: Database, slug: string): Promise<PublicReport | undefined> {
  const { rows } = await sql<PublicReport>`select ${columns} from public_report where slug = ${slug}`.execute(
    database,
  )
  return rows[0]
}

/** The published decisions a report is about. */
export async function readReportCases(
  database: Database,
  reportId: number,
): Promise<readonly SimilarDecision[]> {
  const { rows } = await sql<SimilarDecision>`
    select authority_id, reference, category, subcategory
    from public_report_case
    join decision_statement using (authority_id, complaint_id)
    where public_report_id = ${reportId}
    order by decided_on desc, complaint_id desc
  `.execute(database)
  return rows
}
