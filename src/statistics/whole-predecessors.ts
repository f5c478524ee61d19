import type { CountedSet } from '../scheme/scheme.ts'
import type { Counts } from './figure.ts'

/** An authority that may have been succeeded, with its counts of one year. */
export type Predecessor = {
  readonly authorityId: number
  readonly kind: string
  /** Empty for an authority that still exists. */
  readonly successorIds: readonly number[]
  /** Null for an authority that did not exist in the year: a link in a chain. */
  readonly counts: Counts | null
}

/**
 * One year's counts as if today's authorities had existed then, by authority: only where whole predecessors
 * of one kind became one successor, which is one of them itself where it existed already. Nothing is ever apportioned, so a successor that took over part of
 * another authority, or authorities of two tiers, does not appear. Whoever shows these marks them as such.
 */
export function countsAsIfTodaysAuthoritiesHadExisted(
  predecessors: readonly Predecessor[],
): Map<number, Counts> {
  const byId = new Map(predecessors.map((predecessor) => [predecessor.authorityId, predecessor]))
  const bySuccessor = new Map<number, Predecessor[]>()
  const withParts = new Set<number>()
  for (const predecessor of predecessors) {
    if (predecessor.successorIds.length === 0 || !predecessor.counts) continue
    const finals = finalSuccessors(predecessor, byId)
    for (const successorId of finals) {
      if (finals.size > 1) withParts.add(successorId)
      bySuccessor.set(successorId, [...(bySuccessor.get(successorId) ?? []), predecessor])
    }
  }
  const result = new Map<number, Counts>()
  for (const [successorId, joining] of bySuccessor) {
    const successor = byId.get(successorId)
    const members = successor?.counts ? [successor, ...joining] : joining
    const isOneTier = members.every(({ kind }) => kind === members[0]?.kind)
    if (!withParts.has(successorId) && isOneTier) result.set(successorId, sumOfCounts(members))
  }
  return result
}

/** Where an authority ended up, through chains: Taunton Deane, through Somerset West and Taunton, in Somerset. */
function finalSuccessors(authority: Predecessor, byId: ReadonlyMap<number, Predecessor>): Set<number> {
  const finals = new Set<number>()
  for (const successorId of authority.successorIds) {
    const successor = byId.get(successorId)
    if (!successor || successor.successorIds.length === 0) finals.add(successorId)
    else for (const final of finalSuccessors(successor, byId)) finals.add(final)
  }
  return finals
}

/** A set that one of them does not know is not known of the whole. */
function sumOfCounts(members: readonly Predecessor[]): Counts {
  const sum = new Map<CountedSet, number>()
  const sets = new Set(members.flatMap(({ counts }) => [...(counts?.keys() ?? [])]))
  for (const set of sets) {
    const counts = members.map((member) => member.counts?.get(set))
    if (counts.every((count) => count !== undefined)) {
      sum.set(
        set,
        counts.reduce((total, count) => total + count, 0),
      )
    }
  }
  return sum
}
