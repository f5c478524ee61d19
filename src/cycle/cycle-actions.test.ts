import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeSealed } from '../../tests/sealed-rows.ts'
import { testDatabase } from '../../tests/test-database.ts'
import { beginInstallation } from '../authorities/register-actions.ts'
import { readRegister } from '../authorities/register-files.ts'
import type { OpenDatabase } from '../database/open-database.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import type { Cycle } from './cycle.ts'
import { setCycle, setCycleMembers } from './cycle-actions.ts'
import { findCycle, readCycleAuthorities, readCycles } from './cycle-store.ts'

const register = readRegister()
const year = reportingYear(2023)
const cycle: Cycle = {
  year,
  edition: '2023-24',
  letterDate: '2024-07-17',
  publishedAt: new Date('2024-07-23T23:01:00Z'),
  population: { year: 2022, release: 'mid-2023' },
  settings: {
    letterhead: ['Example Ombudsman'],
    contacts: {
      addressLines: ['1 Example Street'],
      telephone: '01234 567890',
      email: 'office@example.org',
      website: 'www.example.org',
    },
    signatory: { name: 'The Ombudsman', lines: ['Example Ombudsman'] },
    addresses: {
      map: 'https://example.org/map',
      method: 'https://example.org/method',
      handlingCode: 'https://example.org/code',
      training: 'https://example.org/training',
      survey: 'https://example.org/survey',
    },
  },
}

let opened: OpenDatabase
beforeAll(async () => {
  opened = await testDatabase()
  await beginInstallation(opened.database, register, 'tester')
})
afterAll(() => opened.close())

const set = (wanted: Cycle) => setCycle(opened.database, scheme, wanted, register.membership, 'tester')
const csv = (...lines: string[]) => ({ name: 'm.csv', content: Buffer.from(lines.join('\n')) })
const auditCount = async () => (await opened.database.selectFrom('auditEntry').selectAll().execute()).length

test('a new cycle takes its members from the register, each in its group', async () => {
  const result = await set(cycle)
  expect(result).toMatchObject({ ok: true, isNew: true, isChanged: true, withoutPlace: [] })
  expect(await findCycle(opened.database, year)).toEqual(cycle)
  const members = await readCycleAuthorities(opened.database, year)
  const size = (group: string) => members.filter((member) => member.comparisonGroup === group).length
  expect(['district', 'county', 'london', 'unitary', 'metropolitan'].map(size)).toEqual([164, 21, 32, 62, 36])
  expect(members.find(({ slug }) => slug === 'east-midlands')).toMatchObject({
    isCouncil: false,
    getsLetter: true,
    isOnMap: false,
    comparisonGroup: null,
  })
  expect(members.find(({ slug }) => slug === 'harrogate')).toBeUndefined()
})

test('setting the same cycle again changes nothing', async () => {
  const before = await auditCount()
  expect(await set(cycle)).toMatchObject({ ok: true, isNew: false, isChanged: false })
  expect(await auditCount()).toBe(before)
  expect(await readCycles(opened.database)).toEqual([cycle])
})

test('a population the database does not have is refused, naming those it has', async () => {
  const result = await set({ ...cycle, population: { year: 2022, release: 'mid-2019' } })
  expect(result.ok ? '' : result.problems.join()).toMatch(
    /no estimates for 2022 in release mid-2019; .*2022 in release mid-2023/,
  )
  expect((await findCycle(opened.database, year))?.population?.release).toBe('mid-2023')
})

test('letters cannot be dated within the year they are about', async () => {
  const result = await set({ ...cycle, letterDate: '2024-03-31' })
  expect(result.ok ? '' : result.problems.join()).toContain('their year lasts until 2024-03-31')
})

test('figures cannot become public before the date of the letters, by the clocks of the country', async () => {
  const early = await set({ ...cycle, publishedAt: new Date('2024-07-16T22:59:59Z') })
  expect(early.ok ? '' : early.problems.join()).toContain(
    'publishedAt: 2024-07-16 is before the date of the letters, 2024-07-17',
  )
  // One minute past midnight of the letters' day in London, still the day before in Greenwich.
  const { edition, letterDate } = cycle
  expect(await set({ ...cycle, publishedAt: new Date('2024-07-16T23:01:00Z') })).toMatchObject({ ok: true })
  expect(await set(cycle)).toMatchObject({ ok: true })
  expect(await findCycle(opened.database, year)).toMatchObject({ edition, letterDate })
})

test.each([
  ['sealed', null],
  ['released', cycle.publishedAt],
])('no file moves the moment of a year that is %s', async (_, publishedAt) => {
  const revision = { year, revision: 1, sealedAt: cycle.publishedAt, publishedAt }
  await changeSealed(opened.database, (transaction) =>
    transaction.insertInto('revision').values(revision).execute(),
  )
  const later = { ...cycle, publishedAt: new Date('2024-07-25T08:30:00Z') }
  expect(await set(later)).toMatchObject({
    ok: false,
    problems: [expect.stringMatching(/^publishedAt: 2023-24 is sealed for .* at the desk with a reason/)],
  })
  expect(await findCycle(opened.database, year)).toEqual(cycle)
  await changeSealed(opened.database, (transaction) => transaction.deleteFrom('revision').execute())
})

test('an edition of the letter that nobody has written is refused with those there are', async () => {
  const result = await set({ ...cycle, edition: '2031-32' })
  expect(result.ok ? [] : result.problems).toEqual([
    'edition: there is no edition "2031-32" of the letter; write one of 2019-20, 2023-24, 2024-25, or null for a year without letters',
  ])
  expect((await findCycle(opened.database, year))?.edition).toBe('2023-24')
})

test('a body that ended before the year is in no group, but may take part for its late cases', async () => {
  const members = (group: string) =>
    csv('authority,is_council,gets_letter,is_on_map,comparison_group', `allerdale,yes,no,no,${group}`)
  const refused = await setCycleMembers(opened.database, scheme, year, members('district'), 'tester')
  expect(refused.ok ? [] : refused.problems).toEqual([
    "m.csv, line 2, comparison_group 'district': Allerdale Borough Council ended on 2023-03-31, before the year began on 2023-04-01, so it has no similar authorities that year; leave this empty.",
  ])
  const accepted = await setCycleMembers(opened.database, scheme, year, members(''), 'tester')
  expect(accepted).toMatchObject({ ok: true, changedCount: 1 })
})

test('a member may be given another part, and keeps it when the cycle is set again', async () => {
  const file = csv(
    'authority,is_council,gets_letter,is_on_map,comparison_group',
    'Isles of Scilly,yes,no,yes,unitary',
    'bassetlaw,yes,yes,yes,district',
  )
  const result = await setCycleMembers(opened.database, scheme, year, file, 'tester')
  expect(result).toEqual({ ok: true, changedCount: 1, unchangedCount: 1 })
  await set({ ...cycle, letterDate: '2024-07-18' })
  const members = await readCycleAuthorities(opened.database, year)
  expect(members.find(({ slug }) => slug === 'isles-of-scilly')).toMatchObject({
    getsLetter: false,
    comparisonGroup: 'unitary',
  })
})

test('a members file with problems changes nothing and says them all', async () => {
  const before = await readCycleAuthorities(opened.database, year)
  const file = csv(
    'authority,is_council,gets_letter,is_on_map,comparison_group',
    'bromsgrove,yes,no,yes,district',
    'Bassetlow,yes,perhaps,yes,burghs',
  )
  const result = await setCycleMembers(opened.database, scheme, year, file, 'tester')
  expect(result.ok ? [] : result.problems).toEqual([
    "m.csv, line 3, authority 'Bassetlow': this is no authority we know; if you mean Bassetlaw District Council, write bassetlaw.",
    "m.csv, line 3, gets_letter 'perhaps': write yes or no.",
    "m.csv, line 3, comparison_group 'burghs': this is no group; write one of county, district, metropolitan, unitary, london, or nothing.",
  ])
  expect(await readCycleAuthorities(opened.database, year)).toEqual(before)
})

test('members of a year without a cycle are refused', async () => {
  const file = csv('authority,is_council,gets_letter,is_on_map,comparison_group')
  const result = await setCycleMembers(opened.database, scheme, reportingYear(2030), file, 'tester')
  expect(result.ok ? '' : result.problems.join()).toContain('there is no cycle 2030-31')
})
