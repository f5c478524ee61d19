import { sql } from 'kysely'
import type { Transaction } from '../database/connection.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'

/**
 * Puts on record what some authorities call the cases that a year's draft counts: three of four under a number of
 * their own, and each with the service that answered it.
 */
export async function labelCountedCases(
  transaction: Transaction,
  authorities: readonly string[],
  year: ReportingYear,
  serviceNames: Readonly<Record<string, string>>,
): Promise<void> {
  await sql`
    update complaint
    set
      authority_reference = case when complaint_id % 4 > 0 then 'CF-' || lpad((complaint_id % 100000)::text, 5, '0') end,
      authority_service = ${JSON.stringify(serviceNames)}::jsonb ->> category
    from authority
    where authority.authority_id = complaint.authority_id
    and slug = any (${authorities})
    and complaint_id in (
      select unnest(complaint_ids) from counted_set
      where counted_set.authority_id = complaint.authority_id and year = ${year}
    )
  `.execute(transaction)
}
