import type { MapLayer } from '../scheme/scheme-map.ts'
import { type Authority, existedOn } from './authority.ts'
import { type BoundaryObject, type BoundaryShape, type Polygon, wantsDegrees } from './boundary-file.ts'

/** The boundaries of everybody on one layer of the map, as they were in one year. */
export type BoundarySet = {
  readonly layer: string
  /** The calendar year they are of. */
  readonly year: number
  readonly areas: readonly { readonly slug: string; readonly polygons: readonly Polygon[] }[]
}

export type BoundaryCheck =
  | {
      readonly ok: true
      readonly sets: readonly BoundarySet[]
      /** Objects of the file that are no layer of the map, such as countries and regions. */
      readonly skipped: readonly string[]
    }
  | { readonly ok: false; readonly problems: readonly string[] }

type Wanted = {
  readonly authorities: readonly Authority[]
  readonly layers: readonly MapLayer[]
  /** The year that was asked for; undefined to take what the file says. */
  readonly year: number | undefined
  /** The years of the cycles, for a file that holds boundaries of many years. */
  readonly cycleYears: readonly number[]
}

/**
 * Holds boundaries against the register, by code and year: on a layer, everybody who existed at the end of the
 * year has one shape, in its place, and nobody else has. Finds all problems before it answers.
 */
export function checkBoundaries(objects: readonly BoundaryObject[], wanted: Wanted): BoundaryCheck {
  const chosen = wanted.layers.flatMap((layer) => {
    const object = objectOf(layer, objects, wanted.authorities)
    return object ? { layer, object } : []
  })
  if (chosen.length === 0) return { ok: false, problems: [noLayerProblem(objects)] }
  const problems: string[] = []
  const sets: BoundarySet[] = []
  for (const { layer, object } of chosen) {
    const place = objects.length === 1 ? '' : `${object.name}: `
    const general = generalProblem(object)
    if (general !== undefined) {
      problems.push(place + general)
      continue
    }
    const years = yearsOf(object, wanted)
    if (!years.ok) {
      problems.push(place + years.problem)
      continue
    }
    for (const year of years.years) {
      const set = checkYear(object, layer, year, wanted.authorities)
      if (set.ok) sets.push(set.set)
      else problems.push(...set.problems.map((problem) => `${place}${year}: ${problem}`))
    }
  }
  if (problems.length > 0) return { ok: false, problems: [...new Set(problems)] }
  const used = new Set(chosen.map(({ object }) => object))
  return {
    ok: true,
    sets,
    skipped: objects.filter((object) => !used.has(object)).map(({ name }) => name),
  }
}

/** The object with the most shapes of a layer, provided that it has some that no other layer has. */
function objectOf(
  layer: MapLayer,
  objects: readonly BoundaryObject[],
  authorities: readonly Authority[],
): BoundaryObject | undefined {
  const kindOf = new Map(
    authorities.flatMap((authority) => codesOf(authority).map((code) => [code, authority.kind])),
  )
  const ranked = objects
    .map((object) => {
      const kinds = object.shapes.flatMap(({ code }) => kindOf.get(code ?? '') ?? [])
      const fitting = kinds.filter((kind) => layer.kinds.includes(kind)).length
      return { object, fitting, foreign: kinds.length - fitting, kindCount: new Set(kinds).size }
    })
    .filter(({ fitting, foreign }) => fitting > 0 && foreign === 0)
    .toSorted((one, other) => other.kindCount - one.kindCount || other.fitting - one.fitting)
  const [best] = ranked
  // Single-tier bodies stand on every layer; a file of them alone is taken for none but the first.
  return best && best.kindCount * 2 > layer.kinds.length ? best.object : undefined
}

function noLayerProblem(objects: readonly BoundaryObject[]): string {
  const codes = objects.flatMap(({ shapes }) => shapes.flatMap(({ code }) => code ?? []))
  return codes.length === 0
    ? 'no property of the shapes holds codes such as E07000171; a column such as LAD23CD or areacd is needed'
    : `the codes of the file, such as ${codes.slice(0, 3).join(', ')}, are not those of a layer of the map`
}

/** What is wrong with the file as a whole, so that it is said once and not for each shape. */
function generalProblem({ shapes }: BoundaryObject): string | undefined {
  const positions = shapes.flatMap(({ outline }) => (outline.ok ? (outline.polygons[0]?.[0]?.[0] ?? []) : []))
  const isMetres = positions.some((coordinate) => Math.abs(coordinate) > 180)
  return isMetres
    ? `its coordinates are no longitudes and latitudes, but perhaps metres on the British National Grid; ${wantsDegrees}`
    : undefined
}

function yearsOf(
  object: BoundaryObject,
  { year: asked, cycleYears }: Wanted,
):
  | { readonly ok: true; readonly years: readonly number[] }
  | { readonly ok: false; readonly problem: string } {
  if (object.year !== undefined) {
    return asked === undefined || asked === object.year
      ? { ok: true, years: [object.year] }
      : { ok: false, problem: `its columns are named after ${object.year}, not ${asked}` }
  }
  if (asked !== undefined) return { ok: true, years: [asked] }
  if (object.hasYears && cycleYears.length > 0) return { ok: true, years: cycleYears }
  return {
    ok: false,
    problem: object.hasYears
      ? 'it is of several years, and there is no cycle yet to say which are wanted; add --year 2023, or another'
      : 'it does not say of which year it is; add --year 2023, or the year it is of',
  }
}

function checkYear(
  object: BoundaryObject,
  layer: MapLayer,
  year: number,
  authorities: readonly Authority[],
):
  | { readonly ok: true; readonly set: BoundarySet }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const lastDay = `${year}-12-31`
  const known = new Map(
    authorities.flatMap((authority) => codesOf(authority).map((code) => [code, authority])),
  )
  const initials = new Set([...known.keys()].map((code) => code.slice(0, 1)))
  const problems: string[] = []
  const areas = new Map<string, readonly Polygon[]>()
  for (const shape of object.shapes) {
    if (!isInForce(shape, year)) continue
    const said = describeShape(shape)
    if (shape.code === undefined) {
      problems.push(`${said} has no code`)
      continue
    }
    // Another country's bodies are none of ours.
    if (!initials.has(shape.code.slice(0, 1))) continue
    const authority = known.get(shape.code)
    if (!authority) {
      problems.push(`${said} is not in the register`)
      continue
    }
    if (!existedOn(authority, lastDay)) {
      problems.push(`${said} ${absence(authority, lastDay)}; the boundaries are of another year than ${year}`)
      continue
    }
    if (areas.has(authority.slug)) {
      problems.push(`${said} is there twice`)
      continue
    }
    const problem = shape.outline.ok ? placeProblem(authority, shape.outline.polygons) : shape.outline.problem
    if (problem !== undefined) problems.push(`${said} ${problem}`)
    areas.set(authority.slug, shape.outline.ok ? shape.outline.polygons : [])
  }
  for (const authority of authorities) {
    if (!layer.kinds.includes(authority.kind) || authority.gssCode === null) continue
    if (!existedOn(authority, lastDay) || areas.has(authority.slug)) continue
    problems.push(`${authority.gssCode} (${authority.officialName}) has no shape`)
  }
  if (problems.length > 0) return { ok: false, problems }
  const sorted = [...areas].toSorted(([one], [other]) => (one < other ? -1 : 1))
  return {
    ok: true,
    set: { layer: layer.code, year, areas: sorted.map(([slug, polygons]) => ({ slug, polygons })) },
  }
}

/** A body's code, and those it had before, which older files use. */
function codesOf({ gssCode, formerNames }: Authority): readonly string[] {
  const former = formerNames.filter((name) => /^[A-Z]\d{8}$/.test(name))
  return gssCode === null ? former : [gssCode, ...former]
}

function isInForce({ firstYear, lastYear }: BoundaryShape, year: number): boolean {
  return (firstYear ?? year) <= year && (lastYear ?? year) >= year
}

function describeShape({ number, code, name }: BoundaryShape): string {
  if (code === undefined) return name === undefined ? `shape ${number}` : `shape ${number} (${name})`
  return name === undefined ? code : `${code} (${name})`
}

function absence({ startsOn, endsOn }: Authority, day: string): string {
  return startsOn !== null && startsOn > day ? `began on ${startsOn}` : `ended on ${endsOn}`
}

/** Degrees around a shape in which the register's centre point must lie: it may lie on an island left out. */
const leeway = 0.2

/** Finds shapes that lie elsewhere: with their coordinates exchanged, or with somebody else's code. */
function placeProblem({ centre }: Authority, polygons: readonly Polygon[]): string | undefined {
  if (centre === null) return undefined
  const positions = polygons.flatMap((polygon) => polygon[0] ?? [])
  const [west, east] = extent(positions.map(([longitude]) => longitude))
  const [south, north] = extent(positions.map(([, latitude]) => latitude))
  const isInside = (longitude: number, latitude: number) =>
    longitude > west - leeway &&
    longitude < east + leeway &&
    latitude > south - leeway &&
    latitude < north + leeway
  if (isInside(centre.longitude, centre.latitude)) return undefined
  return isInside(centre.latitude, centre.longitude)
    ? 'has longitude and latitude exchanged'
    : 'lies elsewhere than the register says'
}

function extent(values: readonly number[]): [number, number] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    least = Math.min(least, value)
    greatest = Math.max(greatest, value)
  }
  return [least, greatest]
}
