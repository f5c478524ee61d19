import { sql } from 'kysely'
import type { Transaction } from '../database/connection.ts'
import { type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'
import type { ShownRevision } from './shown-revision.ts'

/**
 * What the session that this transaction has named may see of which years, the newest year first and its revisions in
 * order; and the moment by which that was decided.
 */
export async function readShownRevisions(
  transaction: Transaction,
): Promise<{ readonly now: Date; readonly revisions: readonly ShownRevision[] }> {
  const { rows } = await sql<Omit<ShownRevision, 'year'> & { year: number }>`
    select
      year,
      revision,
      revision.published_at,
      reason,
      cycle.published_at as planned_at,
      (
        select until_on from portal.review_step as step
        where step.year = revision.year and step.revision = revision.revision and stage = 'checked'
        order by step_id desc limit 1
      ) as until_on,
      (
        select taken_at from portal.review_step as step
        where step.year = revision.year and step.revision = revision.revision and stage = 'sent'
        order by step_id desc limit 1
      ) as sent_at
    from portal.revision
    join portal.cycle using (year)
    order by year desc, revision
  `.execute(transaction)
  return {
    now: await readMoment(transaction),
    revisions: rows.map((row) => ({ ...row, year: reportingYear(row.year) })),
  }
}

async function readMoment(transaction: Transaction): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select portal.current_moment() as now`.execute(transaction)
  const [row] = rows
  if (row === undefined) throw new Error('the database has no moment')
  return row.now
}

/** The latest revision of a year that has figures of this authority; undefined where the session may see none. */
export async function findShownYear(
  transaction: Transaction,
  authorityId: number,
  year: ReportingYear,
): Promise<{ readonly now: Date; readonly revision: ShownRevision } | undefined> {
  const { now, revisions } = await readShownRevisions(transaction)
  const { rows } = await sql<{ revision: number | null }>`
    select max(revision) as revision from portal.figure where authority_id = ${authorityId} and year = ${year}
  `.execute(transaction)
  const revision = revisions.find((shown) => shown.year === year && shown.revision === rows[0]?.revision)
  return revision && { now, revision }
}

/** Whether a measure of this authority stands in a revision that the session may see. */
export async function hasFigure(
  transaction: Transaction,
  authorityId: number,
  year: ReportingYear,
  revision: number,
  measure: string,
): Promise<boolean> {
  const { rows } = await sql`
    select
    from portal.figure
    where authority_id = ${authorityId} and year = ${year} and revision = ${revision} and measure = ${measure}
  `.execute(transaction)
  return rows.length > 0
}
