import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import {
  earliestInWords,
  groundName,
  isChangedSincePublished,
  type Publication,
  periodInWords,
  publicationState,
} from './publication-standing.ts'

/** Where a case's publication stands, in a sentence or two: what decides it, and the rest. */
export function publicationSentence(
  scheme: Scheme,
  publication: Publication,
  now: Date,
): { readonly decisive: string; readonly rest: string } {
  const { statement, hold, decidedOn } = publication
  const day = (moment: Date) => printDate(dayOf(scheme, moment))
  const from = decidedOn === null ? '' : `It can be public from ${earliestInWords(scheme, decidedOn)}.`
  switch (publicationState(scheme, publication, now)) {
    case 'not-decided':
      return { decisive: 'Not decided yet.', rest: 'Its statement is written once it is.' }
    case 'not-of-a-published-kind':
      return { decisive: 'Not published.', rest: 'Decisions of this kind are not.' }
    case 'withdrawn':
      return {
        decisive: `Withdrawn${statement?.withdrawnAt ? ` on ${day(statement.withdrawnAt)}` : ''}.`,
        rest: statement?.withdrawalReason ?? '',
      }
    case 'hold-asked':
      return {
        decisive: 'Not published: somebody asked that it is held.',
        rest: 'That waits for the agreement of somebody else.',
      }
    case 'held':
      return {
        decisive: `Held${hold?.agreedAt ? ` since ${day(hold.agreedAt)}` : ''}.`,
        rest: hold === null ? '' : `${groundName(scheme, hold.ground)}.`,
      }
    case 'under-review':
      return {
        decisive: 'Held: a review of the decision is under way.',
        rest: 'It goes on when that is answered.',
      }
    case 'scheduled':
      return {
        decisive: statement === null ? '' : `Public from ${day(statement.publishedAt)}.`,
        rest: checkSentence(publication),
      }
    case 'published':
      return {
        decisive: statement === null ? '' : publishedOn(scheme, publication, day(statement.publishedAt)),
        rest: [
          checkSentence(publication),
          isChangedSincePublished(publication)
            ? 'It was changed since, and the change is not published yet.'
            : '',
        ]
          .filter((part) => part !== '')
          .join(' '),
      }
    case 'to-write':
      return { decisive: 'The statement is to be written.', rest: from }
    case 'to-check':
      return {
        decisive: 'The statement is to be checked.',
        rest: `${checkSentence(publication)} ${from}`.trim(),
      }
    case 'ready':
      return { decisive: 'Ready to publish.', rest: `${checkSentence(publication)} ${from}`.trim() }
  }
}

function publishedOn(scheme: Scheme, { statement, decidedOn }: Publication, day: string): string {
  if (statement === null || decidedOn === null) return `Published on ${day}.`
  return `Published on ${day}, ${periodInWords(scheme)} or more after the decision.`
}

/** "The anonymity check marked 3 places; all were settled by a person." */
function checkSentence({ draft, marks }: Publication): string {
  // What came with a file was checked elsewhere.
  if (draft === null || draft.summary === '') return ''
  if (draft.checkedVersion !== draft.version) return 'The anonymity check has not read it yet.'
  if (marks.length === 0) return 'The anonymity check marked nothing.'
  const open = marks.filter(({ settlement }) => settlement === null).length
  const places = marks.length === 1 ? '1 place' : `${marks.length} places`
  const settled =
    open > 0
      ? `${open === 1 ? '1 is' : `${open} are`} open`
      : marks.length === 1
        ? 'it was settled by a person'
        : 'all were settled by a person'
  return `The anonymity check marked ${places}; ${settled}.`
}
