import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../tests/test-database.ts'
import { editDistance } from '../authorities/authority-name-search.ts'
import { loadRegister } from '../authorities/register-actions.ts'
import { readRegister } from '../authorities/register-files.ts'
import { chooseCommand } from '../command-line/command-words.ts'
import type { OpenDatabase } from '../database/open-database.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { cycleCommands } from './cycle-commands.ts'

let opened: OpenDatabase
const folder = mkdtempSync(join(tmpdir(), 'upheld-cycle-'))
beforeAll(async () => {
  opened = await testDatabase()
  await opened.database
    .transaction()
    .execute((transaction) =>
      loadRegister(transaction, { ...readRegister(), populations: [], bankHolidays: [] }),
    )
})
afterAll(async () => {
  await opened.close()
  rmSync(folder, { recursive: true })
})

/** Runs a command as it is typed, and answers with what it printed. */
async function upheld(...words: string[]): Promise<string> {
  const { command, operands, options } = chooseCommand(cycleCommands, words, editDistance)
  const lines: string[] = []
  await command.run({
    operands,
    options,
    scheme,
    database: async () => opened,
    print: (line) => lines.push(line),
    progress: () => {},
    signal: new AbortController().signal,
  })
  return lines.join('\n')
}

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const example = 'https://example.org'
const cycle = {
  year: '2021-22',
  edition: null,
  letterDate: '2022-07-20',
  publishedAt: '2022-07-27T00:01:00+01:00',
  population: null,
  settings: {
    letterhead: ['Example Ombudsman'],
    contacts: {
      addressLines: ['1 Example Street'],
      telephone: '01234 567890',
      email: 'office@example.org',
      website: 'www.example.org',
    },
    signatory: { name: 'The Ombudsman', lines: ['Example Ombudsman'] },
    addresses: { map: example, method: example, handlingCode: example, training: example, survey: example },
  },
}

test('members of a year that has no cycle yet cannot be listed, and are not called none', async () => {
  await expect(upheld('cycle', 'members', '2021-22')).rejects.toThrow(
    /There is no cycle 2021-22; set it first/,
  )
})

test('who takes part in a year as what can be seen as it was entered', async () => {
  expect(await upheld('cycle', 'set', file('cycle.json', JSON.stringify(cycle)))).toMatch(
    /^Cycle 2021-22 added: 0/,
  )
  const members = file(
    'members.csv',
    'Authority\tIs council\tGets letter\tIs on map\tComparison group\r\nBassetlaw\tYes\tyes\tyes\tdistrict\r\nadur\tno\tno\tno\t\r\n',
  )
  expect(await upheld('cycle', 'members', '2021-22', members)).toBe('Members of 2021-22: 2 set, 0 as before.')
  expect(await upheld('cycle', 'members', '2021-22')).toBe(
    [
      'adur       no group, no council, no letter, not on the map',
      'bassetlaw  district, council, gets a letter, on the map',
      '2 authorities take part in 2021-22.',
    ].join('\n'),
  )
  expect(JSON.parse(await upheld('cycle', 'members', '2021-22', '--json'))).toEqual([
    { slug: 'adur', isCouncil: false, getsLetter: false, isOnMap: false, comparisonGroup: null },
    { slug: 'bassetlaw', isCouncil: true, getsLetter: true, isOnMap: true, comparisonGroup: 'district' },
  ])
})
