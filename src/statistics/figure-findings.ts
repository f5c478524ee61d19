import type { Measure, Scheme } from '../scheme/scheme.ts'
import {
  documentsOf,
  type FigureSources,
  type PublishedFigure,
  rateBasesOf,
  setsOf,
} from './assembled-figures.ts'
import type { Figure } from './figure.ts'
import { printBase } from './figure-wording.ts'
import { partsFromCounts } from './figures-from-counts.ts'
import { formatRate, wholePercent } from './rounding.ts'

/** An average or rate as it was published, in the units it is printed in: 63 for 63%, 1.2 per 100,000. */
export type PublishedValue = { readonly value: number; readonly document: string }

/**
 * What to say where a published value is not what ours prints as, beside it; undefined where they agree.
 * A published value with more decimals than ours is rounded as ours is.
 */
export function findingOf(
  measure: Measure,
  subject: string,
  published: PublishedValue,
  ours: Figure,
): string | undefined {
  const hundredths = Math.round(published.value * 100)
  const publishedPrints =
    measure.denominator.kind === 'rate'
      ? formatRate(hundredths, 100, 1)
      : `${wholePercent(hundredths, 10_000)}%`
  const oursPrints = printedFigure(measure, ours)
  if (oursPrints === publishedPrints) return undefined
  const base = ours.state === 'calculated' ? ` (${printBase(measure, ours)})` : ''
  return `${subject}: ${published.document} says ${publishedPrints}, ours is ${oursPrints}${base}.`
}

/** Always as a number, since published values never stand in counts. */
function printedFigure(measure: Measure, figure: Figure): string {
  if (figure.state === 'nothing-to-report') return 'nothing to report'
  if (figure.state === 'not-calculated' || figure.denominator === undefined) return 'not calculated'
  return measure.denominator.kind === 'rate'
    ? formatRate(figure.numerator, figure.denominator, measure.denominator.per)
    : `${wholePercent(figure.numerator, figure.denominator)}%`
}

/**
 * What to say where our counts, from cases or from tables, differ from what a letter states, in the numerator
 * or in the base; undefined where they agree as far as they are known.
 */
export function letterFindingOf(
  scheme: Scheme,
  measure: Measure,
  subject: string,
  published: PublishedFigure,
  sources: FigureSources,
): string | undefined {
  const ours = partsFromCounts(measure, sources.counts, rateBasesOf(scheme, sources))
  const stated = { numerator: published.numerator, denominator: published.denominator ?? undefined }
  if (agree(stated.numerator, ours.numerator) && agree(stated.denominator, ours.denominator)) return undefined
  const documents = documentsOf(setsOf(measure), sources)
  const whose = documents.length === 0 ? 'ours' : documents.join('; ')
  return `${subject}: ${published.document} says ${printParts(measure, stated)}, ${whose} gives ${printParts(measure, ours)}.`
}

function agree(one: number | undefined, other: number | undefined): boolean {
  return one === undefined || other === undefined || one === other
}

/** "1 of 2"; "1" where the base is not known, "a base of 2" where only that is. */
function printParts(
  measure: Measure,
  { numerator, denominator }: ReturnType<typeof partsFromCounts>,
): string {
  if (numerator === undefined) return `a base of ${denominator?.toLocaleString('en-GB')}`
  if (denominator === undefined) return numerator.toLocaleString('en-GB')
  return printBase(measure, { state: 'calculated', numerator, denominator })
}
