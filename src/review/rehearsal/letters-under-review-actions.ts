import type { Cycle } from '../../cycle/cycle.ts'
import { readCycleAuthorities } from '../../cycle/cycle-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { readBespokeParagraphs } from '../../letters/bespoke-paragraph-store.ts'
import { blocksOfEdition } from '../../letters/edition.ts'
import type { Edition } from '../../letters/editions.ts'
import { blockName } from '../../letters/wording.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { composeDraftLetters } from '../draft-letters-actions.ts'
import { readLetterDecisions } from './letter-decision-store.ts'
import { readProofs } from './letter-proof-store.ts'
import {
  contentHashOf,
  countLetters,
  fingerprintOf,
  type LetterProof,
  type LetterRecords,
  type LettersUnderReview,
  type LetterUnderReview,
  letterUnderReview,
} from './letter-under-review.ts'

/** A revision whose letters are composed from what is on record now, so one that is not sealed. */
export type RevisionUnderReview = { readonly cycle: Cycle; readonly revision: number }

/**
 * Every letter of a revision as it would leave today, or one authority's, each beside its finished PDF and the decision
 * that counts. Nothing is typeset.
 */
export async function readLettersUnderReview(
  database: Database | Transaction,
  scheme: Scheme,
  { cycle, revision }: RevisionUnderReview,
  slug?: string,
): Promise<LettersUnderReview> {
  const { edition, letters: drafts } = await composeDraftLetters(database, scheme, cycle, slug)
  const ids = new Map((await readCycleAuthorities(database, cycle.year)).map(({ slug, id }) => [slug, id]))
  const words = await readBespokeParagraphs(database, cycle.year)
  const records = drafts.map((draft): LetterRecords => {
    const authorityId = ids.get(draft.facts.authority.slug)
    if (authorityId === undefined) {
      throw new Error(`${draft.facts.authority.slug} has a letter and is not in the cycle ${cycle.year}`)
    }
    return { ...draft, authorityId, addedWords: words.get(authorityId) ?? null }
  })
  const hashed = records.map((record) => ({ record, contentHash: contentHashOf(record) }))
  const decisions = await readLetterDecisions(database, cycle.year, revision)
  const proofs = await readProofs(
    database,
    hashed.map(({ contentHash }) => contentHash),
  )
  const letters = hashed.map(({ record, contentHash }) =>
    letterUnderReview(
      record,
      proofs.get(contentHash.toString('hex')) ?? notMade,
      decisions.get(record.authorityId),
      contentHash,
    ),
  )
  return {
    edition,
    letters,
    unusedBlocks: edition ? unusedBlocksOf(edition, letters) : [],
    fingerprint: fingerprintOf(letters),
    counts: countLetters(letters),
  }
}

/** One authority's letter; undefined where it gets none this year. */
export async function readLetterUnderReview(
  database: Database | Transaction,
  scheme: Scheme,
  revision: RevisionUnderReview,
  slug: string,
): Promise<LetterUnderReview | undefined> {
  const { letters } = await readLettersUnderReview(database, scheme, revision, slug)
  return letters[0]
}

const notMade: LetterProof = { state: 'not-made' }

/** A block counts as used when any of its variants was. */
function unusedBlocksOf({ rules }: Edition, letters: readonly LetterUnderReview[]): readonly string[] {
  const used = new Set(
    letters.flatMap(({ composedWithWords }) =>
      composedWithWords.ok ? [...composedWithWords.blocksUsed] : [],
    ),
  )
  return [...blocksOfEdition(rules)]
    .filter(([block, variants]) => !variants.some((variant) => used.has(blockName(block, variant))))
    .map(([block]) => block)
}
