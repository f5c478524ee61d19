import type { Scheme } from '../../scheme/scheme.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'

/** Every figure that is shown was printed in the authority's own letter. */
export function isFromLetter({ site }: Scheme, { figures }: YearlyFigures): boolean {
  return site.largeMeasures.every(({ measure }) => figures.get(measure)?.origin.kind === 'published-letter')
}
