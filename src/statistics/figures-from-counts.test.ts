import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { homesOmbudsman } from '../../fixtures/homes-ombudsman.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import type { CountedSet } from '../scheme/scheme.ts'
import { printFigure } from './figure-wording.ts'
import { countedSets, figuresFromCounts } from './figures-from-counts.ts'

const allSets = Object.values(countedSets(ombudsmanForEngland)).flat()
const residents = (count: number) => new Map([['residents', count]])

describe('known answers from published letters', () => {
  test('Bassetlaw 2023-24', () => {
    const printed = print(
      { 'decided:upheld': 1, 'decided:not-upheld': 1, 'complied:satisfied': 1 },
      residents(119_000),
    )
    expect(printed).toMatchObject({
      'complaints-upheld': '50%',
      'upheld-per-100000': '0.8',
      compliance: '100%',
      'satisfactory-remedy': '0%',
    })
  })

  test('Bromsgrove 2023-24 is the same, but "1" per 100,000 residents', () => {
    const printed = print({ 'decided:upheld': 1, 'decided:not-upheld': 1 }, residents(100_000))
    expect(printed).toMatchObject({ 'complaints-upheld': '50%', 'upheld-per-100000': '1' })
  })

  test('Bolsover 2019-20: 1 of 4', () => {
    expect(print({ 'decided:upheld': 1, 'decided:not-upheld': 3 })).toMatchObject({
      'complaints-upheld': '25%',
    })
  })

  test('East Midlands 2023-24: nothing to report, three times', () => {
    expect(print({})).toMatchObject({
      'complaints-upheld': 'nothing to report',
      compliance: 'nothing to report',
      'satisfactory-remedy': 'nothing to report',
      received: '0',
    })
  })
})

test('only investigations are the base of complaints upheld', () => {
  const figures = figuresFromCounts(
    ombudsmanForEngland,
    counts({
      'decided:upheld': 3,
      'decided:not-upheld': 2,
      'decided:referred-back': 40,
      'decided:advice-given': 9,
    }),
    new Map(),
  )
  expect(figures.get('complaints-upheld')).toEqual({ state: 'calculated', numerator: 3, denominator: 5 })
  expect(figures.get('decided')).toEqual({ state: 'calculated', numerator: 54 })
})

test('late is complied, and late compliance is a share of what was complied with', () => {
  const figures = figuresFromCounts(
    ombudsmanForEngland,
    counts({ 'complied:satisfied': 3, 'complied:satisfied-late': 2, 'complied:not-satisfied': 1 }),
    new Map(),
  )
  expect(figures.get('compliance')).toEqual({ state: 'calculated', numerator: 5, denominator: 6 })
  expect(figures.get('late-compliance')).toEqual({ state: 'calculated', numerator: 2, denominator: 5 })
})

test('a set that is not known makes its measures not calculated, and no others', () => {
  const known = counts({ 'decided:upheld': 1 })
  known.delete('complied:not-satisfied')
  const figures = figuresFromCounts(ombudsmanForEngland, known, new Map())
  expect(figures.get('compliance')).toEqual({ state: 'not-calculated' })
  expect(figures.get('late-compliance')).toEqual({ state: 'nothing-to-report' })
  expect(figures.get('complaints-upheld')).toEqual({ state: 'calculated', numerator: 1, denominator: 1 })
})

test('without a population there is no rate, and with one nothing upheld is a rate of 0', () => {
  expect(print({ 'decided:upheld': 1 })['upheld-per-100000']).toBe('not calculated')
  expect(print({}, residents(50_000))['upheld-per-100000']).toBe('0')
})

test('another scheme has its own outcomes, and a rate per 1,000 homes', () => {
  const figures = figuresFromCounts(
    homesOmbudsman,
    new Map([
      ['decided:severe-failure', 1],
      ['decided:service-failure', 6],
    ]),
    new Map([['homes', 2000]]),
  )
  const figure = figures.get('failures-per-1000-homes')
  const measure = homesOmbudsman.measures.find(({ code }) => code === 'failures-per-1000-homes')
  expect(figure).toEqual({ state: 'calculated', numerator: 7, denominator: 2000 })
  expect(measure && figure && printFigure(measure, figure)).toBe('3.5')
})

test('parts add to totals, whatever the order in which they come', () => {
  const anyCounts = fc.array(fc.nat(5000), { minLength: allSets.length, maxLength: allSets.length })
  fc.assert(
    fc.property(anyCounts, fc.shuffledSubarray(allSets, { minLength: allSets.length }), (values, order) => {
      const byName = new Map(allSets.map((set, index) => [set, values[index] ?? 0]))
      const shuffled = new Map(order.map((set) => [set, byName.get(set) ?? 0]))
      const figures = figuresFromCounts(ombudsmanForEngland, byName, residents(10_000))
      expect(figuresFromCounts(ombudsmanForEngland, shuffled, residents(10_000))).toEqual(figures)
      const total = (prefix: string) =>
        allSets.filter((set) => set.startsWith(prefix)).reduce((sum, set) => sum + (byName.get(set) ?? 0), 0)
      expect(figures.get('received')).toEqual({ state: 'calculated', numerator: total('received:') })
      expect(figures.get('decided')).toEqual({ state: 'calculated', numerator: total('decided:') })
    }),
  )
})

function print(known: Partial<Record<CountedSet, number>>, bases = new Map<string, number>()) {
  const figures = figuresFromCounts(ombudsmanForEngland, counts(known), bases)
  return Object.fromEntries(
    ombudsmanForEngland.measures.map((measure) => {
      const figure = figures.get(measure.code)
      return [measure.code, figure ? printFigure(measure, figure) : 'missing']
    }),
  )
}

/** Every set of the scheme is known; those not named are zero. */
function counts(known: Partial<Record<CountedSet, number>>): Map<CountedSet, number> {
  return new Map(allSets.map((set) => [set, known[set] ?? 0]))
}
