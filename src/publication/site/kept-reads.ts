/** How many different reads are kept; each is of the register or of a year, and there are not many of those. */
const mostKept = 200

/**
 * What several pages need and is much to read, such as the register: read once for each state of what is public, by
 * a name of the caller's, and shared by all pages made in that state. Nobody may change what they get.
 */
export type KeptByState = <What>(name: string, read: () => Promise<What>) => Promise<What>

/** What was read in the present state; entering another state forgets it. */
export function keptReads(): {
  readonly keptByState: KeptByState
  /** Undefined while the state is not known: then nothing is kept. */
  readonly enter: (state: string | undefined) => void
} {
  let present: string | undefined
  let reads = new Map<string, Promise<unknown>>()
  return {
    enter(state) {
      if (state === present) return
      present = state
      // What is still being read for the state before goes to the map of that.
      reads = new Map()
    },
    keptByState<What>(name: string, read: () => Promise<What>) {
      if (present === undefined) return read()
      const kept = reads
      // The same name is always given with the same read.
      const before = kept.get(name) as Promise<What> | undefined
      if (before !== undefined) return before
      const reading = read()
      kept.set(name, reading)
      // A failure may be passing.
      reading.catch(() => kept.delete(name))
      const [oldest] = kept.keys()
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
      return reading
    },
  }
}
