import { networkOf } from './sign-in-limits.ts'

/** How often one client may do something in a while. */
export type VisitorLimit = { readonly mostTimes: number; readonly seconds: number }

/** So many clients are remembered at once; beyond them the longest known is forgotten. */
const mostClients = 100_000

/**
 * Counts what each client without an account writes, so that nobody can fill a programme or a survey. It is kept by each
 * process for itself and forgotten with it: it keeps away nuisance; what must never happen, the database refuses.
 */
export class VisitorLimits {
  readonly #times = new Map<string, readonly number[]>()

  /**
   * Counts one more and answers 0, unless that would be too many: then it says in how many seconds another is taken. A
   * client that cannot be known (see `knowableClient`) is not counted, as all of them would be one.
   */
  take(
    what: string,
    client: string | undefined,
    { mostTimes, seconds }: VisitorLimit,
    now = Date.now(),
  ): number {
    if (client === undefined) return 0
    const key = `${what} ${networkOf(client)}`
    const since = now - seconds * 1_000
    const recent = (this.#times.get(key) ?? []).filter((time) => time > since)
    const [first] = recent
    if (first !== undefined && recent.length >= mostTimes) return Math.ceil((first - since) / 1_000)
    // Counted last, it is forgotten last.
    this.#times.delete(key)
    this.#times.set(key, [...recent, now])
    const [oldest] = this.#times.keys()
    if (this.#times.size > mostClients && oldest !== undefined) this.#times.delete(oldest)
    return 0
  }
}
