import { feature } from 'topojson-client'
import type { GeometryObject, Topology } from 'topojson-specification'

/** One shape of a boundary file, as it was found. */
export type BoundaryShape = {
  /** Its place in the file, from 1; files have no better name for a shape without a code. */
  readonly number: number
  /** The GSS code; undefined where it has none. */
  readonly code: string | undefined
  readonly name: string | undefined
  /** The first and the last year in which it was in force; undefined where the file does not say. */
  readonly firstYear: number | undefined
  readonly lastYear: number | undefined
  readonly outline: Outline
}

/** Rings of longitude and latitude, one polygon after the other; or what is wrong with them. */
export type Outline =
  | { readonly ok: true; readonly polygons: readonly Polygon[] }
  | { readonly ok: false; readonly problem: string }

export type Polygon = readonly Ring[]
export type Ring = readonly Position[]
export type Position = readonly [longitude: number, latitude: number]

/** A set of shapes that stand together: a GeoJSON file has one, a TopoJSON file one for each of its objects. */
export type BoundaryObject = {
  readonly name: string
  /** The year its columns are named after, as LAD23CD is; undefined where they are not. */
  readonly year: number | undefined
  /** Whether its shapes say in which years they were in force. */
  readonly hasYears: boolean
  readonly shapes: readonly BoundaryShape[]
}

export type BoundaryFileReading =
  | { readonly ok: true; readonly objects: readonly BoundaryObject[] }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Reads boundaries in GeoJSON or TopoJSON as the Office for National Statistics publishes them. */
export function readBoundaryFile(content: Uint8Array): BoundaryFileReading {
  const refuse = (problem: string): BoundaryFileReading => ({ ok: false, problems: [problem] })
  const text = new TextDecoder().decode(content).replace(/^\uFEFF/, '')
  if (text.trim() === '') return refuse('the file is empty')
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return refuse(`the file is no JSON: ${otherFormat(text) ?? faultOf(error)}`)
  }
  if (!isRecord(parsed)) return refuse('the file is JSON, but neither GeoJSON nor TopoJSON')
  const grid = projectedSystem(parsed)
  if (grid !== undefined) return refuse(`its coordinates are those of ${grid}; ${wantsDegrees}`)
  switch (parsed.type) {
    case 'FeatureCollection':
      return readCollection(parsed)
    case 'Topology':
      return readTopology(parsed)
    default:
      return refuse(
        `the file is JSON of type “${String(parsed.type)}”; a FeatureCollection (GeoJSON) or a Topology (TopoJSON) is needed`,
      )
  }
}

/** What people are told who have the coordinates of a national grid. */
export const wantsDegrees = 'download the file as GeoJSON in longitude and latitude (WGS84, EPSG:4326)'

/** What the file is instead, where its first signs say so. */
function otherFormat(text: string): string | undefined {
  if (text.startsWith('PK')) return 'it is a ZIP archive, perhaps of shapefiles; download GeoJSON instead'
  if (/^\s*<\?xml|^\s*<kml|^\s*<gml/i.test(text))
    return 'it is XML, perhaps KML or GML; download GeoJSON instead'
  if (/^\s*<(!doctype|html)/i.test(text)) return 'it is a web page; download the file itself'
  return undefined
}

function faultOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The older GeoJSON names its coordinate system; everything but longitude and latitude is refused. */
function projectedSystem({ crs }: Record<string, unknown>): string | undefined {
  if (!isRecord(crs) || !isRecord(crs.properties) || typeof crs.properties.name !== 'string') return undefined
  const { name } = crs.properties
  if (/CRS84|EPSG:*4326\b|EPSG::4326/i.test(name)) return undefined
  return /27700/.test(name) ? 'the British National Grid (EPSG:27700)' : name
}

function readCollection({ features }: Record<string, unknown>): BoundaryFileReading {
  if (!Array.isArray(features) || features.length === 0) {
    return { ok: false, problems: ['the file has no shapes in it'] }
  }
  return { ok: true, objects: [boundaryObject('the file', features)] }
}

function readTopology(topology: Record<string, unknown>): BoundaryFileReading {
  const { objects } = topology
  if (!isRecord(objects) || Object.keys(objects).length === 0) {
    return { ok: false, problems: ['the file has no objects in it'] }
  }
  const found: BoundaryObject[] = []
  const problems: string[] = []
  for (const [name, object] of Object.entries(objects)) {
    if (!isRecord(object) || !Array.isArray(object.geometries)) {
      problems.push(`${name}: this object holds no geometries`)
      continue
    }
    const features = object.geometries.map((geometry: unknown) => featureOf(topology, geometry))
    if (features.length > 0) found.push(boundaryObject(name, features))
  }
  if (problems.length > 0) return { ok: false, problems }
  return found.length === 0
    ? { ok: false, problems: ['the file has no shapes in it'] }
    : { ok: true, objects: found }
}

/** A geometry of a topology as a feature. One whose arcs do not exist has no geometry, which is said later. */
function featureOf(topology: Record<string, unknown>, geometry: unknown): unknown {
  if (!isRecord(geometry)) return null
  try {
    // The arcs are looked up here, and only here can it be told whether the topology is one.
    return feature(topology as unknown as Topology, geometry as unknown as GeometryObject)
  } catch {
    return { type: 'Feature', id: geometry.id, properties: geometry.properties, geometry: null }
  }
}

function boundaryObject(name: string, features: readonly unknown[]): BoundaryObject {
  const properties = features.map(propertiesOf)
  const codeColumn = columnWith(properties, (value) => gssCode.test(value))
  const yearInName = /^[A-Z]+(\d\d)CD$/i.exec(codeColumn ?? '')?.[1]
  const nameColumn = codeColumn === undefined ? undefined : nameBeside(codeColumn, properties)
  const shapes = features.map((one, at) => {
    const facts = properties[at] ?? {}
    const code = codeColumn === undefined ? undefined : facts[codeColumn]
    const shapeName = nameColumn === undefined ? undefined : facts[nameColumn]
    return {
      number: at + 1,
      code: typeof code === 'string' && gssCode.test(code) ? code : undefined,
      name: typeof shapeName === 'string' ? shapeName : undefined,
      firstYear: yearOf(facts.start),
      lastYear: yearOf(facts.end),
      outline: outlineOf(one),
    }
  })
  return {
    name,
    year: yearInName === undefined ? undefined : 2000 + Number(yearInName),
    hasYears: shapes.some(({ firstYear, lastYear }) => firstYear !== undefined || lastYear !== undefined),
    shapes,
  }
}

const gssCode = /^[A-Z]\d{8}$/

/** A feature's properties, with its own id as one more of them. */
function propertiesOf(one: unknown): Record<string, unknown> {
  if (!isRecord(one)) return {}
  return {
    ...(isRecord(one.properties) ? one.properties : {}),
    ...(one.id === undefined ? {} : { id: one.id }),
  }
}

/**
 * The column in which most shapes have a code of their own: a file names the region of each shape as well, but
 * many shapes share it.
 */
function columnWith(
  properties: readonly Record<string, unknown>[],
  isWanted: (value: string) => boolean,
): string | undefined {
  const values = new Map<string, Set<string>>()
  for (const facts of properties) {
    for (const [column, value] of Object.entries(facts)) {
      if (typeof value !== 'string' || !isWanted(value)) continue
      const known = values.get(column)
      if (known) known.add(value)
      else values.set(column, new Set([value]))
    }
  }
  const rank = (column: string) => (column === 'id' ? 0 : 1)
  return [...values]
    .toSorted(([one, ones], [other, others]) => others.size - ones.size || rank(other) - rank(one))
    .at(0)?.[0]
}

/** LAD23NM beside LAD23CD, areanm beside areacd. */
function nameBeside(codeColumn: string, properties: readonly Record<string, unknown>[]): string | undefined {
  const columns = new Set(properties.flatMap((facts) => Object.keys(facts)))
  return [codeColumn.replace(/CD$/, 'NM').replace(/cd$/, 'nm'), 'name', 'NAME'].find(
    (column) => column !== codeColumn && columns.has(column),
  )
}

function yearOf(value: unknown): number | undefined {
  const year = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
  return Number.isInteger(year) && year > 1800 && year < 3000 ? year : undefined
}

function outlineOf(one: unknown): Outline {
  const geometry = isRecord(one) ? one.geometry : undefined
  if (!isRecord(geometry)) return { ok: false, problem: 'has no geometry, or one whose arcs do not exist' }
  const { type, coordinates } = geometry
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    return { ok: false, problem: `is of type ${String(type)}; a Polygon or MultiPolygon is needed` }
  }
  const polygons: unknown = type === 'Polygon' ? [coordinates] : coordinates
  if (!Array.isArray(polygons) || polygons.length === 0) return { ok: false, problem: 'has no polygon' }
  const read: Polygon[] = []
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return { ok: false, problem: 'has an empty polygon' }
    const rings: Ring[] = []
    for (const ring of polygon) {
      const reading = ringOf(ring)
      if (typeof reading === 'string') return { ok: false, problem: reading }
      rings.push(reading)
    }
    read.push(rings)
  }
  return { ok: true, polygons: read }
}

/** A ring, or what is wrong with it. */
function ringOf(ring: unknown): Ring | string {
  if (!Array.isArray(ring) || ring.length < 4) return 'has a ring of fewer than four points'
  const positions: Position[] = []
  for (const point of ring) {
    const [longitude, latitude] = Array.isArray(point) ? (point as unknown[]) : []
    if (!isCoordinate(longitude) || !isCoordinate(latitude)) {
      return 'has a point that is not two numbers'
    }
    positions.push([longitude, latitude])
  }
  const [first, last] = [positions[0], positions.at(-1)]
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
    return 'has a ring that does not end where it begins'
  return positions
}

function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
