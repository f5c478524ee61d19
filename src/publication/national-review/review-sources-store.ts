import type { ReportingYear } from '../../scheme/reporting-year.ts'
import { readNationalCounts } from '../../statistics/national-count-store.ts'
import { type Source, sharedAuthorities, sharedFigures } from '../site/shared-reads-store.ts'
import type { ReviewSources } from './review-view.ts'

/** What the review of a year is made from, in the latest revision that is public. */
export async function readReviewSources(source: Source, year: ReportingYear): Promise<ReviewSources> {
  const [authorities, figures, counts] = await Promise.all([
    sharedAuthorities(source),
    sharedFigures(source, year),
    readNationalCounts(source.database, year),
  ])
  return {
    year,
    counts,
    figures: authorities.flatMap(({ id, region }) => {
      const ofAuthority = figures.get(id)
      return ofAuthority ? [{ ...ofAuthority, region }] : []
    }),
  }
}
