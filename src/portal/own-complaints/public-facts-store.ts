import { sql } from 'kysely'
import type { AuthorityId } from '../../authorities/authority.ts'
import type { Database } from '../../database/connection.ts'
import { findAssessedProvisions } from '../../publication/handling-code/performance-store.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import { readYearlyFigures } from '../../statistics/yearly-figures-store.ts'

/**
 * The Ombudsman's figures of an authority, and its self-assessment, as everybody may read them: a report must not tell
 * of them any sooner.
 */
export function readPublicFacts(database: Database, authorityId: AuthorityId, year: ReportingYear) {
  return database.transaction().execute(async (transaction) => {
    await sql`set local search_path to published`.execute(transaction)
    return {
      figures: await readYearlyFigures(transaction, authorityId, year),
      assessed: await findAssessedProvisions(transaction, authorityId, year),
    }
  })
}
