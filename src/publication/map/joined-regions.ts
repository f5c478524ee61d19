import { cellKey, cellMiddle, type HexagonCell, neighboursOf } from './hexagon-lattice.ts'
import type { Point } from './spread-discs.ts'

/** Bodies on cells: where each would like to be, which region it belongs to, and the cell it has. */
export type Settlement = {
  readonly homes: readonly Point[]
  readonly regions: readonly string[]
  readonly cells: readonly HexagonCell[]
  /** By body, the number of its cell. */
  readonly cellOf: readonly number[]
}

/** More than any exchange of places can cost, so that bringing a body back to its region always pays. */
const costOfAStray = 1e6
/** A gain smaller than this is the last digits of a calculation. */
const leastGain = 1e-9

/**
 * Lets bodies change places until every region is one piece and no exchange of two brings them nearer to where
 * they belong. Answers the cell of each body.
 */
export function joinRegions({ homes, regions, cells, cellOf }: Settlement): readonly number[] {
  const board = new Board(cells, regions, cellOf)
  const middles = cells.map(cellMiddle)
  const away = homes.map((home) => middles.map((middle) => squaredDistance(home, middle)))
  const costAt = (body: number, cell: number) => away[body]?.[cell] ?? 0

  /** What an exchange brings; 0 where it brings nothing or would part a region. */
  const gainOf = (one: number, other: number): number => {
    const [here, there] = [board.cellOf(one), board.cellOf(other)]
    const nearer = costAt(one, here) + costAt(other, there) - costAt(one, there) - costAt(other, here)
    // Only somebody astray can bring a region together; all others must be nearer for it.
    if (nearer <= leastGain && !board.isAstray(one)) return 0
    return nearer + board.straysWon(one, other) * costOfAStray
  }

  const exchangeAll = () => {
    for (let isBetter = true; isBetter; ) {
      isBetter = false
      for (const one of homes.keys()) {
        let best = { other: one, gain: leastGain }
        for (const other of homes.keys()) {
          const gain = other === one ? 0 : gainOf(one, other)
          if (gain > best.gain) best = { other, gain }
        }
        if (best.other === one) continue
        board.exchange(one, best.other)
        isBetter = true
      }
    }
  }

  /** Where no exchange helps, somebody astray wanders back, and those on the way each give way by one cell. */
  const bringHome = (): boolean => {
    const now = board.strayTotal()
    let best: { way: readonly number[]; strays: number } | undefined
    for (const one of homes.keys()) {
      if (!board.isAstray(one)) continue
      for (const way of board.waysFrom(board.cellOf(one))) {
        board.wander(way)
        const strays = board.strayTotal()
        board.wander(way.toReversed())
        const isBetter = strays < (best?.strays ?? now)
        if (isBetter || (strays === best?.strays && way.length < best.way.length)) best = { way, strays }
      }
    }
    if (best) board.wander(best.way)
    return best !== undefined
  }

  do exchangeAll()
  while (board.strayTotal() > 0 && bringHome())
  return [...homes.keys()].map((body) => board.cellOf(body))
}

/** Who stands on which cell, and who stands apart from the largest piece of its region. */
class Board {
  readonly #cellOf: number[]
  readonly #regions: readonly string[]
  readonly #bodyAt: number[] = []
  readonly #regionAt: string[] = []
  readonly #neighbours: readonly (readonly number[])[]
  readonly #bodies = new Map<string, number[]>()
  readonly #strays = new Map<string, ReadonlySet<number>>()

  constructor(cells: readonly HexagonCell[], regions: readonly string[], cellOf: readonly number[]) {
    const numbers = new Map(cells.map((cell, number) => [cellKey(cell), number]))
    this.#neighbours = cells.map((cell) =>
      neighboursOf(cell).flatMap((neighbour) => numbers.get(cellKey(neighbour)) ?? []),
    )
    this.#regions = regions
    this.#cellOf = [...cellOf]
    for (const [body, cell] of cellOf.entries()) {
      this.#bodyAt[cell] = body
      this.#regionAt[cell] = this.#regionOf(body)
    }
    for (const [body, region] of regions.entries()) {
      const members = this.#bodies.get(region)
      if (members) members.push(body)
      else this.#bodies.set(region, [body])
    }
    for (const region of this.#bodies.keys()) this.#strays.set(region, this.#findStrays(region))
  }

  cellOf(body: number): number {
    const cell = this.#cellOf[body]
    if (cell === undefined) throw new Error(`no cell holds body ${body}`)
    return cell
  }

  isAstray(body: number): boolean {
    return this.#strays.get(this.#regionOf(body))?.has(this.cellOf(body)) ?? false
  }

  /** How many fewer would be astray if these two changed places; negative for more. */
  straysWon(one: number, other: number): number {
    const [first, second] = [this.#regionOf(one), this.#regionOf(other)]
    if (first === second) return 0
    const before = this.#strayCount(first) + this.#strayCount(second)
    this.#move(one, other)
    const after = this.#findStrays(first).size + this.#findStrays(second).size
    this.#move(one, other)
    return before - after
  }

  exchange(one: number, other: number): void {
    this.#move(one, other)
    for (const region of new Set([this.#regionOf(one), this.#regionOf(other)])) {
      this.#strays.set(region, this.#findStrays(region))
    }
  }

  strayTotal(): number {
    return [...this.#strays.values()].reduce((sum, strays) => sum + strays.size, 0)
  }

  /** The shortest way from a cell to each other one, over the cells there are. */
  waysFrom(start: number): readonly (readonly number[])[] {
    const ways: (readonly number[])[] = [[start]]
    const seen = new Set([start])
    for (let at = 0; at < ways.length; at += 1) {
      const way = ways[at] ?? []
      for (const next of this.#neighbours[way.at(-1) ?? start] ?? []) {
        if (seen.has(next)) continue
        seen.add(next)
        ways.push([...way, next])
      }
    }
    return ways.slice(1)
  }

  /** Whoever stands at the beginning of a way goes to its end; all others on it come one cell towards the beginning. */
  wander(way: readonly number[]): void {
    const wanderer = this.#bodyAt[way[0] ?? 0] ?? 0
    for (const cell of way.slice(1)) this.#move(wanderer, this.#bodyAt[cell] ?? wanderer)
    for (const region of this.#bodies.keys()) this.#strays.set(region, this.#findStrays(region))
  }

  #regionOf(body: number): string {
    return this.#regions[body] ?? ''
  }

  #strayCount(region: string): number {
    return this.#strays.get(region)?.size ?? 0
  }

  #move(one: number, other: number): void {
    const [here, there] = [this.cellOf(one), this.cellOf(other)]
    this.#cellOf[one] = there
    this.#cellOf[other] = here
    this.#bodyAt[there] = one
    this.#bodyAt[here] = other
    this.#regionAt[there] = this.#regionOf(one)
    this.#regionAt[here] = this.#regionOf(other)
  }

  /** The cells of a region outside its largest piece. */
  #findStrays(region: string): ReadonlySet<number> {
    const seen = new Set<number>()
    const pieces: (readonly number[])[] = []
    for (const body of this.#bodies.get(region) ?? []) {
      const start = this.cellOf(body)
      if (seen.has(start)) continue
      seen.add(start)
      const piece = [start]
      for (let at = 0; at < piece.length; at += 1) {
        for (const next of this.#neighbours[piece[at] ?? start] ?? []) {
          if (seen.has(next) || this.#regionAt[next] !== region) continue
          seen.add(next)
          piece.push(next)
        }
      }
      pieces.push(piece)
    }
    const [, ...smaller] = pieces.toSorted((one, other) => other.length - one.length)
    return new Set(smaller.flat())
  }
}

function squaredDistance(one: Point, other: Point): number {
  return (one.x - other.x) ** 2 + (one.y - other.y) ** 2
}
