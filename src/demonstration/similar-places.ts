import type { Authority, PopulationEstimate } from '../authorities/authority.ts'
import type { SimilarAuthorities, SimilarList } from '../authorities/similar-authorities.ts'
import { groupBy } from '../statistics/grouping.ts'

/** The demonstration's own list of similar authorities, which is invented like them. */
export const demonstrationList: SimilarList = {
  list: 'demonstration',
  note: 'DEMONSTRATION: an invented list. Neighbours are of the same kind and nearest in number of residents, by proportion.',
}

const neighbourCount = 20

/**
 * Invented neighbours by a stated rule: of the same kind, and nearest in residents, by proportion. Only between
 * invented bodies that exist today, so that nothing invented is said of a real one.
 */
export function similarPlaces(
  authorities: readonly (Authority & { readonly isInvented: boolean })[],
  populations: readonly PopulationEstimate[],
): SimilarAuthorities {
  const residents = new Map(
    populations.filter(({ year }) => year === 2022).map(({ authority, residents }) => [authority, residents]),
  )
  const today = authorities.filter(
    ({ slug, endsOn, isInvented }) => isInvented && endsOn === null && residents.has(slug),
  )
  const similar = new Map<string, readonly string[]>()
  for (const ofKind of groupBy(today, ({ kind }) => kind).values()) {
    const places = ofKind.map(({ slug }) => ({ slug, size: Math.log(residents.get(slug) ?? 1) }))
    for (const { slug, size } of places) {
      const nearest = places
        .filter((other) => other.slug !== slug)
        .map((other) => ({ slug: other.slug, distance: Math.abs(other.size - size) }))
        .sort((one, other) => one.distance - other.distance || (one.slug < other.slug ? -1 : 1))
        .slice(0, neighbourCount)
      if (nearest.length > 0)
        similar.set(
          slug,
          nearest.map((neighbour) => neighbour.slug),
        )
    }
  }
  return similar
}
