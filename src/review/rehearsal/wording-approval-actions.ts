import { createHash } from 'node:crypto'
import { appendAudit } from '../../audit/audit-store.ts'
import type { Cycle } from '../../cycle/cycle.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { editionNames, readWordingText } from '../../letters/editions.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import { lockStanding } from '../review-standing-store.ts'
import { staleReason } from '../seen-standing.ts'
import { readWordingApproval, saveWordingApproval, type WordingApproval } from './wording-approval-store.ts'

/** The wording that a year's letters are made from, and whether exactly this text is approved. */
export type WordingUnderReview = {
  readonly edition: string
  readonly markdown: string
  /** In hexadecimals; a form that approves names what was read by it. */
  readonly hash: string
  /** Null while nobody approved exactly this text. */
  readonly approval: WordingApproval | null
  /** Another text was approved before. */
  readonly outdatedApproval: WordingApproval | null
}

/** The wording of a year; undefined where the year has no letters. */
export async function readWordingUnderReview(
  database: Database | Transaction,
  { year, edition }: Pick<Cycle, 'year' | 'edition'>,
): Promise<WordingUnderReview | undefined> {
  if (edition === null || !editionNames.includes(edition)) return undefined
  const markdown = readWordingText(edition)
  const wordingHash = createHash('sha256').update(markdown).digest()
  const approval = (await readWordingApproval(database, year)) ?? null
  const counts = approval?.edition === edition && approval.wordingHash.equals(wordingHash)
  return {
    edition,
    markdown,
    hash: wordingHash.toString('hex'),
    approval: counts ? approval : null,
    outdatedApproval: counts ? null : approval,
  }
}

export type WordingApproved =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly isStale?: true }

/** Approves the wording of a year exactly as it was read, while the year is a draft or being checked. */
export async function approveWording(
  database: Database,
  year: ReportingYear,
  seen: { readonly standing: string; readonly wording: string },
  actor: string,
): Promise<WordingApproved> {
  return database.transaction().execute(async (transaction): Promise<WordingApproved> => {
    const standing = await lockStanding(transaction, year)
    const name = formatReportingYear(year)
    if (!standing) return { ok: false, reason: `There is no review of ${name}.` }
    const { cycle, current, now } = standing
    const stale = staleReason(seen.standing, current)
    if (stale !== undefined) return { ok: false, reason: stale, isStale: true }
    if (current?.stage !== 'draft' && current?.stage !== 'checked') {
      return {
        ok: false,
        reason:
          'The wording is approved while a review is a draft or being checked. Take the review back first, if that can still be done.',
      }
    }
    const wording = await readWordingUnderReview(transaction, cycle)
    if (!wording)
      return { ok: false, reason: `No letters have been written for ${name}, so there is no wording.` }
    if (wording.hash !== seen.wording) {
      return {
        ok: false,
        reason:
          'The wording has changed since the page was opened, so nothing was approved. Read it as it is now.',
        isStale: true,
      }
    }
    if (wording.approval) {
      return { ok: false, reason: 'This wording is approved already.' }
    }
    const wordingHash = Buffer.from(wording.hash, 'hex')
    await saveWordingApproval(transaction, year, {
      ...{ edition: wording.edition, wordingHash, approvedBy: actor, approvedAt: now },
    })
    await appendAudit(transaction, [
      {
        actor,
        action: 'wording approve',
        subject: `wording of ${wording.edition} for the letters of ${name}`,
        before: wording.outdatedApproval && {
          wording: wording.outdatedApproval.wordingHash.toString('hex'),
          by: wording.outdatedApproval.approvedBy,
        },
        after: { wording: wording.hash },
      },
    ])
    return { ok: true }
  })
}
