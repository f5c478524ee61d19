import { expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import type { CountedSet } from '../../scheme/scheme.ts'
import type { FigureOrigin } from '../../statistics/figure.ts'
import { measureOf } from '../site/measure-view.ts'
import { countsBehind, exactDecimal, figureSum } from './figure-sum.ts'

test.each([
  [18, 24, '0.75', true],
  [2, 3, '0.6666…', false],
  [0, 7, '0', true],
  [10, 10, '1', true],
  [100_000, 119_000, '0.8403…', false],
  [1_800_000, 300_000, '6', true],
])('%d ÷ %d is written %s', (numerator, denominator, text, isWhole) => {
  expect(exactDecimal(numerator, denominator)).toEqual({ text, isWhole })
})

test('a share shows the parts of its base', () => {
  // 18 upheld and 6 not upheld make 24 investigations.
  expect(sumOf('complaints-upheld', 18, 24, { 'decided:upheld': 18, 'decided:not-upheld': 6 })).toBe(
    '18 [upheld] ÷ 6 + 18 [not upheld + upheld] = 0.75 [exactly] → 75% [as printed]',
  )
})

test('where only totals were published, they stand whole', () => {
  expect(sumOf('complaints-upheld', 1, 2, {})).toBe(
    '1 [upheld] ÷ 2 [investigated] = 0.5 [exactly] → 50% [as printed]',
  )
})

test('a figure of a letter is not summed from tables that say something else', () => {
  // The letter says 1 of 2, tables say 9 upheld and none not upheld.
  const tables = { 'decided:upheld': 9, 'decided:not-upheld': 0 }
  const document = 'Letter 2023-24'
  expect(sumOf('complaints-upheld', 1, 2, tables, { kind: 'published-letter', document })).toBe(
    '1 [upheld] ÷ 2 [investigated] = 0.5 [exactly] → 50% [as printed]',
  )
})

test('a rate shows what it is counted per', () => {
  expect(sumOf('upheld-per-100000', 1, 119_000, {})).toBe(
    '1 [upheld] × 100,000 [for comparison] ÷ 119,000 [residents] = 0.8403… [and so on] → 0.8 [as printed]',
  )
})

test('where there is nothing to report there is no sum', () => {
  const measure = measureOf(scheme, 'compliance')
  expect(measure && figureSum(scheme, measure, { state: 'nothing-to-report' }, new Map())).toEqual([])
})

function sumOf(
  code: string,
  numerator: number,
  denominator: number,
  counts: Partial<Record<CountedSet, number>>,
  origin: FigureOrigin = { kind: 'cases' },
) {
  const measure = measureOf(scheme, code)
  if (!measure) throw new Error(`no measure ${code}`)
  const known = new Map(Object.entries(counts) as [CountedSet, number][])
  return figureSum(
    scheme,
    measure,
    { state: 'calculated', numerator, denominator },
    countsBehind(origin, known),
  )
    .map(({ sign, text, words }) => `${sign === undefined ? '' : `${sign} `}${text} [${words}]`)
    .join(' ')
}
