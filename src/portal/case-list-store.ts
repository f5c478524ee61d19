import { sql } from 'kysely'
import type { Transaction } from '../database/connection.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'
import type { CountedCaseSet, ListedCase } from './case-lists.ts'

/** The counted sets of one authority in one revision of a year, with their cases, as this session may see them. */
export async function readCountedCaseSets(
  transaction: Transaction,
  authorityId: number,
  year: ReportingYear,
  revision: number,
): Promise<readonly CountedCaseSet[]> {
  const { rows } = await sql<{ set: string; count: number; cases: ListedCase[] | null }>`
    with labels as materialized (
      select complaint_id, authority_reference, authority_service
      from portal.case_label
      where authority_id = ${authorityId}
    )
    select
      counted_set as set,
      complaint_count as count,
      case when complaint_ids is not null then (
        select coalesce(jsonb_agg(jsonb_build_object(
          'reference', reference,
          'authorityReference', authority_reference,
          'authorityService', authority_service,
          'category', category,
          'subcategory', subcategory,
          'receivedOn', received_on,
          'decidedOn', decided_on,
          'outcome', outcome,
          'isRemediedBefore', is_remedied_before,
          'remedyDueOn', remedy_due_on,
          'complianceRecordedOn', compliance_recorded_on,
          'complianceOutcome', compliance_outcome
        )), '[]')
        from portal.complaint
        left join labels using (complaint_id)
        where complaint.authority_id = counted_set.authority_id
        and complaint.complaint_id = any (counted_set.complaint_ids)
      ) end as cases
    from portal.counted_set
    where authority_id = ${authorityId} and year = ${year} and revision = ${revision}
    order by counted_set
  `.execute(transaction)
  return rows
}

/** Whether a case of that reference stands in one of the year's lists of the authority. */
export async function isListedCase(
  transaction: Transaction,
  authorityId: number,
  year: ReportingYear,
  revision: number,
  reference: string,
): Promise<boolean> {
  const { rows } = await sql`
    select
    from portal.complaint
    join portal.counted_set
      on counted_set.authority_id = complaint.authority_id
      and complaint.complaint_id = any (counted_set.complaint_ids)
    where complaint.authority_id = ${authorityId} and reference = ${reference}
    and year = ${year} and revision = ${revision}
    limit 1
  `.execute(transaction)
  return rows.length > 0
}
