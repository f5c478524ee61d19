import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../tests/test-database.ts'
import { saveAuthorities } from '../../authorities/authority-store.ts'
import type { OpenDatabase } from '../../database/open-database.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { loadCode } from '../provisions/code-actions.ts'
import { setAdoptions } from './adoption-actions.ts'
import { readAdoptions } from './adoption-store.ts'

let opened: OpenDatabase
beforeAll(async () => {
  opened = await testDatabase()
  await opened.database.transaction().execute(async (transaction) => {
    await loadCode(transaction, scheme)
    await saveAuthorities(transaction, ['Ashmere', 'Brindlow'].map(body))
  })
})
afterAll(() => opened.close())

const body = (name: string) => ({
  slug: name.toLowerCase(),
  officialName: `${name} District Council`,
  shortName: name,
  kind: 'district',
  gssCode: null,
  region: null,
  county: null,
  startsOn: null,
  endsOn: null,
  centre: null,
  successors: [],
  otherNames: [],
  formerNames: [],
  isInvented: true,
})

const set = (...lines: string[]) => {
  const content = Buffer.from(['authority,adopted_on,pilot', ...lines].join('\n'))
  return setAdoptions(opened.database, scheme, { name: 'f.csv', content }, 'tester')
}
const nextYear = `${new Date().getFullYear() + 1}-12-31`
const known = async () => [...(await readAdoptions(opened.database)).values()]
const auditCount = async () => (await opened.database.selectFrom('auditEntry').selectAll().execute()).length

test('a file says who adopted the Code and who piloted it, and takes back what was said', async () => {
  const lines = ['Ashmere,2024-02-01,yes', 'brindlow,,yes']
  expect(await set(...lines)).toEqual({ ok: true, changedCount: 2, unchangedCount: 0 })
  expect(await set(...lines)).toEqual({ ok: true, changedCount: 0, unchangedCount: 2 })
  expect(await known()).toEqual([
    { adoptedOn: '2024-02-01', wasPilot: true },
    { adoptedOn: null, wasPilot: true },
  ])
  expect(await set('brindlow,,no')).toEqual({ ok: true, changedCount: 1, unchangedCount: 0 })
  expect(await known()).toEqual([{ adoptedOn: '2024-02-01', wasPilot: true }])
  expect(await auditCount()).toBe(3)
})

test('a file is refused with all that is wrong in it, and changes nothing', async () => {
  const before = [await known(), await auditCount()]
  expect(
    await set('Ashmere,2023-12-31,yes', `Ashmere,${nextYear},no`, 'brindlow,,perhaps', 'Atlantis,,no'),
  ).toEqual({
    ok: false,
    problems: [
      "f.csv, line 2, adopted_on '2023-12-31': the Code is in force since 1 February 2024; give a day from then on.",
      "f.csv, line 3, authority 'Ashmere': this repeats line 2; keep one.",
      expect.stringMatching(/line 3, adopted_on '.*': today is .*; give the day once it has come\.$/),
      "f.csv, line 4, pilot 'perhaps': write yes or no.",
      expect.stringContaining("f.csv, line 5, authority 'Atlantis'"),
    ],
  })
  expect([await known(), await auditCount()]).toEqual(before)
})
