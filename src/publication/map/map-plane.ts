import { createRequire } from 'node:module'
import { type GeoProjection, geoCentroid, geoPath, geoTransverseMercator } from 'd3-geo'
import type { Feature, MultiPolygon, Polygon } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification'
import type { Place } from '../../authorities/authority.ts'
import type { MapLand } from '../../scheme/scheme-map.ts'
import { ringsPath } from './path-data.ts'
import type { Point } from './spread-discs.ts'

/** The sheet a map of places is drawn on. All its numbers are pixels of the widest picture. */
export type MapPlane = {
  readonly width: number
  readonly height: number
  readonly project: (place: Place) => Point
  /** The coast as the data of a path. */
  readonly coast: string
  /** How far down the land has faded in. */
  readonly fadesUntil: number
  readonly neighbours: readonly (Point & { readonly name: string })[]
}

const width = 624
/** Room for circles at the edges, and above for a neighbour's coast. */
const margin = { side: 14, top: 70, bottom: 12 }

/** Pixels by which the coast may run beside itself: what is finer says nothing here, and every visitor loads it. */
const coastTolerance = 1.2

const planes = new WeakMap<MapLand, MapPlane>()

/** The plane of a scheme's land, drawn once. */
export function mapPlane(land: MapLand): MapPlane {
  const known = planes.get(land)
  if (known) return known
  const drawn = drawPlane(land)
  planes.set(land, drawn)
  return drawn
}

function drawPlane(land: MapLand): MapPlane {
  const { west, east, south, north } = land
  const middle = (west + east) / 2
  const projection = geoTransverseMercator().rotate([-middle, 0])
  const extremes = {
    type: 'MultiPoint' as const,
    coordinates: [
      [west, south],
      [east, south],
      [middle, north],
    ],
  }
  projection.fitWidth(width - 2 * margin.side, extremes)
  const [x, y] = projection.translate()
  const [[left, top], [, bottom]] = geoPath(projection).bounds(extremes)
  projection.translate([x - left + margin.side, y - top + margin.top])
  const height = Math.ceil(bottom - top + margin.top + margin.bottom)
  const project = ({ longitude, latitude }: Place) => {
    const [px, py] = projection([longitude, latitude]) ?? [0, 0]
    return { x: px, y: py }
  }
  return {
    width,
    height,
    project,
    coast: coastOf(
      land,
      projection.clipExtent([
        [0, 0],
        [width, height],
      ]),
    ),
    fadesUntil: project({ longitude: middle, latitude: land.fadesNorthOf }).y,
    neighbours: land.neighbours.map((place) => ({ name: place.name, ...project(place) })),
  }
}

/** The coast of the islands whose middle lies in the view, as Natural Earth has it (public domain). */
function coastOf(land: MapLand, projection: GeoProjection): string {
  const islands = readCountry(land.country).filter((island) => {
    const [longitude, latitude] = geoCentroid(island)
    return longitude > land.west && longitude < land.east && latitude > land.south && latitude < land.north
  })
  const rings: Point[][] = []
  const drawn = geoPath(projection, {
    beginPath() {},
    moveTo: (x, y) => rings.push([{ x, y }]),
    lineTo: (x, y) => rings.at(-1)?.push({ x, y }),
    arc() {},
    closePath() {},
  })
  for (const island of islands) drawn(island)
  return ringsPath(rings, coastTolerance)
}

type Atlas = Topology<{ readonly countries: GeometryCollection }>

function readCountry(country: string): readonly Polygon[] {
  const atlas: Atlas = createRequire(import.meta.url)('world-atlas/countries-10m.json')
  const found = atlas.objects.countries.geometries.find(({ id }) => id === country)
  if (!found) throw new Error(`Natural Earth has no country ${country}`)
  const { geometry } = featureOf(atlas, found)
  if (isPolygon(geometry)) return [geometry]
  if (!isMultiPolygon(geometry)) return []
  return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }))
}

function featureOf(atlas: Atlas, found: GeometryObject): Feature {
  const made = feature(atlas, found)
  if (made.type !== 'Feature') throw new Error('a country is one feature')
  return made
}

function isPolygon(geometry: { readonly type: string }): geometry is Polygon {
  return geometry.type === 'Polygon'
}

function isMultiPolygon(geometry: { readonly type: string }): geometry is MultiPolygon {
  return geometry.type === 'MultiPolygon'
}
