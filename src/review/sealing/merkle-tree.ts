import { createHash } from 'node:crypto'

/**
 * A tree of hashes over a list, as RFC 6962 builds it: its root stands for every leaf and for their order. Leaves and
 * nodes begin with another byte each, so that none can be passed off as the other.
 */
export function treeRoot(leafHashes: readonly Buffer[]): Buffer {
  const [first, ...others] = leafHashes
  if (first === undefined) throw new Error('a tree of hashes needs a leaf')
  if (others.length === 0) return first
  const middle = largestPowerBelow(leafHashes.length)
  return nodeHash(treeRoot(leafHashes.slice(0, middle)), treeRoot(leafHashes.slice(middle)))
}

/** The hash of a leaf, whose text is taken as UTF-8. */
export function leafHash(text: string): Buffer {
  return createHash('sha256').update(leafMark).update(text).digest()
}

const leafMark = Buffer.of(0)
const nodeMark = Buffer.of(1)

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(nodeMark).update(left).update(right).digest()
}

/** The largest power of two that is less than a count of two or more. */
function largestPowerBelow(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}
