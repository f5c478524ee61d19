import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { FigureChanges } from '../../statistics/figure-changes.ts'

/** Everything that one revision changed in what was public before it. */
export type Correction = FigureChanges & {
  readonly year: ReportingYear
  readonly revision: number
  readonly publishedAt: Date
  readonly reason: string
  readonly letters: readonly ReissuedLetter[]
}

export type ReissuedLetter = {
  readonly slug: string
  readonly officialName: string
  /** The revision of the letter it takes the place of; undefined for a first letter. */
  readonly before: number | undefined
}
