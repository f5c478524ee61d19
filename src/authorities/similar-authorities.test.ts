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
import { readAuthorities } from './authority-store.ts'
import { similarAuthoritiesCommands } from './similar-authorities-commands.ts'
import { readSimilarTo } from './similar-authorities-store.ts'

let opened: OpenDatabase
const folder = mkdtempSync(join(tmpdir(), 'upheld-similar-'))
beforeAll(async () => {
  opened = await testDatabase()
  await upheld('init')
})
afterAll(async () => {
  await opened.close()
  rmSync(folder, { recursive: true })
})

async function upheld(...words: string[]): Promise<string> {
  const commands = [initCommand(async () => {}), ...authoritiesCommands, ...similarAuthoritiesCommands]
  const { command, operands, options } = chooseCommand(commands, words, editDistance)
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

async function refusal(...words: string[]): Promise<string> {
  const error: unknown = await upheld(...words).catch((reason: unknown) => reason)
  if (error instanceof CommandError) return error.message
  throw new Error(`no refusal in words: ${error}`)
}

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function neighboursOf(slug: string, list: string): Promise<readonly (string | undefined)[]> {
  const authorities = await readAuthorities(opened.database)
  const authority = authorities.find((known) => known.slug === slug)
  if (!authority) throw new Error(`there is no ${slug}`)
  const ids = await readSimilarTo(opened.database, list, authority.id)
  return ids.map((id) => authorities.find((known) => known.id === id)?.slug)
}

test('a list is brought in from JSON by code or name, in its order', async () => {
  const path = file('nearest.json', '{"E07000171": ["Mansfield", "E07000032"], "Bolsover": ["bassetlaw"]}')
  expect(await upheld('similar', 'import', path, '--list', 'nearest', '--note', 'Our own list.')).toBe(
    'nearest: neighbours of 2 authorities, a new list.',
  )
  expect(await neighboursOf('bassetlaw', 'nearest')).toEqual(['mansfield', 'amber-valley'])
  expect(await upheld('similar')).toBe('nearest: neighbours of 2 authorities. Our own list.')
})

test('one of several lists of a file is chosen by its name', async () => {
  const path = file('several.json', '{"bassetlaw": {"economic": ["bolsover"], "demographic": ["mansfield"]}}')
  await upheld('similar', 'import', path, '--list', 'economic')
  expect(await neighboursOf('bassetlaw', 'economic')).toEqual(['bolsover'])
  expect(await refusal('similar', 'import', path, '--list', 'health')).toContain(
    "'bassetlaw': there is no list 'health' here; the lists are economic, demographic.",
  )
})

test('a list is brought in from CSV, and takes the place of the one of its name', async () => {
  const path = file('pairs.csv', 'authority,similar\nBassetlaw,Bolsover\nBassetlaw,Mansfield\n')
  expect(await upheld('similar', 'import', path, '--list', 'nearest')).toBe(
    'nearest: neighbours of 1 authority, in the place of a list of 2.',
  )
  expect(await neighboursOf('bassetlaw', 'nearest')).toEqual(['bolsover', 'mansfield'])
  expect(await neighboursOf('bolsover', 'nearest')).toEqual([])
})

test('every problem of a file is named, and nothing is replaced', async () => {
  const before = await neighboursOf('bassetlaw', 'nearest')
  const path = file(
    'wrong.json',
    '{"bassetlaw": ["bassetlaw", "bolsover", "E07000033", "Basetlaw Council"], "W06000022": ["bolsover"]}',
  )
  const problems = await refusal('similar', 'import', path, '--list', 'nearest')
  expect(problems).toContain(
    "wrong.json, 'bassetlaw', neighbour 1: nobody is their own neighbour; leave it out.",
  )
  expect(problems).toContain(
    "wrong.json, 'bassetlaw', neighbour 3: this neighbour stands there twice; keep one.",
  )
  expect(problems).toContain(
    "neighbour 4: 'Basetlaw Council': this is no authority we know; if you mean Bassetlaw",
  )
  expect(problems).toContain("wrong.json, 'W06000022': this is no authority we know")
  expect(problems).toContain('4 problems. Nothing was changed')
  expect(await neighboursOf('bassetlaw', 'nearest')).toEqual(before)
})

test('neighbours the register does not have are left out only when asked, and counted', async () => {
  const path = file('wales.json', '{"bassetlaw": ["W06000022", "bolsover"], "W06000022": ["bassetlaw"]}')
  expect(await refusal('similar', 'import', path, '--list', 'wide')).toContain('Nothing was changed')
  expect(await upheld('similar', 'import', path, '--list', 'wide', '--known-only')).toContain(
    'Left out, as the register does not have them: 1 (W06000022).',
  )
  expect(await neighboursOf('bassetlaw', 'wide')).toEqual(['bolsover'])
})

test.each([
  ['no JSON', '{"bassetlaw": ', 'this is no JSON that can be read'],
  ['no object', '[1, 2]', 'write an object whose keys are authorities'],
  ['no list', '{"bassetlaw": "bolsover"}', 'write its neighbours as a list'],
  ['no names', '{"bassetlaw": [7]}', 'neighbour 1: write a name or a code'],
  ['nothing', '{}', 'no authority of the register and its neighbours are in it'],
  ['other columns', 'a,b\n1,2\n', 'this column is missing'],
  ['an empty cell', 'authority,similar\nBassetlaw,\n', 'line 2, similar: this cell is empty'],
])('a file with %s is refused in words', async (_, content, reason) => {
  expect(await refusal('similar', 'import', file('odd.txt', content), '--list', 'odd')).toContain(reason)
})

test('a name that cannot stand in an address is refused', async () => {
  const path = file('nearest.json', '{}')
  expect(await refusal('similar', 'import', path, '--list', 'Über 1')).toContain('small letters')
  expect(await refusal('similar', 'import', path)).toContain('--list economic')
})

test('a list can be taken away', async () => {
  expect(await upheld('similar', 'remove', 'wide')).toBe('wide was taken away.')
  expect(await refusal('similar', 'remove', 'wide')).toContain('There is no list "wide"')
})
