import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Authority } from '../../authorities/authority.ts'
import { existedOn } from '../../authorities/authority.ts'
import { readRegister } from '../../authorities/register-files.ts'
import { map as schemeMap } from '../../scheme/ombudsman-for-england-map.ts'
import { cheapestAssignment } from './cheapest-assignment.ts'
import { cellKey, cellMiddle, type HexagonCell, neighboursOf } from './hexagon-lattice.ts'
import { type HexagonPlace, layOutHexagons } from './hexagon-layout.ts'
import { mapPlane } from './map-plane.ts'

const { authorities } = readRegister()
const plane = mapPlane(schemeMap.land)

/** The real councils of a layer on a day: every shape of England that there has been since 2018. */
function placesOn(day: string, kinds: readonly string[]): readonly HexagonPlace[] {
  return authorities
    .filter((body) => kinds.includes(body.kind) && existedOn(body, day))
    .flatMap((body: Authority) =>
      body.centre === null
        ? []
        : { key: body.slug, region: body.region ?? '', ...plane.project(body.centre) },
    )
}

const maps = schemeMap.layers.flatMap(({ code, kinds }) =>
  ['2018-12-31', '2020-12-31', '2022-12-31', '2024-12-31'].map((day) => ({
    name: `${code} ${day}`,
    day,
    kinds,
  })),
)

test.each(maps)(
  '$name: everybody has a hexagon of its own, and every region is one piece',
  ({ day, kinds }) => {
    const places = placesOn(day, kinds)
    expect(places.length).toBeGreaterThan(140)
    const cells = layOutHexagons(places)
    expect(cells.size).toBe(places.length)
    expect(new Set([...cells.values()].map(cellKey)).size).toBe(places.length)
    for (const region of new Set(places.map((place) => place.region))) {
      const own = places.filter((place) => place.region === region).flatMap(({ key }) => cells.get(key) ?? [])
      expect([region, pieces(own)]).toEqual([region, 1])
    }
  },
)

test('councils keep their places beside one another: north stays north and west stays west', () => {
  const places = placesOn('2023-12-31', schemeMap.layers[0].kinds)
  const cells = layOutHexagons(places)
  const middles = places.map(({ key }) => cellMiddle(cells.get(key) ?? { column: 0, row: 0 }))
  expect(
    correlation(
      places.map(({ x }) => x),
      middles.map(({ x }) => x),
    ),
  ).toBeGreaterThan(0.9)
  expect(
    correlation(
      places.map(({ y }) => y),
      middles.map(({ y }) => y),
    ),
  ).toBeGreaterThan(0.9)
  const at = (slug: string) => cellMiddle(cells.get(slug) ?? { column: 0, row: 0 })
  expect(at('northumberland').y).toBeLessThan(at('leeds').y)
  expect(at('cornwall').x).toBeLessThan(at('city-of-london').x)
  expect(at('great-yarmouth').x).toBeGreaterThan(at('city-of-london').x)
})

test('the same councils get the same hexagons, whatever their order', () => {
  const places = placesOn('2023-12-31', schemeMap.layers[0].kinds)
  const laid = layOutHexagons(places)
  expect(new Map(layOutHexagons(places.toReversed()))).toEqual(laid)
})

test('one council, two at the same place, and none can be laid out', () => {
  expect(layOutHexagons([]).size).toBe(0)
  expect(layOutHexagons([{ key: 'a', region: 'r', x: 3, y: 4 }]).size).toBe(1)
  const twins = layOutHexagons([
    { key: 'a', region: 'r', x: 3, y: 4 },
    { key: 'b', region: 'r', x: 3, y: 4 },
  ])
  expect(new Set([...twins.values()].map(cellKey)).size).toBe(2)
})

test('no other way of giving out cells is cheaper', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }).chain((size) =>
        fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: size, maxLength: size }), {
          minLength: size,
          maxLength: size,
        }),
      ),
      (costs) => {
        const chosen = cheapestAssignment(costs)
        expect(new Set(chosen).size).toBe(costs.length)
        const least = Math.min(...orders(costs.length).map((order) => costOf(costs, order)))
        expect(costOf(costs, chosen)).toBe(least)
      },
    ),
  )
})

function costOf(costs: readonly (readonly number[])[], order: readonly number[]): number {
  return order.reduce((sum, cell, body) => sum + (costs[body]?.[cell] ?? 0), 0)
}

function orders(size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]]
  return orders(size - 1).flatMap((order) =>
    Array.from({ length: size }, (_, at) => [...order.slice(0, at), size - 1, ...order.slice(at)]),
  )
}

function pieces(cells: readonly HexagonCell[]): number {
  const left = new Map(cells.map((cell) => [cellKey(cell), cell]))
  let count = 0
  for (const start of cells) {
    if (!left.delete(cellKey(start))) continue
    count += 1
    const open = [start]
    for (let cell = open.pop(); cell; cell = open.pop()) {
      open.push(...neighboursOf(cell).filter((next) => left.delete(cellKey(next))))
    }
  }
  return count
}

function correlation(ones: readonly number[], others: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [one, other] = [mean(ones), mean(others)]
  const product = ones.reduce((sum, value, at) => sum + (value - one) * ((others[at] ?? 0) - other), 0)
  const square = (values: readonly number[], middle: number) =>
    values.reduce((sum, value) => sum + (value - middle) ** 2, 0)
  return product / Math.sqrt(square(ones, one) * square(others, other))
}
