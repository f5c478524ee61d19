import { appendAudit } from '../../audit/audit-store.ts'
import { authorityId } from '../../authorities/authority.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { successorsOn } from '../../authorities/authority-succession.ts'
import { findCycle } from '../../cycle/cycle-store.ts'
import type { Database } from '../../database/connection.ts'
import { addressFault, sameAddress } from '../../mail/mail.ts'
import { decideCopy, queueMail } from '../../mail/outbox-store.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import { letterKey } from './letter-mail.ts'
import {
  changeAddress,
  findLetterCopy,
  readLetterCopies,
  readQueuedLetterMail,
  readRevisionFacts,
  saveLetterMail,
} from './sending-store.ts'

export type CopyKey = { readonly mailId: number; readonly place: number }

export type CopyChange =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly isStale?: boolean }

const stale: CopyChange = {
  ok: false,
  isStale: true,
  reason:
    'This copy has been dealt with since the page was opened, so nothing was changed. Look at it as it is now.',
}

/**
 * Has a copy sent again that is uncertain, refused or given up, or notes that an uncertain one arrived. An uncertain
 * one that is sent again may arrive twice; both bear the same Message-ID.
 */
export async function settleCopy(
  database: Database,
  year: ReportingYear,
  copy: CopyKey,
  decision: 'send-again' | 'received',
  actor: string,
): Promise<CopyChange> {
  return database.transaction().execute(async (transaction): Promise<CopyChange> => {
    const before = await findLetterCopy(transaction, year, copy)
    if (!before || !(await decideCopy(transaction, copy, decision, actor))) return stale
    await appendAudit(transaction, [
      {
        actor,
        action: decision === 'received' ? 'letter received' : 'letter sent again',
        subject: `letter ${formatReportingYear(year)}, ${before.slug}`,
        before: { address: before.address, state: before.state, answer: before.answer },
        after: { state: decision === 'received' ? 'received' : 'waiting' },
      },
    ])
    return { ok: true }
  })
}

/**
 * Sends a refused copy to another address, and has that address on record for the future, for whoever had the old one
 * at the authority or, where it is closed, at its successors.
 */
export async function correctAddress(
  database: Database,
  year: ReportingYear,
  copy: CopyKey,
  { address, actor }: { readonly address: string; readonly actor: string },
): Promise<CopyChange> {
  const fault = addressFault(address)
  if (fault !== undefined) return { ok: false, reason: `The address ${fault}.` }
  return database.transaction().execute(async (transaction): Promise<CopyChange> => {
    const before = await findLetterCopy(transaction, year, copy)
    const cycle = await findCycle(transaction, year)
    if (!before || !cycle) return stale
    if (sameAddress(before.address, address)) {
      return { ok: false, reason: 'That is the address that was refused. Give another one.' }
    }
    const copies = await readLetterCopies(transaction, year)
    const others = copies.filter(({ slug, revision }) => slug === before.slug && revision === before.revision)
    if (others.some((other) => sameAddress(other.address, address))) {
      return { ok: false, reason: 'The letter is sent to that address already. Give another one.' }
    }
    if (!(await decideCopy(transaction, copy, 'corrected', actor))) return stale
    const { attachment, attachmentName, ...queued } = await readQueuedLetterMail(transaction, copy.mailId)
    const [mailId = 0] = await queueMail(transaction, [
      {
        key: `${letterKey(year, before.revision, before.slug)}/${address.toLowerCase()}`,
        subject: queued.subject,
        text: queued.body,
        attachment:
          attachmentName === null || attachment === null
            ? null
            : { name: attachmentName, content: attachment },
        recipients: [{ address, post: before.post, isCopy: before.isCopy }],
        holdsSecret: false,
        isRehearsal: false,
      },
    ])
    await saveLetterMail(transaction, {
      ...{ authorityId: authorityId(queued.authorityId), year, revision: before.revision, mailId },
    })
    const register = new Map(
      (await readAuthorities(transaction)).map((authority) => [authority.slug, authority]),
    )
    const { reissuedOn } = await readRevisionFacts(transaction, year, before.revision)
    const slugs = successorsOn(register, before.slug, reissuedOn ?? cycle.letterDate).map(({ slug }) => slug)
    const roles = await changeAddress(transaction, slugs, before.address, address)
    await appendAudit(transaction, [
      {
        actor,
        action: 'address corrected',
        subject: `letter ${formatReportingYear(year)}, ${before.slug}`,
        before: { address: before.address, answer: before.answer },
        after: { address, roles: roles.map(({ slug, role }) => `${slug} ${role}`) },
      },
    ])
    return { ok: true }
  })
}
