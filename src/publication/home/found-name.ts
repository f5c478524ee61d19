import type { KnownAuthority } from '../../authorities/authority.ts'
import type { AuthorityNames, FoundName, FoundNames } from '../../authorities/authority-name-search.ts'
import { findAuthority, findNames } from '../../authorities/authority-name-search.ts'
import { formatDate } from '../../letters/letter-words.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { kindName } from '../site/authority-facts.ts'

/** What somebody who typed a name meant: one body beyond doubt, or those it may be. */
export type NameSearch =
  | { readonly kind: 'one'; readonly authority: KnownAuthority }
  | ({ readonly kind: 'several' } & FoundNames<KnownAuthority>)

/** One exact name, or the only one that has every word typed, is the one meant; a near name never is. */
export function searchByName(names: AuthorityNames<KnownAuthority>, text: string): NameSearch {
  const exact = findAuthority(names, text)
  if (exact) return { kind: 'one', authority: exact }
  const found = findNames(names, text)
  const [only] = found.matches
  return found.matches.length === 1 && only
    ? { kind: 'one', authority: only.authority }
    : { kind: 'several', ...found }
}

/** What stands beside a name that was found: "District", "District, formerly Old Holm", "closed 31 March 2023". */
export function aboutFound(scheme: Scheme, { authority, name }: FoundName<KnownAuthority>): string {
  return [
    kindName(scheme, authority),
    authority.formerNames.includes(name) ? `formerly ${name}` : undefined,
    authority.otherNames.includes(name) ? `also called ${name}` : undefined,
    authority.endsOn === null ? undefined : `closed ${formatDate(authority.endsOn)}`,
  ]
    .filter((fact) => fact !== undefined)
    .join(', ')
}
