import { expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'
import { earlyWarningView } from './early-warning-view.ts'

const shown = reportingYear(2023)

test('a service area is warned of that its own past does not lead to expect', () => {
  // 8 this year and none the year before: (1/2)⁸ = 0.0039, below 1 in 200.
  const view = earlyWarningView(
    scheme,
    shown,
    [year(2023, 8), year(2022, 2)],
    published([2023, { housing: 8 }], [2022, { planning: 2 }]),
  )
  expect(view?.warnings.map(({ name, strong, rest }) => `${name}: ${strong}${rest}`)).toEqual([
    'Housing: 8 upheld, where none would be expected from its past',
  ])
  expect(view?.warnings[0]?.facts).toMatchObject({
    years: [
      { name: '2022-23', count: 0 },
      { name: '2023-24', count: 8 },
    ],
    expected: 0,
  })
})

test('a year of which too much is withheld or taken down is not held against another', () => {
  // 4 of 6 of the year before can be read, fewer than four in five: what is missing would look like a rise.
  const years = [year(2023, 8), year(2022, 6)]
  expect(
    earlyWarningView(scheme, shown, years, published([2023, { housing: 8 }], [2022, { housing: 4 }])),
  ).toBeUndefined()
  // 5 of 6 is enough.
  expect(
    earlyWarningView(scheme, shown, years, published([2023, { housing: 8 }], [2022, { housing: 5 }])),
  ).toBeDefined()
})

test('years before a break are not held against those after it', () => {
  expect(
    earlyWarningView(
      scheme,
      shown,
      [year(2023, 8), year(2021, 1)],
      published([2023, { housing: 8 }], [2021, { housing: 1 }]),
    ),
  ).toBeUndefined()
})

test('what is published is never said to be all where some is withheld', () => {
  const years = [year(2023, 10), year(2022, 2)]
  const view = earlyWarningView(
    scheme,
    shown,
    years,
    published([2023, { housing: 9 }], [2022, { housing: 2 }]),
  )
  expect(view?.published).toBe(
    '9 of 10 upheld decisions of 2023-24 are published; only those are counted here.',
  )
})

function year(first: number, upheld: number): YearlyFigures {
  return {
    year: reportingYear(first),
    revision: 1,
    methodVersion: 1,
    comparisonGroup: null,
    averages: new Map(),
    figures: new Map([
      [
        'complaints-upheld',
        { state: 'calculated', numerator: upheld, denominator: upheld + 1, origin: { kind: 'cases' } },
      ],
    ]),
  }
}

function published(
  ...years: readonly (readonly [number, Readonly<Record<string, number>>])[]
): ReadonlyMap<ReportingYear, ReadonlyMap<string, number>> {
  return new Map(years.map(([first, areas]) => [reportingYear(first), new Map(Object.entries(areas))]))
}
