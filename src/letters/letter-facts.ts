import type { CycleSettings } from '../cycle/cycle-settings.ts'
import type { IsoDate, ReportingYear } from '../scheme/reporting-year.ts'
import type { YearlyFigures } from '../statistics/figure.ts'
import type { TrainingTotal } from '../training/training-total.ts'

/** Everything a letter is made from: what is on record about one authority and one year, and nothing else. */
export type LetterFacts = {
  readonly authority: LetterAuthority
  readonly cycle: LetterCycle
  readonly membership: LetterMembership
  readonly figures: YearlyFigures
  /** One, but for a closed authority whose work went to several: one for each of them. */
  readonly addressees: readonly Addressee[]
  /** Whether these are on record on the date of the letter, so that it can be shared with them. */
  readonly hasLeader: boolean
  readonly hasScrutinyChair: boolean
  readonly training: TrainingRecord
  readonly bespokeParagraph: BespokeParagraph | null
  /** What the band across a demonstration's pages says; null in a real installation. */
  readonly demonstrationNote: string | null
}

type LetterAuthority = {
  readonly slug: string
  readonly officialName: string
  /** It exists in a demonstration only. Nothing invented is ever shown about a body that is not. */
  readonly isInvented: boolean
  /** The last day on which it existed, where it has closed. */
  readonly endsOn: IsoDate | null
  /** Official names of the bodies that took over its work. */
  readonly successorNames: readonly string[]
}

type LetterCycle = {
  readonly year: ReportingYear
  readonly edition: string
  readonly letterDate: IsoDate
  /** The day, in the country of the scheme, on which the figures are published. */
  readonly publicationDate: IsoDate
  readonly settings: CycleSettings
}

type LetterMembership = {
  readonly isCouncil: boolean
  readonly isOnMap: boolean
  readonly comparisonGroup: string | null
}

export type Addressee = {
  /** As it is written in the address: "Interim Chief Executive". */
  readonly post: string
  readonly person: { readonly name: string; readonly salutation: string } | null
  /** The body the addressee works for: the authority, or its successor. */
  readonly body: string
}

/** The year's exact training totals, and those of every earlier year on record. */
export type TrainingRecord = {
  readonly thisYear: TrainingTotal | null
  readonly earlierYears: readonly TrainingTotal[]
}

export type BespokeParagraph = {
  /** Plain text; a blank line parts paragraphs. */
  readonly text: string
  readonly isApproved: boolean
}

/** Why one authority's letter cannot be made. Always names the block of the letter it stands in the way of. */
export type LetterProblem = { readonly block: string; readonly reason: string }

/** The body no longer existed on the day of its letter, which therefore goes to its successors. */
export function isClosed(facts: LetterFacts): boolean {
  return facts.authority.endsOn !== null && facts.authority.endsOn < facts.cycle.letterDate
}
