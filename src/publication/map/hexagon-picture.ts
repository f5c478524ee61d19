import { cellKey, cellMiddle, type HexagonCell, neighboursOf } from './hexagon-lattice.ts'
import { layOutHexagons } from './hexagon-layout.ts'
import type { MapMark } from './map-mark.ts'
import type { MapPlane } from './map-plane.ts'
import type { Point } from './spread-discs.ts'

/** Where everything stands in the picture of hexagons, in pixels. */
export type HexagonPicture = {
  readonly width: number
  readonly height: number
  /** From one side of a hexagon to the other. */
  readonly diameter: number
  readonly placeOf: (slug: string) => Point
  /** Lines between regions, as the data of a path. */
  readonly borders: string
  /** The whole outline of the region that is too dense on a map of places. */
  readonly denseOutline: string
  readonly names: readonly RegionName[]
}

/** A region's name outside the hexagons, with a line to it where others lie between. */
export type RegionName = {
  readonly lines: readonly string[]
  readonly at: Point
  readonly isLeft: boolean
  /** From a cell of the region to the name. */
  readonly leader: { readonly from: Point; readonly to: Point } | undefined
}

const width = 624
/** Room for names at the sides. */
const sideMargin = 60
const topMargin = 8

/** Layouts of the latest memberships: each takes a third of a second, and a year's members hardly ever change. */
const layouts = new Map<string, ReadonlyMap<string, HexagonCell>>()
const mostLayouts = 40

export function hexagonPicture(
  plane: MapPlane,
  marks: readonly MapMark[],
  denseRegion: string | undefined,
): HexagonPicture {
  const cells = layoutOf(plane, marks)
  const middles = [...cells.values()].map(cellMiddle)
  const [left, right] = [Math.min(...middles.map(({ x }) => x)), Math.max(...middles.map(({ x }) => x))]
  const [top, bottom] = [Math.min(...middles.map(({ y }) => y)), Math.max(...middles.map(({ y }) => y))]
  const diameter = Math.min((width - 2 * sideMargin) / (right - left + 1), 60)
  const start = (width - (right - left) * diameter) / 2
  const toPixels = ({ x, y }: Point) => ({
    x: start + (x - left) * diameter,
    y: topMargin + diameter * (y - top + 0.6),
  })
  const regionAt = new Map(
    marks.flatMap(({ slug, region }) => {
      const cell = cells.get(slug)
      return cell ? [[cellKey(cell), region] as const] : []
    }),
  )
  const board: Board = { cells: [...cells.values()], regionAt, toPixels, diameter }
  return {
    width,
    height: Math.ceil(topMargin * 2 + diameter * (bottom - top + 1.2)),
    diameter,
    placeOf: (slug) => {
      const cell = cells.get(slug)
      if (!cell) throw new Error(`${slug} has no hexagon`)
      return toPixels(cellMiddle(cell))
    },
    borders: edges(board, (here, there) => there !== undefined && here < there),
    denseOutline: edges(board, (here, there) => here === denseRegion && there !== denseRegion),
    names: regionNames(board),
  }
}

function layoutOf(plane: MapPlane, marks: readonly MapMark[]): ReadonlyMap<string, HexagonCell> {
  const places = marks.map(({ slug, region, centre }) => ({ key: slug, region, ...plane.project(centre) }))
  const membership = JSON.stringify(places)
  const known = layouts.get(membership)
  if (known) return known
  const [oldest] = layouts.keys()
  if (layouts.size >= mostLayouts && oldest !== undefined) layouts.delete(oldest)
  const layout = layOutHexagons(places)
  layouts.set(membership, layout)
  return layout
}

type Board = {
  readonly cells: readonly HexagonCell[]
  readonly regionAt: ReadonlyMap<string, string>
  readonly toPixels: (point: Point) => Point
  readonly diameter: number
}

/** The edges between cells of which this is true; `there` is undefined outside all cells. */
function edges(
  { cells, regionAt, toPixels, diameter }: Board,
  isDrawn: (here: string, there: string | undefined) => boolean,
): string {
  return cells
    .flatMap((cell) =>
      neighboursOf(cell).map((neighbour, side) => {
        const here = regionAt.get(cellKey(cell)) ?? ''
        if (!isDrawn(here, regionAt.get(cellKey(neighbour)))) return ''
        const middle = toPixels(cellMiddle(cell))
        const [from, to] = [corner(middle, diameter, side - 0.5), corner(middle, diameter, side + 0.5)]
        return `M${tenth(from.x)} ${tenth(from.y)}L${tenth(to.x)} ${tenth(to.y)}`
      }),
    )
    .join('')
}

/** A corner of a hexagon, counted in sixths of a turn from the right. */
export function corner({ x, y }: Point, diameter: number, sixths: number): Point {
  const angle = (sixths * Math.PI) / 3
  const reach = diameter / Math.sqrt(3)
  return { x: x + reach * Math.cos(angle), y: y + reach * Math.sin(angle) }
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}

/** Each region's name at the side where it reaches the edge, or at the end of a line where it does not. */
function regionNames(board: Board): readonly RegionName[] {
  const regions = [...new Set(board.regionAt.values())].filter((region) => region !== '').toSorted()
  const taken: Point[] = []
  return regions.flatMap((region) => {
    const name = placeName(board, region, taken)
    if (name) taken.push(name.at)
    return name ?? []
  })
}

/** About how wide a letter is, and how far lines are apart. */
const letterWidth = 8.2
export const nameLineHeight = 20

function placeName(board: Board, region: string, taken: readonly Point[]): RegionName | undefined {
  const { cells, regionAt, toPixels, diameter } = board
  const own = cells.filter((cell) => regionAt.get(cellKey(cell)) === region)
  const middles = own.map((cell) => toPixels(cellMiddle(cell)))
  const middleY = middles.reduce((sum, { y }) => sum + y, 0) / middles.length
  const lines = linesOf(region)
  const nameWidth = Math.max(...lines.map((line) => line.length)) * letterWidth
  const gap = diameter / 2 + 10
  const candidates = [...new Set(own.map(({ row }) => row))].flatMap((row) => {
    // A name of two lines stands beside the rows above and below as well.
    const beside = cells
      .filter((cell) => Math.abs(cell.row - row) <= 1)
      .map((cell) => toPixels(cellMiddle(cell)))
    const inRow = own.filter((cell) => cell.row === row).map((cell) => toPixels(cellMiddle(cell)))
    const y = inRow[0]?.y ?? 0
    return [true, false].map((isLeft) => {
      const outermost = isLeft ? Math.min : Math.max
      const edge = outermost(...beside.map(({ x }) => x))
      const reach = outermost(...inRow.map(({ x }) => x))
      const x = isLeft ? edge - gap : edge + gap
      const overrun = isLeft ? nameWidth - x : x + nameWidth - width
      const between = Math.abs(edge - reach) / diameter
      const crowd = taken.some((other) => Math.abs(other.y - y) < 52 && Math.abs(other.x - x) < 110) ? 400 : 0
      const cost = Math.abs(y - middleY) + Math.max(0, overrun) * 20 + between * 60 + crowd
      return { x, y, isLeft, reach, between, cost }
    })
  })
  const [best] = candidates.toSorted((one, other) => one.cost - other.cost)
  if (!best) return undefined
  const { x, y, isLeft, reach, between } = best
  return {
    lines,
    at: { x, y },
    isLeft,
    leader: between < 1.2 ? undefined : { from: { x: reach, y }, to: { x: isLeft ? x + 4 : x - 4, y } },
  }
}

/** "Yorkshire and / The Humber": long names break at the space nearest their middle. */
function linesOf(name: string): readonly string[] {
  if (name.length < 10) return [name]
  const spaces = [...name.matchAll(/ /g)].map(({ index }) => index)
  const middle = name.length / 2
  const [at] = spaces.toSorted((one, other) => Math.abs(one - middle) - Math.abs(other - middle))
  return at === undefined ? [name] : [name.slice(0, at), name.slice(at + 1)]
}
