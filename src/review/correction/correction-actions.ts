import type { AuditEntry } from '../../audit/audit-chain.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import {
  type CaseField,
  type CaseRecord,
  changedFields,
  fieldsOf,
  type KnownCase,
  recordMark,
} from '../../casework/case-record.ts'
import { caseSubject, lockCase, saveCase } from '../../casework/case-record-store.ts'
import type { CaseReference } from '../../casework/case-reference.ts'
import { lockCaseFile } from '../../casework/complaint/case-file-store.ts'
import { takeStep } from '../../casework/complaint/case-step-actions.ts'
import { expectStatement, refreshDraft } from '../../casework/publishing/publishing-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { yearsConcerned } from '../../statistics/case-counting.ts'
import { calculateYearsWithin } from '../../statistics/yearly-figures-actions.ts'
import { readYearsWithCycle } from '../../statistics/yearly-figures-store.ts'
import { setReason } from '../release-store.ts'
import { lockStanding, type Standing } from '../review-standing-store.ts'
import { insertStep } from '../review-step-store.ts'
import { staleReason } from '../seen-standing.ts'
import { joinedReason, reasonProblem, reasonWith } from './correction-reason.ts'
import {
  auditedChange,
  type CaseCorrection,
  calculationEntry,
  insertCorrection,
  lockCorrection,
  markWithdrawn,
  readCorrectionsOfRevision,
} from './correction-store.ts'
import { readRevisionReason } from './reissue-store.ts'
import { approvedRefusal, effectOn, standingsMark } from './ripple.ts'

export type CaseChange =
  | {
      readonly ok: true
      /** The years of which a draft now corrects what was released. */
      readonly corrected: readonly ReportingYear[]
    }
  | {
      readonly ok: false
      readonly reason: string
      readonly field?: 'reason'
      /** Somebody else was there meanwhile. */
      readonly isStale?: boolean
    }

export type CaseChangeSettings = {
  readonly actor: string
  readonly slug: string
  readonly reference: CaseReference
  /** What is to be on record. */
  readonly record: CaseRecord
  /** What was on record when the form was made. */
  readonly seen: string
  /** Where the years concerned stood then, as `standingsMark` names it. */
  readonly seenStandings: string
  /** For everybody to read, where something released is corrected; else it is not asked for. */
  readonly reason: string
  /** The query that the change answers, if any. */
  readonly query: number | undefined
  /** Why the decision is changed, where the change answers a request for review of it. */
  readonly reviewAnswer?: string | undefined
}

/**
 * Changes what is on record of a case and calculates every year in which it counts. A year that was released gets the
 * draft of another revision, with the reason; nothing of that is public before it is approved, sealed and sent.
 */
export async function changeCase(
  database: Database,
  scheme: Scheme,
  settings: CaseChangeSettings,
): Promise<CaseChange> {
  const { actor, slug, reference, record, seen, seenStandings, query, reviewAnswer } = settings
  return inOneTransaction(database, async (transaction) => {
    const known = await lockCase(transaction, slug, reference)
    if (known === undefined) return refused('There is no such case.')
    if (recordMark(known.record) !== seen) {
      return {
        ...refused('Somebody else changed this case since you opened it, so nothing was saved.'),
        isStale: true,
      }
    }
    const fields = changedFields(known.record, record)
    if (fields.length === 0) return refused('Nothing is different from what is on record.')
    const file = await lockCaseFile(transaction, known)
    if (file !== undefined && file.stage !== 'decided' && fields.some(isOfDecision)) {
      return refused('This case is worked on here and not decided. Decide it on its own page.')
    }
    const standings = await lockStandings(transaction, scheme, known.record, record)
    if (standingsMark(standings) !== seenStandings) {
      return {
        ...refused(
          'A year in which this case counts has moved on since you opened it, so nothing was saved.',
        ),
        isStale: true,
      }
    }
    const refusal = approvedRefusal(standings.map(latest))
    if (refusal !== undefined) return refused(refusal)
    await saveCase(transaction, known, record)
    if (file !== undefined) await expectStatementOf(transaction, scheme, known, record, actor)
    if (file !== undefined && reviewAnswer !== undefined && reviewAnswer !== '') {
      const request = { kind: 'review-answered', text: reviewAnswer } as const
      const answered = await takeStep(transaction, scheme, known, { actor, seen: file.version, request })
      if (!answered.ok) throw new Refused(refused(answered.reason))
    }
    const [before, after] = [fieldsOf(known.record, fields), fieldsOf(record, fields)]
    const drafts = await calculateDrafts(transaction, scheme, standings)
    const entries: AuditEntry[] = [
      {
        actor,
        action: 'change case',
        subject: caseSubject(reference),
        before: auditedChange(before),
        after: auditedChange(after, query),
      },
    ]
    for (const standing of standings.filter((one) => effectOn(latest(one)) === 'draft')) {
      const { year, revision } = latest(standing)
      entries.push({ actor, ...calculationEntry(year, revision), before: null, after: { case: reference } })
    }
    if (drafts.length > 0) {
      entries.push(...(await correct(transaction, scheme, known, { ...settings, before, after }, drafts)))
    }
    await appendAudit(transaction, entries)
    return { ok: true, corrected: drafts.map(({ year }) => year) }
  })
}

/** A decision that is changed into one of a kind that is published has a statement to be written, like any other. */
async function expectStatementOf(
  transaction: Transaction,
  scheme: Scheme,
  known: KnownCase,
  { outcome, decidedOn }: CaseRecord,
  actor: string,
): Promise<void> {
  if (outcome === null || decidedOn === null) return
  const at = await currentMoment(transaction)
  await expectStatement(transaction, scheme, known, { outcome, decidedOn, by: actor, at })
  await refreshDraft(transaction, known)
}

function isOfDecision(field: CaseField): boolean {
  return ['outcome', 'decidedOn', 'stageReached', 'isRemediedBefore'].includes(field)
}

type Draft = { readonly year: ReportingYear; readonly revision: number }

async function correct(
  transaction: Transaction,
  scheme: Scheme,
  known: KnownCase,
  {
    actor,
    reason,
    before,
    after,
  }: Pick<CaseChangeSettings, 'actor' | 'reason'> & Pick<CaseCorrection, 'before' | 'after'>,
  drafts: readonly Draft[],
): Promise<readonly AuditEntry[]> {
  const problem = reasonProblem(reason)
  if (problem !== undefined) throw new Refused({ ...refused(problem), field: 'reason' })
  const now = await currentMoment(transaction)
  await insertCorrection(transaction, known, {
    before,
    after,
    reason,
    correctedBy: actor,
    correctedAt: now,
    revisions: drafts,
  })
  const entries: AuditEntry[] = []
  for (const { year, revision } of drafts) {
    const present = (await readRevisionReason(transaction, year, revision)).reason
    const joined = reasonWith(present, reason)
    if (!joined.ok) throw new Refused({ ...refused(joined.reason), field: 'reason' })
    await say(transaction, scheme, { year, revision }, { actor, reason: joined.reason, now })
    entries.push({
      actor,
      action: 'correct',
      subject: `${formatReportingYear(year)}, revision ${revision}`,
      before: present === null ? null : { reason: present },
      after: { reason: joined.reason, case: known.reference, authority: known.authority.slug },
    })
  }
  return entries
}

/** What a draft corrects is said anew, and by whom: they have prepared it, and cannot approve it. */
async function say(
  transaction: Transaction,
  scheme: Scheme,
  { year, revision }: Draft,
  { actor, reason, now }: { readonly actor: string; readonly reason: string | null; readonly now: Date },
): Promise<void> {
  const reissuedOn = reason === null ? null : dayOf(scheme, now)
  await setReason(transaction, year, revision, { reason, reissuedOn })
  await insertStep(transaction, year, revision, {
    stage: 'draft',
    takenAt: now,
    takenBy: actor,
    untilOn: null,
    reason: null,
  })
}

export type Withdrawal =
  | {
      readonly ok: true
      /** Whether the year has no draft any more. */
      readonly isDropped: boolean
    }
  | { readonly ok: false; readonly reason: string; readonly isStale?: boolean }

/**
 * Takes back a correction that is not approved yet: the case is again as it was, and the draft says nothing of it; a
 * draft that corrects nothing else is gone.
 */
export async function withdrawCorrection(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  { actor, id, seen }: { readonly actor: string; readonly id: number; readonly seen: string },
): Promise<Withdrawal> {
  return inOneTransaction(database, async (transaction): Promise<Withdrawal> => {
    const correction = await lockCorrection(transaction, id)
    if (!correction?.revisions.some((revision) => revision.year === year)) {
      return refused('There is no such correction, or it was withdrawn.')
    }
    const known = await lockCase(transaction, correction.slug, correction.reference)
    if (known === undefined) throw new Error(`the case of correction ${id} is gone`)
    const changedAgain = changedFields({ ...known.record, ...correction.after }, known.record)
    if (changedAgain.length > 0) {
      return refused(
        'The case was changed again since. Withdraw that change first, or change the case once more.',
      )
    }
    const record = { ...known.record, ...correction.before }
    const standings = await lockStandings(transaction, scheme, known.record, record)
    const own = standings.find(({ cycle }) => cycle.year === year)
    const stale = staleReason(seen, own?.current)
    if (stale !== undefined) return { ...refused(stale), isStale: true }
    const refusal = withdrawalRefusal(correction, standings)
    if (refusal !== undefined) return refused(refusal)
    const now = await currentMoment(transaction)
    await saveCase(transaction, known, record)
    await markWithdrawn(transaction, id, { withdrawnBy: actor, withdrawnAt: now })
    const drafts = await calculateDrafts(transaction, scheme, standings)
    for (const draft of drafts) {
      if (correction.revisions.some((made) => made.year === draft.year && made.revision === draft.revision)) {
        await sayWithout(transaction, scheme, draft, correction, { actor, now })
      }
    }
    await appendAudit(transaction, [
      {
        actor,
        action: 'change case',
        subject: caseSubject(correction.reference),
        before: auditedChange(correction.after),
        after: auditedChange(correction.before),
      },
      ...correction.revisions.map((revision) => ({
        actor,
        action: 'withdraw correction',
        subject: `${formatReportingYear(revision.year)}, revision ${revision.revision}`,
        before: { case: correction.reference, authority: correction.slug, reason: correction.reason },
        after: null,
      })),
    ])
    return { ok: true, isDropped: !drafts.some((draft) => draft.year === year) }
  })
}

function withdrawalRefusal(
  { revisions }: CaseCorrection,
  standings: readonly Standing[],
): string | undefined {
  for (const { year, revision } of revisions) {
    const current = standings.find(({ cycle }) => cycle.year === year)?.current
    if (current?.revision !== revision || current.sealedAt !== null) {
      return `Revision ${revision} of ${formatReportingYear(year)} is sealed. What it says is put right by another correction, not withdrawn.`
    }
  }
  return approvedRefusal(standings.map(latest))
}

/** What remains is said as the remaining corrections say it, unless somebody has put it in words of their own. */
async function sayWithout(
  transaction: Transaction,
  scheme: Scheme,
  draft: Draft,
  withdrawn: CaseCorrection,
  by: { readonly actor: string; readonly now: Date },
): Promise<void> {
  const remaining = await readCorrectionsOfRevision(transaction, draft.year, draft.revision)
  const reasons = remaining.map(({ reason }) => reason)
  const present = (await readRevisionReason(transaction, draft.year, draft.revision)).reason
  const before = [...remaining, withdrawn].toSorted((one, other) => one.id - other.id)
  const isTheirs = present === joinedReason(before.map(({ reason }) => reason))
  const reason = isTheirs ? joinedReason(reasons) || null : present
  await say(transaction, scheme, draft, { ...by, reason })
}

export type ReasonGiven =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly field?: 'reason'; readonly isStale?: boolean }

/** Says what the draft of a later revision corrects, in place of what it said before. */
export async function giveReason(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  { actor, reason, seen }: { readonly actor: string; readonly reason: string; readonly seen: string },
): Promise<ReasonGiven> {
  return inOneTransaction(database, async (transaction): Promise<ReasonGiven> => {
    const standing = await lockStanding(transaction, year)
    const current = standing?.current
    const stale = staleReason(seen, current)
    if (stale !== undefined) return { ...refused(stale), isStale: true }
    if (current === undefined || current.revision === 1 || current.sealedAt !== null) {
      return refused(`${formatReportingYear(year)} has no draft that corrects anything.`)
    }
    const refusal = approvedRefusal([{ year, revision: current.revision, stage: current.stage }])
    if (refusal !== undefined) return refused(refusal)
    const problem = reasonProblem(reason)
    if (problem !== undefined) return { ...refused(problem), field: 'reason' }
    const draft = { year, revision: current.revision }
    const before = (await readRevisionReason(transaction, year, current.revision)).reason
    await say(transaction, scheme, draft, { actor, reason, now: await currentMoment(transaction) })
    await appendAudit(transaction, [
      {
        actor,
        action: 'give reason',
        subject: `${formatReportingYear(year)}, revision ${current.revision}`,
        before: before === null ? null : { reason: before },
        after: { reason },
      },
    ])
    return { ok: true }
  })
}

/** The years in which a change of a case counts, locked one after the other, of those that have figures. */
async function lockStandings(
  transaction: Transaction,
  scheme: Scheme,
  before: CaseRecord,
  after: CaseRecord,
): Promise<readonly Standing[]> {
  const standings: Standing[] = []
  for (const year of yearsConcerned(scheme, before, after, await readYearsWithCycle(transaction))) {
    const standing = await lockStanding(transaction, year)
    if (standing?.current !== undefined) standings.push(standing)
  }
  return standings
}

/** Calculates these years; the drafts that afterwards correct what was released. */
async function calculateDrafts(
  transaction: Transaction,
  scheme: Scheme,
  standings: readonly Standing[],
): Promise<readonly Draft[]> {
  const years = standings.map(({ cycle }) => cycle.year)
  if (years.length === 0) return []
  const calculation = await calculateYearsWithin(transaction, scheme, years)
  if (!calculation.ok) throw new Refused(refused(calculation.problems.join(' ')))
  const drafts: Draft[] = []
  for (const standing of standings) {
    if (effectOn(latest(standing)) !== 'correction') continue
    const current = (await lockStanding(transaction, standing.cycle.year))?.current
    if (current !== undefined && current.sealedAt === null) {
      drafts.push({ year: standing.cycle.year, revision: current.revision })
    }
  }
  return drafts
}

function latest({ cycle, current }: Standing) {
  if (current === undefined) throw new Error(`the year ${cycle.year} has no revision`)
  return { year: cycle.year, revision: current.revision, stage: current.stage }
}

type Refusal = {
  readonly ok: false
  readonly reason: string
  readonly field?: 'reason'
  readonly isStale?: boolean
}

function refused(reason: string): Refusal {
  return { ok: false, reason }
}

/** Something stood in the way only once something had been changed, which is therefore taken back. */
class Refused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.reason)
    this.refusal = refusal
  }
}

async function inOneTransaction<Result>(
  database: Database,
  work: (transaction: Transaction) => Promise<Result | Refusal>,
): Promise<Result | Refusal> {
  try {
    return await database.transaction().execute(work)
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}
