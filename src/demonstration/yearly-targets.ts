import {
  demonstrationYears,
  type GroupTotals,
  runUpYear,
  totalsOfYear,
  yearUnderReview,
} from './calibration.ts'
import type { CaseworkBody } from './casework-body.ts'
import type { PublishedFigure } from './published-letters.ts'

/** Bodies of one group and year, and what their figures together must come to. */
export type Target = {
  readonly year: number
  readonly bodies: readonly CaseworkBody[]
  readonly totals: GroupTotals
}

/** A figure of a real authority, with the group its authority stands in that year. */
export type PublishedOfGroup = PublishedFigure & { readonly group: GroupTotals['group'] }

/** A body whose figures of one year are fixed beforehand. */
export type FixedYear = { readonly slug: string; readonly year: number; readonly totals: GroupTotals }

/** The county with two failures to comply that the pictures of the letter show: 6.4 upheld per 100,000. */
export const westmarch = {
  slug: 'westmarch',
  year: 2023,
  totals: {
    group: 'county',
    decided: 186,
    investigated: 58,
    upheld: 52,
    remediedBefore: 5,
    outcomes: 48,
    notSatisfied: 2,
    received: 192,
  },
  /** It takes the place of the county nearest to this size. */
  residents: 812_500,
} as const satisfies FixedYear & { residents: number }

/** The same county a year later, with one failure. */
export const westmarchUnderReview: FixedYear = {
  slug: westmarch.slug,
  year: yearUnderReview,
  totals: {
    group: 'county',
    decided: 194,
    investigated: 57,
    upheld: 50,
    remediedBefore: 6,
    outcomes: 49,
    notSatisfied: 1,
    received: 199,
  },
}

/**
 * The year's totals by group, less what real authorities of the group have published and what is fixed for
 * single bodies; these stand as targets of their own.
 */
export function targetsOf(
  year: number,
  bodies: readonly CaseworkBody[],
  published: readonly PublishedOfGroup[],
  fixed: readonly FixedYear[],
): Target[] {
  const memberYear = year === runUpYear ? demonstrationYears[0] : year
  return totalsOfYear(year).flatMap((totals) => {
    const members = bodies.filter(({ groups }) => groups.get(memberYear) === totals.group)
    const single = fixed
      .filter((one) => one.year === year && one.totals.group === totals.group)
      .map((one) => ({
        year,
        totals: one.totals,
        bodies: members.filter(({ slug }) => slug === one.slug),
      }))
    const others = members.filter((body) => !single.some((one) => one.bodies.includes(body)))
    const outside = published.filter((figure) => figure.year === year && figure.group === totals.group)
    const known = [
      ...single.map((one) => one.totals),
      ...outside.map((figure) => totalsOfFigure(totals, figure)),
    ]
    return [...single, { year, bodies: others, totals: known.reduce(less, totals) }]
  })
}

function totalsOfFigure(
  { group }: GroupTotals,
  { measure, numerator, denominator }: PublishedFigure,
): GroupTotals {
  const none = {
    group,
    decided: 0,
    investigated: 0,
    upheld: 0,
    remediedBefore: 0,
    outcomes: 0,
    notSatisfied: 0,
  }
  const base = denominator ?? 0
  switch (measure) {
    case 'complaints-upheld':
      return { ...none, upheld: numerator, investigated: base }
    case 'compliance':
      return { ...none, outcomes: base, notSatisfied: base - numerator }
    case 'satisfactory-remedy':
      return { ...none, remediedBefore: numerator }
    default:
      return none
  }
}

function less(whole: GroupTotals, part: GroupTotals): GroupTotals {
  const rest = {
    group: whole.group,
    decided: whole.decided - part.decided,
    investigated: whole.investigated - part.investigated,
    upheld: whole.upheld - part.upheld,
    remediedBefore: whole.remediedBefore - part.remediedBefore,
    outcomes: whole.outcomes - part.outcomes,
    notSatisfied: whole.notSatisfied - part.notSatisfied,
  }
  return whole.received === undefined ? rest : { ...rest, received: whole.received - (part.received ?? 0) }
}
