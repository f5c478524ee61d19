import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { council, training2023 } from '../../fixtures/letters/example-facts.ts'
import { testDatabase } from '../../tests/test-database.ts'
import { readAuthorities, saveAuthorities } from '../authorities/authority-store.ts'
import { recordInstallation } from '../authorities/installation-store.ts'
import { addOfficeHolders } from '../authorities/office-holder-store.ts'
import type { CommandError, Invocation } from '../command-line/command.ts'
import { saveCycle, saveCycleAuthorities } from '../cycle/cycle-store.ts'
import type { OpenDatabase } from '../database/open-database.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import { calculateYears } from '../statistics/yearly-figures-actions.ts'
import { saveTrainingTotals } from '../training/training-store.ts'
import { letterCommands } from './letter-commands.ts'

const year = reportingYear(2023)

let opened: OpenDatabase
let folder: string

beforeAll(async () => {
  opened = await testDatabase()
  await opened.database.transaction().execute(async (transaction) => {
    await recordInstallation(transaction, true)
    await saveAuthorities(transaction, [
      body('harrowmere', 'Harrowmere', { successors: [] }),
      body('leaderless', 'Leaderless', { successors: [] }),
      body('oldcastle', 'Oldcastle', { successors: ['harrowmere'], endsOn: '2023-03-31' }),
      body('unwritten', 'Unwritten', { successors: [] }),
    ])
    await saveCycle(transaction, {
      year,
      edition: '2023-24',
      letterDate: '2024-07-17',
      // Half past eleven in the evening of the 23rd by UTC is the 24th in England in summer.
      publishedAt: new Date('2024-07-23T23:30:00Z'),
      population: { year: 2022, release: 'mid-2022' },
      settings: council.cycle.settings,
    })
    await saveCycle(transaction, {
      year: reportingYear(2021),
      edition: '2021-22',
      letterDate: '2022-07-20',
      publishedAt: new Date('2022-07-27T08:00:00Z'),
      population: null,
      settings: council.cycle.settings,
    })
    await saveCycle(transaction, {
      year: reportingYear(2019),
      edition: '2019-20',
      letterDate: '2020-07-22',
      publishedAt: new Date('2020-07-29T08:00:00Z'),
      population: null,
      settings: council.cycle.settings,
    })
    const facts = { isCouncil: true, getsLetter: true, isOnMap: true, comparisonGroup: 'district' }
    const slugs = ['harrowmere', 'leaderless', 'oldcastle']
    await saveCycleAuthorities(
      transaction,
      year,
      slugs.map((slug) => ({ slug, ...facts })),
    )
    await saveCycleAuthorities(transaction, reportingYear(2019), [{ slug: 'harrowmere', ...facts }])
    await addOfficeHolders(transaction, [
      office('harrowmere', 'chief-executive', 'Chief Executive'),
      office('harrowmere', 'leader', 'Leader'),
      office('harrowmere', 'scrutiny-chair', 'Chair of the Scrutiny Committee'),
      office('leaderless', 'chief-executive', 'Chief Executive'),
    ])
    await saveTrainingTotals(transaction, [training2023])
    const ids = new Map((await readAuthorities(transaction)).map(({ slug, id }) => [slug, id]))
    const idOf = (slug: string) => {
      const id = ids.get(slug)
      if (id === undefined) throw new Error(`no authority ${slug}`)
      return id
    }
    // Of each, one complaint upheld of two investigated, and its remedy carried out.
    await transaction
      .insertInto('caseworkCoverage')
      .values(
        slugs.flatMap((slug) =>
          ['received', 'decided', 'complied'].map((part) => ({ authorityId: idOf(slug), year, part })),
        ),
      )
      .execute()
    await transaction
      .insertInto('complaint')
      .values(
        slugs.flatMap((slug) => {
          const decided = { authorityId: idOf(slug), category: 'planning', decidedOn: '2023-06-01' }
          const remedy = { complianceOutcome: 'satisfied', complianceRecordedOn: '2023-09-01' }
          const number = String(idOf(slug)).padStart(3, '0')
          return [
            {
              ...decided,
              ...remedy,
              reference: `23 001 ${number}`,
              outcome: 'upheld',
              isRemediedBefore: false,
            },
            { ...decided, reference: `23 002 ${number}`, outcome: 'not-upheld' },
          ]
        }),
      )
      .execute()
    await transaction
      .insertInto('population')
      .values(
        ['harrowmere', 'leaderless'].map((slug) => ({
          authorityId: idOf(slug),
          year: 2022,
          release: 'mid-2022',
          residents: 119_000,
        })),
      )
      .execute()
    await transaction
      .insertInto('bespokeParagraph')
      .values({
        authorityId: idOf('harrowmere'),
        year,
        text: 'Thank you for your quick answers.',
        writtenBy: 'investigator@ombudsman.example',
        approvedBy: 'assistant.ombudsman@ombudsman.example',
        approvedAt: new Date('2024-06-01T12:00:00Z'),
      })
      .execute()
  })
  await calculateYears(opened.database, ombudsmanForEngland, [year])
})
afterAll(() => opened.close())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upheld-letters-'))
  return () => rm(folder, { recursive: true, force: true })
})

describe('upheld letters', () => {
  test('writes each letter as PDF, web page and text, and says which are held and why', async () => {
    const { printed } = await run(['2023-24'])
    expect((await readdir(folder)).sort()).toEqual(
      ['harrowmere', 'oldcastle'].flatMap((slug) =>
        ['html', 'pdf', 'txt'].map((ending) => `DEMONSTRATION-${slug}-2023-24.${ending}`),
      ),
    )
    expect(printed[0]).toBe(
      'Held: Leaderless District Council: sharing: no Leader and no Chair of a scrutiny committee is on record to share the letter with; add the office holder',
    )
    expect(printed.at(-1)).toBe(`2023-24: 2 made, 1 held. Folder: ${folder}`)
  })

  test('one authority’s letter, with its bespoke paragraph, its band and the day of publication in England', async () => {
    await run(['2023-24'], { authority: 'harrowmere' })
    const text = await readFile(join(folder, 'DEMONSTRATION-harrowmere-2023-24.txt'), 'utf8')
    expect(text).toContain('Harrowmere is an invented council. Its figures are invented.')
    expect(text).toContain('Thank you for your quick answers.')
    expect(text).toContain('on 24 July 2024 on our map')
  })

  test('a closed authority’s letter goes to its successor', async () => {
    await run(['2023-24'], { authority: 'oldcastle' })
    const text = (await readFile(join(folder, 'DEMONSTRATION-oldcastle-2023-24.txt'), 'utf8')).replaceAll(
      '\n',
      ' ',
    )
    expect(text).toContain('The Chief Executive Harrowmere District Council')
    expect(text).toContain('about Oldcastle District Council were decided')
    expect(text).toContain('its work passed to Harrowmere District Council')
  })

  test('prints JSON for programs', async () => {
    const { printed } = await run(['2023-24'], { json: true })
    expect(JSON.parse(printed.join(''))).toMatchObject({
      made: 2,
      held: [{ authority: 'Leaderless District Council', problems: [{ block: 'sharing' }] }],
    })
  })

  test('fails when no letter could be made, after saying what holds them', async () => {
    const printed: string[] = []
    await expect(run(['2023-24'], { authority: 'leaderless' }, undefined, printed)).rejects.toMatchObject({
      message: 'No letter was made. Mend what holds them, then try again.',
      exitCode: 1,
    })
    expect(printed[0]).toContain('Held: Leaderless District Council: sharing:')
    expect(printed.at(-1)).toContain('2023-24: 0 made, 1 held.')
  })

  test('finds the authority by its name, and suggests the nearest to a misspelt one', async () => {
    const { printed } = await run(['2023-24'], { authority: 'Harrowmere District Council' })
    expect(printed).toEqual([`2023-24: 1 made, 0 held. Folder: ${folder}`])
    await expect(run(['2023-24'], { authority: 'Harowmere' })).rejects.toThrow(
      'Harowmere: this is no authority we know; if you mean Harrowmere District Council, write harrowmere.',
    )
  })

  test('makes none while the figures are older than what they are made from', async () => {
    const { database } = opened
    const correct = (isRemediedBefore: boolean) =>
      database
        .updateTable('complaint')
        .set({ isRemediedBefore })
        .where('outcome', '=', 'upheld')
        .where('reference', '=', '23 001 001')
        .execute()
    await correct(true)
    await expect(run(['2023-24'])).rejects.toThrow(
      'The figures of 2023-24 are older than what they are made from; run "upheld calculate 2023-24".',
    )
    expect(await readdir(folder)).toEqual([])
    await correct(false)
    expect((await run(['2023-24'])).printed.at(-1)).toContain('2 made')
  })

  test('says once that a year is not calculated, instead of holding every letter for it', async () => {
    await expect(run(['2019-20'])).rejects.toThrow(
      '2019-20 is not calculated yet; run "upheld calculate 2019-20".',
    )
    await expect(run(['2019-20'], { authority: 'harrowmere' })).rejects.toThrow('not calculated yet')
  })

  test('says how many letters are whole when one cannot be written', async () => {
    // Where the PDF should come to stand there is a folder.
    await mkdir(join(folder, 'DEMONSTRATION-oldcastle-2023-24.pdf'))
    await expect(run(['2023-24'])).rejects.toThrow(
      /oldcastle-2023-24\.pdf cannot be written: a folder of that name is there\. .* [01] of 3 letters are whole in /,
    )
    expect((await readdir(folder)).filter((name) => name.endsWith('.unfinished'))).toEqual([])
  })

  test.each([
    [['2023'], {}, /"2023" is no reporting year/],
    [['2022-23'], {}, /There is no cycle 2022-23/],
    [['2021-22'], {}, /edition "2021-22", which does not exist; there are 2019-20, 2023-24/],
    [['2023-24'], { authority: 'nowhere' }, /nowhere: this is no authority we know/],
    [['2023-24'], { authority: 'unwritten' }, /"unwritten" gets no letter in 2023-24/],
    [['2023-24'], { workers: '0' }, /--workers takes a number from 1 to 16/],
  ])('refuses %j %j', async (operands, options, message) => {
    await expect(run(operands, options)).rejects.toThrow(message)
    expect(await readdir(folder)).toEqual([])
  })

  test('refuses a folder that cannot be written', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    await expect(run(['2023-24'], { out: join(file, 'letters') })).rejects.toThrow(
      /Name another folder with --out/,
    )
    await expect(run(['2023-24'], { out: file })).rejects.toThrow(
      `Letters cannot be written to ${file}: a part of that path is a file, not a folder. Name another folder with --out.`,
    )
    await chmod(folder, 0o500)
    const isRoot = process.getuid?.() === 0
    if (!isRoot) await expect(run(['2023-24'], { out: folder })).rejects.toThrow(/Name another folder/)
    await chmod(folder, 0o700)
  })

  test('Ctrl-C leaves no half-written file', async () => {
    const interruption = new AbortController()
    setTimeout(() => interruption.abort(), 900)
    const outcome = await run(['2023-24'], {}, interruption.signal).then(
      () => undefined,
      (error: CommandError) => error.exitCode,
    )
    expect([undefined, 130]).toContain(outcome)
    expect((await readdir(folder)).filter((name) => name.endsWith('.unfinished'))).toEqual([])
  })
})

async function run(
  operands: readonly string[],
  options: Invocation['options'] = {},
  signal: AbortSignal = new AbortController().signal,
  printed: string[] = [],
) {
  const [command] = letterCommands
  if (!command) throw new Error('there is no command')
  await command.run({
    operands,
    options: { out: folder, ...options },
    scheme: ombudsmanForEngland,
    database: async () => opened,
    print: (line) => printed.push(line),
    progress: () => {},
    signal,
  })
  return { printed }
}

function body(
  slug: string,
  shortName: string,
  rest: { readonly successors: readonly string[]; readonly endsOn?: string },
) {
  return {
    slug,
    officialName: `${shortName} District Council`,
    shortName,
    gssCode: null,
    kind: 'district',
    region: null,
    county: null,
    startsOn: null,
    endsOn: rest.endsOn ?? null,
    centre: null,
    successors: rest.successors,
    otherNames: [],
    formerNames: [],
    isInvented: true,
  }
}

function office(authority: string, role: 'chief-executive' | 'leader' | 'scrutiny-chair', post: string) {
  const email = `${role}@${authority}.example`
  return { authority, role, post, person: null, email, fromOn: '2020-01-01', toOn: null }
}
