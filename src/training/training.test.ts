import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../tests/test-database.ts'
import { describeRowProblem } from '../authorities/csv-table.ts'
import type { OpenDatabase } from '../database/open-database.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { setTrainingTotals } from './training-actions.ts'
import { readGivenTotals as readStored } from './training-store.ts'
import { readTrainingTotals } from './training-total.ts'

const heading =
  'year,courses,people,care_provider_courses,coming_modules,seminar_places,seminar_delegates,seminar_authorities'
const csv = (...lines: string[]) => ({ name: 't.csv', content: Buffer.from([heading, ...lines].join('\n')) })
const two = csv(
  '2018-19,71,1012,,,,,',
  '2019-20,118,1423,20,first module; second module,Leeds;Bristol,178,143',
)

let opened: OpenDatabase
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())

test('totals are kept exactly, and what is not on record stays unknown rather than zero', async () => {
  expect(await setTrainingTotals(opened.database, scheme, two, 'tester')).toEqual({
    ok: true,
    changedCount: 2,
    unchangedCount: 0,
  })
  expect(await readStored(opened.database)).toEqual([
    {
      year: 2018,
      courseCount: 71,
      peopleCount: 1012,
      careProviderCourseCount: null,
      comingModules: [],
      seminarPlaces: [],
      seminarDelegateCount: null,
      seminarAuthorityCount: null,
    },
    {
      year: 2019,
      courseCount: 118,
      peopleCount: 1423,
      careProviderCourseCount: 20,
      comingModules: ['first module', 'second module'],
      seminarPlaces: ['Leeds', 'Bristol'],
      seminarDelegateCount: 178,
      seminarAuthorityCount: 143,
    },
  ])
})

test('the same file again changes nothing; a changed year is one update with one audit row', async () => {
  const entries = async () => (await opened.database.selectFrom('auditEntry').selectAll().execute()).length
  const before = await entries()
  expect(await setTrainingTotals(opened.database, scheme, two, 'tester')).toMatchObject({ changedCount: 0 })
  expect(await entries()).toBe(before)
  const changed = csv('2018-19,72,1012,,,,,')
  expect(await setTrainingTotals(opened.database, scheme, changed, 'tester')).toMatchObject({
    changedCount: 1,
  })
  expect(await entries()).toBe(before + 1)
  expect((await readStored(opened.database)).map(({ courseCount }) => courseCount)).toEqual([72, 118])
})

test('numbers that cannot be true together are refused, all at once', () => {
  const reading = readTrainingTotals(
    csv('2019-20,10,100,11,,,5,6', '2019-21,,x,,,,,', '2019-20,1,1,,,,,').content,
  )
  expect(reading.ok ? [] : reading.problems.map((problem) => describeRowProblem('t.csv', problem))).toEqual([
    "t.csv, line 2, care_provider_courses '11': these are more than all 10 courses.",
    "t.csv, line 2, seminar_authorities '6': these are more than the delegates; each sends at least one.",
    "t.csv, line 3, year '2019-21': write the year as 2023-24.",
    't.csv, line 3, courses: this cell is empty; fill it in.',
    "t.csv, line 3, people 'x': this is no whole number; write it as 1700.",
    "t.csv, line 4, year '2019-20': this repeats line 2; keep one of them.",
  ])
})
