/** What the map of a scheme shows: which bodies together, which measures, and over which coast. */
export type SchemeMap = {
  /** Bodies that stand on one map. Where areas overlap, as those of two tiers do, there is a layer for each. */
  readonly layers: readonly [MapLayer, ...MapLayer[]]
  readonly measures: readonly [MapMeasure, ...MapMeasure[]]
  readonly land: MapLand
  /** Whose boundaries areas are, of this year, as their licence asks for it. */
  readonly boundaryCredit: (year: number) => string
}

export type MapLayer = {
  /** As it stands in an address. */
  readonly code: string
  /** "Districts and single-tier". */
  readonly name: string
  /** Kinds of authority that stand on it. Their areas do not overlap, and leave nothing out. */
  readonly kinds: readonly string[]
}

/** A share or a rate that colours the map. */
export type MapMeasure = {
  readonly measure: string
  /** Over the column of its values: "Upheld". */
  readonly column: string
  /** Over the column of what it is counted among, which a circle's area shows: "Investigated". */
  readonly baseColumn: string
  /** What one of its base is: "investigation". */
  readonly baseNoun: { readonly one: string; readonly many: string }
  /**
   * Where the second to the fifth class begin, in whole per cent for a share, in its own unit for a rate. They
   * hold for every year, so that two maps can be laid side by side.
   */
  readonly bounds: readonly [number, number, number, number]
  /** How many failed at least once, said before anything else. */
  readonly failures?: (failed: string, all: string) => string
  /** Which end is drawn darkest and comes first in a table by value: the one to look at. */
  readonly darkest: 'highest' | 'lowest'
}

/** The land that circles stand on, and what is said on it. */
export type MapLand = {
  /** Its number in Natural Earth's tables of countries, as ISO 3166 has it. */
  readonly country: string
  /** What the picture must hold, in degrees. */
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
  /** Land north of this parallel fades out. */
  readonly fadesNorthOf: number
  /** Neighbours without bodies of the scheme, named so that nobody misses their circles. */
  readonly neighbours: readonly {
    readonly name: string
    readonly longitude: number
    readonly latitude: number
  }[]
  /** A region so dense that it is drawn a second time, larger. */
  readonly enlarged?: { readonly region: string }
}
