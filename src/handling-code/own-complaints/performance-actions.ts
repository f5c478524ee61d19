import { createHash } from 'node:crypto'
import { type Officer, postOf } from '../../accounts/person.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import { readBankHolidays } from '../../authorities/authority-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { nameSession } from '../../database/portal-database.ts'
import { dayOf, printDate, printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { isDay } from '../../scheme/wall-clock.ts'
import { workingCalendar } from '../clock/working-calendar.ts'
import { lockOwnComplaints, readComplaintsOfYear } from './own-complaint-store.ts'
import {
  findPerformanceWords,
  insertPerformanceReport,
  readPublishedPerformance,
  savePerformanceWords,
  type WrittenWords,
  withdrawPerformanceReport,
} from './performance-store.ts'
import { type PerformanceTotals, performanceTotals } from './performance-totals.ts'
import type { PerformanceWords } from './performance-words.ts'

type Refusal = { readonly ok: false; readonly field?: string; readonly reason: string }

export type WordsSaving =
  | { readonly ok: true }
  | Refusal
  /** Somebody else wrote meanwhile: this is what stands there now. */
  | { readonly ok: false; readonly reason: string; readonly theirs: WrittenWords | undefined }

/** What is sent for a year's words; the day is as it was typed. */
export type TypedWords = Omit<PerformanceWords, 'respondedOn'> & { readonly respondedOn: string }

export const longestWords = 5_000

/** Keeps what an officer wrote into a year's report, unless somebody else did so since they opened it. */
export async function writePerformanceWords(
  database: Database,
  scheme: Scheme,
  officer: Officer,
  year: ReportingYear,
  typed: TypedWords,
  seenVersion: number,
): Promise<WordsSaving> {
  const { id, slug } = officer.authority
  return database.transaction().execute(async (transaction): Promise<WordsSaving> => {
    await nameSession(transaction, officer.session.token)
    await lockOwnComplaints(transaction, id)
    const now = await currentMoment(transaction)
    const refusal = wordsRefusal(typed, dayOf(scheme, now))
    if (refusal) return refusal
    const known = await findPerformanceWords(transaction, id, year)
    if (isSame(typed, known)) return { ok: true }
    const version = known?.version ?? 0
    if (version !== seenVersion) {
      const reason =
        'Somebody else wrote into this report since you opened it. Nothing of yours was kept yet.'
      return { ok: false, reason, theirs: known }
    }
    await savePerformanceWords(transaction, id, year, {
      ...typed,
      respondedOn: typed.respondedOn || null,
      version: version + 1,
      writtenPost: postOf(officer),
      writtenAt: now,
    })
    await appendAudit(transaction, [
      {
        actor: officer.email,
        action: 'write performance report',
        subject: `${slug} ${formatReportingYear(year)}`,
        before: null,
        after: { version: version + 1, respondedOn: typed.respondedOn || null },
      },
    ])
    return { ok: true }
  })
}

/** Whether what was typed stands there already. */
function isSame(typed: TypedWords, known: WrittenWords | undefined): boolean {
  return (
    typed.learned === (known?.learned ?? '') &&
    typed.response === (known?.response ?? '') &&
    typed.respondedBy === (known?.respondedBy ?? '') &&
    typed.respondedOn === (known?.respondedOn ?? '')
  )
}

function wordsRefusal(typed: TypedWords, today: string): Refusal | undefined {
  const refuse = (field: string, reason: string) => ({ ok: false as const, field, reason })
  const { learned, response, respondedBy, respondedOn } = typed
  for (const [field, text] of [
    ['learned', learned],
    ['response', response],
  ] as const) {
    if (text.length > longestWords) return refuse(field, 'This is longer than 5,000 characters. Shorten it.')
  }
  if (respondedBy.length > 200) return refuse('responded-by', 'Write the name in 200 characters or fewer.')
  if (respondedOn !== '' && !isDay(respondedOn)) return refuse('responded-on', 'This is no day. Choose one.')
  if (respondedOn > today)
    return refuse('responded-on', `This day has not come yet: today is ${printDate(today)}.`)
  if (response !== '' && respondedBy === '') {
    return refuse('responded-by', 'Say who responds, such as the cabinet or the audit committee.')
  }
  if (response !== '' && respondedOn === '')
    return refuse('responded-on', 'Say when it considered the report.')
  return undefined
}

/** A year's totals as they stand now, with what was written beside them, and a mark that changes when either does. */
export type PerformanceState = {
  readonly totals: PerformanceTotals
  readonly words: WrittenWords | undefined
  readonly mark: string
}

/** Counts a year of an authority as the session named for this transaction may see it. */
export async function readPerformance(
  transaction: Transaction,
  database: Database | Transaction,
  scheme: Scheme,
  authorityId: number,
  year: ReportingYear,
): Promise<PerformanceState> {
  const today = dayOf(scheme, await currentMoment(database))
  const calendar = workingCalendar(scheme, await readBankHolidays(database))
  const complaints = await readComplaintsOfYear(transaction, scheme, authorityId, year)
  const totals = performanceTotals(scheme, calendar, complaints, year, today)
  const words = await findPerformanceWords(transaction, authorityId, year)
  const content = JSON.stringify([totals, words?.version ?? 0])
  return { totals, words, mark: createHash('sha256').update(content).digest('base64url') }
}

export type PerformancePublishing = { readonly ok: true } | Refusal

/** Publishes a year's totals and words as they stand, if they are still those that the officer saw. */
export async function publishPerformance(
  database: Database,
  scheme: Scheme,
  officer: Officer,
  year: ReportingYear,
  seenMark: string,
): Promise<PerformancePublishing> {
  const { id, slug } = officer.authority
  return database.transaction().execute(async (transaction): Promise<PerformancePublishing> => {
    await nameSession(transaction, officer.session.token)
    await lockOwnComplaints(transaction, id)
    const { totals, words, mark } = await readPerformance(transaction, transaction, scheme, id, year)
    if (totals.receivedCount + totals.answeredComplaintCount === 0) {
      return {
        ok: false,
        reason: `Nothing of ${printYear(scheme, year)} is on record, so there is nothing to publish.`,
      }
    }
    if (mark !== seenMark) {
      const reason =
        'The numbers or words of this report changed since you opened it. Nothing was published: read it again below, and publish it if it is right.'
      return { ok: false, reason }
    }
    await insertPerformanceReport(transaction, id, {
      year,
      totals,
      learned: words?.learned ?? '',
      response: words?.response ?? '',
      respondedBy: words?.respondedBy ?? '',
      respondedOn: words?.respondedOn ?? null,
      publishedBy: officer.email,
      publishedPost: postOf(officer),
      publishedAt: await currentMoment(transaction),
    })
    await appendAudit(transaction, [
      {
        actor: officer.email,
        action: 'publish performance report',
        subject: `${slug} ${formatReportingYear(year)}`,
        before: null,
        after: { receivedCount: totals.receivedCount, answeredCount: totals.answeredComplaintCount },
      },
    ])
    return { ok: true }
  })
}

/** Takes back what the officer's authority published of a year; everybody reads why. */
export async function withdrawPerformance(
  database: Database,
  scheme: Scheme,
  officer: Officer,
  year: ReportingYear,
  reason: string,
): Promise<PerformancePublishing> {
  const { id, slug } = officer.authority
  return database.transaction().execute(async (transaction): Promise<PerformancePublishing> => {
    await nameSession(transaction, officer.session.token)
    await lockOwnComplaints(transaction, id)
    const published = (await readPublishedPerformance(transaction, id)).find((one) => one.year === year)
    if (!published || published.withdrawnAt !== null) {
      return {
        ok: false,
        reason: `Nothing of ${printYear(scheme, year)} is published, so nothing was taken back.`,
      }
    }
    if (reason === '') {
      return {
        ok: false,
        field: 'reason',
        reason: 'Say why it is withdrawn: everybody who had the address reads it.',
      }
    }
    if (reason.length > 1_000) {
      return { ok: false, field: 'reason', reason: 'Say why in 1,000 characters or fewer.' }
    }
    const at = await currentMoment(transaction)
    await withdrawPerformanceReport(transaction, id, published, { by: officer.email, at, reason })
    await appendAudit(transaction, [
      {
        actor: officer.email,
        action: 'withdraw performance report',
        subject: `${slug} ${formatReportingYear(year)}`,
        // Not the reason, which may name somebody: what is in the audit can never be taken out.
        before: { publication: published.publication },
        after: null,
      },
    ])
    return { ok: true }
  })
}
