import { sql } from 'kysely'
import type { AuthorityId } from '../../authorities/authority.ts'
import type { Database } from '../../database/connection.ts'
import type { PerformanceTotals } from '../../handling-code/own-complaints/performance-totals.ts'
import type { PerformanceWords } from '../../handling-code/own-complaints/performance-words.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import { readPublishedAnswers, readPublishedAssessments } from './published-assessment-store.ts'

/** What an authority published of a year: its totals and words, or that they were withdrawn and why. */
export type PublicPerformance =
  | (PerformanceWords & {
      readonly authorityId: number
      readonly year: ReportingYear
      readonly publishedAt: Date
      readonly totals: PerformanceTotals
    })
  | {
      readonly authorityId: number
      readonly year: ReportingYear
      readonly totals: null
      readonly withdrawnAt: Date
      readonly withdrawalReason: string
    }

/** Everything that authorities have published and not withdrawn, the newest year first. */
export async function readPublicPerformance(
  database: Database,
): Promise<readonly Extract<PublicPerformance, { totals: PerformanceTotals }>[]> {
  const { rows } = await sql<Extract<PublicPerformance, { totals: PerformanceTotals }> & { year: number }>`
    select authority_id, year, published_at, totals, learned, response, responded_by, responded_on
    from performance_report
    where withdrawn_at is null
    order by year desc, authority_id
  `.execute(database)
  return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
}

/** What an authority published of a year, or withdrew. */
export async function findPublicPerformance(
  database: Database,
  authorityId: number,
  year: ReportingYear,
): Promise<PublicPerformance | undefined> {
  const { rows } = await sql<PublicPerformance & { year: number }>`
    select *
    from performance_report
    where authority_id = ${authorityId} and year = ${year}
  `.execute(database)
  const [row] = rows
  return row && { ...row, year: reportingYear(row.year) }
}

/** How many provisions an authority says it follows, by what it published for a year and has not withdrawn. */
export async function findAssessedProvisions(
  database: Database,
  authorityId: AuthorityId,
  year: ReportingYear,
): Promise<
  { readonly publishedAt: Date; readonly followedCount: number; readonly provisionCount: number } | undefined
> {
  const [assessment] = (await readPublishedAssessments(database, authorityId)).filter(
    (one) => one.year === year,
  )
  if (!assessment || assessment.withdrawnAt !== null) return undefined
  const answers = [...(await readPublishedAnswers(database, assessment)).values()]
  return {
    publishedAt: assessment.publishedAt,
    followedCount: answers.filter(({ isFollowed }) => isFollowed === true).length,
    provisionCount: answers.length,
  }
}
