import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'

/** As many addresses as one file of a site map may have. */
const addressesPerFile = 50_000

/** How many files the published decisions fill. */
export async function countDecisionFiles(database: Database): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::integer as count from decision_statement`.execute(database)
  return Math.ceil((rows[0]?.count ?? 0) / addressesPerFile)
}

/** One file's decisions, oldest first, so that a new one changes the last file alone. */
export async function readDecisionsOfFile(
  database: Database,
  file: number,
): Promise<readonly { category: string; subcategory: string | null; reference: string }[]> {
  return database
    .selectFrom('decisionStatement')
    .select(['category', 'subcategory', 'reference'])
    .orderBy('decidedOn')
    .orderBy('complaintId')
    .orderBy('authorityId')
    .limit(addressesPerFile)
    .offset((file - 1) * addressesPerFile)
    .execute()
}

/** Which letters there are. */
export async function readLetterYears(
  database: Database,
): Promise<readonly { readonly slug: string; readonly year: ReportingYear }[]> {
  const rows = await database
    .selectFrom('letter')
    .innerJoin('authority', 'authority.authorityId', 'letter.authorityId')
    .select(['slug', 'year'])
    .distinct()
    .orderBy('slug')
    .orderBy('year')
    .execute()
  return rows.map(({ slug, year }) => ({ slug, year: reportingYear(year) }))
}

/** The addresses of public reports. */
export async function readReportSlugs(database: Database): Promise<readonly string[]> {
  const rows = await database.selectFrom('publicReport').select('slug').orderBy('slug').execute()
  return rows.map(({ slug }) => slug)
}
