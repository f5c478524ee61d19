import type { Officer } from '../../accounts/person.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import type { Database } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { nameSession } from '../../database/portal-database.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { OwnComplaint } from './own-complaint.ts'
import { type OwnFileProblem, readOwnComplaintFile } from './own-complaint-file.ts'
import {
  lockOwnComplaints,
  readAllOwnComplaints,
  removeOwnComplaints,
  saveOwnComplaints,
} from './own-complaint-store.ts'

export type OwnComplaintImport =
  | {
      readonly ok: true
      readonly newCount: number
      readonly changedCount: number
      readonly sameCount: number
      /** Headings that are none of ours. */
      readonly unused: readonly string[]
    }
  | { readonly ok: false; readonly problems: readonly OwnFileProblem[] }

/**
 * Brings in the complaints of the officer's authority from a file of its own system, wholly or, where anything is wrong
 * with it, not at all. The same file again changes nothing. A row says everything of a complaint: what it leaves empty
 * is empty afterwards.
 */
export async function importOwnComplaints(
  database: Database,
  scheme: Scheme,
  officer: Officer,
  content: Uint8Array,
): Promise<OwnComplaintImport> {
  const today = dayOf(scheme, await currentMoment(database))
  const reading = await readOwnComplaintFile(scheme, content, today)
  if (!reading.ok) return reading
  const { id, slug } = officer.authority
  return database.transaction().execute(async (transaction) => {
    await nameSession(transaction, officer.session.token)
    await lockOwnComplaints(transaction, id)
    const known = new Map(
      (await readAllOwnComplaints(transaction, id)).map((one) => [one.reference, factsOf(one)]),
    )
    const isNew = ({ reference }: OwnComplaint) => !known.has(reference)
    const added = reading.complaints.filter(isNew)
    const changed = reading.complaints.filter(
      (one) => !isNew(one) && known.get(one.reference) !== factsOf(one),
    )
    const counts = {
      newCount: added.length,
      changedCount: changed.length,
      sameCount: reading.complaints.length - added.length - changed.length,
    }
    if (added.length + changed.length > 0) {
      await saveOwnComplaints(transaction, id, [...added, ...changed], await currentMoment(transaction))
      await appendAudit(transaction, [
        {
          actor: officer.email,
          action: 'import own complaints',
          subject: slug,
          before: null,
          // Their number alone: a reference, too, may be somebody's name.
          after: counts,
        },
      ])
    }
    return { ok: true, ...counts, unused: reading.unused }
  })
}

/** Everything a row says, in one order. */
function factsOf({ stages, ...complaint }: OwnComplaint): string {
  const { reference, definition, category, service, statutoryProcess, refusal, remedies, learning } =
    complaint
  return JSON.stringify([
    ...[reference, definition, category, service, statutoryProcess, refusal?.on, refusal?.ground],
    ...[remedies, learning],
    ...stages.map(({ extension, ...stage }) => [
      ...[stage.receivedOn, stage.receivedTime, stage.acknowledgedOn, stage.answeredOn, stage.outcome],
      ...[extension?.untilOn, extension?.reason, extension?.toldOn],
    ]),
  ])
}

/** Takes a complaint of the officer's authority off the record here; false where there is none. */
export async function removeOwnComplaint(
  database: Database,
  officer: Officer,
  reference: string,
): Promise<boolean> {
  const { id, slug } = officer.authority
  return database.transaction().execute(async (transaction) => {
    await lockOwnComplaints(transaction, id)
    const count = await removeOwnComplaints(transaction, id, [reference])
    if (count === 0) return false
    await appendAudit(transaction, [
      {
        actor: officer.email,
        action: 'remove own complaint',
        subject: slug,
        before: { count },
        after: null,
      },
    ])
    return true
  })
}
