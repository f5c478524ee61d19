import { expect, test } from 'vitest'
import { authorityId, type KnownAuthority } from '../../authorities/authority.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { measureOf } from '../site/measure-view.ts'
import { printedAverages, type YearOfAll } from './worked-example.ts'

test('a mean of rates is never rounded to all, or to none, over what was otherwise', () => {
  expect(printedMean(0.998)).toBe('just under 100%')
  expect(printedMean(1)).toBe('100%')
  expect(printedMean(0.664)).toBe('66%')
  expect(printedMean(0.002)).toBe('just over 0%')
  expect(printedMean(0)).toBe('0%')
})

function printedMean(meanOfRates: number): string | undefined {
  const measure = measureOf(scheme, 'compliance')
  return measure && printedAverages(scheme, measure, yearWith(meanOfRates))[0]?.mean
}

function yearWith(meanOfRates: number): YearOfAll {
  const figure = { state: 'calculated', numerator: 9, denominator: 10, origin: { kind: 'cases' } } as const
  const average = { numerator: 9, denominator: 10, memberCount: 1, groupMemberCount: 1, meanOfRates }
  return [
    {
      authority: larchwick,
      figures: {
        year: reportingYear(2023),
        revision: 1,
        methodVersion: 1,
        figures: new Map([['compliance', figure]]),
        comparisonGroup: 'district',
        averages: new Map([['compliance', average]]),
      },
    },
  ]
}

const larchwick: KnownAuthority = {
  id: authorityId(1),
  slug: 'larchwick',
  officialName: 'Larchwick District Council',
  shortName: 'Larchwick',
  gssCode: null,
  kind: 'district',
  region: null,
  county: null,
  startsOn: null,
  endsOn: null,
  centre: null,
  successors: [],
  otherNames: [],
  formerNames: [],
  isInvented: true,
}
