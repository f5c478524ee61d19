import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../src/database/open-database.ts'
import { testDatabase } from './test-database.ts'
import { upheld } from './upheld-command.ts'

const cycle = {
  year: '2023-24',
  edition: '2023-24',
  letterDate: '2024-07-17',
  publishedAt: '2024-07-24T09:30:00+01:00',
  population: { year: 2022, release: 'mid-2023' },
  settings: {
    letterhead: ['Local Government and', 'Social Care Ombudsman'],
    contacts: {
      addressLines: ['PO Box 100, Exampleton', 'EX1 0AA'],
      telephone: '0300 000 0000',
      email: 'reviews@ombudsman.example',
      website: 'ombudsman.example',
    },
    signatory: { name: 'The Ombudsman', lines: ['Local Government and Social Care Ombudsman'] },
    addresses: {
      map: 'https://ombudsman.example/map',
      method: 'https://ombudsman.example/method',
      handlingCode: 'https://ombudsman.example/code',
      training: 'https://ombudsman.example/training',
      survey: 'https://ombudsman.example/survey',
    },
  },
}

const files = {
  'cycle.json': JSON.stringify(cycle),
  'training.csv': `year,courses,people,care_provider_courses,coming_modules,seminar_places,seminar_delegates,seminar_authorities
2023-24,126,1743,,adult social care;children's services,,,
`,
  // One upheld of two; the numbers are those of a letter everybody can look up.
  'office-holders.csv': `authority,role,post,name,salutation,email,from,to
bassetlaw,chief-executive,Chief Executive,,,chief.executive@bassetlaw.example,2020-01-01,
bassetlaw,leader,Leader of the Council,,,leader@bassetlaw.example,2020-01-01,
bassetlaw,scrutiny-chair,Chair of Scrutiny,,,scrutiny@bassetlaw.example,2020-01-01,
`,
  'received.csv': `Reference,Authority,Category,Received
23 000 001,Bassetlaw District Council,Housing,2023-05-02
23 000 002,Bassetlaw District Council,Planning and development,2023-06-12
23 000 003,Bassetlaw District Council,Benefits and tax,2024-03-31
23 000 004,Mansfield District Council,Housing,2023-04-01
`,
  'decided.csv': `Reference,Authority,Category,Decided,Outcome,Investigated,Upheld,Remedied before,Recommendation,Recommendation due
23 000 001,Bassetlaw District Council,Housing,2023-11-02,Upheld,yes,yes,no,Apology,2023-12-02
23 000 002,Bassetlaw District Council,Planning and development,2024-01-12,Not upheld,yes,no,,,
23 000 004,Mansfield District Council,Housing,2023-07-01,Referred back,no,no,,,
`,
  'compliance.csv': `Reference,Authority,Category,Recommendation,Recommendation due,Compliance result,Recorded
23 000 001,Bassetlaw District Council,Housing,Apology,2023-12-02,Remedy complete and satisfied,2023-12-20
`,
}

describe('a year, from its cases to a letter', () => {
  let opened: OpenDatabase
  const folder = mkdtempSync(join(tmpdir(), 'upheld-year-'))
  const file = (name: keyof typeof files) => join(folder, name)
  const run = (...words: string[]) => upheld(words, { DATABASE_URL: opened.url })

  beforeAll(async () => {
    opened = await testDatabase()
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  })
  afterAll(async () => {
    await opened.close()
    rmSync(folder, { recursive: true })
  })

  it('is set up with the real register and no figures', async () => {
    expect(await run('init')).toMatchObject({ code: 0 })
    expect(await run('cycle', 'set', file('cycle.json'))).toMatchObject({ code: 0 })
    expect(await run('training', 'set', file('training.csv'))).toMatchObject({ code: 0 })
    expect(await run('office-holders', 'import', file('office-holders.csv'))).toMatchObject({ code: 0 })
  }, 60_000)

  it('takes the three files of cases, and again without changing anything', async () => {
    for (const part of ['received', 'decided', 'compliance'] as const) {
      const first = await run('import', part, file(`${part}.csv`), '--json')
      expect(first, first.stderr).toMatchObject({ code: 0 })
      const again = await run('import', part, file(`${part}.csv`), '--json')
      expect(again, again.stderr).toMatchObject({ code: 0 })
      expect(again.stdout).toMatch(/"inserted":\s*0/)
      expect(again.stdout).toMatch(/"updated":\s*0/)
    }
  }, 60_000)

  it('becomes figures that say how they were made', async () => {
    expect(await run('calculate', '2023-24')).toMatchObject({ code: 0 })
    const explained = await run('explain', 'bassetlaw', '2023-24', 'complaints-upheld')
    expect(explained.stdout).toContain('50% (1 of 2)')
    expect(explained.stdout).toContain('23 000 001')
    expect(explained.stdout).toContain(
      'In 2023-24 the Ombudsman investigated 2 complaints about Bassetlaw District Council and upheld 1 (50%).',
    )
    const none = await run('explain', 'mansfield', '2023-24', 'complaints-upheld')
    expect(none.stdout).toContain('nothing to report')
  }, 60_000)

  it('becomes a letter whose PDF says the same figures', async () => {
    const out = join(folder, 'letters')
    const made = await run('letters', '2023-24', '--authority', 'bassetlaw', '--out', out)
    expect(made, made.stderr).toMatchObject({ code: 0 })
    expect(readdirSync(out).sort()).toEqual([
      'bassetlaw-2023-24.html',
      'bassetlaw-2023-24.pdf',
      'bassetlaw-2023-24.txt',
    ])
    const read = await run('read', join(out, 'bassetlaw-2023-24.pdf'), '--json')
    expect(JSON.parse(read.stdout)).toMatchObject([
      {
        authority: 'Bassetlaw District Council',
        authorityKind: 'district',
        upheld: { percent: 50, count: 1, base: 2, per100000: 0.8 },
        compliance: { percent: 100, base: 1 },
        satisfactoryRemedy: { percent: 0, count: 0, base: 1 },
        training: { courses: 126, peopleMoreThan: 1700 },
      },
    ])
  }, 60_000)

  it('leaves a record of who did what that holds', async () => {
    expect(await run('audit', 'verify')).toMatchObject({ code: 0 })
  })

  it('can be moved whole into another database', async () => {
    const backup = join(folder, 'year.backup')
    expect(await run('backup', backup)).toMatchObject({ code: 0 })
    const other = await testDatabase()
    try {
      const restored = await upheld(['restore', backup], { DATABASE_URL: other.url })
      expect(restored, restored.stderr).toMatchObject({ code: 0 })
      const words = ['explain', 'bassetlaw', '2023-24', 'complaints-upheld', '--json']
      const there = await upheld(words, { DATABASE_URL: other.url })
      expect(there.stdout).toBe((await run(...words)).stdout)
    } finally {
      await other.close()
    }
  }, 60_000)
})
