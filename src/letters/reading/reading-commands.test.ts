import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CommandError } from '../../command-line/command.ts'
import { ombudsmanForEngland } from '../../scheme/ombudsman-for-england.ts'
import { readingCommands } from './reading-commands.ts'
import { councilLetter } from './sample-letters.ts'

/** A letter to a real body of the register, with no figures in it. */
const letter = councilLetter
  .slice(0, councilLetter.indexOf('Harrowmere District Council\n==='))
  .replaceAll('Harrowmere District Council', 'Adur District Council')

let folder: string
let path: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upheld-read-'))
  path = join(folder, 'adur.md')
  await writeFile(path, letter)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(
  operands: readonly string[],
  json = false,
): Promise<{ printed: string; refusal: string }> {
  const lines: string[] = []
  let refusal = ''
  try {
    await readingCommands[0]?.run({
      operands,
      options: { json },
      scheme: ombudsmanForEngland,
      database: () => Promise.reject(new Error('reading letters needs no database')),
      print: (line) => lines.push(line),
      progress: () => {},
      signal: new AbortController().signal,
    })
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    refusal = error.message
  }
  return { printed: lines.join('\n'), refusal }
}

describe('upheld read', () => {
  it('prints one object a file with --json, in the order given, and needs no database', async () => {
    const { printed, refusal } = await read([path, path], true)
    expect(refusal).toBe('')
    expect(JSON.parse(printed)).toMatchObject([
      { file: 'adur.md', authority: 'Adur District Council', authorityKind: 'district', upheld: null },
      { file: 'adur.md' },
    ])
  })

  it('prints a table for people', async () => {
    const { printed } = await read([path])
    expect(printed).toMatch(/^ {2}authority +Adur District Council \(district\)$/m)
    expect(printed).toMatch(/^ {2}complaints upheld +not said$/m)
    expect(printed).toMatch(/^ {2}finding +the document has no statistics page$/m)
  })

  it('reads what it can, and refuses the rest one by one', async () => {
    const absent = join(folder, 'absent.pdf')
    const { printed, refusal } = await read([absent, path, folder], true)
    expect(JSON.parse(printed)).toMatchObject([
      { file: 'absent.pdf', refused: 'there is no such file' },
      { file: 'adur.md', authority: 'Adur District Council' },
      { refused: expect.stringContaining('folder') },
    ])
    expect(refusal.split('\n')).toEqual([
      `${absent}: there is no such file`,
      expect.stringContaining('it is a folder'),
    ])
  })

  it('asks for a file where none is named', async () => {
    expect((await read([])).refusal).toMatch(/Name at least one letter/)
  })
})
