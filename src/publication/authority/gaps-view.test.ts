import { expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'
import { measureOf } from '../site/measure-view.ts'
import { gapsView } from './gaps-view.ts'

test('only what is the same as the average is said to stand at it', () => {
  // 50% beside 200 of 400, beside 201 of 400 and beside 240 of 400.
  const measure = measureOf(scheme, 'complaints-upheld')
  const years = [year(2021, 200), year(2022, 201), year(2023, 240)]
  const view = measure && gapsView(scheme, measure, 'Larchwick', years, reportingYear(2023))
  expect(view?.rows.map(({ gap }) => gap)).toEqual(['−10 points', 'under half a point', 'at the average'])
})

function year(first: number, upheldByAll: number): YearlyFigures {
  const figure = { state: 'calculated', numerator: 10, denominator: 20, origin: { kind: 'cases' } } as const
  const average = {
    numerator: upheldByAll,
    denominator: 400,
    memberCount: 10,
    groupMemberCount: 10,
    meanOfRates: null,
  }
  return {
    year: reportingYear(first),
    revision: 1,
    methodVersion: 1,
    figures: new Map([['complaints-upheld', figure]]),
    comparisonGroup: 'district',
    averages: new Map([['complaints-upheld', average]]),
  }
}
