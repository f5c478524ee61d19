import type { Database, Transaction } from '../../database/connection.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { type LastLetters, readLastLetters } from './last-letters-store.ts'
import type { LettersUnderReview } from './letter-under-review.ts'
import { readLettersUnderReview } from './letters-under-review-actions.ts'
import { type ReadingList, readingList } from './reading-list.ts'
import type { OpenStanding } from './rehearsal-actions.ts'

/** All letters of a review with what they are held beside. */
export type ReviewLetters = LettersUnderReview &
  ReadingList & { readonly lastLetters: LastLetters | undefined }

/** Every letter as it would leave today, and which of them a person has to read. */
export async function readReviewLetters(
  database: Database | Transaction,
  scheme: Scheme,
  { cycle, current: { revision } }: OpenStanding,
): Promise<ReviewLetters> {
  const under = await readLettersUnderReview(database, scheme, { cycle, revision })
  const lastLetters = await readLastLetters(database, cycle.year)
  return { ...under, ...readingList(scheme, under.letters, lastLetters), lastLetters }
}
