import type { Measure } from '../scheme/scheme.ts'
import { binomialAtLeast, binomialAtMost, type Chance } from './exact-tails.ts'
import type { Figure, GroupAverage } from './figure.ts'

/** What can be said of an authority beside the others of its group. */
export type Verdict = 'too-few-to-tell' | 'no-clear-difference' | 'higher' | 'lower'

/**
 * A result beside what chance alone would do: so many successes in so many trials, each with the chance that
 * the other authorities show.
 */
export type ChanceTest = { readonly observed: number; readonly trials: number; readonly chance: Chance }

/** A result is outside where a result so extreme in its direction has at most this probability. */
const tailLimit = 0.001
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

/** How probable so high a result, or a higher one, is by chance alone. */
export function chanceOfAtLeast({ trials, chance }: ChanceTest, result: number): number {
  if (chance.of === 0) return chanceThatAllFallHere(result, trials, chance.in)
  return binomialAtLeast(result, trials, chance)
}

/** How probable so low a result, or a lower one, is by chance alone. */
export function chanceOfAtMost({ trials, chance }: ChanceTest, result: number): number {
  if (chance.of === chance.in) return chanceThatAllFallHere(trials - result, trials, chance.in)
  return binomialAtMost(result, trials, chance)
}

/**
 * Where all the others had the same result, their share says that another one is impossible, which they are
 * too few to say. Then what counts is the chance that all the group's unlike results, strewn at random over
 * the cases of the group, fall to this authority: exact, and equal to the binomial where the others are many.
 */
function chanceThatAllFallHere(unlikeCount: number, ownCount: number, othersCount: number): number {
  let chance = 1
  for (let drawn = 0; drawn < unlikeCount && chance > 0; drawn += 1) {
    chance *= (ownCount - drawn) / (ownCount + othersCount - drawn)
  }
  return chance
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
export function chanceOfBeingOutside(test: ChanceTest): number {
  const { trials, chance } = test
  const firstAbove = firstWhere(trials + 1, (result) => isAbove(test, result))
  const firstNotBelow = firstWhere(trials + 1, (result) => !isBelow(test, result))
  const above = firstAbove > trials ? 0 : binomialAtLeast(firstAbove, trials, chance)
  return above + binomialAtMost(firstNotBelow - 1, trials, chance)
}

function isAbove(test: ChanceTest, result: number): boolean {
  return isOutside(chanceOfAtLeast(test, result))
}

function isBelow(test: ChanceTest, result: number): boolean {
  return isOutside(chanceOfAtMost(test, result))
}

function isOutside(tail: number): boolean {
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
