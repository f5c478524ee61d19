import { expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import { earlyWarnings, leastWarnedOf, type UpheldByArea } from './early-warning.ts'

test('eight upheld after a year with none is warned of, seven is not', () => {
  // All of eight in the second of two years: (1/2)^8 = 0.0039, less than 1 in 200. All of seven: 0.0078.
  expect(warningsOf(2023, { 2022: { housing: 0 }, 2023: { housing: 8 } })).toEqual([
    {
      category: 'housing',
      upheld: 8,
      earlier: { upheld: 0, yearCount: 1 },
      chance: expect.closeTo(1 / 256, 15),
    },
  ])
  expect(warningsOf(2023, { 2022: { housing: 0 }, 2023: { housing: 7 } })).toEqual([])
})

test('each service area is held against its own earlier years', () => {
  // Highways: 9 of 11 in the last of three years, by chance (55·4 + 11·2 + 1) / 3^11 = 0.0014.
  const found = warningsOf(2024, {
    2022: { highways: 1, planning: 9 },
    2023: { highways: 1, planning: 9 },
    2024: { highways: 9, planning: 9 },
  })
  expect(found).toEqual([
    {
      category: 'highways',
      upheld: 9,
      earlier: { upheld: 2, yearCount: 2 },
      chance: expect.closeTo(243 / 3 ** 11, 15),
    },
  ])
})

test('fewer upheld than before is nothing to be warned of', () => {
  expect(warningsOf(2023, { 2022: { housing: 30 }, 2023: { housing: 0 } })).toEqual([])
})

test('years before a break are no measure of those after it', () => {
  // From 2022-23 fewer borderline cases are investigated.
  expect(warningsOf(2022, { 2021: { housing: 0 }, 2022: { housing: 30 } })).toBeUndefined()
  expect(
    warningsOf(2023, { 2021: { housing: 90 }, 2022: { housing: 0 }, 2023: { housing: 8 } }),
  ).toHaveLength(1)
})

test('a year that is not known is neither warned of nor taken for a year with none', () => {
  expect(warningsOf(2024, { 2022: {}, 2023: {} })).toBeUndefined()
  // Of 2023-24 nothing is known: one earlier year, not two, and seven are then no warning.
  expect(warningsOf(2024, { 2022: {}, 2024: { housing: 7 } })).toEqual([])
  expect(warningsOf(2024, { 2022: {}, 2023: {}, 2024: { housing: 7 } })).toHaveLength(1)
})

test('however many were upheld, at most one area in 200 in which nothing changed is warned of', () => {
  for (let yearCount = 1; yearCount <= 8; yearCount += 1) {
    for (let trials = 0; trials <= 120; trials += 1) {
      const least = leastWarnedOf({ trials, chance: { of: 1, in: yearCount + 1 } })
      // Of all ways to spread so many over the years, those with so many or more in the last, in whole numbers.
      let warned = 0n
      for (let result = least; result <= trials; result += 1) {
        warned += waysToChoose(trials, result) * BigInt(yearCount) ** BigInt(trials - result)
      }
      const all = BigInt(yearCount + 1) ** BigInt(trials)
      expect(warned * 200n <= all).toBe(true)
      // And to warn of one fewer would have been too often.
      const oneMore = waysToChoose(trials, least - 1) * BigInt(yearCount) ** BigInt(trials - least + 1)
      expect((warned + oneMore) * 200n > all).toBe(true)
    }
  }
})

test('at any steady number a year, false alarms stay below one in 200', () => {
  for (const [mean, yearCount] of [
    [0.3, 1],
    [1, 2],
    [4, 1],
    [4, 5],
    [15, 3],
  ] as const) {
    let alarms = 0
    for (let upheld = 0; upheld <= 60; upheld += 1) {
      for (let earlier = 0; earlier <= 200; earlier += 1) {
        const expectation = { trials: upheld + earlier, chance: { of: 1, in: yearCount + 1 } }
        if (upheld < leastWarnedOf(expectation)) continue
        alarms += poisson(upheld, mean) * poisson(earlier, mean * yearCount)
      }
    }
    expect(alarms).toBeLessThan(1 / 200)
  }
})

test('a list of warnings says how many chance alone would give', () => {
  // Two areas of eight in two years: 8 of 8 alone is warned of, 1/256 each. An area with none cannot be.
  const found = earlyWarnings(
    scheme,
    reportingYear(2023),
    upheldByYear({ 2022: { housing: 4, planning: 8 }, 2023: { housing: 4 } }),
  )
  expect(found?.warnings).toEqual([])
  expect(found?.expectedByChance).toBeCloseTo(2 / 256, 15)
})

type Years = Readonly<Record<number, Readonly<Record<string, number>>>>

function warningsOf(year: number, years: Years) {
  return earlyWarnings(scheme, reportingYear(year), upheldByYear(years))?.warnings
}

function upheldByYear(years: Years) {
  return new Map<ReturnType<typeof reportingYear>, UpheldByArea>(
    Object.entries(years).map(([year, areas]) => [
      reportingYear(Number(year)),
      new Map(Object.entries(areas)),
    ]),
  )
}

function waysToChoose(from: number, chosen: number): bigint {
  let ways = 1n
  for (let k = 0; k < chosen; k += 1) ways = (ways * BigInt(from - k)) / BigInt(k + 1)
  return ways
}

function poisson(events: number, mean: number): number {
  let probability = Math.exp(-mean)
  for (let k = 1; k <= events; k += 1) probability *= mean / k
  return probability
}
