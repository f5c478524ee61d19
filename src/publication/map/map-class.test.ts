import { expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { map } from '../../scheme/ombudsman-for-england-map.ts'
import { measureOf } from '../site/measure-view.ts'
import { shadeOf, shadeWords } from './map-class.ts'

function shade(code: string, numerator: number, denominator: number) {
  const { mapMeasure, measure } = measured(code)
  return shadeOf(mapMeasure, measure, { state: 'calculated', numerator, denominator })
}

function measured(code: string) {
  const mapMeasure = map.measures.find(({ measure }) => measure === code)
  const measure = measureOf(scheme, code)
  if (!mapMeasure || !measure) throw new Error(`${code} is not on the map`)
  return { mapMeasure, measure }
}

test('classes go by the exact value: 69.6% prints as 70% and stands below it', () => {
  // 16 ÷ 23 = 69.57%
  expect(shade('complaints-upheld', 16, 23)).toBe(1)
  expect(shade('complaints-upheld', 7, 10)).toBe(2)
  expect(shade('complaints-upheld', 0, 10)).toBe(0)
  expect(shade('complaints-upheld', 10, 10)).toBe(4)
})

test('a rate is classed in its own unit', () => {
  // 1 × 100,000 ÷ 100,000 = 1 exactly; one resident more, and it is under 1.
  expect(shade('upheld-per-100000', 1, 100_000)).toBe(1)
  expect(shade('upheld-per-100000', 1, 100_001)).toBe(0)
})

test('who carried out the least is darkest, and all carried out is a class of its own', () => {
  expect(shade('compliance', 20, 20)).toBe(0)
  expect(shade('compliance', 999_999, 1_000_000)).toBe(1)
  expect(shade('compliance', 0, 3)).toBe(4)
})

test('the legend states every bound once, the palest class first', () => {
  const words = (code: string) => {
    const { mapMeasure, measure } = measured(code)
    return shadeWords(mapMeasure, measure).map((one) => one.words)
  }
  expect(words('complaints-upheld')).toEqual([
    'under 60%',
    '60% to under 70%',
    '70% to under 80%',
    '80% to under 90%',
    '90% or more',
  ])
  expect(words('compliance')).toEqual([
    '100%',
    '95% to under 100%',
    '90% to under 95%',
    '80% to under 90%',
    'under 80%',
  ])
  expect(words('upheld-per-100000').at(-1)).toBe('6 or more')
})
