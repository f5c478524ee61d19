import { cheapestAssignment } from './cheapest-assignment.ts'
import { cellMiddle, densestCells, type HexagonCell } from './hexagon-lattice.ts'
import { joinRegions } from './joined-regions.ts'
import { type Point, spreadDiscs } from './spread-discs.ts'

/** A body that gets a hexagon: its place in the plane of the picture, and the region it must stay with. */
export type HexagonPlace = Point & { readonly key: string; readonly region: string }

/** How much of the bodies' surroundings the hexagons take together, where they lie evenly. */
const fill = 0.68

/**
 * One hexagon for every body, all of one size, near where it is. Discs grow from
 * the places until none overlap; the densest cells of a lattice are taken; bodies get cells so that the ways
 * are shortest together; then neighbours change places until every region is one piece. The same bodies get
 * the same cells whatever their order.
 */
export function layOutHexagons(places: readonly HexagonPlace[]): ReadonlyMap<string, HexagonCell> {
  const sorted = places.toSorted((one, other) => (one.key < other.key ? -1 : 1))
  const [first] = sorted
  if (!first) return new Map()
  const diameter = diameterFor(sorted)
  const homes = sorted.map(({ x, y }) => ({ x: (x - first.x) / diameter, y: (y - first.y) / diameter }))
  const discs = spreadDiscs(homes, 0.5)
  const cells = densestCells(discs)
  const middles = cells.map(cellMiddle)
  const costs = discs.map((disc) =>
    middles.map((middle) => (disc.x - middle.x) ** 2 + (disc.y - middle.y) ** 2),
  )
  const cellOf = joinRegions({
    homes: discs,
    regions: sorted.map(({ region }) => region),
    cells,
    cellOf: cheapestAssignment(costs),
  })
  return new Map(
    sorted.flatMap(({ key }, body) => {
      const cell = cells[cellOf[body] ?? -1]
      return cell ? [[key, cell] as const] : []
    }),
  )
}

/** The diameter at which so many discs fill their share of the hull of the places. */
function diameterFor(places: readonly Point[]): number {
  const area = hullArea(places)
  const most = Math.sqrt(area / places.length) * Math.sqrt(fill * (2 / Math.sqrt(3)))
  return most > 0 ? most : 1
}

/** Area of the smallest convex outline around the points. */
function hullArea(points: readonly Point[]): number {
  const sorted = points.toSorted((one, other) => one.x - other.x || one.y - other.y)
  const outline = [...halfHull(sorted), ...halfHull(sorted.toReversed())]
  const doubled = outline.reduce((sum, point, at) => {
    const next = outline[(at + 1) % outline.length] ?? point
    return sum + point.x * next.y - next.x * point.y
  }, 0)
  return Math.abs(doubled) / 2
}

function halfHull(sorted: readonly Point[]): readonly Point[] {
  const hull: Point[] = []
  for (const point of sorted) {
    for (
      let last = hull.at(-1), before = hull.at(-2);
      last && before;
      last = hull.at(-1), before = hull.at(-2)
    ) {
      const turn = (last.x - before.x) * (point.y - before.y) - (last.y - before.y) * (point.x - before.x)
      if (turn > 0) break
      hull.pop()
    }
    hull.push(point)
  }
  return hull.slice(0, -1)
}
