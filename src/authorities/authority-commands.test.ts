import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../tests/test-database.ts'
import { CommandError } from '../command-line/command.ts'
import { chooseCommand } from '../command-line/command-words.ts'
import type { OpenDatabase } from '../database/open-database.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { authoritiesCommands, initCommand } from './authority-commands.ts'
import { editDistance } from './authority-name-search.ts'

let opened: OpenDatabase
const folder = mkdtempSync(join(tmpdir(), 'upheld-authorities-'))
/** With nothing besides the register. */
const init = initCommand(async () => {})

beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(async () => {
  await opened.close()
  rmSync(folder, { recursive: true })
})

/** Runs a command as it is typed, and answers with what it printed. */
async function upheld(...words: string[]): Promise<string> {
  const { command, operands, options } = chooseCommand([init, ...authoritiesCommands], words, editDistance)
  const lines: string[] = []
  await command.run({
    operands,
    options,
    scheme,
    database: async () => opened,
    print: (line) => lines.push(line),
    progress: (line) => lines.push(line),
    signal: new AbortController().signal,
  })
  return lines.join('\n')
}

async function refusal(...words: string[]): Promise<string> {
  const error: unknown = await upheld(...words).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof CommandError) return error.message
  throw new Error(`no refusal in words: ${error}`)
}

function file(name: string, ...lines: string[]): string {
  const path = join(folder, name)
  writeFileSync(path, lines.join('\n'))
  return path
}

test('an empty database says how to begin, and begins once only', async () => {
  expect(await refusal('authorities')).toMatch(/database is empty.*upheld init/)
  expect(await upheld('init')).toMatch(
    /^Loading the register …\nA real installation with 468 authorities and no figures\./,
  )
  expect(await refusal('init')).toMatch(/already holds an installation/)
})

test('authorities are listed by kind and day', async () => {
  const districts = JSON.parse(
    await upheld('authorities', '--kind', 'district', '--on', '2024-03-31', '--json'),
  )
  expect(districts).toHaveLength(164)
  expect(districts[0]).not.toHaveProperty('id')
  expect(await upheld('authorities', '--kind', 'county')).toContain(
    'Cumbria County Council (until 2023-03-31, then cumberland and westmorland-and-furness)',
  )
})

test('an installation that is there is refused before any loading is announced', async () => {
  const progress: string[] = []
  const { command } = chooseCommand([init], ['init'], editDistance)
  const running = command.run({
    operands: [],
    options: {},
    scheme,
    database: async () => opened,
    print: () => {},
    progress: (line) => progress.push(line),
    signal: new AbortController().signal,
  })
  await expect(running).rejects.toThrow(/already holds an installation/)
  expect(progress).toEqual([])
})

test('an unknown kind or day is refused with what there is', async () => {
  expect(await refusal('authorities', '--kind', 'burgh')).toMatch(/"burgh" is no kind.*district/)
  expect(await refusal('authorities', '--on', '31 June 2024')).toMatch(/no such day in the calendar/)
})

test('a slip in a command of two words is not taken for a list', async () => {
  expect(await refusal('authorities', 'chek')).toMatch(/"chek" is a word too many/)
})

test('the register can be checked at any time', async () => {
  expect(await upheld('authorities', 'check')).toBe('The register keeps its promises: 468 authorities.')
})

test('an update says what it changes; a faulty one names every fault and changes nothing', async () => {
  const good = file('good.csv', 'slug,short_name', 'hull,Kingston upon Hull')
  expect(await upheld('authorities', 'update', good)).toBe(
    'hull: shortName was "Hull", is "Kingston upon Hull"\n1 authority changed.',
  )
  expect(await upheld('authorities', 'update', good)).toBe('Nothing to change.')
  const bad = file('bad.csv', 'slug,kind', 'hull,burgh', 'new-one,unitary')
  const words = await refusal('authorities', 'update', bad)
  expect(words).toContain('bad.csv, line 3, official_name')
  expect(words).toContain('3 problems. Nothing was changed')
})

test('office holders and populations come from files, and the same file again changes nothing', async () => {
  const holders = file(
    'holders.csv',
    'authority,role,post,name,salutation,email,from,to',
    'bolsover,chief-executive,Chief Executive,,,ce@example.org,2019-04-01,',
  )
  expect(await upheld('office-holders', 'import', holders)).toBe(
    'Office holders: 1 added, 0 changed, 0 as before.',
  )
  expect(await upheld('office-holders', 'import', holders)).toBe(
    'Office holders: 0 added, 0 changed, 1 as before.',
  )
  const estimates = file(
    'estimates.csv',
    'authority,year,release,residents',
    'Bolsover District Council,2022,first,81000',
    'bolsover,2022,mid-2023,81500',
  )
  const counts = { addedCount: 1, changedCount: 1, unchangedCount: 0 }
  expect(JSON.parse(await upheld('populations', 'import', estimates, '--json'))).toEqual(counts)
  expect(await upheld('populations', 'import', estimates)).toBe(
    'Population estimates: 0 added, 0 changed, 2 as before.',
  )
})

test('numbers with thousands separators, as a spreadsheet shows them, are read as they are meant', async () => {
  const estimates = file(
    'thousands.csv',
    'Authority;Year;Release;Residents',
    'bolsover;2031;commas;81,500',
    'bolsover;2031;spaces;1 081 500',
  )
  expect(await upheld('populations', 'import', estimates)).toMatch(/: 2 added/)
  const printed = await upheld('populations', 'bolsover')
  expect(printed).toContain('2031  commas    81,500')
  expect(printed).toContain('2031  spaces    1,081,500')
  const slip = file('slip.csv', 'authority,year,release,residents', 'bolsover,2031,slip,"81,50"')
  expect(await refusal('populations', 'import', slip)).toContain("'81,50': this is no whole number")
})

test('what was entered for an authority can be seen', async () => {
  expect(await upheld('office-holders', 'Bolsover District Council')).toBe(
    'chief-executive  2019-04-01 to now         Chief Executive, no name, ce@example.org',
  )
  expect(JSON.parse(await upheld('office-holders', 'bolsover', '--json'))).toMatchObject([
    { authority: 'bolsover', role: 'chief-executive', fromOn: '2019-04-01', toOn: null },
  ])
  expect(await upheld('office-holders', 'bassetlaw')).toMatch(/No office holder of Bassetlaw/)
  const estimates = JSON.parse(await upheld('populations', 'bolsover', '--json'))
  expect(estimates).toContainEqual({ year: 2022, release: 'mid-2023', residents: 81_500 })
  expect(await refusal('populations', 'bolsovr')).toMatch(/if you mean Bolsover District Council/)
})

test('a file that is not there, or not named, is refused in words', async () => {
  expect(await refusal('office-holders', 'import')).toBe('Name the file to read.')
  expect(await refusal('office-holders', 'import', join(folder, 'none.csv'))).toMatch(/there is no such file/)
  expect(await refusal('office-holders', 'import', folder)).toMatch(/it is a folder/)
})
