import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../tests/test-database.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { readBankHolidays } from './authority-store.ts'
import { setBankHolidays } from './bank-holiday-actions.ts'

let opened: TestDatabase

beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())

const eight = ['01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26']
const rows = eight.map((day) => `2028-${day},Holiday`)

function set(...lines: readonly string[]) {
  const content = Buffer.from(['date,name', ...lines].join('\n'))
  return setBankHolidays(opened.database, scheme, { name: 'days.csv', content }, 'tester')
}

test('a year is set whole, the same file again changes nothing, and a changed day is one entry of the record', async () => {
  expect(await set(...rows)).toEqual({ ok: true, changedYears: ['2028'], unchangedCount: 0 })
  expect(await set(...rows)).toEqual({ ok: true, changedYears: [], unchangedCount: 1 })
  const moved = [...rows.slice(1), '2028-01-04,Another day']
  expect(await set(...moved)).toMatchObject({ changedYears: ['2028'] })
  const days = (await readBankHolidays(opened.database)).map(({ date }) => date)
  expect(days.filter((day) => day.startsWith('2028'))).toEqual([
    '2028-01-04',
    ...eight.slice(1).map((day) => `2028-${day}`),
  ])
  const entries = await opened.database
    .selectFrom('auditEntry')
    .select('subject')
    .where('action', '=', 'bank-holidays set')
    .execute()
  expect(entries.map(({ subject }) => subject)).toEqual(['bank holidays of 2028', 'bank holidays of 2028'])
})

test.each([
  [[...rows.slice(1)], /2028 has 7 bank holidays, and a year has at least 8/],
  [[...rows, '2028-12-25,Again'], /2028-12-25 stands there twice/],
  [[...rows, '2028-13-01,No month'], /line 10, date/],
  [[], /no days below/],
])('a file that cannot be right is refused and changes nothing: %j', async (lines, problem) => {
  const before = await readBankHolidays(opened.database)
  const result = await set(...lines)
  expect(result.ok ? '' : result.problems.join(' ')).toMatch(problem)
  expect(await readBankHolidays(opened.database)).toEqual(before)
})
