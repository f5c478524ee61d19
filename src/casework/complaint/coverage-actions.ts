import { appendAudit } from '../../audit/audit-store.ts'
import { findCycle } from '../../cycle/cycle-store.ts'
import type { Database } from '../../database/connection.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import { insertWholeCoverage } from './coverage-store.ts'

export type CoverageNoted =
  | { readonly ok: true; readonly authorityCount: number }
  | { readonly ok: false; readonly reason: string }

/**
 * Says that every case of a year is on record here, so that no case means none and not unknown. Files say it of their
 * own; of casework that is done here somebody has to.
 */
export async function noteWholeYear(
  database: Database,
  year: ReportingYear,
  actor: string,
): Promise<CoverageNoted> {
  return database.transaction().execute(async (transaction): Promise<CoverageNoted> => {
    const name = formatReportingYear(year)
    if ((await findCycle(transaction, year)) === undefined) {
      return { ok: false, reason: `There is no cycle ${name}. Set it with upheld cycle set.` }
    }
    const authorityCount = await insertWholeCoverage(transaction, year)
    if (authorityCount > 0) {
      await appendAudit(transaction, [
        { actor, action: 'casework complete', subject: name, before: null, after: { authorityCount } },
      ])
    }
    return { ok: true, authorityCount }
  })
}
