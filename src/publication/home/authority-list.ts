import type { Authority } from '../../authorities/authority.ts'
import type { Scheme } from '../../scheme/scheme.ts'

export type KindCount = { readonly code: string; readonly plural: string; readonly count: number }

/** How many there are of each kind, in the scheme's order; kinds without any are left out. */
export function kindCounts(
  scheme: Scheme,
  authorities: readonly Pick<Authority, 'kind'>[],
): readonly KindCount[] {
  return scheme.authorityKinds
    .map(({ code, plural }) => ({
      code,
      plural: plural.slice(0, 1).toUpperCase() + plural.slice(1),
      count: authorities.filter(({ kind }) => kind === code).length,
    }))
    .filter(({ count }) => count > 0)
}

export type LetterGroup<Listed> = { readonly letter: string; readonly authorities: readonly Listed[] }

/** Authorities by the first letter of their short names, in alphabetical order. */
export function byFirstLetter<Listed extends Pick<Authority, 'shortName'>>(
  authorities: readonly Listed[],
): readonly LetterGroup<Listed>[] {
  const sorted = [...authorities].sort((one, other) => one.shortName.localeCompare(other.shortName, 'en-GB'))
  const groups = new Map<string, Listed[]>()
  for (const authority of sorted) {
    const letter = authority.shortName.slice(0, 1).toUpperCase()
    const group = groups.get(letter)
    if (group) group.push(authority)
    else groups.set(letter, [authority])
  }
  return [...groups].map(([letter, listed]) => ({ letter, authorities: listed }))
}
