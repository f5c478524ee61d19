import type { KnownAuthority } from '../../authorities/authority.ts'
import type { PerformanceTotals } from '../../handling-code/own-complaints/performance-totals.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'

/** A published report as a list has it. */
export type ListedPerformance = {
  readonly authority: KnownAuthority
  readonly year: ReportingYear
  readonly totals: PerformanceTotals
  readonly publishedAt: Date
}

/** Published reports with whose they are: the newest year first, in a year from A to Z. */
export function listPerformance(
  authorities: readonly KnownAuthority[],
  published: readonly (Omit<ListedPerformance, 'authority'> & { readonly authorityId: number })[],
): readonly ListedPerformance[] {
  const known = new Map(authorities.map((authority) => [Number(authority.id), authority]))
  return published
    .flatMap(({ authorityId, year, totals, publishedAt }) => {
      const authority = known.get(authorityId)
      return authority ? [{ authority, year, totals, publishedAt }] : []
    })
    .sort(
      (one, other) =>
        other.year - one.year || one.authority.officialName.localeCompare(other.authority.officialName, 'en'),
    )
}
