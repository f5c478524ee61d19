import type { ReportingYear } from '../scheme/reporting-year.ts'
import type { CountedSet } from '../scheme/scheme.ts'

/** How many cases stand in each counted set; a set that is absent is not known, which is not zero. */
export type Counts = ReadonlyMap<CountedSet, number>

/**
 * One measure for one authority and year. Three states that are never confused: a number, nothing to
 * report (the denominator is zero), and not calculated (something needed for it is not known).
 */
export type Figure =
  | CalculatedFigure
  | { readonly state: 'nothing-to-report' }
  | { readonly state: 'not-calculated' }

export type CalculatedFigure = {
  readonly state: 'calculated'
  readonly numerator: number
  /** Absent for a measure that is a plain count. For a rate, the residents (or homes). */
  readonly denominator?: number
}

/** Where a figure comes from. A published one names the document it stands in. */
export type FigureOrigin =
  | { readonly kind: 'cases' }
  | { readonly kind: 'published-tables'; readonly document: string }
  | { readonly kind: 'published-letter'; readonly document: string }

/** The average of a comparison group for one measure. */
export type GroupAverage = {
  /** Sum of the members' numerators. */
  readonly numerator: number
  /** Sum of the members' denominators. */
  readonly denominator: number
  /** How many members have a figure, if only nothing to report. */
  readonly memberCount: number
  /** How many members the group has in all. */
  readonly groupMemberCount: number
  /** The plain mean of the members' own rates (share as 0 to 1; rate per its unit); null when no member has one. */
  readonly meanOfRates: number | null
}

/** The set of figures of one authority and year, with the averages of its group if it stands in one. */
export type YearlyFigures = {
  readonly year: ReportingYear
  readonly revision: number
  readonly methodVersion: number
  /** By measure code. */
  readonly figures: ReadonlyMap<string, Figure & { readonly origin: FigureOrigin }>
  readonly comparisonGroup: string | null
  /** By measure code; empty where the authority is in no group. */
  readonly averages: ReadonlyMap<string, GroupAverage>
}
