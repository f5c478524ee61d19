import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import { outliersOf } from '../../statistics/comparison.ts'
import type { Figure, GroupAverage, YearlyFigures } from '../../statistics/figure.ts'
import { groupBy } from '../../statistics/grouping.ts'
import {
  type ComparedFigure,
  comparableLastYear,
  compareFigure,
  largeMeasures,
  measuresWithRates,
} from './compared-figure.ts'
import { type LetterUnderReview, problemsOf } from './letter-under-review.ts'

/** Why a letter stands where it does in the rehearsal: what is decisive first. */
export const readingGroups = ['failures', 'outliers', 'held', 'words', 'usual'] as const
export type ReadingGroup = (typeof readingGroups)[number]

/** A letter as it stands in the rehearsal. */
export type ListedLetter = {
  readonly under: LetterUnderReview
  /** The measures of the letter, each beside last year and average. */
  readonly figures: readonly ComparedFigure[]
  /** Every measure that is compared and lies outside the limits, and to which side. */
  readonly outside: readonly { readonly measure: Measure; readonly side: 'higher' | 'lower' }[]
  readonly failureCount: number
  /** Whom the letter is addressed to, where the last one went to another person or post. */
  readonly newHolder: { readonly now: string; readonly before: string } | null
  /** Nobody wrote to it last year. */
  readonly isFirst: boolean
  readonly isNothingAtAll: boolean
  /** Parts of the letter that few other letters have, and parts that nearly all have but this one. */
  readonly rareParts: readonly string[]
  readonly lackedParts: readonly string[]
  readonly group: ReadingGroup
}

/** All letters of a rehearsal, in the order of their authorities' names. */
export type ReadingList = {
  readonly listed: readonly ListedLetter[]
  /** How many figures chance alone would put outside the limits. */
  readonly outsideByChance: number
}

/** Who had last year's letter, and the figures it stated. */
export type LettersBefore = {
  readonly year: ReportingYear
  readonly figures: ReadonlyMap<number, YearlyFigures>
  readonly recipients: ReadonlyMap<
    string,
    {
      readonly chiefExecutive: {
        readonly post: string
        readonly person: { readonly name: string } | null
      } | null
    }
  >
}

/** Sorts out which letters a person has to read, and says why. */
export function readingList(
  scheme: Scheme,
  letters: readonly LetterUnderReview[],
  before: LettersBefore | undefined,
): ReadingList {
  const parts = partCounts(letters)
  const listed = letters.map((under) => listLetter(scheme, under, before, parts, letters.length))
  return {
    listed: listed.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1)),
    outsideByChance: outsideByChance(scheme, letters),
  }
}

/** The letters that wait for a person, in groups, the most urgent first. */
export function needsPerson({ group, under: { state } }: ListedLetter): boolean {
  return group !== 'usual' && (state === 'to-read' || state === 'held')
}

function nameOf({ under }: ListedLetter): string {
  return under.facts.authority.officialName
}

function listLetter(
  scheme: Scheme,
  under: LetterUnderReview,
  before: LettersBefore | undefined,
  parts: ReadonlyMap<string, number>,
  letterCount: number,
): ListedLetter {
  const { facts } = under
  const compared = (measure: Measure) =>
    compareFigure(
      scheme,
      measure,
      facts.figures,
      comparableLastYear(scheme, facts.figures, before?.figures.get(under.authorityId)),
    )
  const figures = largeMeasures(scheme).map(compared)
  const outside = measuresWithRates(scheme)
    .map(compared)
    .flatMap(({ measure, verdict }) =>
      verdict === 'higher' || verdict === 'lower' ? [{ measure, side: verdict }] : [],
    )
  const unsorted = {
    under,
    figures,
    outside,
    failureCount: figures.reduce((sum, figure) => sum + figure.failureCount, 0),
    newHolder: newHolderOf(under, before),
    isFirst: before !== undefined && !before.recipients.has(facts.authority.slug),
    isNothingAtAll: largeMeasures(scheme).every(
      ({ code }) => facts.figures.figures.get(code)?.state === 'nothing-to-report',
    ),
    ...unusualParts(under, parts, letterCount),
  }
  return { ...unsorted, group: groupOf(unsorted) }
}

function groupOf(letter: Omit<ListedLetter, 'group'>): ReadingGroup {
  const { under, failureCount, outside, isFirst, rareParts, lackedParts } = letter
  if (failureCount > 0) return 'failures'
  if (outside.length > 0) return 'outliers'
  if (under.state === 'held') return 'held'
  const differs = under.addedWords !== null || isFirst || rareParts.length > 0 || lackedParts.length > 0
  return differs ? 'words' : 'usual'
}

/** Whether the words of a letter are not those of the edition as nearly all have them. */
export function differsInWords({ under, rareParts, lackedParts }: ListedLetter): boolean {
  return under.addedWords !== null || rareParts.length > 0 || lackedParts.length > 0
}

function newHolderOf(
  { facts }: LetterUnderReview,
  before: LettersBefore | undefined,
): ListedLetter['newHolder'] {
  const last = before?.recipients.get(facts.authority.slug)?.chiefExecutive
  const [now] = facts.addressees
  if (!last || !now) return null
  if (last.post === now.post && (last.person?.name ?? null) === (now.person?.name ?? null)) return null
  return { now: inFull(now), before: inFull(last) }
}

function inFull({
  post,
  person,
}: {
  readonly post: string
  readonly person: { readonly name: string } | null
}): string {
  return person ? `${person.name}, ${post}` : `${post}, without a name`
}

/** What so few letters have, or lack, is looked at by a person: about one letter in a hundred, at least five. */
function fewOf(letterCount: number): number {
  return Math.max(5, Math.floor(letterCount / 100))
}

function partCounts(letters: readonly LetterUnderReview[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { composedWithWords } of letters) {
    if (!composedWithWords.ok) continue
    for (const part of composedWithWords.blocksUsed) counts.set(part, (counts.get(part) ?? 0) + 1)
  }
  return counts
}

/** In a handful of letters nothing is rare, so parts are only counted where there are many. */
function unusualParts(
  { composedWithWords }: LetterUnderReview,
  counts: ReadonlyMap<string, number>,
  letterCount: number,
): Pick<ListedLetter, 'rareParts' | 'lackedParts'> {
  const few = fewOf(letterCount)
  if (!composedWithWords.ok || letterCount < few * 4) return { rareParts: [], lackedParts: [] }
  const { blocksUsed } = composedWithWords
  return {
    rareParts: [...blocksUsed].filter((part) => (counts.get(part) ?? 0) <= few && !isForm(part)),
    lackedParts: [...counts].flatMap(([part, count]) =>
      count >= letterCount - few && !blocksUsed.has(part) && !isForm(part) ? [part] : [],
    ),
  }
}

/** Singular and plural of a noun, and the sentences of a box, follow from the figures, which are read by themselves. */
function isForm(part: string): boolean {
  return part.startsWith('noun ') || part.startsWith('box ')
}

function outsideByChance(scheme: Scheme, letters: readonly LetterUnderReview[]): number {
  let expected = 0
  for (const members of groupBy(letters, ({ facts }) => facts.membership.comparisonGroup).values()) {
    for (const measure of measuresWithRates(scheme)) {
      const figures = new Map<LetterUnderReview, Figure>(
        members.flatMap((member) => {
          const figure = member.facts.figures.figures.get(measure.code)
          return figure ? [[member, figure]] : []
        }),
      )
      expected += outliersOf(measure, figures, averageOf(members, measure)).expectedByChance
    }
  }
  return expected
}

function averageOf(members: readonly LetterUnderReview[], { code }: Measure): GroupAverage | undefined {
  return members.map(({ facts }) => facts.figures.averages.get(code)).find((average) => average !== undefined)
}

/** What holds a letter, in one sentence after another. */
export function heldReasons(under: LetterUnderReview): readonly string[] {
  return problemsOf(under).map(({ block, reason }) => `${block}: ${reason}`)
}
