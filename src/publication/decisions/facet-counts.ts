/** How far matches are counted and ranked. */
export const mostCounted = 10_000

/** How many decisions have each value. */
export type FacetCounts = {
  readonly total: number
  /** The counting stopped at `mostCounted`: every count may be higher. */
  readonly isMore: boolean
  /** By the authority's number. */
  readonly authority: ReadonlyMap<number, number>
  readonly category: ReadonlyMap<string, number>
  /** By category and subcategory: `housing/Repairs`. */
  readonly subcategory: ReadonlyMap<string, number>
  readonly outcome: ReadonlyMap<string, number>
  readonly remedy: ReadonlyMap<string, number>
}

export const noCounts: FacetCounts = {
  total: 0,
  isMore: false,
  authority: new Map(),
  category: new Map(),
  subcategory: new Map(),
  outcome: new Map(),
  remedy: new Map(),
}
