import type { FeatureCollection } from 'geojson'
import { quantize } from 'topojson-client'
import { topology as makeTopology } from 'topojson-server'
import { presimplify, simplify } from 'topojson-simplify'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { BoundarySet } from './boundary-check.ts'
import type { Polygon, Ring } from './boundary-file.ts'

/** Areas whose common borders are kept once, so that they stay common when they are drawn with fewer points. */
export type BoundaryTopology = Topology<{ readonly areas: GeometryCollection }>

/**
 * Corners that enclose less than this with their neighbours are left out, in square degrees: about 0.03 km² in
 * England, half a pixel on a map that is enlarged four times.
 */
const leastCorner = 4e-6
/** Islands smaller than this part of a body's largest are left out. */
const leastIsland = 0.01
/** Steps from one end of the map to the other: about ten metres each. */
const steps = 1e5

/** The boundaries with no more detail than a map on a page can show. Nobody loses its area. */
export function simplifyBoundaries({ areas }: BoundarySet): BoundaryTopology {
  const collection: FeatureCollection = {
    type: 'FeatureCollection',
    features: areas.map(({ slug, polygons }) => ({
      type: 'Feature',
      id: slug,
      properties: {},
      geometry: {
        type: 'MultiPolygon',
        coordinates: largeIslands(polygons).map((polygon) =>
          polygon.map((ring) => ring.map(([longitude, latitude]) => [longitude, latitude])),
        ),
      },
    })),
  }
  const whole = makeTopology({ areas: collection }) as unknown as BoundaryTopology
  return quantize(simplify(presimplify(whole), leastCorner), steps) as unknown as BoundaryTopology
}

function largeIslands(polygons: readonly Polygon[]): readonly Polygon[] {
  const sizes = polygons.map((polygon) => ringArea(polygon[0] ?? []))
  const largest = Math.max(...sizes)
  return polygons.filter((_, at) => (sizes[at] ?? 0) >= largest * leastIsland)
}

/** In square degrees, for comparing neighbours only. */
function ringArea(ring: Ring): number {
  let doubled = 0
  for (const [at, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[at + 1] ?? ring[0] ?? [x, y]
    doubled += x * nextY - nextX * y
  }
  return Math.abs(doubled) / 2
}
