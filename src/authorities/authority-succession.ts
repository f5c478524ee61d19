import type { IsoDate } from '../scheme/reporting-year.ts'
import { type Authority, existedOn } from './authority.ts'

type Succeeding = Pick<Authority, 'slug' | 'kind' | 'startsOn' | 'endsOn' | 'successors'>

/**
 * The bodies that do an authority's work on a given day: itself while it exists, otherwise its successors,
 * and theirs where those have ended too. Taunton Deane answers Somerset West and Taunton in 2020 and Somerset
 * in 2024; Cumbria answers both of its successors. In the order of their slugs; none where nobody took over.
 */
export function successorsOn<A extends Succeeding>(
  authorities: ReadonlyMap<string, A>,
  slug: string,
  date: IsoDate,
): readonly A[] {
  const found = new Map<string, A>()
  const waiting = [slug]
  const seen = new Set<string>()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    const authority = authorities.get(next)
    if (authority === undefined) throw new Error(`the register names "${next}" but does not have it`)
    const hasEnded = authority.endsOn !== null && authority.endsOn < date
    if (hasEnded) waiting.push(...authority.successors)
    else found.set(next, authority)
  }
  return [...found.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1))
}

/** The bodies whose work a successor took over at once, in the order of their slugs. */
export function predecessorsOf<A extends Succeeding>(authorities: Iterable<A>, slug: string): readonly A[] {
  return [...authorities]
    .filter(({ successors }) => successors.includes(slug))
    .sort((a, b) => (a.slug < b.slug ? -1 : 1))
}

/**
 * The bodies of given kinds that together were a later authority on an earlier day, where each of them went
 * whole into it; undefined where one was shared out (Northamptonshire County Council), or there were none.
 * Only for these may figures be added up as if the later authority had existed then; nothing is apportioned.
 */
export function wholePredecessors<A extends Succeeding>(
  authorities: ReadonlyMap<string, A>,
  slug: string,
  kinds: readonly string[],
  date: IsoDate,
): readonly A[] | undefined {
  const successor = authorities.get(slug)
  if (successor === undefined || existedOn(successor, date)) return undefined
  const firstDay = successor.startsOn
  if (firstDay === null || firstDay < date) return undefined
  const predecessors = [...authorities.values()]
    .filter((authority) => kinds.includes(authority.kind) && existedOn(authority, date))
    .map((authority) => ({ authority, heirs: successorsOn(authorities, authority.slug, firstDay) }))
    .filter(({ heirs }) => heirs.some((heir) => heir.slug === slug))
  const isWhole = predecessors.length > 0 && predecessors.every(({ heirs }) => heirs.length === 1)
  return isWhole ? predecessors.map(({ authority }) => authority) : undefined
}
