import type { Role } from '../accounts/role.ts'
import { withNoun } from '../scheme/count-noun.ts'
import type { SeriesBreak } from '../scheme/scheme.ts'
import { capital, numberInWords } from '../scheme/sentence-words.ts'

/** Everything about a review that can stand in the way of its next step, gathered from what is on record. */
export type ChecklistFacts = {
  /** Null before the first calculation. */
  readonly figures: { readonly isOutdated: boolean; readonly notKnown: readonly string[] } | null
  /** Whether a revision that corrects an earlier one says what it corrects. */
  readonly correction: 'said' | 'not-said' | 'corrects-nothing'
  readonly population: {
    readonly name: string
    readonly count: number
    readonly missing: readonly string[]
  } | null
  readonly letters: LettersFacts
  readonly queries: {
    readonly openCount: number
    readonly answeredCount: number
    readonly oldest: readonly OpenQuery[]
  }
  /** The edition's wording for this year's letters. */
  readonly wording: 'approved' | 'not-approved' | 'no-letters'
  /** A break at this year, where the scheme knows one. */
  readonly seriesBreak: SeriesBreak | null
  /** Where this year's letters send people to answer a survey, as far as it is known to lead nowhere; else null. */
  readonly survey: SurveyAddressFault | null
  /** Courses and seminars of the year that are over and not counted in what letters say of training. */
  readonly unrecordedWorkshops: readonly string[]
}

/** Another site's address may be meant; our own leads nowhere on the day of the letters unless a survey is open. */
export type SurveyAddressFault = { readonly address: string; readonly fault: 'another-site' | 'none-open' }

/** A query of an authority that waits for an answer. */
export type OpenQuery = { readonly authority: string; readonly about: string; readonly days: number }

export type LettersFacts = {
  readonly count: number
  readonly councilCount: number
  readonly passedCount: number
  /** Finished PDFs that were read back and say what the record says. */
  readonly provenCount: number
  /** Letters that can be made and have not been made and read back as they now stand. */
  readonly unprovenCount: number
  /** Cannot be made, or their finished PDF does not say what the record says; each with why. */
  readonly failing: readonly HeldBack[]
  /** Held by a person; each with why. */
  readonly held: readonly HeldBack[]
  readonly leftOut: readonly HeldBack[]
  readonly undecided: readonly string[]
  readonly unapprovedParagraphs: readonly string[]
  readonly newOfficeHolders: readonly string[]
  readonly withoutName: readonly string[]
  readonly unusedBlocks: readonly string[]
}

export type HeldBack = { readonly authority: string; readonly reason: string }

export type ChecklistItem = {
  /** What the item is about; pages link it to where it can be settled. */
  readonly about:
    | 'calculation'
    | 'correction'
    | 'queries'
    | 'failing-letters'
    | 'held-letters'
    | 'left-out-letters'
    | 'undecided-letters'
    | 'proofs'
    | 'paragraphs'
    | 'wording'
    | 'populations'
    | 'office-holders'
    | 'names'
    | 'break'
    | 'coverage'
    | 'blocks'
    | 'survey'
    | 'training'
  readonly count: number
  readonly title: string
  /** The first few by name, and why. */
  readonly detail: string | null
  /** Who can settle it; null where there is nothing to settle. */
  readonly who: Role | null
}

export type Checklist = {
  /** Nothing goes on while one of these is there. */
  readonly blocks: readonly ChecklistItem[]
  readonly worthKnowing: readonly ChecklistItem[]
  readonly inOrder: readonly ChecklistItem[]
}

/** What stands between a review and approval, what is worth knowing, and what is in order. */
export function checklistOf(facts: ChecklistFacts): Checklist {
  const { figures, letters, queries, wording, population } = facts
  const blocks = [
    figures === null && item('calculation', 1, 'Figures not calculated', null, 'statistician'),
    figures?.isOutdated &&
      item(
        'calculation',
        1,
        'Figures older than their cases',
        'Something they are made from has changed since: calculate them again.',
        'statistician',
      ),
    facts.correction === 'not-said' &&
      item(
        'correction',
        1,
        'What is corrected is not said',
        'Everybody reads it on the page of corrections and in reissued letters.',
        'statistician',
      ),
    counted(
      'queries',
      queries.openCount,
      'Queries without an answer',
      openQueries(queries.oldest),
      'statistician',
    ),
    listed('failing-letters', letters.failing, 'Letters that cannot be made', 'statistician'),
    listed('held-letters', letters.held, 'Letters held', 'approver'),
    named('undecided-letters', letters.undecided, 'Letters neither passed nor held', 'approver'),
    counted(
      'proofs',
      letters.unprovenCount,
      'Letters not read back from their PDF',
      'They are new or have changed: rehearse the letters again.',
      'statistician',
    ),
    named(
      'paragraphs',
      letters.unapprovedParagraphs,
      'Added words not approved',
      'approver',
      'Needs somebody other than the author.',
    ),
    wording === 'not-approved' &&
      item('wording', 1, 'Wording of the year not approved', 'Read it as the letters have it.', 'approver'),
    named(
      'populations',
      population?.missing ?? [],
      'Populations missing',
      'statistician',
      `No estimate for ${population?.name ?? 'the year'}.`,
    ),
  ]
  const worthKnowing = [
    listed('left-out-letters', letters.leftOut, 'Letters left out', 'approver'),
    named(
      'office-holders',
      letters.newOfficeHolders,
      'Chief executives new since last year’s letter',
      'statistician',
    ),
    named(
      'names',
      letters.withoutName,
      'Chief executives without a name',
      'statistician',
      'Their letters open “Dear Chief Executive”.',
    ),
    named(
      'coverage',
      figures?.notKnown ?? [],
      'Authorities with figures that are not known',
      'statistician',
      'Their cases of the year are not complete.',
    ),
    facts.seriesBreak &&
      item('break', 1, `Break in the series: ${facts.seriesBreak.name}`, facts.seriesBreak.reason, null),
    named('blocks', letters.unusedBlocks, 'Parts of the edition that no letter uses', 'approver'),
    facts.survey && surveyItem(facts.survey),
    named(
      'training',
      facts.unrecordedWorkshops,
      'Courses and seminars that letters do not count',
      'trainer',
      'Nobody recorded who came.',
    ),
  ]
  const inOrder = [
    figures &&
      !figures.isOutdated &&
      item('calculation', 1, 'Figures are those their cases give', null, null),
    counted('proofs', letters.provenCount, 'Figures read back from their PDF equal the record', null, null),
    counted(
      'queries',
      queries.openCount === 0 ? queries.answeredCount : 0,
      'Queries, all answered',
      null,
      null,
    ),
    population &&
      population.missing.length === 0 &&
      counted('populations', population.count, `Populations, ${population.name}`, null, null),
    wording === 'approved' && item('wording', 1, 'Wording of the year is approved', null, null),
  ]
  return {
    blocks: blocks.filter(isItem),
    worthKnowing: worthKnowing.filter(isItem),
    inOrder: inOrder.filter(isItem),
  }
}

function surveyItem({ address, fault }: SurveyAddressFault): ChecklistItem {
  return fault === 'another-site'
    ? item(
        'survey',
        1,
        'Letters send people to a survey elsewhere',
        `${address} is no address of this site.`,
        'statistician',
      )
    : item(
        'survey',
        1,
        'No survey is open on the day of the letters',
        `They send people to ${address}: open one that anybody may answer.`,
        'statistician',
      )
}

/** "Three things stand between this review and approval." */
export function blockSentence(count: number, next: string): string {
  if (count === 0) return `Nothing stands between this review and ${next}.`
  return `${capital(numberInWords(count))} ${count === 1 ? 'thing stands' : 'things stand'} between this review and ${next}.`
}

type MaybeItem = ChecklistItem | false | null | undefined

function isItem(candidate: MaybeItem): candidate is ChecklistItem {
  return candidate !== false && candidate !== null && candidate !== undefined
}

function item(
  about: ChecklistItem['about'],
  count: number,
  title: string,
  detail: string | null,
  who: Role | null,
): ChecklistItem {
  return { about, count, title, detail, who }
}

function counted(...[about, count, ...rest]: Parameters<typeof item>): MaybeItem {
  return count > 0 && item(about, count, ...rest)
}

function named(
  about: ChecklistItem['about'],
  names: readonly string[],
  title: string,
  who: Role,
  explanation?: string,
): MaybeItem {
  const detail = [`${firstFew(names)}.`, explanation].filter(Boolean).join(' ')
  return counted(about, names.length, title, detail, who)
}

function listed(
  about: ChecklistItem['about'],
  held: readonly HeldBack[],
  title: string,
  who: Role,
): MaybeItem {
  const [first, ...others] = held
  if (!first) return false
  const more = others.length === 0 ? '' : ` And ${withNoun(others.length, { one: 'other', many: 'others' })}.`
  return item(about, held.length, title, `${first.authority}: ${first.reason}${more}`, who)
}

function openQueries(oldest: readonly OpenQuery[]): string {
  return oldest
    .slice(0, 3)
    .map(
      ({ authority, about, days }) =>
        `${authority}, ${about}, ${withNoun(days, { one: 'day', many: 'days' })}.`,
    )
    .join(' ')
}

function firstFew(names: readonly string[]): string {
  if (names.length <= 3) return names.join(', ')
  return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}
