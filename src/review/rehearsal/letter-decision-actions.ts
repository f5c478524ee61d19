import type { AuditEntry } from '../../audit/audit-chain.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { changeParagraphOf, type ParagraphStep } from '../../letters/bespoke-paragraph-actions.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { lockStanding } from '../review-standing-store.ts'
import { staleReason } from '../seen-standing.ts'
import { readLastLetters } from './last-letters-store.ts'
import { saveLetterDecisions } from './letter-decision-store.ts'
import {
  decidedMark,
  fingerprintOf,
  type LetterDecision,
  type LetterUnderReview,
  problemsOf,
} from './letter-under-review.ts'
import { readLettersUnderReview, readLetterUnderReview } from './letters-under-review-actions.ts'
import { readingList } from './reading-list.ts'
import type { OpenStanding } from './rehearsal-actions.ts'

/** What somebody decides about one letter, or about the words added to it. */
export type LetterStep =
  /** Added words that wait are approved with it. */
  | { readonly kind: 'pass' }
  | { readonly kind: 'hold' | 'leave-out'; readonly reason: string }
  | { readonly kind: 'write'; readonly text: string }
  | { readonly kind: 'remove' }

/** What somebody had before them when they decided. */
export type SeenLetter = {
  readonly standing: string
  /** The hash of the letter's content, in hexadecimals. */
  readonly content: string
  /** What had been decided about it. */
  readonly decided: string
}

export type Decided =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly reason: string
      /** The field of the form that it is about. */
      readonly field?: string
      /** The page shows what is no longer so. */
      readonly isStale?: true
    }

const longestReason = 1_000

/**
 * Decides about one letter exactly as it was seen, while its year is a draft or being checked. Refused where it has
 * changed since, where somebody would approve their own words, and where a letter would pass that has no finished PDF
 * which says what the record says.
 */
export async function decideLetter(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  slug: string,
  step: LetterStep,
  seen: SeenLetter,
  actor: string,
): Promise<Decided> {
  return database.transaction().execute(async (transaction): Promise<Decided> => {
    const open = await openForDecisions(transaction, year, seen.standing)
    if (!open.ok) return open
    const { standing } = open
    const { revision } = standing.current
    const under = await readLetterUnderReview(transaction, scheme, { cycle: standing.cycle, revision }, slug)
    if (!under) return { ok: false, reason: 'This authority gets no letter this year.' }
    if (under.contentHash.toString('hex') !== seen.content) return { ...changedSince, isStale: true }
    if (decidedMark(under) !== seen.decided) return { ...decidedSince, isStale: true }
    const taken = await take(transaction, under, year, step, { actor, at: standing.now })
    if (!taken.ok) return taken
    const decisions = taken.decision ? [{ ...taken.decision, authorityId: under.authorityId }] : []
    await saveLetterDecisions(transaction, year, revision, decisions)
    await appendAudit(transaction, [
      ...taken.audit,
      ...decisions.map((decision) => decisionEntry(under, year, revision, decision)),
    ])
    return { ok: true }
  })
}

export type PassedTogether =
  | { readonly ok: true; readonly passedCount: number }
  | Extract<Decided, { ok: false }>

/**
 * Passes every letter that has nothing unusual and waits to be read, each recorded by itself. `seenLetters` is the
 * fingerprint of exactly these, in hexadecimals; refused where they have changed since.
 */
export async function passUsualLetters(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  seen: { readonly standing: string; readonly letters: string },
  actor: string,
): Promise<PassedTogether> {
  return database.transaction().execute(async (transaction): Promise<PassedTogether> => {
    const open = await openForDecisions(transaction, year, seen.standing)
    if (!open.ok) return open
    const { cycle, current, now } = open.standing
    const revision = current.revision
    const { letters } = await readLettersUnderReview(transaction, scheme, { cycle, revision })
    const usual = usualToPass(readingList(scheme, letters, await readLastLetters(transaction, year)).listed)
    if (usual.length === 0) return { ok: false, reason: 'Every letter with nothing unusual has been passed.' }
    if (fingerprintOf(usual).toString('hex') !== seen.letters) {
      return {
        ok: false,
        reason:
          'These letters have changed since the page was opened, so none was passed. Look at them as they are now.',
        isStale: true,
      }
    }
    const decisions = usual.map(({ authorityId, contentHash }) => ({
      ...{ authorityId, contentHash, decision: 'passed' as const, reason: null },
      ...{ decidedBy: actor, decidedAt: now, isTogether: true },
    }))
    await saveLetterDecisions(transaction, year, revision, decisions)
    await appendAudit(
      transaction,
      usual.flatMap((under, index) => {
        const decision = decisions[index]
        return decision ? [decisionEntry(under, year, revision, decision)] : []
      }),
    )
    return { ok: true, passedCount: usual.length }
  })
}

/** The letters that can be passed together: nothing unusual, not decided about, and proven. */
export function usualToPass(
  listed: readonly { readonly group: string; readonly under: LetterUnderReview }[],
): readonly LetterUnderReview[] {
  return listed.flatMap(({ group, under }) =>
    group === 'usual' && under.state === 'to-read' && under.proof.state === 'ok' ? [under] : [],
  )
}

const changedSince = {
  ok: false,
  reason: 'This letter has changed since the page was opened, so nothing was decided. Read it as it is now.',
} as const

const decidedSince = {
  ok: false,
  reason:
    'Somebody decided about this letter since the page was opened, so nothing was changed. See what it was.',
} as const

type OpenForDecisions =
  | { readonly ok: true; readonly standing: OpenStanding }
  | Extract<Decided, { ok: false }>

async function openForDecisions(
  transaction: Transaction,
  year: ReportingYear,
  seenStanding: string,
): Promise<OpenForDecisions> {
  const standing = await lockStanding(transaction, year)
  if (!standing) return { ok: false, reason: `There is no review of ${formatReportingYear(year)}.` }
  const { current } = standing
  const stale = staleReason(seenStanding, current)
  if (stale !== undefined) return { ok: false, reason: stale, isStale: true }
  if (current?.stage !== 'draft' && current?.stage !== 'checked') {
    return {
      ok: false,
      reason:
        'Letters are decided about while a review is a draft or being checked. Take the review back first, if that can still be done.',
    }
  }
  return { ok: true, standing: { ...standing, current } }
}

type Taken =
  | {
      readonly ok: true
      readonly decision: LetterDecision | undefined
      readonly audit: readonly AuditEntry[]
    }
  | Extract<Decided, { ok: false }>

type Decider = { readonly actor: string; readonly at: Date }

async function take(
  transaction: Transaction,
  under: LetterUnderReview,
  year: ReportingYear,
  step: LetterStep,
  { actor, at }: Decider,
): Promise<Taken> {
  const decided = { contentHash: under.contentHash, decidedBy: actor, decidedAt: at, isTogether: false }
  switch (step.kind) {
    case 'pass': {
      const refusal = passRefusal(under)
      if (refusal !== undefined) return { ok: false, reason: refusal, field: 'decision' }
      const decision = { ...decided, decision: 'passed', reason: null } as const
      if (under.addedWords === null || under.addedWords.approvedBy !== null) {
        return { ok: true, decision, audit: [] }
      }
      const approved = await changeWords(transaction, under, year, { kind: 'approve' }, actor, 'decision')
      return approved.ok ? { ...approved, decision } : approved
    }
    case 'hold':
    case 'leave-out': {
      const field = step.kind === 'hold' ? 'hold-reason' : 'leave-out-reason'
      const refusal = reasonRefusal(step.reason)
      if (refusal !== undefined) return { ok: false, reason: refusal, field }
      const decision = step.kind === 'hold' ? 'held' : 'left-out'
      return { ok: true, decision: { ...decided, decision, reason: step.reason }, audit: [] }
    }
    case 'write':
      return changeWords(transaction, under, year, step, actor, 'words')
    case 'remove':
      return changeWords(transaction, under, year, step, actor, 'decision')
  }
}

function passRefusal(under: LetterUnderReview): string | undefined {
  const [problem] = problemsOf(under)
  if (problem) {
    return `This letter cannot pass: ${problem.block}, ${problem.reason}. Mend that, or leave the letter out.`
  }
  if (under.proof.state === 'ok') return undefined
  return 'Its finished PDF has not been made and read back yet. Open the letter again, which makes it, and then pass it.'
}

function reasonRefusal(reason: string): string | undefined {
  if (reason === '') return 'Say why; others will read it.'
  if (reason.length <= longestReason) return undefined
  return `The reason has ${reason.length.toLocaleString('en-GB')} characters; ${longestReason.toLocaleString('en-GB')} are enough. Shorten it.`
}

async function changeWords(
  transaction: Transaction,
  { facts, authorityId }: LetterUnderReview,
  year: ReportingYear,
  step: ParagraphStep,
  actor: string,
  field: string,
): Promise<Taken> {
  const authority = { id: authorityId, slug: facts.authority.slug }
  const change = await changeParagraphOf(transaction, authority, year, step, actor)
  if (!change.ok) return { ok: false, reason: sentence(change.reason), field }
  return { ok: true, decision: undefined, audit: [change.audit] }
}

function sentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1)
}

const actionOf = { passed: 'letter pass', held: 'letter hold', 'left-out': 'letter leave out' } as const

function decisionEntry(
  { facts, decision: before }: LetterUnderReview,
  year: ReportingYear,
  revision: number,
  { decision, reason, contentHash, decidedBy, isTogether }: LetterDecision,
): AuditEntry {
  return {
    actor: decidedBy,
    action: isTogether ? 'letter pass together' : actionOf[decision],
    subject: `letter to ${facts.authority.slug} in ${formatReportingYear(year)}, revision ${revision}`,
    before: before && { decision: before.decision, reason: before.reason, by: before.decidedBy },
    after: { decision, reason, content: contentHash.toString('hex') },
  }
}
