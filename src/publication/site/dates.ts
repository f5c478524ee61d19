import { printMoment, printYear } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'

/** Which state of the figures a page shows: "2023-24, revision 1, 24 July 2024, 9:30am." */
export function editionLine(
  scheme: Scheme,
  { year, revision }: Pick<YearlyFigures, 'year' | 'revision'>,
  { revisedAt }: { readonly revisedAt: Date },
): string {
  return `${printYear(scheme, year)}, revision ${revision}, ${printMoment(scheme, revisedAt)}.`
}
