/** How many cases of all authorities together, or of one comparison group, stand in a set. */
export type NationalCount = {
  /** Null for the authorities outside the groups. */
  readonly comparisonGroup: string | null
  /** A counted set, or `agreed:` with a kind of recommendation. */
  readonly counted: string
  /** Of decisions by category; null for a whole set. */
  readonly category: string | null
  readonly count: number
}

/** Which of the counts to add up; what is left out is added over. */
export type NationalCountChoice = {
  readonly counted: readonly string[]
  readonly comparisonGroup?: string | null
  /** Null for the whole sets, whose cases need not be known. */
  readonly category: string | null
}

/** The sum of some counts; zero where there are none of them. */
export function nationalSum(counts: readonly NationalCount[], choice: NationalCountChoice): number {
  let sum = 0
  for (const { comparisonGroup, counted, category, count } of counts) {
    if (!choice.counted.includes(counted) || category !== choice.category) continue
    if (choice.comparisonGroup !== undefined && comparisonGroup !== choice.comparisonGroup) continue
    sum += count
  }
  return sum
}
