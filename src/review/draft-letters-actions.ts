import type { Cycle } from '../cycle/cycle.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { type ComposedLetter, composeLetter } from '../letters/compose-letter.ts'
import type { Edition } from '../letters/editions.ts'
import { findLetters } from '../letters/letter-actions.ts'
import type { LetterFacts } from '../letters/letter-facts.ts'
import type { Scheme } from '../scheme/scheme.ts'

/** One authority's letter as it would leave today, or what stands in its way; and what it was made from. */
export type DraftLetter = { readonly facts: LetterFacts; readonly composed: ComposedLetter }

export type DraftLetters = {
  /** None where no edition has been written for the year, which then has no letters. */
  readonly edition: Edition | null
  /** In the order of their authorities' slugs. */
  readonly letters: readonly DraftLetter[]
}

/** Composes every letter of a cycle, or one authority's, from what is on record now. Nothing is typeset. */
export async function composeDraftLetters(
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
    letters: found.facts.map((facts) => ({ facts, composed: composeLetter(facts, found.edition, scheme) })),
  }
}
