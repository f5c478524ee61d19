import type { Measure, Scheme } from '../../scheme/scheme.ts'
import { outliersOf, type Verdict, verdictOf } from '../../statistics/comparison.ts'
import type { CalculatedFigure, Figure, YearlyFigures } from '../../statistics/figure.ts'
import { printBase, printFigure } from '../../statistics/figure-wording.ts'
import type { FunnelFacts, FunnelMember } from '../charts/funnel.ts'
import { largeMeasure } from '../site/measure-words.ts'

/** One authority of a comparison group, with its figure of one measure and year. */
export type GroupMember = {
  readonly slug: string
  readonly shortName: string
  readonly figure: Figure
}

/** Where one authority stands among its group. */
export type FunnelView = {
  readonly measure: Measure
  readonly facts: FunnelFacts
  /** "Where it stands among 63 unitary councils". */
  readonly groupName: string
  readonly memberCount: number
  readonly finding: string
  /** How many stand outside, beside the number that chance alone would put there. */
  readonly outliers: string
  readonly hasFew: boolean
  readonly rows: readonly FunnelRow[]
}

export type FunnelRow = {
  readonly slug: string
  readonly name: string
  readonly printed: string
  readonly base: string
  readonly isOwn: boolean
}

/** The funnel of a group as one member sees it; undefined where it has no number or stands in no group. */
export function funnelView(
  scheme: Scheme,
  measure: Measure,
  slug: string,
  figures: YearlyFigures,
  members: readonly GroupMember[],
): FunnelView | undefined {
  const average = figures.averages.get(measure.code)
  const group = scheme.comparisonGroups.find(({ code }) => code === figures.comparisonGroup)
  const own = members.find((member) => member.slug === slug)
  if (!average || !group || !own || own.figure.state !== 'calculated') return undefined
  const calculated = members.flatMap(({ slug, figure }) =>
    figure.state === 'calculated' && figure.denominator ? [{ slug, figure }] : [],
  )
  const drawn = (figure: CalculatedFigure): FunnelMember => ({
    numerator: figure.numerator,
    denominator: figure.denominator ?? 0,
    isFew: verdictOf(measure, figure, average) === 'too-few-to-tell',
  })
  const verdict = verdictOf(measure, own.figure, average)
  if (!verdict) return undefined
  return {
    measure,
    facts: {
      measure,
      average,
      own: {
        ...drawn(own.figure),
        label: [`${own.shortName} ${printFigure(measure, own.figure)}`, printBase(measure, own.figure)],
      },
      others: calculated.filter((member) => member.slug !== slug).map(({ figure }) => drawn(figure)),
    },
    groupName: group.plural,
    memberCount: members.length,
    finding: findingOf(scheme, measure, verdict),
    outliers: outliersInWords(measure, members, figures),
    hasFew: calculated.some(({ figure }) => drawn(figure).isFew),
    rows: members.map(({ slug, shortName, figure }) => ({
      slug,
      name: shortName,
      printed: figure.state === 'nothing-to-report' ? 'none' : printFigure(measure, figure),
      base: figure.state === 'calculated' ? printBase(measure, figure) : '',
      isOwn: slug === own.slug,
    })),
  }
}

/** What the place of its dot means, before anybody has learned to read a funnel. */
function findingOf(scheme: Scheme, measure: Measure, verdict: Verdict): string {
  const baseNoun = largeMeasure(scheme, measure.code)?.baseNoun.many ?? 'cases'
  switch (verdict) {
    case 'too-few-to-tell':
      return `With so few ${baseNoun} no result could set it apart.`
    case 'no-clear-difference':
      return `Within what chance alone could explain for its number of ${baseNoun}.`
    case 'higher':
      return `Above what chance alone could explain: ${measure.comparisonWords?.higher ?? 'higher'}.`
    case 'lower':
      return `Below what chance alone could explain: ${measure.comparisonWords?.lower ?? 'lower'}.`
  }
}

function outliersInWords(measure: Measure, members: readonly GroupMember[], figures: YearlyFigures): string {
  const byMember = new Map<string, Figure>(members.map(({ slug, figure }) => [slug, figure]))
  const { higher, lower, expectedByChance } = outliersOf(
    measure,
    byMember,
    figures.averages.get(measure.code),
  )
  const outside = higher.length + lower.length
  const found = outside === 0 ? 'none stands' : outside === 1 ? '1 stands' : `${outside} stand`
  const expected =
    expectedByChance < 0.1
      ? 'would hardly ever put one there'
      : `would put about ${Number(expectedByChance.toFixed(1))} there`
  return `Of these ${members.length}, ${found} beyond the outer line; chance alone ${expected}.`
}
