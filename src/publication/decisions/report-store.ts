import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
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

/** What a report asked of the authority, and what that answered. */
export type ReportDuty = {
  /** Null where nothing is on record of it, as of reports from before. */
  readonly considerBy: IsoDate | null
  readonly consideredOn: IsoDate | null
  readonly response: string | null
  readonly isResponseEnough: boolean | null
  /** The report this one follows. */
  readonly follows: LinkedReport | null
  /** Those that followed this one. */
  readonly followedBy: readonly LinkedReport[]
}

export type LinkedReport = { readonly slug: string; readonly title: string }

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

/** What a report asked of the authority, with the reports before and after it. */
export async function readReportDuty(database: Database, reportId: number): Promise<ReportDuty | undefined> {
  const { rows } = await sql<ReportDuty>`
    select consider_by, considered_on, response, is_response_enough,
      (
        select jsonb_build_object('slug', first.slug, 'title', first.title)
        from public_report as first
        where first.public_report_id = report.further_to
      ) as follows,
      coalesce(
        (
          select jsonb_agg(jsonb_build_object('slug', further.slug, 'title', further.title) order by published_at)
          from public_report as further
          where further.further_to = report.public_report_id
        ),
        '[]'
      ) as followed_by
    from public_report as report
    where public_report_id = ${reportId}
  `.execute(database)
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
