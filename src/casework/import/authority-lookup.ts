import type { KnownAuthority } from '../../authorities/authority.ts'
import { authorityNames, nearestAuthority, normaliseName } from '../../authorities/authority-name-search.ts'

/** What an import needs to know of an authority to recognise it in a file. */
export type NamedAuthority = Pick<
  KnownAuthority,
  | 'id'
  | 'slug'
  | 'officialName'
  | 'shortName'
  | 'gssCode'
  | 'kind'
  | 'startsOn'
  | 'endsOn'
  | 'otherNames'
  | 'formerNames'
>

export type FoundAuthority =
  | { readonly kind: 'known'; readonly authority: NamedAuthority }
  | { readonly kind: 'ambiguous'; readonly names: readonly string[] }
  | { readonly kind: 'unknown'; readonly nearest: string | undefined }

export type AuthorityLookup = { readonly find: (text: string) => FoundAuthority }

/** A file names the same few hundred bodies over and over; nonsense without end must cost neither memory nor time. */
const answersKept = 5_000
const suggestionsMade = 500

/**
 * Finds authorities by what files call them: official name, slug and GSS code first, then short, former and
 * other names. Says which is nearest where none is meant, and which may be meant where there are several.
 */
export function authorityLookup(authorities: readonly NamedAuthority[]): AuthorityLookup {
  const names = authorityNames(authorities)
  const kept = new Map<string, FoundAuthority>()
  let unknownCount = 0

  return {
    find(text) {
      const known = kept.get(text)
      if (known) return known
      const found = search(text)
      if (kept.size < answersKept) kept.set(text, found)
      return found
    },
  }

  function search(text: string): FoundAuthority {
    const key = normaliseName(text)
    const candidates = names.certain.get(key) ?? names.informal.get(key) ?? []
    const [first] = candidates
    if (candidates.length > 1) {
      return { kind: 'ambiguous', names: candidates.map((candidate) => candidate.officialName) }
    }
    if (first) return { kind: 'known', authority: first }
    unknownCount += 1
    const nearest = unknownCount <= suggestionsMade ? nearestAuthority(names, text) : undefined
    return { kind: 'unknown', nearest: nearest?.officialName }
  }
}
