import { compareNumbers, type Provision } from './code-version.ts'

/** What one version of the Code asks for and another does not, or asks for in other words. */
export type CodeDifference = {
  readonly added: readonly Provision[]
  readonly removed: readonly Provision[]
  readonly changed: readonly ChangedProvision[]
  readonly unchangedCount: number
}

export type ChangedProvision = {
  readonly before: Provision
  readonly after: Provision
  /** Its words, old and new in one run; all kept where only its number or certainty changed. */
  readonly words: readonly MarkedWords[]
}

/** Some words that follow one another, and whether both versions have them. */
export type MarkedWords = { readonly in: 'both' | 'before' | 'after'; readonly words: string }

/** Provisions are the same ones by their name, whatever their number. */
export function codeDifference(before: readonly Provision[], after: readonly Provision[]): CodeDifference {
  const old = new Map(before.map((provision) => [provision.provision, provision]))
  const names = new Set(after.map(({ provision }) => provision))
  const kept = after.flatMap((provision) => {
    const earlier = old.get(provision.provision)
    return earlier === undefined ? [] : [{ before: earlier, after: provision }]
  })
  const changed = kept.filter((pair) => !isSame(pair.before, pair.after))
  const byNumber = (one: Provision, other: Provision) => compareNumbers(one.number, other.number)
  return {
    added: after.filter(({ provision }) => !old.has(provision)).toSorted(byNumber),
    removed: before.filter(({ provision }) => !names.has(provision)).toSorted(byNumber),
    changed: changed
      .toSorted((one, other) => byNumber(one.after, other.after))
      .map((pair) => ({ ...pair, words: markedWords(pair.before.text, pair.after.text) })),
    unchangedCount: kept.length - changed.length,
  }
}

function isSame(one: Provision, other: Provision): boolean {
  return (
    one.number === other.number &&
    one.text === other.text &&
    one.certainty === other.certainty &&
    one.source === other.source
  )
}

/** The words of two texts in one run: as many as possible in both, and what was taken out before what came in. */
export function markedWords(before: string, after: string): readonly MarkedWords[] {
  const [old, now] = [before.split(/\s+/), after.split(/\s+/)]
  const common = commonLengths(old, now)
  const marked: { in: MarkedWords['in']; words: string }[] = []
  const add = (where: MarkedWords['in'], word: string) => {
    const last = marked.at(-1)
    if (last?.in === where) last.words += ` ${word}`
    else marked.push({ in: where, words: word })
  }
  let [at, to] = [0, 0]
  for (let word = old[at] ?? now[to]; word !== undefined; word = old[at] ?? now[to]) {
    if (at < old.length && to < now.length && old[at] === now[to]) {
      add('both', word)
      at += 1
      to += 1
    } else if (at < old.length && (common[at + 1]?.[to] ?? 0) >= (common[at]?.[to + 1] ?? 0)) {
      add('before', word)
      at += 1
    } else {
      add('after', now[to] ?? '')
      to += 1
    }
  }
  return marked
}

/** How many words the two have in common, in order, from each place on. */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
  const lengths = old.map(() => new Array<number>(now.length + 1).fill(0))
  lengths.push(new Array<number>(now.length + 1).fill(0))
  for (let at = old.length - 1; at >= 0; at -= 1) {
    for (let to = now.length - 1; to >= 0; to -= 1) {
      const row = lengths[at]
      if (row === undefined) continue
      row[to] =
        old[at] === now[to]
          ? (lengths[at + 1]?.[to + 1] ?? 0) + 1
          : Math.max(lengths[at + 1]?.[to] ?? 0, row[to + 1] ?? 0)
    }
  }
  return lengths
}
