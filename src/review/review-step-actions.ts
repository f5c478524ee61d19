import { appendAudit } from '../audit/audit-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { dayOf, printDate } from '../scheme/printed-dates.ts'
import { formatReportingYear, type IsoDate, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { isDay } from '../scheme/wall-clock.ts'
import { areFiguresOutdated, calculateYears } from '../statistics/yearly-figures-actions.ts'
import { readChecklist } from './checklist-actions.ts'
import { calculationEntry } from './correction/correction-store.ts'
import {
  approvalsNeeded,
  canStep,
  type ReviewStep,
  type RevisionSteps,
  type Stage,
  type StepStage,
  stageWords,
} from './review-stage.ts'
import { lockStanding, type Standing } from './review-standing-store.ts'
import { dropApprovals, insertStep, saveApproval } from './review-step-store.ts'
import { staleReason } from './seen-standing.ts'

export type StepTaking =
  | { readonly ok: true; readonly stage: Stage }
  | { readonly ok: false; readonly reason: string; readonly field?: string; readonly isStale?: boolean }

/** Who acts, and where the review stood when their page was made. */
export type Actor = { readonly actor: string; readonly seen: string }

/**
 * Calculates a year again from its cases. While it is a draft or being checked nothing else changes but the figures;
 * from then on it has to be taken back first, or corrected.
 */
export async function calculateReview(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  { actor, seen }: Actor,
): Promise<StepTaking> {
  const refusal = await database.transaction().execute(async (transaction) => {
    const standing = await lockStanding(transaction, year)
    if (!standing) return { ok: false, reason: noCycle(year) } as const
    const stale = staleReason(seen, standing.current)
    if (stale !== undefined) return { ok: false, isStale: true, reason: stale } as const
    const stage = standing.current?.stage ?? 'draft'
    return stage === 'draft' || stage === 'checked' ? undefined : notNow(stage, 'calculated again')
  })
  if (refusal) return refusal
  const calculation = await calculateYears(database, scheme, [year])
  if (!calculation.ok) return { ok: false, reason: calculation.problems.join(' ') }
  return database.transaction().execute(async (transaction): Promise<StepTaking> => {
    const standing = await lockStanding(transaction, year)
    const current = standing?.current
    if (!standing || !current) return { ok: false, reason: noCycle(year) }
    if (current.stage === 'draft') await take(transaction, standing, current, { stage: 'draft', by: actor })
    const entry = calculationEntry(year, current.revision)
    await appendAudit(transaction, [{ actor, ...entry, before: null, after: null }])
    return { ok: true, stage: current.stage }
  })
}

/** Lets authorities see their own cases and figures, and raise queries until the end of a day. */
export async function openChecking(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  { actor, seen, until }: Actor & { readonly until: IsoDate },
): Promise<StepTaking> {
  const isOutdated = await areFiguresOutdated(database, scheme, year)
  return inReview(database, year, seen, async (transaction, standing, current): Promise<StepTaking> => {
    if (!canStep(current.stage, 'checked', current.revision))
      return notNow(current.stage, 'opened for checking')
    const refusal = untilRefusal(scheme, standing, until)
    if (refusal !== undefined) return { ok: false, field: 'until', reason: refusal }
    if (isOutdated) {
      return {
        ok: false,
        reason: 'Something the figures are made from has changed; calculate them again first.',
      }
    }
    await take(transaction, standing, current, { stage: 'checked', by: actor, untilOn: until })
    await audit(transaction, actor, 'review checked', year, current.revision, { until })
    return { ok: true, stage: 'checked' }
  })
}

/**
 * Takes a review back to its draft, because something was found. Authorities no longer see it, and whoever approved it
 * looks again, even if nothing changes.
 */
export async function takeBack(
  database: Database,
  year: ReportingYear,
  { actor, seen, reason }: Actor & { readonly reason: string },
): Promise<StepTaking> {
  return inReview(database, year, seen, async (transaction, standing, current): Promise<StepTaking> => {
    if (!canStep(current.stage, 'draft', current.revision)) return notNow(current.stage, 'taken back')
    if (reason === '') return { ok: false, field: 'reason', reason: 'Say why it is taken back.' }
    if (reason.length > 500) return { ok: false, field: 'reason', reason: 'Say it in 500 characters.' }
    await take(transaction, standing, current, { stage: 'draft', by: actor, reason })
    await dropApprovals(transaction, year, current.revision)
    await audit(transaction, actor, 'review taken back', year, current.revision, { reason })
    return { ok: true, stage: 'draft' }
  })
}

/**
 * Approves exactly the figures and letters the page showed, by their fingerprint. Nobody approves what they prepared
 * or corrected; with the second approval the review is approved.
 */
export async function approveReview(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  { actor, seen, fingerprint }: Actor & { readonly fingerprint: string },
): Promise<StepTaking> {
  const isOutdated = await areFiguresOutdated(database, scheme, year)
  return inReview(database, year, seen, async (transaction, standing, current): Promise<StepTaking> => {
    if (!canStep(current.stage, 'approved', current.revision)) return notNow(current.stage, 'approved')
    const checked = await readChecklist(transaction, scheme, standing, isOutdated)
    if (checked.authors.has(actor)) {
      return { ok: false, reason: 'You prepared this review, so somebody else has to approve it.' }
    }
    if (checked.fingerprint?.toString('hex') !== fingerprint) {
      const reason =
        'Figures or letters have changed since the page was opened, so nothing was approved. Look at them as they are now.'
      return { ok: false, isStale: true, reason }
    }
    if (checked.approvals.some(({ approvedBy }) => approvedBy === actor)) {
      return { ok: false, reason: 'You have approved this review already; somebody else has to as well.' }
    }
    const { checklist, approvals } = checked
    if (checklist.blocks.length > 0) {
      const titles = checklist.blocks.map(({ title, count }) => `${title}: ${count}.`).join(' ')
      return { ok: false, reason: `It cannot be approved yet. ${titles}` }
    }
    await saveApproval(transaction, year, current.revision, {
      approvedBy: actor,
      approvedAt: standing.now,
      fingerprint: checked.fingerprint,
    })
    const isApproved = approvals.length + 1 >= approvalsNeeded
    if (isApproved) await take(transaction, standing, current, { stage: 'approved', by: actor })
    await audit(transaction, actor, 'review approve', year, current.revision, { fingerprint })
    return { ok: true, stage: isApproved ? 'approved' : current.stage }
  })
}

type Current = NonNullable<Standing['current']>

/** Does work on a review as nobody else can meanwhile, unless it has moved on since the page was made. */
async function inReview(
  database: Database,
  year: ReportingYear,
  seen: string,
  work: (transaction: Transaction, standing: Standing, current: Current) => Promise<StepTaking>,
): Promise<StepTaking> {
  return database.transaction().execute(async (transaction): Promise<StepTaking> => {
    const standing = await lockStanding(transaction, year)
    if (!standing) return { ok: false, reason: noCycle(year) }
    const stale = staleReason(seen, standing.current)
    if (stale !== undefined) return { ok: false, isStale: true, reason: stale }
    const { current } = standing
    if (!current) {
      return {
        ok: false,
        reason: `The figures of ${formatReportingYear(year)} have not been calculated yet.`,
      }
    }
    return work(transaction, standing, current)
  })
}

/** Records a step of a review, now. */
async function take(
  transaction: Transaction,
  { cycle, now }: Standing,
  { revision }: Pick<RevisionSteps, 'revision'>,
  step: { readonly stage: StepStage; readonly by: string } & Partial<Pick<ReviewStep, 'untilOn' | 'reason'>>,
): Promise<void> {
  const { stage, by, untilOn = null, reason = null } = step
  await insertStep(transaction, cycle.year, revision, { stage, takenAt: now, takenBy: by, untilOn, reason })
}

async function audit(
  transaction: Transaction,
  actor: string,
  action: string,
  year: ReportingYear,
  revision: number,
  after: Readonly<Record<string, string>> | null,
): Promise<void> {
  const subject = `review ${formatReportingYear(year)}, revision ${revision}`
  await appendAudit(transaction, [{ actor, action, subject, before: null, after }])
}

function untilRefusal(scheme: Scheme, { cycle, now }: Standing, until: IsoDate): string | undefined {
  if (!isDay(until)) {
    return `"${until}" is no day; write it as 2025-06-28.`
  }
  if (until < dayOf(scheme, now)) {
    return `${printDate(until)} has passed; give authorities a day that is still to come.`
  }
  if (until >= cycle.letterDate) {
    return `Letters are dated ${printDate(cycle.letterDate)}; queries have to end before that day.`
  }
  return undefined
}

function notNow(stage: Stage, done: string): Extract<StepTaking, { ok: false }> {
  return {
    ok: false,
    reason: `This review is ${stageWords[stage].name.toLowerCase()}, and cannot be ${done} now.`,
  }
}

function noCycle(year: ReportingYear): string {
  return `There is no cycle ${formatReportingYear(year)}; set it up with "upheld cycle set".`
}
