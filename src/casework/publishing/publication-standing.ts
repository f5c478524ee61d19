import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { numberInWords } from '../../scheme/sentence-words.ts'
import { earliestPublication } from '../import/decision-statement-line.ts'
import type { SettledMark } from './settled-marks.ts'
import type { StatementText } from './statement-text.ts'

/** Everything about the publication of one case. */
export type Publication = {
  readonly outcome: string | null
  readonly decidedOn: IsoDate | null
  readonly draft: StatementDraft | null
  readonly marks: readonly SettledMark[]
  readonly hold: Hold | null
  readonly isUnderReview: boolean
  /** What is published, or waits for its day. */
  readonly statement: PublishedStatement | null
}

export type StatementDraft = StatementText & {
  readonly version: number
  readonly checkedVersion: number | null
  readonly publishedVersion: number | null
  readonly writtenBy: string
  readonly writtenAt: Date
}

/** Why a decision is not published, asked for by one person and agreed by another. */
export type Hold = {
  readonly ground: string
  readonly reason: string
  readonly askedBy: string
  readonly askedAt: Date
  readonly agreedBy: string | null
  readonly agreedAt: Date | null
}

/** Names a hold as somebody saw it: who acts on it acts on no other, and not on one that was answered meanwhile. */
export function holdMark({ askedAt, agreedAt }: Hold): string {
  return `${askedAt.toISOString()}${agreedAt === null ? '' : ' agreed'}`
}

export type PublishedStatement = {
  readonly publishedAt: Date
  readonly withdrawnAt: Date | null
  readonly withdrawalReason: string | null
}

export type PublicationState =
  | 'not-decided'
  | 'not-of-a-published-kind'
  | 'withdrawn'
  | 'hold-asked'
  | 'held'
  | 'under-review'
  | 'scheduled'
  | 'published'
  | 'to-write'
  | 'to-check'
  | 'ready'

/** Where a case's publication stands. What keeps it back comes before what has to be done. */
export function publicationState(scheme: Scheme, publication: Publication, now: Date): PublicationState {
  const { outcome, decidedOn, statement, hold, isUnderReview } = publication
  if (outcome === null || decidedOn === null) return 'not-decided'
  if (statement !== null && statement.withdrawnAt !== null) return 'withdrawn'
  if (statement !== null) return statement.publishedAt > now ? 'scheduled' : 'published'
  if (!scheme.decisionPublication.outcomes.includes(outcome)) return 'not-of-a-published-kind'
  if (hold !== null) return hold.agreedAt === null ? 'hold-asked' : 'held'
  if (isUnderReview) return 'under-review'
  return draftState(publication)
}

/** What has to be done with the statement as it is written now. */
export function draftState({ draft, marks }: Publication): 'to-write' | 'to-check' | 'ready' {
  if (draft === null || draft.summary === '') return 'to-write'
  const isChecked = draft.checkedVersion === draft.version
  return isChecked && marks.every(({ settlement }) => settlement !== null) ? 'ready' : 'to-check'
}

/** Whether the text was changed since it was published or put on the list for its day. */
export function isChangedSincePublished({ draft, statement }: Publication): boolean {
  return statement !== null && draft !== null && draft.publishedVersion !== draft.version
}

/** Why a statement cannot be published now, as a sentence that says what to do; undefined where it can. */
export function publishRefusal(scheme: Scheme, publication: Publication, now: Date): string | undefined {
  switch (publicationState(scheme, publication, now)) {
    case 'not-decided':
      return 'The case is not decided yet, so there is nothing to publish.'
    case 'not-of-a-published-kind':
      return 'Decisions of this kind are not published.'
    case 'withdrawn':
      return 'The decision was withdrawn; what was withdrawn is not published again from here.'
    case 'hold-asked':
      return 'Somebody asked that it is not published. Wait until a manager has agreed or declined.'
    case 'held':
      return 'It is held. End the hold first.'
    case 'under-review':
      return 'A review of the decision is under way. It can be published once that is answered.'
    case 'to-write':
      return 'There is no statement yet. Write it first.'
    case 'to-check':
      return textRefusal(publication)
    case 'scheduled':
    case 'published':
      if (!isChangedSincePublished(publication)) return 'It is published as it is, or waits for its day.'
      return publication.isUnderReview
        ? 'A review of the decision is under way. Publish the change once that is answered.'
        : textRefusal(publication)
    case 'ready':
      return undefined
  }
}

function textRefusal({ draft, marks }: Publication): string | undefined {
  if (draft === null || draft.checkedVersion !== draft.version) {
    return 'The anonymity check has not read this text yet. Have it checked first.'
  }
  const open = marks.filter(({ settlement }) => settlement === null).length
  if (open === 0) return undefined
  return `${open === 1 ? '1 mark of the anonymity check is' : `${open} marks of the anonymity check are`} open. Settle each first.`
}

/** Why nobody can ask that a decision is not published; undefined where somebody can. */
export function holdRefusal(scheme: Scheme, publication: Publication, now: Date): string | undefined {
  const state = publicationState(scheme, publication, now)
  if (state === 'published') return 'Everybody can read it already. Withdraw it instead, with a reason.'
  if (state === 'withdrawn') return 'The decision was withdrawn already.'
  if (state === 'not-decided') return 'The case is not decided yet, so there is nothing to hold.'
  if (state === 'not-of-a-published-kind') return 'Decisions of this kind are not published anyway.'
  if (publication.hold !== null) return 'Somebody asked for that already.'
  return undefined
}

/**
 * When a statement becomes public: now, or at the beginning of the first day on which it may. A change of what
 * everybody reads already is public at once, and keeps the day on which it first was.
 */
export function publicationMoment(scheme: Scheme, decidedOn: IsoDate, now: Date): string {
  const earliest = earliestPublication(decidedOn, scheme)
  return earliest > dayOf(scheme, now) ? earliest : now.toISOString()
}

/** "six weeks", "7 days". */
export function periodInWords({ decisionPublication: { daysAfterDecision } }: Scheme): string {
  const weeks = daysAfterDecision / 7
  if (daysAfterDecision < 14 || !Number.isInteger(weeks)) return `${daysAfterDecision} days`
  return `${numberInWords(weeks)} weeks`
}

/** "from 26 December 2023": from when a decision may be published. */
export function earliestInWords(scheme: Scheme, decidedOn: IsoDate): string {
  return printDate(earliestPublication(decidedOn, scheme))
}

/** A ground by its code, as people read it. */
export function groundName({ decisionPublication: { holdGrounds } }: Scheme, code: string): string {
  return holdGrounds.find((ground) => ground.code === code)?.name ?? code
}
