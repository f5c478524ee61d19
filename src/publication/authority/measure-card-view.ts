import { printYear } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'
import { failureToComply } from '../../statistics/figure-wording.ts'
import type { MeasureView } from '../site/measure-view.ts'

/** What stands on the picture of one figure, but for where it comes from. */
export function measureCardFacts(
  scheme: Scheme,
  authority: string,
  figures: YearlyFigures,
  view: MeasureView,
) {
  const { measure, number, base, share, isFew, average, whyNothing, finding, figure } = view
  const compared = average ? `Similar ${scheme.site.authorityWords.many}: ${average.printed}. ` : ''
  return {
    authority,
    year: printYear(scheme, figures.year),
    measure: measure.name,
    plainWords: measure.plainWords,
    number,
    base,
    ring: measure.denominator.kind === 'share' ? { share, isFew, average: average?.share } : undefined,
    failure: failureToComply(scheme, measure, figure),
    sentence: whyNothing ?? `${compared}${finding ? `${finding.strong}${finding.rest}` : ''}`.trim(),
  }
}
