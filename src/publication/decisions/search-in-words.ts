import type { Scheme } from '../../scheme/scheme.ts'
import type { DecisionAuthorities } from './decision-authority.ts'
import { chips } from './facet-groups.ts'
import type { SearchRequest } from './search-request.ts'

/** What a search is for, in a line: `Decisions: damp, Upheld, Housing`. */
export function searchInWords(
  scheme: Scheme,
  request: SearchRequest,
  authorities: DecisionAuthorities,
): string {
  const parts = [
    ...(request.words === '' ? [] : [request.words]),
    ...chips(scheme, request, authorities).map(({ text }) => text),
  ]
  return parts.length === 0 ? 'Decisions' : `Decisions: ${parts.join(', ')}`
}
