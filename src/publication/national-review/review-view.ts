import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { outliersOf } from '../../statistics/comparison.ts'
import type { CalculatedFigure, Figure, YearlyFigures } from '../../statistics/figure.ts'
import { failureToComply, printFigure } from '../../statistics/figure-wording.ts'
import { figureOf } from '../../statistics/figures-from-counts.ts'
import { groupAverage } from '../../statistics/group-average.ts'
import { groupBy } from '../../statistics/grouping.ts'
import { type Interval, intervalOf } from '../../statistics/interval.ts'
import { type NationalCount, nationalSum } from '../../statistics/national-count.ts'
import { wholePercent } from '../../statistics/rounding.ts'
import { nationalFigure } from '../home/national-headline.ts'
import { measureOf } from '../site/measure-view.ts'
import { number } from '../site/measure-words.ts'

/** Everything a year's review is made from. */
export type ReviewSources = {
  readonly year: ReportingYear
  readonly figures: readonly RegionalFigures[]
  readonly counts: readonly NationalCount[]
}

/** One authority's figures, and the region it lies in. */
export type RegionalFigures = YearlyFigures & { readonly region: string | null }

/** One bar of a table. */
export type CountRow = {
  readonly name: string
  readonly count: number
  /** Of the longest bar, 0 to 1. */
  readonly length: number
  readonly percent: string
}

/** One rate of a table, with where it plausibly lies. */
export type RateRow = NamedFigure & {
  readonly figure: Required<CalculatedFigure>
  readonly printed: string
  readonly interval: Interval
}

type NamedFigure = {
  readonly name: string
  /** The name within a sentence. */
  readonly inText: string
  readonly figure: Figure
}

/** Rates under one another on one scale, beside that of all together. */
export type RateTable = {
  readonly rows: readonly RateRow[]
  readonly all: { readonly share: number; readonly printed: string }
  /** Where the scale begins, 0 to 0.8; it ends at 1. */
  readonly from: number
  /** The finding, in whole sentences. */
  readonly finding: string
}

/** What people complained about. */
export function receivedView(scheme: Scheme, { counts }: ReviewSources) {
  const rows = countRows(
    scheme.categories.map(({ code, name }) => ({
      name,
      count: nationalSum(counts, { counted: [`received:${code}`], category: null }),
    })),
  )
  const [first] = rows
  if (!first) return undefined
  const total = rows.reduce((sum, { count }) => sum + count, 0)
  return {
    rows,
    measure: scheme.measures.find(
      ({ denominator, numerator }) =>
        denominator.kind === 'none' && numerator.every((set) => set.startsWith('received:')),
    ),
    finding: `${number(total)} complaints received. ${first.name} came first: ${first.percent}.`,
  }
}

function countRows(
  totals: readonly { readonly name: string; readonly count: number }[],
): readonly CountRow[] {
  const total = totals.reduce((sum, { count }) => sum + count, 0)
  const most = Math.max(...totals.map(({ count }) => count))
  return totals
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
    .map(({ name, count }) => ({
      name,
      count,
      length: count / most,
      percent: `${wholePercent(count, total)}%`,
    }))
}

/** How often fault was found: the first large measure by service and by group, where it counts decisions. */
export function upheldView(scheme: Scheme, { figures, counts }: ReviewSources) {
  const measure = firstMeasure(scheme)
  const all = measure && nationalFigure(measure, figures)
  if (!measure || !all) return undefined
  const byCategory = rateTable(measure, all, shareByCategory(scheme, measure, counts))
  const groups = scheme.comparisonGroups.flatMap(({ code, plural }) => {
    const member = figures.find(({ comparisonGroup }) => comparisonGroup === code)
    const average = member?.averages.get(measure.code)
    const figure = average && figureOf(average.numerator, average.denominator)
    return figure ? [{ name: capital(plural), inText: plural, figure }] : []
  })
  const byGroup = rateTable(measure, all, groups)
  return {
    measure,
    byCategory,
    byGroup,
    /** How many of the base are not known by service. */
    unknownCount: all.denominator - baseOf(byCategory),
    /** How many of the base are about bodies that stand in no group. */
    ungroupedCount: all.denominator - baseOf(byGroup),
  }
}

/** What the rows of a table are counted among, together. */
function baseOf(table: RateTable | undefined): number {
  return table?.rows.reduce((sum, { figure }) => sum + figure.denominator, 0) ?? 0
}

function firstMeasure(scheme: Scheme): Measure | undefined {
  return measureOf(scheme, scheme.site.largeMeasures[0].measure)
}

/** A measure of decisions in each category, in the scheme's order. */
export function shareByCategory(
  scheme: Scheme,
  { numerator, denominator }: Measure,
  counts: readonly NationalCount[],
): readonly NamedFigure[] {
  if (denominator.kind !== 'share') return []
  return scheme.categories.map(({ code, name }) => ({
    name,
    inText: smallInitial(name),
    figure: figureOf(
      nationalSum(counts, { counted: numerator, category: code }),
      nationalSum(counts, { counted: denominator.of, category: code }),
    ),
  }))
}

function rateTable(
  measure: Measure,
  all: Required<CalculatedFigure>,
  named: readonly NamedFigure[],
): RateTable | undefined {
  const rows = named
    .flatMap(({ figure, ...names }): RateRow[] => {
      const interval = intervalOf(measure, figure)
      if (figure.state !== 'calculated' || figure.denominator === undefined || !interval) return []
      const { numerator, denominator } = figure
      const whole = { state: 'calculated', numerator, denominator } as const
      return [{ ...names, figure: whole, printed: printFigure(measure, whole), interval }]
    })
    .toSorted((one, other) => shareOf(other.figure) - shareOf(one.figure))
  const [highest] = rows
  const lowest = rows.at(-1)
  if (!highest || !lowest) return undefined
  const least = Math.min(...rows.map(({ interval }) => interval.from), shareOf(all))
  return {
    rows,
    all: { share: shareOf(all), printed: printFigure(measure, all) },
    from: Math.min(0.8, Math.floor(least * 5) / 5),
    finding:
      rows.length === 1
        ? `${highest.name}: ${highest.printed}.`
        : `Most often: ${highest.inText}, ${highest.printed}. Least often: ${lowest.inText}, ${lowest.printed}.`,
  }
}

export function shareOf({ numerator, denominator }: Required<CalculatedFigure>): number {
  return numerator / denominator
}

/** How agreed actions ended, and what was agreed. */
export function promisesView(scheme: Scheme, { figures, counts }: ReviewSources) {
  const outcomes = scheme.complianceOutcomes.map((outcome) => ({
    ...outcome,
    count: nationalSum(counts, { counted: [`complied:${outcome.code}`], category: null }),
  }))
  const total = outcomes.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return undefined
  const measure = scheme.measures.find(
    ({ denominator }) =>
      denominator.kind === 'share' &&
      scheme.complianceOutcomes.every(({ code }) => denominator.of.includes(`complied:${code}`)),
  )
  const all = measure && nationalFigure(measure, figures)
  return {
    outcomes,
    total,
    measure,
    failure:
      measure && all ? failureToComply(scheme, measure, figureOf(all.numerator, all.denominator)) : undefined,
    /** Cases of which only the share carried out is known, from a published letter. */
    unknownCount: (all?.denominator ?? total) - total,
    remedies: remediesView(scheme, counts),
  }
}

/** In how many cases each kind of remedy was agreed, by group. */
function remediesView(scheme: Scheme, counts: readonly NationalCount[]) {
  const groups: readonly { readonly code: string | null; readonly name: string }[] = [
    ...scheme.comparisonGroups.map(({ code, plural }) => ({ code, name: capital(plural) })),
    { code: null, name: 'Others' },
  ]
  const rows = scheme.recommendationKinds
    .map(({ code, name }) => ({
      name,
      counts: groups.map((group) =>
        nationalSum(counts, { counted: [`agreed:${code}`], comparisonGroup: group.code, category: null }),
      ),
      total: nationalSum(counts, { counted: [`agreed:${code}`], category: null }),
    }))
    .filter(({ total }) => total > 0)
    .toSorted((one, other) => other.total - one.total)
  return { groups: groups.map(({ name }) => name), rows }
}

/** The first large measure by region. Regions may be ordered by rate: each has a base broad enough. */
export function regionsView(scheme: Scheme, { figures }: ReviewSources) {
  const measure = firstMeasure(scheme)
  const all = measure && nationalFigure(measure, figures)
  if (!measure || !all) return undefined
  const byRegion = new Map<string, Figure>()
  for (const [region, members] of groupBy(figures, ({ region }) => region)) {
    const figure = nationalFigure(measure, members)
    if (region !== null && figure) byRegion.set(region, figure)
  }
  const table = rateTable(
    measure,
    all,
    [...byRegion].map(([name, figure]) => ({ name, inText: name, figure })),
  )
  const { higher, lower, expectedByChance } = outliersOf(
    measure,
    byRegion,
    groupAverage(measure, [...byRegion.values()]),
  )
  return (
    table && {
      measure,
      table: {
        ...table,
        finding: `Clearly above the others: ${listOf(higher)}. Clearly below: ${listOf(lower)}.`,
      },
      expectedByChance,
      /** How many of the base are about bodies that lie in no one region. */
      outsideCount: all.denominator - baseOf(table),
    }
  )
}

function listOf(names: readonly string[]): string {
  if (names.length === 0) return 'none'
  return names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** "Adult care services" within a sentence. */
function smallInitial(name: string): string {
  return `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`
}
