import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../tests/test-database.ts'
import { editDistance } from '../../authorities/authority-name-search.ts'
import { describeRowProblem } from '../../authorities/csv-table.ts'
import { chooseCommand } from '../../command-line/command-words.ts'
import type { OpenDatabase } from '../../database/open-database.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { handlingCodeCommands } from '../handling-code-commands.ts'
import { loadCode, setCode } from './code-actions.ts'
import { codeDifference, markedWords } from './code-difference.ts'
import { provisionColumns, readCodeFile } from './code-file.ts'
import { readCodeVersions } from './code-store.ts'
import { bySection, compareNumbers, type Provision, versionOn } from './code-version.ts'

const heading = provisionColumns.join(',')
const csv = (...lines: string[]) => Buffer.from([heading, ...lines].join('\n'))
const row = (version: string, number: string, provision: string, text: string, certainty = 'confirmed') =>
  `${version},${version}-01,${number.split('.')[0]},${number},${provision},${certainty},${text},ours`

describe('the Code the product ships', async () => {
  const file = await readFile(new URL('../../../reference/handling-code.csv', import.meta.url))
  const reading = readCodeFile(scheme, file, [])
  const [version] = reading.ok ? reading.values : []

  test('can be read, has something in every section, and no number it is not sure of passes for one', () => {
    expect(reading.ok ? [] : reading.problems).toEqual([])
    expect(bySection(scheme, version?.provisions ?? []).map(({ number }) => number)).toEqual(
      scheme.handlingCode.sections.map(({ number }) => number),
    )
    // None of its numbers is confirmed by a source of ours (docs/methodology.md).
    expect(version?.provisions.filter(({ certainty }) => certainty === 'confirmed')).toEqual([])
  })

  test('says the same times as the clocks reckon with', () => {
    const words = (name: string) => version?.provisions.find(({ provision }) => provision === name)?.text
    const inWords = new Map([
      [5, 'five'],
      [10, 'ten'],
      [20, 'twenty'],
    ])
    const { acknowledgeWithin, stages } = scheme.ownComplaints
    for (const [name, days] of [
      ['stage-1-acknowledged', acknowledgeWithin],
      ['stage-2-on-request', acknowledgeWithin],
      ['stage-1-answered', stages[0].answerWithin],
      ['stage-2-answered', stages[1].answerWithin],
      ['stage-1-extended', stages[0].extendableBy],
      ['stage-2-extended', stages[1].extendableBy],
    ] as const) {
      expect([name, words(name)]).toEqual([name, expect.stringContaining(`${inWords.get(days)} `)])
    }
  })
})

describe('a file of provisions', () => {
  test('is refused with all that is wrong in it at once', () => {
    const reading = readCodeFile(
      scheme,
      csv(
        row('2024-02', '6.1', 'acknowledge', 'Acknowledge in time.'),
        row('2024-02', '6.1', 'answer', 'Answer in time.'),
        row('2024-02', '6.2', 'acknowledge', 'Once more.'),
        '2024-02,2024-02-01,6,,none,confirmed,No number.,ours',
        row('2024-02', '12.1', 'unknown-section', 'Somewhere else.'),
        row('2024-02', '7.x', 'bad-number', 'Not a number.'),
        '2024-02,2024-02-01,7,6.3,elsewhere,confirmed,Of another section.,ours',
        row('2024-13', '7.1', 'bad-month', 'A thirteenth month.'),
        row('2024-02', '7.2', 'Not A Name', 'Its name is no name.', 'perhaps'),
      ),
      [],
    )
    expect(reading.ok ? [] : reading.problems.map((problem) => describeRowProblem('f.csv', problem))).toEqual(
      [
        "f.csv, line 3, number '6.1': this repeats line 2; each number stands once in a version.",
        "f.csv, line 4, provision 'acknowledge': this repeats line 2; each provision stands once in a version.",
        'f.csv, line 5, number: this cell is empty; fill it in.',
        "f.csv, line 6, section '12': there is no such section; they are 1, 2, 3, 4, 5, 6, 7, 8, 9.",
        "f.csv, line 7, number '7.x': write the section and the number in it, as 6.2.",
        "f.csv, line 8, number '6.3': a number of section 7 begins with 7, as 7.1.",
        expect.stringContaining('f.csv, line 9, in_force_on'),
        "f.csv, line 9, version '2024-13': write the month the version was issued in, as 2024-02.",
        "f.csv, line 10, provision 'Not A Name': write it in small letters, digits and hyphens, as stage-1-answered.",
        "f.csv, line 10, certainty 'perhaps': write confirmed, number-not-confirmed or not-confirmed.",
      ],
    )
  })

  test.each([
    [
      'two dates for one version',
      [row('2024-02', '6.1', 'a', 'A.'), '2024-02,2024-03-01,6,6.2,b,confirmed,B.,ours'],
      "line 3, in_force_on '2024-03-01': line 2 says 2024-02-01 for the same version; give one date",
    ],
    [
      'a version in force before an earlier one',
      [row('2024-02', '6.1', 'a', 'A.'), '2026-04,2024-01-01,6,6.1,a,confirmed,A.,ours'],
      "line 3, in_force_on '2024-01-01': version 2024-02, issued before 2026-04, is in force on 2024-02-01; give a later day",
    ],
    [
      'a version in force before an earlier one on record',
      ['2026-04,2020-01-01,6,6.1,a,confirmed,A.,ours'],
      "line 2, in_force_on '2020-01-01': version 2021-01, issued before 2026-04, is in force on 2021-01-01; give a later day",
    ],
    [
      'a place that is left out',
      [
        row('2024-02', '6.1', 'a', 'A.', 'number-not-confirmed'),
        row('2024-02', '6.3', 'c', 'C.', 'not-confirmed'),
      ],
      "line 3, number '6.3': its number is not confirmed, so it says a place, and the place is 6.2; a number before it is missing",
    ],
    [
      'a number twice, which is said of that alone and not of all places behind it',
      ['a', 'b', 'c'].map((name) =>
        row('2024-02', name === 'c' ? '6.2' : '6.1', name, 'A.', 'not-confirmed'),
      ),
      "line 3, number '6.1': this repeats line 2; each number stands once in a version",
    ],
    ['no provisions', [], 'line 1: the file has no provisions; write one in each row'],
  ])('is refused with %s', (_, lines, problem) => {
    const known = [{ version: '2021-01', inForceOn: '2021-01-01' }]
    const reading = readCodeFile(scheme, csv(...lines), known)
    expect(reading.ok ? [] : reading.problems.map((one) => describeRowProblem('f.csv', one))).toEqual([
      `f.csv, ${problem}.`,
    ])
  })

  test('is read without delay, however long it is', () => {
    const rows = Array.from({ length: 50_000 }, (_, index) =>
      row('2024-02', `6.${index + 1}`, `provision-${index}`, 'A.', 'not-confirmed'),
    )
    expect(readCodeFile(scheme, csv(...rows), [])).toMatchObject({ ok: true })
  })
})

describe('numbers and versions', () => {
  test('6.10 stands behind 6.2, and the version in force is the last one that has begun', () => {
    expect(['6.10', '6.2', '10.1', '6.1'].toSorted(compareNumbers)).toEqual(['6.1', '6.2', '6.10', '10.1'])
    const versions = [{ inForceOn: '2026-04-01' }, { inForceOn: '2024-02-01' }]
    expect(versionOn(versions, '2024-01-31')).toBeUndefined()
    expect(versionOn(versions, '2026-03-31')).toBe(versions[1])
    expect(versionOn(versions, '2026-04-01')).toBe(versions[0])
  })

  test('two versions differ in what was added, taken out and said in other words', () => {
    const provision = (name: string, number: string, text: string): Provision => ({
      provision: name,
      number,
      text,
      section: 6,
      certainty: 'confirmed',
      source: 'ours',
    })
    const before = [
      provision('same', '6.1', 'Same words.'),
      provision('said-anew', '6.2', 'Answer within ten days of receipt.'),
      provision('moved', '6.3', 'Moved.'),
      provision('gone', '6.4', 'Gone.'),
    ]
    const after = [
      provision('same', '6.1', 'Same words.'),
      provision('new', '6.2', 'New.'),
      provision('said-anew', '6.3', 'Answer within ten working days of receipt.'),
      provision('moved', '6.4', 'Moved.'),
    ]
    const { added, removed, changed, unchangedCount } = codeDifference(before, after)
    expect(added.map(({ provision: name }) => name)).toEqual(['new'])
    expect(removed.map(({ provision: name }) => name)).toEqual(['gone'])
    expect(changed.map((one) => one.after.provision)).toEqual(['said-anew', 'moved'])
    expect(changed[0]?.words).toEqual([
      { in: 'both', words: 'Answer within ten' },
      { in: 'after', words: 'working' },
      { in: 'both', words: 'days of receipt.' },
    ])
    expect(unchangedCount).toBe(1)
  })

  test('marked words give both texts back', () => {
    for (const [before, after] of [
      ['a b c d', 'a c d e'],
      ['one', 'two three'],
      ['x y z', 'x y z'],
    ] as const) {
      const marked = markedWords(before, after)
      const of = (other: 'before' | 'after') =>
        marked.flatMap((part) => (part.in === other ? [] : [part.words])).join(' ')
      expect([of('after'), of('before')]).toEqual([before, after])
    }
  })
})

describe('setting the Code by a file', () => {
  let opened: OpenDatabase
  beforeAll(async () => {
    opened = await testDatabase()
    await opened.database.transaction().execute((transaction) => loadCode(transaction, scheme))
  })
  afterAll(() => opened.close())

  const entries = async () =>
    opened.database.selectFrom('auditEntry').select(['action', 'subject']).orderBy('entryId').execute()

  test('adds a version, corrects it, and says what changed; the same file again changes nothing', async () => {
    const { database } = opened
    const name = 'new.csv'
    const first = csv(row('2026-04', '6.1', 'a', 'Answer.'), row('2026-04', '6.2', 'b', 'Explain.'))
    const added = await setCode(database, scheme, { name, content: first }, 'tester')
    expect(added).toMatchObject({ ok: true, changes: [{ version: '2026-04', isNew: true }] })
    expect(await setCode(database, scheme, { name, content: first }, 'tester')).toEqual({
      ok: true,
      changes: [],
      unchangedCount: 1,
    })
    // Two provisions change places, and one is said anew.
    const second = csv(row('2026-04', '6.2', 'a', 'Answer in time.'), row('2026-04', '6.1', 'b', 'Explain.'))
    const corrected = await setCode(database, scheme, { name, content: second }, 'tester')
    expect(corrected.ok && corrected.changes[0]?.changed.map(({ after }) => after.number)).toEqual([
      '6.1',
      '6.2',
    ])
    const versions = await readCodeVersions(database)
    expect(versions.map(({ version }) => version)).toEqual(['2024-02', '2026-04'])
    expect(versions[1]?.provisions.map(({ provision, text }) => [provision, text])).toEqual([
      ['b', 'Explain.'],
      ['a', 'Answer in time.'],
    ])
    expect(await entries()).toEqual([
      { action: 'handling-code set', subject: 'Handling Code 2026-04' },
      { action: 'handling-code set', subject: 'Handling Code 2026-04' },
    ])
  })

  test('says at the command line what changed, by number, or what is wrong, having changed nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'upheld-code-'))
    const upheld = async (...lines: string[]): Promise<string> => {
      const path = join(folder, 'code.csv')
      writeFileSync(path, csv(...lines))
      const words = ['handling-code', 'set', path]
      const { command, operands, options } = chooseCommand(handlingCodeCommands, words, editDistance)
      const printed: string[] = []
      const print = (line: string) => printed.push(line)
      const { signal } = new AbortController()
      const running = {
        operands,
        options,
        scheme,
        database: async () => opened,
        print,
        progress: print,
        signal,
      }
      await command.run(running).catch((error: Error) => printed.push(error.message))
      return printed.join('\n')
    }
    try {
      const [one, two] = [row('2028-04', '6.1', 'a', 'Answer.'), row('2028-04', '6.2', 'b', 'Explain.')]
      expect(await upheld(one, two)).toBe('Version 2028-04: new, 2 provisions.')
      const said = row('2028-04', '6.1', 'a', 'Answer in time.')
      expect(await upheld(said, row('2028-04', '6.3', 'c', 'New.'))).toBe(
        'Version 2028-04: added 6.3; removed 6.2; changed 6.1.',
      )
      expect(await upheld(said, row('2028-04', '6.3', 'c', 'New.'))).toBe('Versions as before: 1.')
      expect(await upheld(one, one)).toContain('Nothing was changed; mend the file and run this again.')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('keeps what a case or an answer names', async () => {
    const { database } = opened
    await database
      .insertInto('authority')
      .values({ slug: 'larchwick', officialName: 'Larchwick', shortName: 'Larchwick', kind: 'district' })
      .execute()
    const { authorityId } = await database
      .selectFrom('authority')
      .select('authorityId')
      .executeTakeFirstOrThrow()
    const key = { authorityId, year: 2026, revision: 1, codeVersion: '2026-04' }
    const begun = { begunBy: 'tests', begunAt: new Date(), authors: ['tests'] }
    await database
      .insertInto('selfAssessment')
      .values({ ...key, ...begun })
      .execute()
    const answer = {
      provision: 'a',
      evidence: '',
      commentary: '',
      change: '',
      isCarriedOver: false,
      changedIn: 1,
    }
    await database
      .insertInto('selfAssessmentAnswer')
      .values({ ...key, ...answer })
      .execute()
    const before = await readCodeVersions(database)
    const file = { name: 'less.csv', content: csv(row('2026-04', '6.1', 'b', 'Explain.')) }
    expect(await setCode(database, scheme, file, 'tester')).toEqual({
      ok: false,
      problems: [
        "less.csv, version 2026-04: the provision 'a' is not there any more, but one answer or case names it; keep it, or give the version without it another month.",
      ],
    })
    expect(await readCodeVersions(database)).toEqual(before)
  })
})
