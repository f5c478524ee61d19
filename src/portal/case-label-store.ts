import { sql } from 'kysely'
import type { Transaction } from '../database/connection.ts'
import type { CaseLabel } from './list-comparison.ts'

/**
 * Puts on record what an authority calls its cases, of those that the session named for this transaction may see.
 * A label that is there already stays, unless it is to be replaced. Gives the references of the cases that changed.
 */
export async function saveCaseLabels(
  transaction: Transaction,
  authorityId: number,
  labels: readonly CaseLabel[],
  isReplacing: boolean,
): Promise<readonly string[]> {
  const { rows } = await sql<{ reference: string }>`
    with given as (
      select complaint_id, given.own_reference, given.service
      from unnest(
        ${labels.map(({ reference }) => reference)}::text[],
        ${labels.map(({ ownReference }) => ownReference)}::text[],
        ${labels.map(({ service }) => service)}::text[]
      ) as given (reference, own_reference, service)
      join portal.complaint on complaint.reference = given.reference
      where complaint.authority_id = ${authorityId}
    ), wanted as (
      select
        complaint_id,
        case when ${isReplacing} then coalesce(own_reference, authority_reference)
          else coalesce(authority_reference, own_reference) end as reference,
        case when ${isReplacing} then coalesce(service, authority_service)
          else coalesce(authority_service, service) end as service
      from given
      join complaint using (complaint_id)
      where complaint.authority_id = ${authorityId}
      for update of complaint
    )
    update complaint
    set authority_reference = wanted.reference, authority_service = wanted.service
    from wanted
    where complaint.authority_id = ${authorityId}
    and complaint.complaint_id = wanted.complaint_id
    and (complaint.authority_reference, complaint.authority_service)
      is distinct from (wanted.reference, wanted.service)
    returning complaint.reference
  `.execute(transaction)
  return rows.map(({ reference }) => reference)
}
