import { setTimeout as pause } from 'node:timers/promises'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** How many expensive answers are made at once, for one client and for all. */
export type SearchLimits = {
  readonly mostAtOnce: number
  readonly mostAtOncePerClient: number
  /** How many more may wait for their turn. */
  readonly mostWaiting: number
  readonly mostWaitingPerClient: number
  readonly patienceMilliseconds: number
}

const usualLimits: SearchLimits = {
  mostAtOnce: 6,
  mostAtOncePerClient: 2,
  mostWaiting: 100,
  mostWaitingPerClient: 20,
  patienceMilliseconds: 10_000,
}

const betweenTriesMilliseconds = 1_000

/**
 * Lets expensive answers be made a few at a time. A client that asks for many waits, in order, behind its own, while
 * others overtake it; one with too many waiting, or who has waited too long, is told to come back.
 */
export class SearchGate {
  readonly #limits: SearchLimits
  readonly #running = new Map<string, number>()
  #waiting: Waiting[] = []

  constructor(limits: SearchLimits = usualLimits) {
    this.#limits = limits
  }

  /** Does the work when its turn has come; undefined where it does not come. */
  async pass<Made>(client: string, work: () => Promise<Made>): Promise<{ readonly made: Made } | undefined> {
    if (!(await this.#turn(client))) return undefined
    try {
      return { made: await work() }
    } finally {
      this.#leave(client)
    }
  }

  /** The same for a part of a long answer that has begun: it comes late rather than never. */
  async passLate<Made>(client: string, work: () => Promise<Made>): Promise<Made> {
    for (;;) {
      const passed = await this.pass(client, work)
      if (passed !== undefined) return passed.made
      await pause(betweenTriesMilliseconds)
    }
  }

  #turn(client: string): Promise<boolean> {
    if (this.#isFree(client)) {
      this.#enter(client)
      return Promise.resolve(true)
    }
    const { mostWaiting, mostWaitingPerClient, patienceMilliseconds } = this.#limits
    const ofClient = this.#waiting.filter((other) => other.client === client).length
    if (this.#waiting.length >= mostWaiting || ofClient >= mostWaitingPerClient) return Promise.resolve(false)
    return new Promise((resolve) => {
      const waiting: Waiting = { client, resolve }
      this.#waiting.push(waiting)
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting)
        resolve(false)
      }, patienceMilliseconds)
      waiting.resolve = (isTurn) => {
        clearTimeout(timer)
        resolve(isTurn)
      }
    })
  }

  #isFree(client: string): boolean {
    const { mostAtOnce, mostAtOncePerClient } = this.#limits
    const all = [...this.#running.values()].reduce((sum, count) => sum + count, 0)
    return all < mostAtOnce && (this.#running.get(client) ?? 0) < mostAtOncePerClient
  }

  #enter(client: string): void {
    this.#running.set(client, (this.#running.get(client) ?? 0) + 1)
  }

  #leave(client: string): void {
    const left = (this.#running.get(client) ?? 1) - 1
    if (left === 0) this.#running.delete(client)
    else this.#running.set(client, left)
    const next = this.#waiting.find((waiting) => this.#isFree(waiting.client))
    if (next === undefined) return
    this.#waiting = this.#waiting.filter((other) => other !== next)
    this.#enter(next.client)
    next.resolve(true)
  }
}

type Waiting = { readonly client: string; resolve: (isTurn: boolean) => void }

/**
 * The address a request comes from. Behind a proxy that `TRUSTED_PROXY` names, it is what that proxy says; anybody
 * else could say anything.
 */
export function clientOf(context: Context, trustedProxy = process.env.TRUSTED_PROXY): string {
  const connected = connectedAddress(context)
  if (trustedProxy === undefined || trustedProxy === '' || connected !== trustedProxy) return connected
  // The proxy adds the address it was asked from at the end.
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return forwarded === undefined || forwarded === '' ? connected : forwarded
}

function connectedAddress(context: Context): string {
  // Without a server, as in tests, there is no connection.
  if (context.env?.incoming === undefined) return 'unknown'
  const address = getConnInfo(context).remote.address ?? 'unknown'
  return address.replace(/^::ffff:/, '')
}
