import { sql } from 'kysely'
import type { Transaction } from '../../database/connection.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { PerformanceTotals } from './performance-totals.ts'
import type { PerformanceWords } from './performance-words.ts'

export type WrittenWords = PerformanceWords & {
  readonly version: number
  readonly writtenPost: string
  readonly writtenAt: Date
}

/** A year's totals as they were published. */
export type PublishedPerformance = PerformanceWords & {
  readonly year: ReportingYear
  readonly publication: number
  readonly totals: PerformanceTotals
  readonly publishedPost: string
  readonly publishedAt: Date
  readonly withdrawnAt: Date | null
  readonly withdrawalReason: string | null
}

/** What was written for a year, of what the session named for this transaction may see. */
export async function findPerformanceWords(
  transaction: Transaction,
  authorityId: number,
  year: ReportingYear,
): Promise<WrittenWords | undefined> {
  const { rows } = await sql<WrittenWords>`
    select learned, response, responded_by, responded_on, version, written_post, written_at
    from portal.performance_words
    where authority_id = ${authorityId} and year = ${year}
  `.execute(transaction)
  return rows[0]
}

/** What was published of each year, the last state of each, of what this session may see; the newest year first. */
export async function readPublishedPerformance(
  transaction: Transaction,
  authorityId: number,
): Promise<readonly PublishedPerformance[]> {
  const { rows } = await sql<Omit<PublishedPerformance, 'year'> & { year: number }>`
    select distinct on (year)
      year, publication, totals, learned, response, responded_by, responded_on, published_post, published_at,
      withdrawn_at, withdrawal_reason
    from portal.performance_report
    where authority_id = ${authorityId}
    order by year desc, publication desc
  `.execute(transaction)
  return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
}

/** Keeps what was written for a year, as the version after the one it follows. */
export async function savePerformanceWords(
  transaction: Transaction,
  authorityId: number,
  year: ReportingYear,
  words: WrittenWords,
): Promise<void> {
  const { learned, response, respondedBy, respondedOn, version, writtenPost, writtenAt } = words
  await sql`
    insert into performance_words (
      authority_id, year, learned, response, responded_by, responded_on, version, written_post, written_at
    )
    values (
      ${authorityId}, ${year}, ${learned}, ${response}, ${respondedBy}, ${respondedOn}, ${version}, ${writtenPost},
      ${writtenAt}
    )
    on conflict (authority_id, year) do update set
      learned = excluded.learned,
      response = excluded.response,
      responded_by = excluded.responded_by,
      responded_on = excluded.responded_on,
      version = excluded.version,
      written_post = excluded.written_post,
      written_at = excluded.written_at
  `.execute(transaction)
}

/** Publishes a year's totals, in place of what was published of it before. */
export async function insertPerformanceReport(
  transaction: Transaction,
  authorityId: number,
  report: Pick<PublishedPerformance, 'year' | 'totals' | 'publishedPost' | 'publishedAt'> &
    PerformanceWords & { readonly publishedBy: string },
): Promise<void> {
  const { year, totals, learned, response, respondedBy, respondedOn } = report
  await sql`
    insert into performance_report (
      authority_id, year, publication, totals, learned, response, responded_by, responded_on, published_by,
      published_post, published_at
    )
    select
      ${authorityId}, ${year}, coalesce(max(publication), 0) + 1, ${JSON.stringify(totals)}::jsonb, ${learned},
      ${response}, ${respondedBy}, ${respondedOn}, ${report.publishedBy}, ${report.publishedPost},
      ${report.publishedAt}
    from performance_report
    where authority_id = ${authorityId} and year = ${year}
  `.execute(transaction)
}

/** Takes back what was published of a year. */
export async function withdrawPerformanceReport(
  transaction: Transaction,
  authorityId: number,
  { year, publication }: Pick<PublishedPerformance, 'year' | 'publication'>,
  withdrawal: { readonly by: string; readonly at: Date; readonly reason: string },
): Promise<void> {
  await sql`
    update performance_report
    set withdrawn_by = ${withdrawal.by}, withdrawn_at = ${withdrawal.at}, withdrawal_reason = ${withdrawal.reason}
    where authority_id = ${authorityId} and year = ${year} and publication = ${publication}
  `.execute(transaction)
}
