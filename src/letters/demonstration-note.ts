import type { Authority } from '../authorities/authority.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import { formatMonth } from './letter-words.ts'

/** What the band of a demonstration's letter says about the body: invented, or real with published figures. */
export function demonstrationNote(
  authority: Pick<Authority, 'shortName' | 'officialName'> & { readonly isInvented: boolean },
  isCouncil: boolean,
  letterDate: IsoDate,
): string {
  if (authority.isInvented) {
    const kind = isCouncil ? 'council' : 'authority'
    // A whole name in the band would be the first in the letter, before the address: readers look for that one.
    const isWhole = authority.shortName === authority.officialName
    return `${isWhole ? 'This' : authority.shortName} is an invented ${kind}. Its figures are invented.`
  }
  return `Figures from the letter published in ${formatMonth(letterDate)}; the wording is ours.`
}
