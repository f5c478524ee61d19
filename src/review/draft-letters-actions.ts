import type { Cycle } from '../cycle/cycle.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { type ComposedLetter, composeLetter } from '../letters/compose-letter.ts'
import type { Edition } from '../letters/editions.ts'
import type { Letter } from '../letters/letter.ts'
import { findLetters } from '../letters/letter-actions.ts'
import type { LetterFacts } from '../letters/letter-facts.ts'
import { reissuedLetter, saysTheSame } from '../letters/reissue.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { findCorrectingRevision, type RevisionReason, readLettersBefore } from './correction/reissue-store.ts'

/** One authority's letter as it would leave today, or what stands in its way; and what it was made from. */
export type DraftLetter = {
  readonly facts: LetterFacts
  readonly composed: ComposedLetter
  /** The same as if words added to it were approved, so that they can be read and approved in their place. */
  readonly composedWithWords: ComposedLetter
  /** The letter it takes the place of, which then bears the mark of a reissue; null where there was none. */
  readonly replaces: Letter | null
}

export type DraftLetters = {
  /** None where no edition has been written for the year, which then has no letters. */
  readonly edition: Edition | null
  /** In the order of their authorities' slugs. */
  readonly letters: readonly DraftLetter[]
}

/**
 * Composes the letters of a cycle's latest revision, or one authority's, from what is on record now. Nothing is
 * typeset. Of a revision that corrects an earlier one these are the letters alone that say something else than
 * before, and those that were there and now cannot be made.
 */
export async function composeDraftLetters(
  database: Database | Transaction,
  scheme: Scheme,
  cycle: Cycle,
  slug?: string,
): Promise<DraftLetters> {
  const { edition, letters } = await composeEveryLetter(database, scheme, cycle, slug)
  const correcting = await findCorrectingRevision(database, cycle.year)
  if (correcting === undefined) return { edition, letters }
  const before = await readLettersBefore(database, cycle.year, correcting.revision, slug)
  return { edition, letters: letters.flatMap((letter) => changedLetter(letter, before, correcting)) }
}

/** The same, of every authority that is written to, whether or not its letter is another than before. */
export async function composeEveryLetter(
  database: Database | Transaction,
  scheme: Scheme,
  cycle: Cycle,
  slug?: string,
): Promise<DraftLetters> {
  if (cycle.edition === null) return { edition: null, letters: [] }
  const found = await findLetters(database, scheme, cycle.year, slug)
  if (!found.ok) return { edition: null, letters: [] }
  return {
    edition: found.edition,
    letters: found.facts.map((facts) => {
      const composed = composeLetter(facts, found.edition, scheme)
      const composedWithWords = composeWithWords(facts, found.edition, scheme) ?? composed
      return { facts, composed, composedWithWords, replaces: null }
    }),
  }
}

/** Undefined where no added words wait for approval. */
function composeWithWords(facts: LetterFacts, edition: Edition, scheme: Scheme): ComposedLetter | undefined {
  const { bespokeParagraph: words } = facts
  if (words === null || words.isApproved) return undefined
  return composeLetter({ ...facts, bespokeParagraph: { ...words, isApproved: true } }, edition, scheme)
}

function changedLetter(
  letter: DraftLetter,
  before: ReadonlyMap<string, Letter>,
  { reason, reissuedOn }: RevisionReason,
): DraftLetter[] {
  const replaces = before.get(letter.facts.authority.slug) ?? null
  const { composed, composedWithWords } = letter
  // What was held before and still is has not changed.
  if (replaces === null) return composed.ok ? [letter] : []
  if (composed.ok && saysTheSame(composed.letter, replaces)) return []
  if (reason === null || reissuedOn === null) return [{ ...letter, replaces }]
  const reissued = (made: ComposedLetter): ComposedLetter =>
    made.ok ? { ...made, letter: reissuedLetter(made.letter, replaces, { on: reissuedOn, reason }) } : made
  return [
    { ...letter, replaces, composed: reissued(composed), composedWithWords: reissued(composedWithWords) },
  ]
}
