import { findBoundaries, listBoundaries } from '../../authorities/boundary-store.ts'
import { readCycleAuthorities } from '../../cycle/cycle-store.ts'
import type { Database } from '../../database/connection.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { SchemeMap } from '../../scheme/scheme-map.ts'
import { type Source, sharedAuthorities, sharedFigures } from '../site/shared-reads-store.ts'
import { type AreaPaths, areaPaths } from './area-paths.ts'
import type { MapFacts, MapMark } from './map-mark.ts'
import { mapPlane } from './map-plane.ts'
import type { MapQuestion } from './map-question.ts'

/** All that a year's map is drawn from. */
export async function readMapFacts(source: Source, year: ReportingYear): Promise<MapFacts> {
  const [authorities, members, figures] = await Promise.all([
    sharedAuthorities(source),
    readCycleAuthorities(source.database, year),
    sharedFigures(source, year),
  ])
  return { authorities, members, figures }
}

/** Paths of the latest maps of areas. They are drawn in a fifth of a second, and change with an import alone. */
const drawnAreas = new Map<string, AreaPaths | undefined>()
const mostDrawnAreas = 20

/** The areas of this map, from the boundaries of its year or, where nobody came or went, of the nearest year. */
export async function readAreas(
  database: Database,
  { land }: SchemeMap,
  { layer, year }: Pick<MapQuestion, 'layer' | 'year'>,
  marks: readonly MapMark[],
): Promise<AreaPaths | undefined> {
  const kept = (await listBoundaries(database))
    .filter((set) => set.layer === layer.code)
    .toSorted((one, other) => Math.abs(one.year - year) - Math.abs(other.year - year))
  const members = marks.map(({ slug }) => slug).join()
  for (const set of kept) {
    const key = `${layer.code} ${set.year} ${set.importedAt.toISOString()} ${members}`
    if (!drawnAreas.has(key)) {
      const topology = await findBoundaries(database, layer.code, set.year)
      const [oldest] = drawnAreas.keys()
      if (drawnAreas.size >= mostDrawnAreas && oldest !== undefined) drawnAreas.delete(oldest)
      drawnAreas.set(
        key,
        topology && areaPaths(mapPlane(land), { year: set.year, topology }, marks, land.enlarged?.region),
      )
    }
    const drawn = drawnAreas.get(key)
    if (drawn) return drawn
  }
  return undefined
}
