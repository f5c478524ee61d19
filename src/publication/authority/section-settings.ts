import type { KnownAuthority } from '../../authorities/authority.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { FigureOrigin } from '../../statistics/figure.ts'

/** What every section of an authority's page is about, and what it says of itself where it is quoted. */
export type SectionSettings = {
  readonly scheme: Scheme
  readonly authority: KnownAuthority
  readonly year: ReportingYear
  /** "Your council's performance, 2023-24, revision 1, … https://…/authorities/larchwick?year=2023-24". */
  readonly source: string
  readonly isDemonstration: boolean
}

/** What a letter printed is true also in a demonstration. */
export function isInvented({ isDemonstration }: SectionSettings, origin: FigureOrigin | undefined): boolean {
  return isDemonstration && origin?.kind !== 'published-letter'
}
