import type { Measure, Scheme } from '../../scheme/scheme.ts'
import type { Figure } from '../../statistics/figure.ts'
import { printBase, printFigure } from '../../statistics/figure-wording.ts'
import { figureOf } from '../../statistics/figures-from-counts.ts'
import { nationalSum } from '../../statistics/national-count.ts'
import { roundHalfUp } from '../../statistics/rounding.ts'
import { chanceOfChange, changeBetween } from '../../statistics/two-sample.ts'
import { breaksBetween } from '../../statistics/years-together.ts'
import { nationalFigure } from '../home/national-headline.ts'
import { measureOf } from '../site/measure-view.ts'
import { number } from '../site/measure-words.ts'
import { type ReviewSources, shareByCategory } from './review-view.ts'

/** What differs between two years by more than chance alone could explain. */
export type YearChanges =
  | {
      readonly kind: 'compared'
      readonly comparisonCount: number
      /** How many of them chance alone would be expected to put beyond the limits. */
      readonly expectedByChance: number
      readonly changes: readonly YearChange[]
    }
  /** Figures before and after a break are not compared. */
  | { readonly kind: 'break'; readonly reason: string }

export type YearChange = {
  readonly title: string
  readonly before: string
  readonly after: string
  readonly base: string
}

type Compared = {
  readonly before: Figure
  readonly after: Figure
  readonly inWords: (direction: 'more' | 'less') => YearChange
}

/** Compares a year with the one before: what was received and upheld in each service, and the large measures. */
export function changesBetween(scheme: Scheme, before: ReviewSources, after: ReviewSources): YearChanges {
  const [parting] = breaksBetween(scheme, before.year, after.year)
  if (parting) return { kind: 'break', reason: parting.reason }
  const compared = [
    ...receivedChanges(scheme, before, after),
    ...upheldChanges(scheme, before, after),
    ...largeChanges(scheme, before, after),
  ].flatMap((pair) => {
    const change = changeBetween(pair.before, pair.after)
    return change === undefined ? [] : [{ pair, change }]
  })
  return {
    kind: 'compared',
    comparisonCount: compared.length,
    expectedByChance: compared.reduce((sum, { pair }) => sum + chanceOfChange(pair.before, pair.after), 0),
    changes: compared.flatMap(({ pair, change }) =>
      change === 'no-clear-change' ? [] : [pair.inWords(change)],
    ),
  }
}

function receivedChanges(scheme: Scheme, before: ReviewSources, after: ReviewSources): readonly Compared[] {
  return scheme.categories.map(({ code, name }) => {
    const countIn = ({ counts }: ReviewSources) =>
      nationalSum(counts, { counted: [`received:${code}`], category: null })
    const [was, is] = [countIn(before), countIn(after)]
    return {
      before: figureOf(was),
      after: figureOf(is),
      inWords: (direction) => ({
        title: `${name}: ${direction === 'more' ? 'more' : 'fewer'} complaints`,
        before: number(was),
        after: number(is),
        base: `received; ${direction === 'more' ? 'up' : 'down'}${byPercent(was, is)}`,
      }),
    }
  })
}

/** " 16%"; nothing where there were none before. */
function byPercent(was: number, is: number): string {
  return was === 0 ? '' : ` ${roundHalfUp(Math.abs(is - was), was, 100)}%`
}

function upheldChanges(scheme: Scheme, before: ReviewSources, after: ReviewSources): readonly Compared[] {
  const measure = measureOf(scheme, scheme.site.largeMeasures[0].measure)
  if (!measure) return []
  const earlier = shareByCategory(scheme, measure, before.counts)
  return shareByCategory(scheme, measure, after.counts).flatMap(({ name, figure }, index) => {
    const was = earlier[index]?.figure
    return was ? [shareChange(measure, name, was, figure)] : []
  })
}

function largeChanges(scheme: Scheme, before: ReviewSources, after: ReviewSources): readonly Compared[] {
  const codes = scheme.site.largeMeasures.flatMap(({ measure, late }) =>
    late ? [measure, late.measure] : [measure],
  )
  return codes.flatMap((code) => {
    const measure = measureOf(scheme, code)
    const was = measure && nationalFigure(measure, before.figures)
    const is = measure && nationalFigure(measure, after.figures)
    return measure && was && is ? [shareChange(measure, measure.name, was, is)] : []
  })
}

/** "Housing: more often upheld". */
function shareChange(measure: Measure, name: string, before: Figure, after: Figure): Compared {
  return {
    before,
    after,
    inWords: (direction) => ({
      title: `${name}: ${direction === 'more' ? 'more' : 'less'} often ${measure.wording.counted}`,
      before: printFigure(measure, before),
      after: printFigure(measure, after),
      base: `${printBase(measure, before)} → ${printBase(measure, after)}`,
    }),
  }
}

/** How many changes chance alone would give, where nothing has changed. */
export function chanceInWords(expectedByChance: number): string {
  if (expectedByChance <= 0) return 'Chance alone would give none.'
  if (expectedByChance >= 0.95) return `Chance alone would give about ${Math.round(expectedByChance)}.`
  return `Chance alone would give one in about ${Math.max(2, Math.round(1 / expectedByChance))} such years.`
}
