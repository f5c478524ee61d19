import { sql } from 'kysely'
import type { Transaction } from '../../database/connection.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'

/** Says of every authority of a year's cycle that its cases are all on record; for how many that is new. */
export async function insertWholeCoverage(transaction: Transaction, year: ReportingYear): Promise<number> {
  const { rows } = await sql<{ authorityId: number }>`
    insert into casework_coverage (authority_id, year, part)
    select authority_id, year, part
    from cycle_authority
    cross join unnest(array['received', 'decided', 'complied']) as part
    where year = ${year}
    on conflict do nothing
    returning authority_id
  `.execute(transaction)
  return new Set(rows.map(({ authorityId }) => authorityId)).size
}
