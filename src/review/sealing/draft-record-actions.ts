import type { Cycle } from '../../cycle/cycle.ts'
import { findCycle } from '../../cycle/cycle-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { readWordingText } from '../../letters/editions.ts'
import type { Letter } from '../../letters/letter.ts'
import type { LetterFacts } from '../../letters/letter-facts.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { readDraftRevision } from '../../statistics/revision-store.ts'
import type { LetterUnderReview } from '../rehearsal/letter-under-review.ts'
import { readLettersUnderReview } from '../rehearsal/letters-under-review-actions.ts'
import { hashRecord, type RecordedLetter, type ReviewRecord } from './review-record.ts'
import { hashKeptLetters, type RevisionKey, readDraftRecord } from './review-record-store.ts'

/**
 * The fingerprint of the draft of a year as it stands: its figures, and every letter that can be made and is not left
 * out, with its proven PDF where it has one. Sealed like this, the revision has the same.
 */
export async function draftFingerprint(
  database: Database | Transaction,
  scheme: Scheme,
  year: ReportingYear,
): Promise<Buffer> {
  const cycle = await findCycle(database, year)
  if (!cycle) throw new Error(`there is no cycle ${year}`)
  const revision = await readDraftRevision(database, year)
  const { letters } = await readLettersUnderReview(database, scheme, { cycle, revision })
  return hashRecord(await recordDraft(database, cycle, { year, revision }, lettersToSeal(letters)))
    .fingerprint
}

/** A letter that a draft is sealed with, unless somebody changes something before. */
export type LetterToSeal = {
  readonly facts: LetterFacts
  readonly letter: Letter
  readonly contentHash: Buffer
  /** Of the PDF that was read back and found right; null where there is none yet. */
  readonly pdfHash: Buffer | null
}

/** Of the letters under review those that can be made and are not left out. */
export function lettersToSeal(letters: readonly LetterUnderReview[]): readonly LetterToSeal[] {
  return letters.flatMap(({ facts, composed, contentHash, proof, state }) =>
    composed.ok && state !== 'left-out'
      ? [
          {
            facts,
            letter: composed.letter,
            contentHash,
            pdfHash: proof.state === 'ok' ? proof.pdfHash : null,
          },
        ]
      : [],
  )
}

/** The record of a draft with these letters of its own; where it has none, an earlier letter of the year stands. */
export async function recordDraft(
  database: Database | Transaction,
  { edition }: Cycle,
  key: RevisionKey,
  letters: readonly LetterToSeal[],
): Promise<ReviewRecord> {
  const own = letters.map(({ letter, contentHash, pdfHash }): [string, RecordedLetter] => [
    letter.slug,
    {
      revision: key.revision,
      contentHash: contentHash.toString('hex'),
      pdfHash: pdfHash?.toString('hex') ?? null,
    },
  ])
  const earlier = await hashKeptLetters(database, key)
  return readDraftRecord(database, key, {
    letters: new Map([...earlier, ...own]),
    wording: edition === null ? null : readWordingText(edition),
  })
}
