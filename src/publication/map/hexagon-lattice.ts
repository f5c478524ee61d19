import type { Point } from './spread-discs.ts'

/** A cell of a lattice of upright hexagons, one point up; every odd row stands half a cell to the right. */
export type HexagonCell = { readonly column: number; readonly row: number }

/** Distance between rows, where cells in a row are 1 apart. */
const rowHeight = Math.sqrt(3) / 2

/** The middle of a cell, where cells in a row are 1 apart. */
export function cellMiddle({ column, row }: HexagonCell): Point {
  return { x: column + (isOdd(row) ? 0.5 : 0), y: row * rowHeight }
}

/** The six cells around a cell, clockwise from the right. */
export function neighboursOf({ column, row }: HexagonCell): readonly HexagonCell[] {
  const left = isOdd(row) ? column : column - 1
  return [
    { column: column + 1, row },
    { column: left + 1, row: row + 1 },
    { column: left, row: row + 1 },
    { column: column - 1, row },
    { column: left, row: row - 1 },
    { column: left + 1, row: row - 1 },
  ]
}

export function cellKey({ column, row }: HexagonCell): string {
  return `${column} ${row}`
}

/** How far a disc makes itself felt, in cells. */
const spread = 0.6

/**
 * As many cells as there are discs (of diameter 1): those where discs lie densest, all in one piece. It begins
 * with the densest and takes the densest beside those it has, so that no cell stands alone.
 */
export function densestCells(discs: readonly Point[]): readonly HexagonCell[] {
  const densities = new Map<string, { cell: HexagonCell; density: number }>()
  const densityAt = (cell: HexagonCell) => {
    const key = cellKey(cell)
    const known = densities.get(key)
    if (known) return known
    const found = { cell, density: density(cellMiddle(cell), discs) }
    densities.set(key, found)
    return found
  }
  const start = discs
    .map(({ x, y }) => densityAt(cellAt({ x, y })))
    .toSorted(byDensity)
    .at(0)
  if (!start) return []
  const taken = new Map([[cellKey(start.cell), start.cell]])
  const edge = new Map<string, { cell: HexagonCell; density: number }>()
  let last = start.cell
  while (taken.size < discs.length) {
    for (const cell of neighboursOf(last)) {
      if (!taken.has(cellKey(cell))) edge.set(cellKey(cell), densityAt(cell))
    }
    let best: { cell: HexagonCell; density: number } | undefined
    for (const candidate of edge.values()) {
      if (!best || byDensity(candidate, best) < 0) best = candidate
    }
    if (!best) break
    last = best.cell
    taken.set(cellKey(last), last)
    edge.delete(cellKey(last))
  }
  return [...taken.values()].toSorted((one, other) => one.row - other.row || one.column - other.column)
}

function cellAt({ x, y }: Point): HexagonCell {
  const row = Math.round(y / rowHeight)
  return { column: Math.round(x - (isOdd(row) ? 0.5 : 0)), row }
}

function density(middle: Point, discs: readonly Point[]): number {
  let sum = 0
  for (const disc of discs) {
    const square = (disc.x - middle.x) ** 2 + (disc.y - middle.y) ** 2
    if (square < 9 * spread * spread) sum += Math.exp(-square / (2 * spread * spread))
  }
  return sum
}

/** Densest first; of two alike the upper, then the left one, so that the answer is always the same. */
function byDensity(
  one: { readonly cell: HexagonCell; readonly density: number },
  other: { readonly cell: HexagonCell; readonly density: number },
): number {
  return other.density - one.density || one.cell.row - other.cell.row || one.cell.column - other.cell.column
}

function isOdd(row: number): boolean {
  return row % 2 !== 0
}
