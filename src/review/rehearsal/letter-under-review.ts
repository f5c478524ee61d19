import { createHash } from 'node:crypto'
import { canonicalJson, type JsonValue } from '../../audit/audit-chain.ts'
import type { AuthorityId } from '../../authorities/authority.ts'
import type { ComposedLetter } from '../../letters/compose-letter.ts'
import type { Edition } from '../../letters/editions.ts'
import type { Letter } from '../../letters/letter.ts'
import type { LetterFacts, LetterProblem } from '../../letters/letter-facts.ts'
import { letterHash } from '../../letters/letter-hash.ts'

/** What came of making a letter's finished PDF and reading it back. */
export type LetterProof =
  | { readonly state: 'ok'; readonly pdfHash: Buffer; readonly madeAt: Date }
  /** It cannot be made, or does not say what the record says. */
  | { readonly state: 'problems'; readonly problems: readonly LetterProblem[] }
  | { readonly state: 'not-made' }

/** What somebody decided about one letter, of exactly the content that the hash stands for. */
export type LetterDecision = {
  readonly decision: 'passed' | 'held' | 'left-out'
  /** Why it is held or left out; null where it passed. */
  readonly reason: string | null
  readonly contentHash: Buffer
  readonly decidedBy: string
  readonly decidedAt: Date
  /** Passed with all the letters that had nothing unusual. */
  readonly isTogether: boolean
}

/** Text added to one authority's letter, and by whom. */
export type AddedWords = {
  readonly text: string
  readonly writtenBy: string
  readonly writtenAt: Date
  /** Null while it waits for somebody other than its author. */
  readonly approvedBy: string | null
}

/** What a letter is made of and what people made of it, before it is judged. */
export type LetterRecords = {
  readonly authorityId: AuthorityId
  readonly facts: LetterFacts
  /** As it would leave today, or everything that holds it. */
  readonly composed: ComposedLetter
  /** The same as if the added words were approved; the same as `composed` where there are none that wait. */
  readonly composedWithWords: ComposedLetter
  /** The letter of an earlier revision that it takes the place of; null where there was none. */
  readonly replaces: Letter | null
  readonly addedWords: AddedWords | null
}

/** One authority's letter with everything an approver decides by. */
export type LetterUnderReview = LetterRecords & {
  /** What there is to read, with added words also while they wait; null where no letter can be made. */
  readonly letter: Letter | null
  /** Stands for what a decision is about: the content of the letter, or else what holds it. */
  readonly contentHash: Buffer
  readonly proof: LetterProof
  /** The decision that counts: it is about exactly this content. */
  readonly decision: LetterDecision | null
  /** A decision about a content that has changed since; it counts for nothing. */
  readonly outdatedDecision: LetterDecision | null
  readonly state: LetterState
}

/**
 * - passed: an approver passed exactly this content, and nothing holds it;
 * - held: an approver holds it, or it cannot be made, or its finished PDF says something else than the record;
 * - left-out: neither sealed nor sent, the others go without it;
 * - to-read: it waits for a decision, or for the approval of its added words.
 */
export const letterStates = ['passed', 'held', 'left-out', 'to-read'] as const
export type LetterState = (typeof letterStates)[number]

export type LettersUnderReview = {
  /** None where no edition has been written for the year, which then has no letters. */
  readonly edition: Edition | null
  /** In the order of their authorities' slugs. */
  readonly letters: readonly LetterUnderReview[]
  /** Blocks of the edition that no letter uses. */
  readonly unusedBlocks: readonly string[]
  /** Stands for all letters as they would leave today. */
  readonly fingerprint: Buffer
  readonly counts: LetterCounts
}

/** How many letters stand where. */
export type LetterCounts = {
  readonly all: number
  readonly passed: number
  readonly held: number
  readonly leftOut: number
  readonly toRead: number
  /** Passed, with a finished PDF that says what the record says: what sealing takes. */
  readonly ready: number
  /** Not left out, and without a finished PDF that was read back. */
  readonly withoutProof: number
  /** Added words that nobody has approved yet. */
  readonly unapprovedWords: number
}

/** Stands for what a decision about a letter is about. */
export function contentHashOf({ facts, composedWithWords }: LetterRecords): Buffer {
  if (composedWithWords.ok) return letterHash(composedWithWords.letter)
  // What cannot be made has no content; a decision to leave it out is about its problems.
  const held = { slug: facts.authority.slug, problems: composedWithWords.problems }
  return createHash('sha256')
    .update(canonicalJson(held as unknown as JsonValue))
    .digest()
}

/** Puts a letter beside its proof and the decision about it. */
export function letterUnderReview(
  records: LetterRecords,
  proof: LetterProof,
  decided: LetterDecision | undefined,
  contentHash = contentHashOf(records),
): LetterUnderReview {
  const counts = decided?.contentHash.equals(contentHash) ?? false
  const decision = decided && counts ? decided : null
  const letter = records.composedWithWords.ok ? records.composedWithWords.letter : null
  return {
    ...records,
    letter,
    contentHash,
    proof,
    decision,
    outdatedDecision: decided && !counts ? decided : null,
    state: stateOf(records, proof, decision),
  }
}

/** The same letter after its PDF was made. */
export function withProof(under: LetterUnderReview, proof: LetterProof): LetterUnderReview {
  return letterUnderReview(
    under,
    proof,
    under.decision ?? under.outdatedDecision ?? undefined,
    under.contentHash,
  )
}

/** Names what was decided about a letter when a page was made, so that nobody overrules what they have not seen. */
export function decidedMark({ decision, addedWords }: LetterUnderReview): string {
  const words = addedWords?.approvedBy ?? 'none'
  return decision
    ? `${decision.decision}, ${decision.decidedBy}, ${decision.decidedAt.toISOString()}, ${words}`
    : words
}

/** How many numbers of the record are read back out of a letter's finished PDF. */
export function figureCountOf({ record }: Letter): number {
  return numbersIn(record)
}

function numbersIn(value: unknown): number {
  if (typeof value === 'number') return 1
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce((count: number, part) => count + numbersIn(part), 0)
}

function stateOf(
  { composed, composedWithWords }: LetterRecords,
  proof: LetterProof,
  decision: LetterDecision | null,
): LetterState {
  if (decision?.decision === 'left-out') return 'left-out'
  if (decision?.decision === 'held' || !composedWithWords.ok || proof.state === 'problems') return 'held'
  return decision?.decision === 'passed' && composed.ok ? 'passed' : 'to-read'
}

/** Whether sealing takes this letter: passed as it is, with a finished PDF that says what the record says. */
function isReady({ state, proof }: LetterUnderReview): boolean {
  return state === 'passed' && proof.state === 'ok'
}

/** How many letters stand where. */
export function countLetters(letters: readonly LetterUnderReview[]): LetterCounts {
  const inState = (state: LetterState) => letters.filter((letter) => letter.state === state).length
  return {
    all: letters.length,
    passed: inState('passed'),
    held: inState('held'),
    leftOut: inState('left-out'),
    toRead: inState('to-read'),
    ready: letters.filter(isReady).length,
    withoutProof: letters.filter(({ state, proof }) => state !== 'left-out' && proof.state !== 'ok').length,
    unapprovedWords: letters.filter(({ addedWords }) => addedWords !== null && addedWords.approvedBy === null)
      .length,
  }
}

/** Stands for a whole set of letters: the same where each of them says the same. */
export function fingerprintOf(letters: readonly Pick<LetterUnderReview, 'facts' | 'contentHash'>[]): Buffer {
  const hash = createHash('sha256')
  for (const { facts, contentHash } of letters) hash.update(`${facts.authority.slug}\n`).update(contentHash)
  return hash.digest()
}

/** Everything that stands in the way of a letter, in its making or in its finished PDF. */
export function problemsOf({ composedWithWords, proof }: LetterUnderReview): readonly LetterProblem[] {
  if (!composedWithWords.ok) return composedWithWords.problems
  return proof.state === 'problems' ? proof.problems : []
}
