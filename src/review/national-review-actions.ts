import { appendAudit } from '../audit/audit-store.ts'
import { findCycle } from '../cycle/cycle-store.ts'
import type { Database } from '../database/connection.ts'
import { formatReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import { readNationalReview, saveNationalReview } from './national-review-store.ts'
import { lockYear } from './release-store.ts'

export type ReviewChange =
  | { readonly ok: true; readonly publishedAt: Date; readonly isNew: boolean }
  | { readonly ok: false; readonly reason: string }

/**
 * Writes the review of a year, or writes its foreword anew. It becomes public at the moment given; else at the one it
 * had, at first that of the cycle. Before the year's own figures it never does.
 */
export async function writeNationalReview(
  database: Database,
  year: ReportingYear,
  review: { readonly actor: string; readonly foreword: string; readonly publishedAt: Date | undefined },
): Promise<ReviewChange> {
  const name = formatReportingYear(year)
  const foreword = review.foreword.replaceAll('\r\n', '\n').trim()
  if (foreword === '') return { ok: false, reason: `The foreword of ${name} is empty.` }
  return database.transaction().execute(async (transaction): Promise<ReviewChange> => {
    const cycle = await findCycle(transaction, year)
    if (!cycle) return { ok: false, reason: `There is no cycle ${name}; set it up with "upheld cycle set".` }
    await lockYear(transaction, year)
    const before = await readNationalReview(transaction, year)
    const publishedAt = review.publishedAt ?? before?.publishedAt ?? cycle.publishedAt
    if (
      before &&
      before.publishedAt <= new Date() &&
      publishedAt.getTime() !== before.publishedAt.getTime()
    ) {
      return { ok: false, reason: `The review of ${name} is public already, and its moment stays as it was.` }
    }
    await saveNationalReview(transaction, { year, foreword, publishedAt })
    await appendAudit(transaction, [
      {
        actor: review.actor,
        action: 'review',
        subject: name,
        before: before ? { foreword: before.foreword, publishedAt: before.publishedAt.toISOString() } : null,
        after: { foreword, publishedAt: publishedAt.toISOString() },
      },
    ])
    return { ok: true, publishedAt, isNew: before === undefined }
  })
}
