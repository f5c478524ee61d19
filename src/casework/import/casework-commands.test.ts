import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../tests/test-database.ts'
import { CommandError } from '../../command-line/command.ts'
import { chooseCommand } from '../../command-line/command-words.ts'
import type { OpenDatabase } from '../../database/open-database.ts'
import { ombudsmanForEngland } from '../../scheme/ombudsman-for-england.ts'
import { caseworkCommands } from './casework-commands.ts'

const fixtures = new URL('../../../fixtures/casework/', import.meta.url).pathname
let opened: OpenDatabase
let folder: string

beforeEach(async () => {
  opened = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'upheld-commands-'))
  await sql`
    insert into authority (slug, official_name, short_name, gss_code, kind)
    values ('exampleton', 'Exampleton District Council', 'Exampleton', 'E07999001', 'district'),
           ('northshire', 'Northshire County Council', 'Northshire', null, 'county'),
           ('wexcombe', 'Wexcombe Fire Authority', 'Wexcombe', null, 'fire')`.execute(opened.database)
  await sql`
    insert into cycle (year, edition, letter_date, published_at, settings)
    values (2023, '2023-24', '2024-07-17', '2024-07-24', '{}')`.execute(opened.database)
})

afterEach(async () => {
  await opened.close()
  await rm(folder, { recursive: true })
})

describe('upheld import', () => {
  test('says how many cases are new, added to, corrected and as before, and which years are now complete', async () => {
    expect(await run('import', 'received', `${fixtures}received.csv`)).toEqual({
      printed: [
        '4 rows read: 4 new cases, added to 0 cases on record, 0 cases corrected, 0 cases as before.',
        'The received cases of 2023-24 now count as complete for 2 authorities.',
      ],
    })
    const { printed } = await run('import', 'decided', `${fixtures}decided.csv`)
    expect(printed[0]).toBe(
      '5 rows read: 1 new case, added to 3 cases on record, 0 cases corrected, 0 cases as before.',
    )
  })

  test('names cases on record that the file lacks, and says to calculate a year again that has figures', async () => {
    await run('import', 'received', `${fixtures}received.csv`)
    await sql`
      insert into figure (authority_id, year, revision, measure, state, origin, method_version)
      select authority_id, 2023, 1, 'received', 'not-calculated', 'cases', 1 from authority`.execute(
      opened.database,
    )
    const path = await fileOf(['23 000 101,Exampleton,Planning and development,2023-04-03'])
    expect(await run('import', 'received', path)).toEqual({
      printed: [
        '1 row read: 0 new cases, added to 0 cases on record, 1 case corrected, 0 cases as before.',
        'The received cases of 2023-24 now count as complete for 1 authority.',
        '3 cases on record for 2023-24 are not in what was read; they still count: 23 000 102, 23 000 103, 23 000 104.',
        'Calculate again: upheld calculate 2023-24',
      ],
    })
    const again = await run('import', 'received', path, '--json')
    expect(JSON.parse(again.printed.join(''))).toMatchObject({
      missing: [{ year: '2023-24', caseCount: 3, references: ['23 000 102', '23 000 103', '23 000 104'] }],
      toCalculate: [],
    })
  })

  test('counts the cases dated after their authority ended, and keeps them', async () => {
    await sql`update authority set ends_on = '2023-03-31' where slug = 'wexcombe'`.execute(opened.database)
    const path = await fileOf([
      '23 000 101,Exampleton,Housing,2023-04-03',
      '23 000 102,Wexcombe,Housing,2023-04-03',
      '23 000 103,Wexcombe,Housing,2023-05-03',
    ])
    const { printed } = await run('import', 'received', path)
    expect(printed.slice(0, 2)).toEqual([
      '3 rows read: 3 new cases, added to 0 cases on record, 0 cases corrected, 0 cases as before.',
      'Dated after the authority had ended, and kept: 2 cases: Wexcombe Fire Authority (ended 2023-03-31) 2.',
    ])
  })

  test('shows the first fifty problems, says how many more there are and writes them all to a file', async () => {
    const path = await fileOf(Array.from({ length: 60 }, () => '=1+1,Exampleton,Housing,2023-04-03'))
    const problems = join(folder, 'problems.csv')
    const { printed, refusal } = await run('import', 'received', path, '--problems', problems)
    expect(printed).toHaveLength(51)
    expect(printed[0]).toBe(
      "rows.csv, row 2, Reference, '=1+1': This is not a reference. A reference has eight digits: 23 001 234.",
    )
    expect(printed[50]).toBe(`and 10 more; all are in ${problems}`)
    expect(refusal).toBe('60 problems found; nothing was changed. Correct the files and import them again.')
    const lines = (await readFile(problems, 'utf8')).trimEnd().split('\r\n')
    expect(lines).toHaveLength(61)
    // A spreadsheet program must not take a value for a formula.
    expect(lines[1]).toBe(
      `"rows.csv","","2","Reference","'=1+1","This is not a reference","A reference has eight digits: 23 001 234."`,
    )
  })

  test('with --json all problems are one JSON value, and the command still fails', async () => {
    const path = await fileOf(Array.from({ length: 60 }, () => '1,Exampleton,Housing,2023-04-03'))
    const { printed, refusal } = await run('import', 'received', path, '--json')
    const answer = JSON.parse(printed.join('\n'))
    expect(answer).toMatchObject({ ok: false, problemCount: 60, notices: [] })
    expect(answer.problems).toHaveLength(60)
    expect(answer.problems[0]).toMatchObject({ file: 'rows.csv', row: 2, column: 'Reference', value: '1' })
    expect(refusal).toContain('60 problems found')
  })

  test('totals tell their findings', async () => {
    const tables = ['received', 'decided', 'compliance'].map((table) => `${fixtures}totals-${table}.csv`)
    const { printed } = await run('import', 'totals', ...tables, '--year', '2015-16', '--document', 'Review')
    expect(printed).toEqual([
      '7 rows of received, decided, compliance read: 58 new numbers, 0 corrected, 0 as before.',
    ])
  })

  test.each([
    [['import', 'received'], 'Name the files to import.'],
    [['import', 'decided', 'x.csv', '--year', '2023'], "'2023' is no year. Write it as 2023-24."],
    [
      ['import', 'decided', 'x.csv', '--authority', 'exampletown'],
      "There is no authority 'exampletown'. The nearest known is Exampleton District Council. upheld authorities lists them.",
    ],
    [['import', 'totals', 'x.csv'], 'Say which year the tables are of, such as --year 2015-16.'],
    [
      ['import', 'totals', 'x.csv', '--year', '2015-16'],
      'Say where the tables were published, such as --document "Review of complaints 2015-16".',
    ],
  ])('%j is refused in words', async (words, refusal) => {
    expect(await run(...words)).toEqual({ printed: [], refusal })
  })

  test('a problems file that cannot be written is refused in words, and nothing changes', async () => {
    const path = await fileOf(['1,Exampleton,Housing,2023-04-03'])
    const { refusal } = await run('import', 'received', path, '--problems', join(folder, 'nowhere', 'p.csv'))
    expect(refusal).toContain('Name a file in a folder you may write to.')
  })
})

async function fileOf(rows: readonly string[]) {
  const path = join(folder, 'rows.csv')
  await writeFile(path, ['Reference,Authority,Category,Received', ...rows].join('\n'))
  return path
}

async function run(...words: string[]): Promise<{ printed: string[]; refusal?: string }> {
  const printed: string[] = []
  const { command, operands, options } = chooseCommand(caseworkCommands, words)
  try {
    await command.run({
      operands,
      options,
      scheme: ombudsmanForEngland,
      database: async () => opened,
      print: (line) => printed.push(line),
      progress: () => {},
      signal: new AbortController().signal,
    })
    return { printed }
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    return { printed, refusal: error.message }
  }
}
