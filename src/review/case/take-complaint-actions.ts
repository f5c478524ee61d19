import type { CaseReference } from '../../casework/case-reference.ts'
import { openTakenCase } from '../../casework/complaint/complaint-actions.ts'
import type { TakenComplaint } from '../../casework/complaint/taken-complaint.ts'
import type { Database } from '../../database/connection.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { countedYearRefusal } from './counted-year-actions.ts'

export type ComplaintTaken =
  | { readonly ok: true; readonly reference: CaseReference }
  | { readonly ok: false; readonly reason: string; readonly field: 'receivedOn' }

/** Takes a complaint, unless the figures of the year in which it was received can only be corrected. */
export async function takeComplaint(
  database: Database,
  scheme: Scheme,
  complaint: TakenComplaint,
  by: { readonly actor: string; readonly personId: string | null },
): Promise<ComplaintTaken> {
  return database.transaction().execute(async (transaction): Promise<ComplaintTaken> => {
    const refusal = await countedYearRefusal(transaction, scheme, complaint.receivedOn)
    if (refusal !== undefined) return { ok: false, reason: refusal, field: 'receivedOn' }
    return { ok: true, reference: await openTakenCase(transaction, scheme, complaint, by) }
  })
}
