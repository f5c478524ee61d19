import { expect, test } from 'vitest'
import { map } from '../../scheme/ombudsman-for-england-map.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { mapQuery, readMapQuestion } from './map-question.ts'

const years = [reportingYear(2023), reportingYear(2022)] as const

test('an address without anything asks for the first measure of the newest year', () => {
  const reading = readMapQuestion(map, years, {})
  expect(reading).toMatchObject({
    ok: true,
    question: {
      measure: { measure: 'complaints-upheld' },
      year: 2023,
      view: 'circles',
      sort: 'name',
      page: 1,
    },
  })
})

test('what is asked comes back in the address, and what is usual is left out', () => {
  const query = {
    measure: 'compliance',
    year: '2022-23',
    layer: 'counties',
    view: 'hexagons',
    sort: 'value',
    page: '3',
    authority: 'larchwick',
  }
  const reading = readMapQuestion(map, years, query)
  expect(reading.ok && mapQuery(map, years[0], reading.question)).toEqual(query)
  const usual = readMapQuestion(map, years, { view: 'circles', year: '2023-24', page: '1', sort: '' })
  expect(usual.ok && Object.values(mapQuery(map, years[0], usual.question)).filter(Boolean)).toEqual([])
})

test('everything that is wrong with an address is said at once', () => {
  const reading = readMapQuestion(map, years, {
    measure: 'x',
    year: '2024-25',
    page: '-1',
    view: 'y'.repeat(400),
  })
  expect(reading.ok ? [] : reading.problems.map((problem) => problem.slice(0, 24))).toEqual([
    'There is no measure “x” ',
    'There is no year “2024-2',
    'There is no view “yyyyyy',
    'There is no page “-1”: p',
  ])
})
