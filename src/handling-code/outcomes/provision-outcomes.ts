import type { CalculatedFigure } from '../../statistics/figure.ts'
import { type Interval, wilsonInterval } from '../../statistics/interval.ts'
import { chanceOfChange, changeBetween } from '../../statistics/two-sample.ts'
import type { Provision } from '../provisions/code-version.ts'

/** What a council says of the provisions, and how many of the investigations of it found fault. */
export type AssessedCouncil = {
  readonly followed: ReadonlySet<string>
  readonly notFollowed: ReadonlySet<string>
  readonly upheld: number
  readonly investigated: number
}

/** Councils that follow a provision, or that do not, taken together. */
export type Side = {
  readonly councilCount: number
  readonly upheld: number
  readonly investigated: number
  readonly interval: Interval
}

export type OutcomeVerdict =
  | 'too-few-to-tell'
  | 'no-difference'
  | 'more-where-followed'
  | 'less-where-followed'

export type ProvisionOutcome = {
  readonly provision: Provision
  readonly followed: Side
  readonly notFollowed: Side
  readonly verdict: OutcomeVerdict
}

export type ProvisionOutcomes = {
  /** Provisions for which there are investigations on both sides. */
  readonly compared: readonly ProvisionOutcome[]
  /** How many there are for which there is nothing on one of the sides. */
  readonly oneSidedCount: number
  /** How many of those compared would be called different by chance alone. */
  readonly expectedByChance: number
}

/**
 * For each provision the councils that follow it beside those that do not: their investigations pooled, sum over sum,
 * and one exact test of the two shares (docs/methodology.md, "Provisions beside outcomes").
 */
export function provisionOutcomes(
  provisions: readonly Provision[],
  councils: readonly AssessedCouncil[],
): ProvisionOutcomes {
  const compared: ProvisionOutcome[] = []
  let expectedByChance = 0
  for (const provision of provisions) {
    const followed = sideOf(councils.filter((one) => one.followed.has(provision.provision)))
    const notFollowed = sideOf(councils.filter((one) => one.notFollowed.has(provision.provision)))
    if (followed === undefined || notFollowed === undefined) continue
    const [without, with_] = [figureOf(notFollowed), figureOf(followed)]
    expectedByChance += chanceOfChange(without, with_)
    compared.push({ provision, followed, notFollowed, verdict: verdictOf(without, with_) })
  }
  return { compared, oneSidedCount: provisions.length - compared.length, expectedByChance }
}

function sideOf(councils: readonly AssessedCouncil[]): Side | undefined {
  const upheld = councils.reduce((sum, council) => sum + council.upheld, 0)
  const investigated = councils.reduce((sum, council) => sum + council.investigated, 0)
  if (investigated === 0) return undefined
  return {
    councilCount: councils.length,
    upheld,
    investigated,
    interval: wilsonInterval(upheld, investigated),
  }
}

function figureOf({ upheld, investigated }: Side): CalculatedFigure {
  return { state: 'calculated', numerator: upheld, denominator: investigated }
}

function verdictOf(notFollowed: CalculatedFigure, followed: CalculatedFigure): OutcomeVerdict {
  switch (changeBetween(notFollowed, followed)) {
    case 'more':
      return 'more-where-followed'
    case 'less':
      return 'less-where-followed'
    default:
      // Where no possible result could be outside, a test that finds nothing says nothing.
      return chanceOfChange(notFollowed, followed) === 0 ? 'too-few-to-tell' : 'no-difference'
  }
}

/** The sentence a verdict prints as. */
export const outcomeSentences: Readonly<Record<OutcomeVerdict, string>> = {
  'too-few-to-tell': 'Too few to tell.',
  'no-difference': 'No difference can be told.',
  'more-where-followed': 'Upheld more often where it is followed.',
  'less-where-followed': 'Upheld less often where it is followed.',
}
