import type { CountedSet, Measure, Scheme } from '../scheme/scheme.ts'
import type { Counts, Figure } from './figure.ts'

/** Raised whenever a rule below changes a figure; stored with every figure. */
export const methodVersion = 1

/** How many of each thing rates are counted against: residents, homes. What is absent is not known. */
export type RateBases = ReadonlyMap<string, number>

/** Every measure of the scheme for one authority and year, by measure code. */
export function figuresFromCounts(scheme: Scheme, counts: Counts, bases: RateBases): Map<string, Figure> {
  return new Map(scheme.measures.map((measure) => [measure.code, figureFromCounts(measure, counts, bases)]))
}

/** One measure: what is not known makes it not calculated, and only a known base of zero is nothing to report. */
export function figureFromCounts(measure: Measure, counts: Counts, bases: RateBases): Figure {
  const { numerator, denominator } = partsFromCounts(measure, counts, bases)
  if (measure.denominator.kind === 'none') return figureOf(numerator)
  return denominator === undefined ? { state: 'not-calculated' } : figureOf(numerator, denominator)
}

/** What is known of a measure's numerator and of its base, each for itself. */
export function partsFromCounts(
  measure: Measure,
  counts: Counts,
  bases: RateBases,
): { readonly numerator: number | undefined; readonly denominator: number | undefined } {
  const numerator = sumOf(measure.numerator, counts)
  switch (measure.denominator.kind) {
    case 'none':
      return { numerator, denominator: undefined }
    case 'share':
      return { numerator, denominator: sumOf(measure.denominator.of, counts) }
    case 'rate':
      return { numerator, denominator: bases.get(measure.denominator.base) }
  }
}

/** A numerator over its denominator, if it has one, in the state that follows from them. */
export function figureOf(numerator: number | undefined, denominator?: number): Figure {
  if (numerator === undefined) return { state: 'not-calculated' }
  if (denominator === undefined) return { state: 'calculated', numerator }
  if (denominator === 0) return { state: 'nothing-to-report' }
  return { state: 'calculated', numerator, denominator }
}

function sumOf(sets: readonly CountedSet[], counts: Counts): number | undefined {
  let sum = 0
  for (const set of sets) {
    const count = counts.get(set)
    if (count === undefined) return undefined
    sum += count
  }
  return sum
}

/** Every counted set of the scheme, grouped by the part of the casework that must be complete to know it. */
export function countedSets(scheme: Scheme): Record<'received' | 'decided' | 'complied', CountedSet[]> {
  return {
    received: scheme.categories.map(({ code }) => `received:${code}` as const),
    decided: [...scheme.outcomes.map(({ code }) => `decided:${code}` as const), 'remedied-before'],
    complied: [...scheme.complianceOutcomes.map(({ code }) => `complied:${code}` as const), 'unsettled'],
  }
}
