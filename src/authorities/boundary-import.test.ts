import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../tests/test-database.ts'
import type { MapLayer } from '../scheme/scheme-map.ts'
import type { Authority } from './authority.ts'
import { saveAuthorities } from './authority-store.ts'
import { importBoundaries } from './boundary-actions.ts'
import { findBoundaries, listBoundaries } from './boundary-store.ts'

/**
 * An invented island of squares one degree wide: three districts side by side (the third since April 2023, in
 * place of Oldham Fen), a borough east of them, and a county over the districts.
 */
const layers: readonly MapLayer[] = [
  { code: 'districts', name: 'Districts and boroughs', kinds: ['district', 'unitary'] },
  { code: 'counties', name: 'Counties and boroughs', kinds: ['county', 'unitary'] },
]
const squares = [
  { slug: 'ash', code: 'E07000001', west: 0 },
  { slug: 'birch', code: 'E07000002', west: 1 },
  { slug: 'cedar', code: 'E07000003', west: 2 },
  { slug: 'elder', code: 'E06000001', west: 3 },
]
const register: readonly (Authority & { isInvented: boolean })[] = [
  body('ash', 'district', 'E07000001', 0),
  body('birch', 'district', 'E07000002', 1),
  { ...body('cedar', 'district', 'E07000003', 2), startsOn: '2023-04-01' },
  { ...body('old-fen', 'district', 'E07000009', 2), endsOn: '2023-03-31' },
  { ...body('elder', 'unitary', 'E06000001', 3), formerNames: ['E06000099'] },
  body('oakshire', 'county', 'E10000001', 1),
]

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
  await opened.database.transaction().execute((transaction) => saveAuthorities(transaction, register))
})
beforeEach(async () => {
  await opened.pool.query('delete from boundary_set')
})
afterAll(() => opened.close())

test('a file of districts and boroughs is kept for its layer and year, and the public may read it', async () => {
  expect(await bringIn(collection(squares.map((one) => square(one))))).toEqual({
    ok: true,
    sets: [{ layer: 'districts', year: 2023, areaCount: 4, isReplaced: false }],
    skipped: [],
  })
  const topology = await findBoundaries(opened.published, 'districts', 2023)
  expect(topology?.objects.areas.geometries.map(({ id }) => id)).toEqual(['ash', 'birch', 'cedar', 'elder'])
})

test('the codes a body had before are its own', async () => {
  const renumbered = squares.map((one) => (one.slug === 'elder' ? { ...one, code: 'E06000099' } : one))
  expect(await bringIn(collection(renumbered.map((one) => square(one))))).toMatchObject({ ok: true })
})

test('another country’s bodies and other layers are left out', async () => {
  const topology = {
    type: 'Topology',
    arcs: [
      ...squares.map(({ west }) => ring(west, 50)),
      ring(-4, 52),
      [
        [0, 50],
        [3, 50],
        [3, 51],
        [0, 51],
        [0, 50],
      ],
    ],
    objects: {
      rgn: objectOf([{ areacd: 'E12000001' }], [0]),
      ltla: objectOf(
        [...squares.map(({ code }) => ({ areacd: code })), { areacd: 'W06000001' }],
        [0, 1, 2, 3, 4],
      ),
      utla: objectOf([{ areacd: 'E10000001' }, { areacd: 'E06000001' }], [5, 3]),
    },
  }
  expect(await bringIn(topology, 2023)).toEqual({
    ok: true,
    sets: [
      { layer: 'districts', year: 2023, areaCount: 4, isReplaced: false },
      { layer: 'counties', year: 2023, areaCount: 2, isReplaced: false },
    ],
    skipped: ['rgn'],
  })
})

test('a file of many years is taken for the year that is asked for', async () => {
  const features = [
    ...squares.map((one) => square(one, one.slug === 'cedar' ? { start: 2023 } : {})),
    square({ slug: 'old-fen', code: 'E07000009', west: 2 }, { end: 2022 }),
  ].map((feature) => ({
    ...feature,
    properties: { ...feature.properties, areacd: feature.properties.LAD23CD, LAD23CD: 0 },
  }))
  expect(await bringIn(collection(features), 2022)).toMatchObject({ sets: [{ year: 2022, areaCount: 4 }] })
  expect(await bringIn(collection(features), 2023)).toMatchObject({ sets: [{ year: 2023, areaCount: 4 }] })
  expect(await bringIn(collection(features))).toMatchObject({ ok: false })
})

test('bringing in the same year again puts the new in place of the old', async () => {
  await bringIn(collection(squares.map((one) => square(one))))
  expect(await bringIn(collection(squares.map((one) => square(one))))).toMatchObject({
    sets: [{ isReplaced: true }],
  })
  expect(await listBoundaries(opened.database)).toHaveLength(1)
})

const faulty: readonly (readonly [name: string, content: unknown, problem: string | RegExp])[] = [
  ['an empty file', '', 'the file is empty'],
  ['no JSON', '{"type": ', /^the file is no JSON/],
  ['a ZIP archive', 'PK\u0003\u0004', /ZIP archive, perhaps of shapefiles/],
  ['a web page', '<!doctype html><p>Not found</p>', /it is a web page/],
  ['a list', '[1, 2]', 'the file is JSON, but neither GeoJSON nor TopoJSON'],
  ['another type', { type: 'Feature' }, /JSON of type “Feature”/],
  ['no shapes', collection([]), 'the file has no shapes in it'],
  [
    'an unknown code',
    changed('ash', (shape) => ({ ...shape, properties: { LAD23CD: 'E07000777', LAD23NM: 'Nowhere' } })),
    '2023: E07000777 (Nowhere) is not in the register',
  ],
  [
    'somebody missing',
    collection(squares.slice(1).map((one) => square(one))),
    '2023: E07000001 (ash Council) has no shape',
  ],
  [
    'somebody twice',
    collection([...squares, ...squares.slice(0, 1)].map((one) => square(one))),
    '2023: E07000001 (ash) is there twice',
  ],
  [
    'a shape without a code',
    changed('birch', (shape) => ({ ...shape, properties: { LAD23NM: 'birch' } })),
    '2023: shape 2 (birch) has no code',
  ],
  [
    'a body of another year',
    changed('cedar', (shape) => ({ ...shape, properties: { LAD23CD: 'E07000009', LAD23NM: 'old-fen' } })),
    '2023: E07000009 (old-fen) ended on 2023-03-31; the boundaries are of another year than 2023',
  ],
  [
    'metres of a national grid',
    collection(squares.map((one) => square({ ...one, west: one.west * 100_000 + 400_000 }))),
    /^its coordinates are no longitudes and latitudes, but perhaps metres on the British National Grid/,
  ],
  [
    'a named national grid',
    {
      ...collection(squares.map((one) => square(one))),
      crs: { properties: { name: 'urn:ogc:def:crs:EPSG::27700' } },
    },
    /^its coordinates are those of the British National Grid/,
  ],
  [
    'longitude and latitude exchanged',
    changed('ash', (shape) => ({
      ...shape,
      geometry: {
        ...shape.geometry,
        coordinates: [shape.geometry.coordinates[0]?.map(([x = 0, y = 0]) => [y, x]) ?? []],
      },
    })),
    '2023: E07000001 (ash) has longitude and latitude exchanged',
  ],
  [
    'a shape that lies elsewhere',
    changed('ash', () => ({ ...square({ slug: 'ash', code: 'E07000001', west: 40 }) })),
    '2023: E07000001 (ash) lies elsewhere than the register says',
  ],
  [
    'a point for a shape',
    changed('ash', (shape) => ({ ...shape, geometry: { type: 'Point', coordinates: [0, 50] } })),
    '2023: E07000001 (ash) is of type Point; a Polygon or MultiPolygon is needed',
  ],
  [
    'no geometry',
    changed('ash', (shape) => ({ ...shape, geometry: null })),
    '2023: E07000001 (ash) has no geometry, or one whose arcs do not exist',
  ],
  [
    'an open ring',
    changed('ash', (shape) => ({
      ...shape,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [0, 50],
            [1, 50],
            [1, 51],
            [0, 51],
          ],
        ],
      },
    })),
    '2023: E07000001 (ash) has a ring that does not end where it begins',
  ],
  [
    'points that are no numbers',
    changed('ash', (shape) => ({
      ...shape,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [0, 'x'],
            [1, 50],
            [1, 51],
            [0, 'x'],
          ],
        ],
      },
    })),
    '2023: E07000001 (ash) has a point that is not two numbers',
  ],
]

test.each(faulty)('%s is named, and nothing is replaced', async (_, content, problem) => {
  await bringIn(collection(squares.map((one) => square(one))))
  const before = await findBoundaries(opened.database, 'districts', 2023)
  const result = await bringIn(content)
  expect(result.ok).toBe(false)
  const problems = result.ok ? [] : result.problems
  expect(problems).toEqual(
    expect.arrayContaining([typeof problem === 'string' ? problem : expect.stringMatching(problem)]),
  )
  expect(await findBoundaries(opened.database, 'districts', 2023)).toEqual(before)
})

test('arcs that do not exist are named', async () => {
  const objects = {
    ltla: objectOf(
      squares.map(({ code }) => ({ areacd: code })),
      [0, 1, 2, 77],
    ),
  }
  const topology = { type: 'Topology', arcs: squares.map(({ west }) => ring(west, 50)), objects }
  expect(await bringIn(topology, 2023)).toEqual({
    ok: false,
    problems: ['2023: E06000001 has no geometry, or one whose arcs do not exist'],
  })
})

test('every problem of a file is named at once', async () => {
  const result = await bringIn(collection(squares.slice(2).map((one) => square(one))))
  expect(result).toEqual({
    ok: false,
    problems: ['2023: E07000001 (ash Council) has no shape', '2023: E07000002 (birch Council) has no shape'],
  })
})

function bringIn(content: unknown, year?: number) {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const file = { name: 'boundaries.geojson', content: new TextEncoder().encode(text) }
  return importBoundaries(opened.database, layers, file, year, 'tester')
}

function body(
  slug: string,
  kind: string,
  gssCode: string,
  west: number,
): Authority & { isInvented: boolean } {
  return {
    slug,
    officialName: `${slug} Council`,
    shortName: slug,
    gssCode,
    kind,
    region: null,
    county: null,
    startsOn: null,
    endsOn: null,
    centre: { longitude: west + 0.5, latitude: 50.5 },
    successors: [],
    otherNames: [],
    formerNames: [],
    isInvented: true,
  }
}

type Square = (typeof squares)[number]
type SquareFeature = ReturnType<typeof square>

function square({ slug, code, west }: Square, properties: object = {}) {
  return {
    type: 'Feature',
    properties: { LAD23CD: code, LAD23NM: slug, ...properties },
    geometry: { type: 'Polygon', coordinates: [ring(west, 50)] },
  }
}

function ring(west: number, south: number): number[][] {
  return [
    [west, south],
    [west + 1, south],
    [west + 1, south + 1],
    [west, south + 1],
    [west, south],
  ]
}

function collection(features: readonly unknown[]) {
  return { type: 'FeatureCollection', features }
}

/** All squares, one of them changed. */
function changed(slug: string, change: (feature: SquareFeature) => unknown) {
  return collection(squares.map((one) => (one.slug === slug ? change(square(one)) : square(one))))
}

function objectOf(properties: readonly object[], arcs: readonly number[]) {
  return {
    type: 'GeometryCollection',
    geometries: properties.map((facts, at) => ({ type: 'Polygon', arcs: [[arcs[at]]], properties: facts })),
  }
}
