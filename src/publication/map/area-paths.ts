import { feature } from 'topojson-client'
import { presimplify, simplify } from 'topojson-simplify'
import type { BoundaryTopology } from '../../authorities/boundary-topology.ts'
import { type Enlargement, enlargement } from './circle-places.ts'
import type { MapMark } from './map-mark.ts'
import type { MapPlane } from './map-plane.ts'
import { ringsPath } from './path-data.ts'
import type { Point } from './spread-discs.ts'

/** The areas of one layer and year, as the data of paths in pixels. */
export type AreaPaths = {
  /** The calendar year the boundaries are of. */
  readonly year: number
  /** By slug. */
  readonly paths: ReadonlyMap<string, string>
  /** A dense region a second time, larger; undefined where there is none. */
  readonly enlarged: { readonly window: Enlargement; readonly paths: ReadonlyMap<string, string> } | undefined
}

/** Corners that enclose less than this with their neighbours cannot be seen, in square pixels. */
const leastCorner = 1.2

/**
 * Draws the areas of everybody who is marked. Undefined where somebody has no area, or an area nobody: the
 * boundaries are then not those of this map.
 */
export function areaPaths(
  plane: MapPlane,
  { year, topology }: { readonly year: number; readonly topology: BoundaryTopology },
  marks: readonly Pick<MapMark, 'slug' | 'region'>[],
  denseRegion: string | undefined,
): AreaPaths | undefined {
  const slugs = new Set(topology.objects.areas.geometries.map(({ id }) => String(id)))
  if (slugs.size !== marks.length || !marks.every(({ slug }) => slugs.has(slug))) return undefined

  const weighed = presimplify(inPixels(topology, plane))
  const rings = ringsBySlug(simplify(weighed, leastCorner))
  const dense = new Set(marks.filter(({ region }) => region === denseRegion).map(({ slug }) => slug))
  const denseRings = [...rings].filter(([slug]) => dense.has(slug)).flatMap(([, own]) => own)
  const window = enlargement(plane, denseRings.flat(), 10)
  const paths = new Map([...rings].map(([slug, own]) => [slug, ringsPath(own, 0)]))
  if (!window) return { year, paths, enlarged: undefined }
  const [origin, unit] = [window.place({ x: 0, y: 0 }), window.place({ x: 1, y: 0 })]
  const scale = unit.x - origin.x
  const fine = ringsBySlug(simplify(weighed, leastCorner / (scale * scale)))
  const larger = [...fine]
    .filter(([slug]) => dense.has(slug))
    .map(
      ([slug, own]) =>
        [
          slug,
          ringsPath(
            own.map((ring) => ring.map(window.place)),
            0,
          ),
        ] as const,
    )
  return { year, paths, enlarged: { window, paths: new Map(larger) } }
}

/** The same topology with its arcs where they are drawn. */
function inPixels({ transform, arcs, ...rest }: BoundaryTopology, plane: MapPlane): BoundaryTopology {
  const [scaleX, scaleY] = transform?.scale ?? [1, 1]
  const [startX, startY] = transform?.translate ?? [0, 0]
  const placed = arcs.map((arc) => {
    let [sumX, sumY] = [0, 0]
    return arc.map(([stepX = 0, stepY = 0]) => {
      // With a transform, each position is the step from the one before.
      ;[sumX, sumY] = transform ? [sumX + stepX, sumY + stepY] : [stepX, stepY]
      const { x, y } = plane.project({ longitude: sumX * scaleX + startX, latitude: sumY * scaleY + startY })
      return [x, y]
    })
  })
  return { ...rest, arcs: placed }
}

function ringsBySlug(topology: BoundaryTopology): ReadonlyMap<string, readonly (readonly Point[])[]> {
  const { features } = feature(topology, topology.objects.areas)
  return new Map(
    features.map(({ id, geometry }) => [
      String(id),
      geometry.type === 'MultiPolygon'
        ? geometry.coordinates.flat().map((ring) => ring.map(([x = 0, y = 0]) => ({ x, y })))
        : [],
    ]),
  )
}
