import { expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'
import { yearByYear, yearsFinding } from './year-by-year.ts'

test('the newest years are added up as far back as nothing parts them', () => {
  // 2022-23 is a break: 2 of 3 and 1 of 2 are added up, 3 of 4 before the break is not.
  const years = [year(2023, 1, 2), year(2022, 2, 3), year(2021, 3, 4)]
  expect(yearByYear(scheme, years).map(nameAndUpheld)).toEqual([
    '2022-23 and 2023-24: 60% 3 of 5',
    '2023-24: 50% 1 of 2',
    '2022-23: 67% 2 of 3',
    'From 2022-23: fewer borderline cases',
    '2021-22: 75% 3 of 4',
  ])
  expect(yearsFinding(scheme, years)).toBe(
    'Over the two years that can be added up, 3 of 5 complaints investigated were upheld.',
  )
})

test('a year that is missing parts years too', () => {
  const years = [year(2019, 1, 2), year(2017, 1, 1)]
  expect(yearByYear(scheme, years).map(nameAndUpheld)).toEqual([
    '2019-20: 50% 1 of 2',
    '2017-18: 100% 1 of 1',
  ])
  expect(yearsFinding(scheme, years)).toBeUndefined()
})

test('years without an investigation add nothing, and three years are named by the first and last', () => {
  const years = [year(2019, 0, 0), year(2018, 1, 1), year(2017, 0, 0)]
  expect(yearByYear(scheme, years).map(nameAndUpheld)[0]).toBe('2017-18 to 2019-20: 100% 1 of 1')
  expect(yearsFinding(scheme, years)).toBe(
    'Over the three years that can be added up, 1 of 1 complaint investigated was upheld.',
  )
})

function year(first: number, upheld: number, investigated: number): YearlyFigures {
  const figure =
    investigated === 0
      ? ({ state: 'nothing-to-report' } as const)
      : ({ state: 'calculated', numerator: upheld, denominator: investigated } as const)
  return {
    year: reportingYear(first),
    revision: 1,
    methodVersion: 1,
    figures: new Map([['complaints-upheld', { ...figure, origin: { kind: 'cases' } }]]),
    comparisonGroup: null,
    averages: new Map(),
  }
}

function nameAndUpheld(row: ReturnType<typeof yearByYear>[number]): string {
  if (row.kind === 'break') return row.name
  const [upheld] = row.cells
  return `${row.name}: ${upheld?.printed} ${upheld?.base}`.trim()
}
