import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import { type ReportingYear, reportingYear, reportingYearOf } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { DecisionSpan } from '../decisions/decision-criteria.ts'
import { type DataSet, latestReleases, type PinnedRelease } from './data-set-store.ts'

/**
 * The years of which a set has a file, newest first. Decisions are published as they are made, so they may also be of
 * a year whose figures are still to come, or from before the first.
 */
export async function yearsWithData(
  { database, scheme }: { readonly database: Database; readonly scheme: Scheme },
  set: DataSet,
  releases: readonly PinnedRelease[],
): Promise<readonly ReportingYear[]> {
  if (!set.isByYear) return []
  const years = new Set(latestReleases(releases).map(({ year }) => year))
  if (set.isOfDecisions === true) for (const year of await decisionYears(database, scheme)) years.add(year)
  return [...years].sort((one, other) => other - one)
}

/** From the year of the first published decision to that of the last. */
async function decisionYears(database: Database, scheme: Scheme): Promise<readonly ReportingYear[]> {
  const span = await readDecisionSpan(database)
  if (!span) return []
  const first = reportingYearOf(scheme, span.oldest)
  const last = reportingYearOf(scheme, span.newest)
  return Array.from({ length: last - first + 1 }, (_, n) => reportingYear(first + n))
}

/** The days of the oldest and of the newest published decision, which stand at the ends of an index. */
export async function readDecisionSpan(database: Database): Promise<DecisionSpan | null> {
  const { rows } = await sql<{ oldest: string | null; newest: string | null }>`
    select min(decided_on) as oldest, max(decided_on) as newest from decision_statement
  `.execute(database)
  const [found] = rows
  return found?.oldest && found.newest ? { oldest: found.oldest, newest: found.newest } : null
}
