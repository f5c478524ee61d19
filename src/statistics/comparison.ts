import type { Measure } from '../scheme/scheme.ts'
import { binomialAtLeast, binomialAtMost, type Chance } from './exact-tails.ts'
import type { Figure, GroupAverage } from './figure.ts'

/** What can be said of an authority beside the others of its group. */
export type Verdict = 'too-few-to-tell' | 'no-clear-difference' | 'higher' | 'lower'

/** What chance alone would do: so many trials, each with the chance of success that the others show. */
export type Expectation = { readonly trials: number; readonly chance: Chance }

/** A result beside what chance alone would do. */
export type ChanceTest = Expectation & { readonly observed: number }

/** A result is outside where a result so extreme in its direction has at most this probability. */
export const testLimit = 0.001
/** A tail of exactly one in a thousand counts as outside; this covers the last digits of its calculation. */
const calculationSlack = 1e-9

/**
 * The one test that decides what is said: exact, one in a thousand on each side (docs/methodology.md, "The
 * test"). Undefined where there is nothing to compare: no comparison is made for the measure, the figure is
 * no number, or nobody else in the group has one.
 */
export function verdictOf(
  measure: Measure,
  figure: Figure,
  average: GroupAverage | undefined,
): Verdict | undefined {
  const test = chanceTest(measure, figure, average)
  return test && verdictOfTest(test)
}

/** The sentence a verdict prints as, naming its direction in words. */
export function comparisonSentence(measure: Measure, verdict: Verdict): string {
  switch (verdict) {
    case 'too-few-to-tell':
      return 'Too few to tell.'
    case 'no-clear-difference':
      return 'No clear difference: within what chance alone could explain.'
    case 'higher':
      return `Higher: ${measure.comparisonWords?.higher ?? 'higher than at similar authorities'}.`
    case 'lower':
      return `Lower: ${measure.comparisonWords?.lower ?? 'lower than at similar authorities'}.`
  }
}

/** What stands against what: own results against the others' pooled share, or the group's events by residents. */
export function chanceTest(
  measure: Measure,
  figure: Figure,
  average: GroupAverage | undefined,
): ChanceTest | undefined {
  if (!measure.comparisonWords || !average) return undefined
  if (figure.state !== 'calculated' || figure.denominator === undefined) return undefined
  const otherDenominator = average.denominator - figure.denominator
  if (otherDenominator <= 0) return undefined
  if (measure.denominator.kind === 'rate') {
    return {
      observed: figure.numerator,
      trials: average.numerator,
      chance: { of: figure.denominator, in: average.denominator },
    }
  }
  return {
    observed: figure.numerator,
    trials: figure.denominator,
    chance: { of: average.numerator - figure.numerator, in: otherDenominator },
  }
}

export function verdictOfTest(test: ChanceTest): Verdict {
  if (isAbove(test, test.observed)) return 'higher'
  if (isBelow(test, test.observed)) return 'lower'
  return isAbove(test, test.trials) || isBelow(test, 0) ? 'no-clear-difference' : 'too-few-to-tell'
}

/**
 * How probable so high a result, or a higher one, is by chance alone. Where none of the others had a success
 * their share calls one impossible, which they are too few to say: they are given one case more that had.
 */
export function chanceOfAtLeast({ trials, chance }: Expectation, result: number): number {
  return binomialAtLeast(result, trials, chance.of === 0 ? { of: 1, in: chance.in + 1 } : chance)
}

/** How probable so low a result, or a lower one, is by chance alone; mirrored, where all the others succeeded. */
export function chanceOfAtMost({ trials, chance }: Expectation, result: number): number {
  return binomialAtMost(result, trials, chance.of === chance.in ? { ...chance, in: chance.in + 1 } : chance)
}

/** The members of a group outside the limits, and how many chance alone would be expected to put there. */
export type Outliers<Member> = {
  readonly higher: readonly Member[]
  readonly lower: readonly Member[]
  readonly expectedByChance: number
}

/** Sorts out a group's members. A list of outliers is never shown without the number chance would produce. */
export function outliersOf<Member>(
  measure: Measure,
  members: ReadonlyMap<Member, Figure>,
  average: GroupAverage | undefined,
): Outliers<Member> {
  const higher: Member[] = []
  const lower: Member[] = []
  let expectedByChance = 0
  for (const [member, figure] of members) {
    const test = chanceTest(measure, figure, average)
    if (!test) continue
    const verdict = verdictOfTest(test)
    if (verdict === 'higher') higher.push(member)
    if (verdict === 'lower') lower.push(member)
    expectedByChance += chanceOfBeingOutside(test)
  }
  return { higher, lower, expectedByChance }
}

/**
 * How probable a result outside the limits is by chance alone: at most two in a thousand, and usually less,
 * because results come in whole cases.
 */
export function chanceOfBeingOutside(expectation: Expectation): number {
  const { least, most } = resultsInside(expectation, testLimit)
  return chanceOfAtMost(expectation, least - 1) + chanceOfAtLeast(expectation, most + 1)
}

/** The least and the greatest result that are not outside, where each tail is limited to this probability. */
export function resultsInside(
  expectation: Expectation,
  tailLimit: number,
): { readonly least: number; readonly most: number } {
  const end = expectation.trials + 1
  return {
    least: firstWhere(end, (result) => !isOutside(chanceOfAtMost(expectation, result), tailLimit)),
    most: firstWhere(end, (result) => isOutside(chanceOfAtLeast(expectation, result), tailLimit)) - 1,
  }
}

function isAbove(test: ChanceTest, result: number): boolean {
  return isOutside(chanceOfAtLeast(test, result), testLimit)
}

function isBelow(test: ChanceTest, result: number): boolean {
  return isOutside(chanceOfAtMost(test, result), testLimit)
}

function isOutside(tail: number, tailLimit: number): boolean {
  return tail <= tailLimit * (1 + calculationSlack)
}

/** The first number from 0 for which something is true, and stays true; `end` if it never is. */
function firstWhere(end: number, isTrue: (value: number) => boolean): number {
  let from = 0
  let to = end
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if (isTrue(middle)) to = middle
    else from = middle + 1
  }
  return from
}
