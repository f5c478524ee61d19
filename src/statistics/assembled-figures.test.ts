import { expect, test } from 'vitest'
import { homesOmbudsman } from '../../fixtures/homes-ombudsman.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import type { CountedSet } from '../scheme/scheme.ts'
import { assembleFigures, type FigureSources, groupAverages } from './assembled-figures.ts'

test('another scheme counts its own things, against its own base', () => {
  // 3 + 1 failures of 2 + 3 + 1 looked into; 4 among 2,000 homes.
  const figures = assembleFigures(homesOmbudsman, landlord)
  const cases = { kind: 'cases' }
  expect(Object.fromEntries(figures)).toEqual({
    'failures-found': { state: 'calculated', numerator: 4, denominator: 6, origin: cases },
    'failures-per-1000-homes': { state: 'calculated', numerator: 4, denominator: 2000, origin: cases },
    'orders-done': { state: 'not-calculated', origin: cases },
  })
  const averages = groupAverages(homesOmbudsman, [{ comparisonGroup: 'large', figures }])
  expect(averages.get('large')?.get('failures-per-1000-homes')).toMatchObject({
    numerator: 4,
    denominator: 2000,
    meanOfRates: 2,
  })
})

test("a closed authority's late cases have no rate, even where a letter states residents", () => {
  const rate = (isClosed: boolean) =>
    assembleFigures(ombudsmanForEngland, {
      ...landlord,
      isClosed,
      counts: new Map(),
      publishedFigures: new Map([
        ['upheld-per-100000', { numerator: 1, denominator: 90_000, document: 'Letter 2023-24' }],
      ]),
    }).get('upheld-per-100000')
  expect(rate(false)).toMatchObject({ state: 'calculated', denominator: 90_000 })
  expect(rate(true)).toMatchObject({ state: 'not-calculated' })
})

test('a sum over two tables names both', () => {
  const tables: [CountedSet, string][] = [
    ['decided:upheld', 'Decisions 2023-24'],
    ['decided:not-upheld', 'Investigations 2023-24'],
  ]
  const figures = assembleFigures(ombudsmanForEngland, {
    ...landlord,
    counts: new Map(tables.map(([set]) => [set, 1])),
    documents: new Map(tables),
  })
  expect(figures.get('complaints-upheld')?.origin).toEqual({
    kind: 'published-tables',
    document: 'Decisions 2023-24; Investigations 2023-24',
  })
  expect(figures.get('upheld-per-100000')?.origin).toEqual({
    kind: 'published-tables',
    document: 'Decisions 2023-24',
  })
})

const landlord: FigureSources = {
  comparisonGroup: 'large',
  residents: 2000,
  isClosed: false,
  counts: new Map<CountedSet, number>([
    ['decided:no-failure', 2],
    ['decided:service-failure', 3],
    ['decided:severe-failure', 1],
  ]),
  documents: new Map(),
  publishedFigures: new Map(),
}
