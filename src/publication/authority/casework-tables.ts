import type { CountedSet, Measure, Scheme } from '../../scheme/scheme.ts'
import type { Counts } from '../../statistics/figure.ts'
import { number } from '../site/measure-words.ts'

export type CategoryCount = { readonly code: string; readonly name: string; readonly count: number }

export type ReceivedByCategory = { readonly total: number; readonly categories: readonly CategoryCount[] }

/** Complaints received by service, most first; undefined where any of the counts is not known. */
export function receivedByCategory(scheme: Scheme, counts: Counts): ReceivedByCategory | undefined {
  const categories = known(
    counts,
    scheme.categories.map(({ code, name }) => ({ set: `received:${code}` as const, code, name })),
  )
  return (
    categories && {
      total: sum(categories),
      // Sorting keeps the order of the scheme where counts are equal.
      categories: [...categories].sort((one, other) => other.count - one.count),
    }
  )
}

/**
 * "96 complaints received. Housing came first, as at similar councils." Where several services had as many as one
 * another none of them is said to have come first.
 */
export function receivedFinding(
  scheme: Scheme,
  { total, categories }: ReceivedByCategory,
  similar: ReceivedByCategory | undefined,
): string {
  const [first, second] = categories
  const complaints = total === 1 ? 'complaint' : 'complaints'
  const counted = `${total === 0 ? 'No' : number(total)} ${complaints} received.`
  if (!first || first.count === 0 || total === 1) return counted
  if (second?.count === first.count) return `${counted} No one service came first.`
  const others = scheme.site.authorityWords.many
  const isAlike = similar !== undefined && similar.categories[0]?.code === first.code
  return `${counted} ${first.name} came first${isAlike ? `, as at similar ${others}` : ''}.`
}

export type OutcomeCount = { readonly name: string; readonly plainWords: string; readonly count: number }

export type DecidedByOutcome = {
  readonly total: number
  readonly notInvestigated: { readonly total: number; readonly outcomes: readonly OutcomeCount[] }
  readonly investigated: { readonly total: number; readonly outcomes: readonly OutcomeCount[] }
  readonly upheld: number
}

/** Complaints decided by outcome, those not investigated apart; undefined where any count is not known. */
export function decidedByOutcome(scheme: Scheme, counts: Counts): DecidedByOutcome | undefined {
  const outcomes = known(
    counts,
    scheme.outcomes.map((outcome) => ({ ...outcome, set: `decided:${outcome.code}` as const })),
  )
  if (!outcomes) return undefined
  const investigated = outcomes.filter(({ isInvestigation }) => isInvestigation)
  const notInvestigated = outcomes.filter(({ isInvestigation }) => !isInvestigation)
  return {
    total: sum(outcomes),
    notInvestigated: { total: sum(notInvestigated), outcomes: notInvestigated },
    investigated: { total: sum(investigated), outcomes: investigated },
    upheld: sum(outcomes.filter(({ isUpheld }) => isUpheld)),
  }
}

/** The measure that counts everything received, or everything decided; undefined where the scheme has none. */
export function measureOfAll(scheme: Scheme, part: 'received' | 'decided'): Measure | undefined {
  const entries = part === 'received' ? scheme.categories : scheme.outcomes
  return scheme.measures.find(
    ({ numerator, denominator }) =>
      denominator.kind === 'none' && entries.every(({ code }) => numerator.includes(`${part}:${code}`)),
  )
}

function known<Entry extends { readonly set: CountedSet }>(
  counts: Counts,
  entries: readonly Entry[],
): (Entry & { readonly count: number })[] | undefined {
  const found: (Entry & { readonly count: number })[] = []
  for (const entry of entries) {
    const count = counts.get(entry.set)
    if (count === undefined) return undefined
    found.push({ ...entry, count })
  }
  return found
}

function sum(entries: readonly { readonly count: number }[]): number {
  return entries.reduce((total, { count }) => total + count, 0)
}
