import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../tests/test-database.ts'
import { verifyAudit } from '../audit/audit-store.ts'
import type { OpenDatabase } from '../database/open-database.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { authorityChanges } from './authority-change.ts'
import { findPopulation, readAuthorities, readBankHolidays, readPopulations } from './authority-store.ts'
import { successorsOn } from './authority-succession.ts'
import { readInstallation } from './installation-store.ts'
import { addresseeAt } from './office-holder.ts'
import { importOfficeHolders } from './office-holder-actions.ts'
import { readOfficeHolders, readOfficeHoldersOn } from './office-holder-store.ts'
import { beginInstallation, loadRegister, updateRegister } from './register-actions.ts'
import { readRegister } from './register-files.ts'

const register = readRegister()
let opened: OpenDatabase

beforeAll(async () => {
  opened = await testDatabase()
  expect(await beginInstallation(opened.database, register, 'tester')).toBe(true)
})
afterAll(() => opened.close())

const csv = (...lines: string[]) => ({ name: 'f.csv', content: Buffer.from(lines.join('\n')) })
const actionsOnRecord = async () =>
  (await opened.database.selectFrom('auditEntry').select('action').execute()).map(({ action }) => action)

test('a real installation holds the whole register as it is shipped, and nothing invented', async () => {
  const known = await readAuthorities(opened.database)
  expect(authorityChanges(register.authorities, known)).toEqual([])
  expect(known).toHaveLength(register.authorities.length)
  expect(known.filter(({ isInvented }) => isInvented)).toEqual([])
  expect(await readBankHolidays(opened.database)).toEqual(register.bankHolidays)
  expect(await readInstallation(opened.database)).toEqual({ isDemonstration: false })
})

test('a population is found by authority, year and release', async () => {
  const known = await readAuthorities(opened.database)
  const bassetlaw = known.find(({ slug }) => slug === 'bassetlaw')
  if (bassetlaw === undefined) throw new Error('no Bassetlaw')
  expect(await findPopulation(opened.database, bassetlaw.id, 2022, 'mid-2023')).toBe(119_985)
  expect(await findPopulation(opened.database, bassetlaw.id, 2022, 'never')).toBeUndefined()
  expect((await readPopulations(opened.database, 2022, 'mid-2023')).size).toBe(296 + 21)
})

test('a database that holds an installation is not begun again', async () => {
  expect(await beginInstallation(opened.database, register, 'tester')).toBe(false)
})

test('loading the register again changes nothing', async () => {
  const before = await readAuthorities(opened.database)
  await opened.database.transaction().execute((transaction) => loadRegister(transaction, register))
  expect(await readAuthorities(opened.database)).toEqual(before)
})

test('an update changes what its columns say, says what it changed, and doing it again changes nothing', async () => {
  const file = csv('slug,official_name,former_names', 'tendring,Tendring Council,Tendring District Council')
  const update = await updateRegister(opened.database, scheme, file, 'tester')
  expect(update.ok && update.changes.map(({ after, facts }) => [after.slug, facts])).toEqual([
    ['tendring', ['officialName', 'formerNames']],
  ])
  const tendring = (await readAuthorities(opened.database)).find(({ slug }) => slug === 'tendring')
  expect(tendring).toMatchObject({
    officialName: 'Tendring Council',
    formerNames: ['Tendring District Council'],
    county: 'essex',
    gssCode: 'E07000076',
  })
  const again = await updateRegister(opened.database, scheme, file, 'tester')
  expect(again).toEqual({ ok: true, changes: [] })
  expect((await actionsOnRecord()).filter((action) => action === 'authorities update')).toHaveLength(1)
})

test('an update may end a council and begin its successor in one file', async () => {
  const update = await updateRegister(
    opened.database,
    scheme,
    csv(
      'slug,official_name,short_name,kind,starts_on,ends_on,successors',
      'rutland,Rutland County Council,Rutland,unitary,,2031-03-31,new-rutland',
      'new-rutland,New Rutland Council,New Rutland,unitary,2031-04-01,,',
    ),
    'tester',
  )
  expect(update.ok && update.changes).toHaveLength(2)
  const rutland = (await readAuthorities(opened.database)).find(({ slug }) => slug === 'rutland')
  expect(rutland).toMatchObject({
    endsOn: '2031-03-31',
    successors: ['new-rutland'],
    region: 'East Midlands',
  })
})

test('an update that would break a promise of the register changes nothing', async () => {
  const before = await readAuthorities(opened.database)
  const update = await updateRegister(
    opened.database,
    scheme,
    csv('slug,ends_on,successors', 'bassetlaw,2031-03-31,nowhere', 'bolsover,,'),
    'tester',
  )
  expect(update).toEqual({
    ok: false,
    problems: ['f.csv, line 2: bassetlaw: its successor "nowhere" is not in the register.'],
  })
  expect(await readAuthorities(opened.database)).toEqual(before)
})

test('what a cell says and what the register promises are judged in one pass, each with its line', async () => {
  const file = csv(
    'slug,official_name,short_name,kind,ends_on,successors',
    'bassetlaw,Bassetlaw District Council,Bassetlaw,burgh,,',
    'bolsover,Bolsover District Council,Bolsover,district,31/03/2031,new-bolsover',
    'new-bolsover,Bassetlaw District Council,,district,,',
    'twin,Ashfield District Council,Twin,district,,',
  )
  const update = await updateRegister(opened.database, scheme, file, 'tester')
  expect(update.ok ? [] : update.problems.map((problem) => problem.split('; the kinds')[0])).toEqual([
    'f.csv, line 4, short_name: this cell is empty; fill it in.',
    'f.csv, line 5: official name "ashfield district council" stands there more than once.',
    'f.csv, line 2: bassetlaw: "burgh" is no kind of authority',
  ])
})

test('an e-mail address of somebody who alone holds a role is corrected, not added', async () => {
  const row = (email: string) => csv(holders[0] ?? '', `broxtowe,leader,Leader,,,${email},2023-05-25,`)
  await importOfficeHolders(opened.database, row('laeder@example.org'), 'tester')
  const corrected = await importOfficeHolders(opened.database, row('leader@example.org'), 'tester')
  expect(corrected).toEqual({ ok: true, addedCount: 0, changedCount: 1, unchangedCount: 0 })
  const known = (await readOfficeHolders(opened.database)).filter(({ authority }) => authority === 'broxtowe')
  expect(known.map(({ email }) => email)).toEqual(['leader@example.org'])
  const second = csv(holders[0] ?? '', 'broxtowe,leader,Leader,,,next@example.org,2024-05-25,')
  const refused = await importOfficeHolders(opened.database, second, 'tester')
  expect(refused.ok ? '' : refused.problems.join()).toContain(
    'leader@example.org from 2023-05-25 (on record)',
  )
})

test('all faults of an update file are said at once', async () => {
  const file = csv('slug,ends_on,longitude', 'bassetlaw,tomorrow,east', 'bassetlaw,,', 'unheard-of,,')
  const update = await updateRegister(opened.database, scheme, file, 'tester')
  expect(update.ok ? [] : update.problems).toEqual([
    "f.csv, line 2, ends_on 'tomorrow': this is not a date; write it as 2023-05-31 or 31/05/2023.",
    "f.csv, line 2, longitude 'east': this is no number; write it as -1.25.",
    "f.csv, line 3, slug 'bassetlaw': this authority stands there twice.",
    'f.csv, line 4, official_name: this cell is empty; fill it in.',
    'f.csv, line 4, short_name: this cell is empty; fill it in.',
    'f.csv, line 4, kind: this cell is empty; fill it in.',
  ])
})

const holders = [
  'authority,role,post,name,salutation,email,from,to',
  'bassetlaw,chief-executive,Chief Executive,Name One,Dr One,ce@example.org,2019-01-01,',
  'bassetlaw,link-officer,Complaints Officer,,,link1@example.org,2019-01-01,',
  'bassetlaw,link-officer,Complaints Officer,,,link2@example.org,2019-01-01,',
  'Cumberland,chief-executive,Chief Executive,,,ce@cumberland.example.org,2023-04-01,',
  'Westmorland and Furness,chief-executive,Chief Executive,,,ce@wf.example.org,2023-04-01,',
]

test('the same file of office holders again changes nothing, and a changed row is one update', async () => {
  const { database } = opened
  const first = await importOfficeHolders(database, csv(...holders), 'tester')
  expect(first).toEqual({ ok: true, addedCount: 5, changedCount: 0, unchangedCount: 0 })
  const entriesBefore = (await actionsOnRecord()).length
  const again = await importOfficeHolders(database, csv(...holders), 'tester')
  expect(again).toEqual({ ok: true, addedCount: 0, changedCount: 0, unchangedCount: 5 })
  expect((await actionsOnRecord()).length).toBe(entriesBefore)
  const left = holders.with(1, `${holders[1]}2024-06-30`)
  const changed = await importOfficeHolders(database, csv(...left), 'tester')
  expect(changed).toEqual({ ok: true, addedCount: 0, changedCount: 1, unchangedCount: 4 })
  expect((await readOfficeHolders(database)).find(({ role }) => role === 'chief-executive')?.toOn).toBe(
    '2024-06-30',
  )
})

test('a file of office holders with one bad row changes nothing', async () => {
  const before = await readOfficeHolders(opened.database)
  const bad = [...holders, 'Bassetlow,leader,Leader,,,l@example.org,2023-05-25,']
  const result = await importOfficeHolders(opened.database, csv(...bad), 'tester')
  expect(result.ok ? [] : result.problems).toHaveLength(1)
  expect(await readOfficeHolders(opened.database)).toEqual(before)
})

test("a closed council's letter goes to the officers of every successor", async () => {
  const authorities = new Map((await readAuthorities(opened.database)).map((body) => [body.slug, body]))
  const holders = await readOfficeHoldersOn(opened.database, '2023-07-19')
  const addressees = (slug: string) =>
    successorsOn(authorities, slug, '2023-07-19').map(
      (body) => addresseeAt(holders, body, '2023-07-19')?.email,
    )
  expect(addressees('cumbria')).toEqual(['ce@cumberland.example.org', 'ce@wf.example.org'])
  expect(addressees('allerdale')).toEqual(['ce@cumberland.example.org'])
  expect(addressees('bassetlaw')).toEqual(['ce@example.org'])
  expect(addressees('bromsgrove')).toEqual([undefined])
})

test('two imports of one file at the same moment add nobody twice', async () => {
  const file = csv(holders[0] ?? '', 'bolsover,leader,Leader,,,leader@example.org,2023-05-25,')
  const results = await Promise.all([1, 2, 3].map(() => importOfficeHolders(opened.database, file, 'tester')))
  expect(results.map((result) => (result.ok ? result.addedCount : -1)).sort()).toEqual([0, 0, 1])
})

test('two bodies may exchange their names in one file', async () => {
  const file = csv('slug,official_name', 'adur,Arun District Council', 'arun,Adur District Council')
  expect(await updateRegister(opened.database, scheme, file, 'tester')).toMatchObject({ ok: true })
  const names = new Map(
    (await readAuthorities(opened.database)).map((body) => [body.slug, body.officialName]),
  )
  expect([names.get('adur'), names.get('arun')]).toEqual(['Arun District Council', 'Adur District Council'])
})

test('everything done here stands in the audit, unbroken', async () => {
  const { problems } = await verifyAudit(opened.database)
  expect(problems).toEqual([])
  const actions = new Set(await actionsOnRecord())
  expect(actions).toEqual(new Set(['init', 'authorities update', 'office-holders import']))
})
