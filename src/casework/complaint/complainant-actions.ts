import { createHash } from 'node:crypto'
import { appendAudit } from '../../audit/audit-store.ts'
import type { Database } from '../../database/connection.ts'
import type { KnownCase } from '../case-record.ts'
import { caseSubject, lockCase } from '../case-record-store.ts'
import type { CaseReference } from '../case-reference.ts'
import { readCaseFile } from './case-file-store.ts'
import { type Complainant, complainantFields } from './complainant.ts'
import { readComplainantOf, saveComplainant } from './complainant-store.ts'

/** Who complained, for somebody who looks; that they looked is on record before they see anything. */
export async function lookAtComplainant(
  database: Database,
  known: KnownCase,
  actor: string,
): Promise<Complainant | undefined> {
  return database.transaction().execute(async (transaction) => {
    const complainant = await readComplainantOf(transaction, known)
    if (complainant === undefined) return undefined
    await appendAudit(transaction, [
      { actor, action: 'see complainant', subject: caseSubject(known.reference), before: null, after: null },
    ])
    return complainant
  })
}

/** Names exactly what was known of somebody, without saying it. */
export function complainantMark(complainant: Complainant): string {
  return createHash('sha256')
    .update(JSON.stringify(complainantFields.map((field) => complainant[field])))
    .digest('base64url')
}

export type ComplainantChange =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly isStale?: boolean }

/** Changes who complained, by whoever works on the case. The record says which fields were changed, and no more. */
export async function changeComplainant(
  database: Database,
  {
    slug,
    reference,
    person,
    seen,
    complainant,
  }: {
    readonly slug: string
    readonly reference: CaseReference
    readonly person: { readonly id: string; readonly email: string }
    /** The mark of what was known when the form was made. */
    readonly seen: string
    readonly complainant: Complainant
  },
): Promise<ComplainantChange> {
  return database.transaction().execute(async (transaction): Promise<ComplainantChange> => {
    const known = await lockCase(transaction, slug, reference)
    const before = known && (await readComplainantOf(transaction, known))
    if (known === undefined || before === undefined) {
      return { ok: false, reason: 'Nothing is kept of who complained.' }
    }
    const file = await readCaseFile(transaction, known)
    if (file?.worker?.id !== person.id) {
      return { ok: false, reason: 'Only whoever works on this case changes who complained.' }
    }
    if (complainantMark(before) !== seen) {
      return {
        ok: false,
        isStale: true,
        reason:
          'Somebody else changed this since you opened it, so nothing was saved. What you typed is still here; what is kept now stands above it.',
      }
    }
    const changed = complainantFields.filter((field) => before[field] !== complainant[field])
    if (changed.length === 0) return { ok: true }
    await saveComplainant(transaction, known, complainant)
    await appendAudit(transaction, [
      {
        actor: person.email,
        action: 'change complainant',
        subject: caseSubject(reference),
        before: null,
        after: { changed },
      },
    ])
    return { ok: true }
  })
}
