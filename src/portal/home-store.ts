import { sql } from 'kysely'
import type { Transaction } from '../database/connection.ts'
import { type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'

type YearRevision = { readonly year: ReportingYear; readonly revision: number }

/** The revisions in which an authority has figures that this session may see. */
export function readRevisionsWithFigures(
  transaction: Transaction,
  authorityId: number,
): Promise<readonly YearRevision[]> {
  return revisionsIn(transaction, 'figure', authorityId)
}

/** The revisions with which a letter to an authority was sent that this session may see. */
export function readRevisionsWithLetter(
  transaction: Transaction,
  authorityId: number,
): Promise<readonly YearRevision[]> {
  return revisionsIn(transaction, 'letter', authorityId)
}

async function revisionsIn(
  transaction: Transaction,
  view: 'figure' | 'letter',
  authorityId: number,
): Promise<readonly YearRevision[]> {
  const { rows } = await sql<{ year: number; revision: number }>`
    select distinct year, revision
    from ${sql.table(`portal.${view}`)}
    where authority_id = ${authorityId}
    order by year desc, revision
  `.execute(transaction)
  return rows.map(({ year, revision }) => ({ year: reportingYear(year), revision }))
}
