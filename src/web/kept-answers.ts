import type { WholeAnswer } from './whole-answer.ts'

/**
 * Answers by their address, as far as a number of bytes reaches: those that were asked for longest ago make room.
 * All are of one state of what is public; those of an earlier state are gone.
 */
export class KeptAnswers {
  readonly #mostBytes: number
  readonly #answers = new Map<string, WholeAnswer>()
  #state: string | undefined
  #bytes = 0

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes
  }

  /** The answer kept for an address in this state; another state than the one known empties everything. */
  find(state: string, address: string): WholeAnswer | undefined {
    this.#enter(state)
    const answer = this.#answers.get(address)
    if (answer === undefined) return undefined
    this.#answers.delete(address)
    this.#answers.set(address, answer)
    return answer
  }

  keep(state: string, address: string, answer: WholeAnswer): void {
    this.#enter(state)
    this.#drop(address)
    this.#answers.set(address, answer)
    this.#bytes += bytesOf(address, answer)
    for (const oldest of this.#answers.keys()) {
      if (this.#bytes <= this.#mostBytes) return
      this.#drop(oldest)
    }
  }

  #enter(state: string): void {
    if (state === this.#state) return
    this.#state = state
    this.#answers.clear()
    this.#bytes = 0
  }

  #drop(address: string): void {
    const answer = this.#answers.get(address)
    if (answer === undefined) return
    this.#answers.delete(address)
    this.#bytes -= bytesOf(address, answer)
  }
}

/** A compressed copy is seldom a quarter of the page, and seldom are there two. */
function bytesOf(address: string, { body }: WholeAnswer): number {
  return 2 * address.length + 1.5 * body.length + 1_000
}
