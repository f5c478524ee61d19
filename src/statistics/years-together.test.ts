import { expect, test } from 'vitest'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'
import type { Figure } from './figure.ts'
import { yearsTogether } from './years-together.ts'

test('2022-23 and 2023-24: 2 of 3 and 1 of 2 are 3 of 5 upheld', () => {
  expect(together('complaints-upheld', { 2022: share(2, 3), 2023: share(1, 2) })).toEqual({
    ok: true,
    figure: { state: 'calculated', numerator: 3, denominator: 5 },
  })
})

test('a year with nothing to report adds nothing; only such years stay nothing to report', () => {
  const nothing: Figure = { state: 'nothing-to-report' }
  expect(together('compliance', { 2022: nothing, 2023: share(1, 1) })).toEqual({
    ok: true,
    figure: share(1, 1),
  })
  expect(together('compliance', { 2022: nothing, 2023: nothing })).toEqual({ ok: true, figure: nothing })
})

test('a year that is not known leaves the whole not known', () => {
  const unknown: Figure = { state: 'not-calculated' }
  expect(together('compliance', { 2022: share(1, 1), 2023: unknown })).toEqual({ ok: true, figure: unknown })
})

test('years are never put together across a break, and the refusal says why', () => {
  expect(together('complaints-upheld', { 2021: share(1, 2), 2022: share(1, 2) })).toEqual({
    ok: false,
    reason: expect.stringMatching(/^2021-22 and 2022-23 cannot be put together: From 2022-23 fewer/),
  })
  // 2020-21 itself begins after the break of that year, and can stand with 2021-22.
  expect(together('complaints-upheld', { 2020: share(1, 2), 2021: share(0, 2) })).toEqual({
    ok: true,
    figure: share(1, 4),
  })
  expect(together('complaints-upheld', { 2019: share(1, 2), 2020: share(0, 2) }).ok).toBe(false)
})

test('a year in between may not be missing', () => {
  expect(together('received', { 2016: count(3), 2018: count(4) }).ok).toBe(false)
  expect(together('received', { 2016: count(3), 2017: count(4) })).toEqual({ ok: true, figure: count(7) })
})

function together(code: string, figures: Readonly<Record<number, Figure>>) {
  const measure = ombudsmanForEngland.measures.find((candidate) => candidate.code === code)
  if (!measure) throw new Error(`no measure ${code}`)
  const byYear = Object.entries(figures).map(([year, figure]): [ReportingYear, Figure] => [
    reportingYear(Number(year)),
    figure,
  ])
  return yearsTogether(ombudsmanForEngland, measure, new Map(byYear))
}

function share(numerator: number, denominator: number): Figure {
  return { state: 'calculated', numerator, denominator }
}

function count(numerator: number): Figure {
  return { state: 'calculated', numerator }
}
