import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../tests/test-database.ts'
import { actingUser } from '../authorities/acting-user.ts'
import { CommandError } from '../command-line/command.ts'
import { chooseCommand } from '../command-line/command-words.ts'
import type { OpenDatabase } from '../database/open-database.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import { statisticsCommands } from './statistics-commands.ts'
import { calculateYears } from './yearly-figures-actions.ts'

let opened: OpenDatabase

beforeAll(async () => {
  opened = await testDatabase()
  await fillDatabase(opened)
})
afterAll(() => opened.close())

describe('upheld calculate', () => {
  test('calculates a year and says what came of it', async () => {
    expect(await run('calculate', '2023-24')).toEqual([
      '2023-24: 2 authorities, 12 figures, 4 with nothing to report, 0 not calculated.',
    ])
    expect(await run('calculate', '--all')).toHaveLength(1)
    expect(JSON.parse((await run('calculate', '2023-24', '--json')).join(''))).toMatchObject([
      { year: '2023-24', authorityCount: 2, withoutPopulation: [] },
    ])
  })

  test('is on record with who typed it', async () => {
    const before = await calculations()
    await run('calculate', '2023-24')
    await expect(run('calculate', '2015-16')).rejects.toThrow()
    expect((await calculations()).slice(before.length)).toEqual([
      { actor: actingUser(), subject: 'figures of 2023-24' },
    ])
  })

  test('refuses what is no year, a year without a cycle, and nothing at all', async () => {
    await expect(run('calculate', '2023')).rejects.toThrow('"2023" is no year; write it as 2023-24.')
    await expect(run('calculate', '2015-16')).rejects.toThrow('2015-16 has no cycle')
    await expect(run('calculate')).rejects.toThrow('Name the years to calculate')
    await expect(run('calculate', '2023-24', '--all')).rejects.toThrow('not both')
  })
})

function calculations() {
  return opened.database
    .selectFrom('auditEntry')
    .select(['actor', 'subject'])
    .where('action', '=', 'calculate')
    .orderBy('entryId')
    .execute()
}

describe('upheld explain', () => {
  test('prints definition, base, cases, interval, comparison and the sentence to quote', async () => {
    await run('calculate', '2023-24')
    expect(await run('explain', 'oakley', '2023-24', 'complaints-upheld')).toEqual([
      'Complaints upheld, Oakley District Council, 2023-24',
      'fault found, of complaints investigated; method: docs/methodology.md#complaints-upheld, version 1, revision 1',
      '',
      '50% (1 of 2)',
      '95% interval: 9.5% to 90.5%',
      'Average of 2 district councils: 67% (2 of 3; mean of rates 75.0%)',
      'Gap to the average: −17 percentage points',
      'Too few to tell.',
      '',
      'To quote: In 2023-24 the Ombudsman investigated 2 complaints about Oakley District Council and upheld 1 (50%).',
      'Origin: from cases',
      '',
      'Counted:',
      '  decided:upheld: 1 (23 000 001)',
      'Of:',
      '  decided:not-upheld: 1 (23 000 002)',
      '  decided:upheld: 1 (23 000 001)',
    ])
  })

  test('says what there was nothing of', async () => {
    const lines = await run('explain', 'Oakley District Council', '2023-24', 'compliance')
    expect(lines).toContain('nothing to report')
    expect(lines).toContain('No outcomes of agreed actions were recorded.')
  })

  test('gives the same as JSON', async () => {
    const [line = ''] = await run('explain', 'oakley', '2023-24', 'upheld-per-100000', '--json')
    expect(JSON.parse(line)).toMatchObject({
      authority: 'oakley',
      year: '2023-24',
      measure: 'upheld-per-100000',
      state: 'calculated',
      numerator: 1,
      denominator: 125_000,
      printed: '0.8',
      comparison: { group: 'district councils', printedAverage: '0.8', gap: 'the same as the average' },
      origin: { kind: 'cases' },
      cases: {
        numerator: [{ set: 'decided:upheld', count: 1, references: ['23 000 001'] }],
        denominator: [],
      },
    })
  })

  test('names the nearest authority, the measures, and what is missing', async () => {
    await expect(run('explain', 'oakly', '2023-24', 'compliance')).rejects.toThrow(/Oakley District Council/)
    await expect(run('explain', 'oakley', '2023-24', 'uphold-rate')).rejects.toThrow(
      /"uphold-rate" is no measure. Measures: complaints-upheld, upheld-per-100000, compliance/,
    )
    await expect(run('explain', 'oakley', '2015-16', 'compliance')).rejects.toThrow(
      '2015-16 has no cycle; there are 2023-24.',
    )
    await expect(run('explain', 'oakley')).rejects.toBeInstanceOf(CommandError)
  })
})

test('upheld findings says where a published number differs, or that none does', async () => {
  await run('calculate', '2023-24')
  expect(await run('findings', '2023-24')).toEqual([
    'No published number of 2023-24 differs from those calculated.',
  ])
  await opened.database
    .insertInto('publishedRate')
    .values({ authorityId: 1, year: 2023, measure: 'upheld-per-100000', value: 0.9, document: 'Table 2' })
    .execute()
  expect(await run('findings', '2023-24')).toEqual([
    'Oakley District Council, Upheld per 100,000 residents, 2023-24: Table 2 says 0.9, ours is 0.8 (1 among 125,000 residents).',
  ])
  await expect(run('findings', '2015-16')).rejects.toThrow('2015-16 has no cycle')
})

describe('figures older than what they are made from', () => {
  const notice =
    'The figures of 2023-24 are older than what they are made from; run "upheld calculate 2023-24".'

  async function isOutdated(): Promise<boolean> {
    const [first = ''] = await run('explain', 'oakley', '2023-24', 'complaints-upheld')
    const [json = ''] = await run('explain', 'oakley', '2023-24', 'complaints-upheld', '--json')
    expect(JSON.parse(json).outdated).toBe(first === notice ? notice : null)
    return first === notice
  }

  test.each([
    ['a corrected outcome', sql`update complaint set outcome = 'not-upheld' where reference = '23 000 003'`],
    [
      'a case that takes the place of another',
      sql`
      update complaint
      set decided_on = case reference when '23 000 002' then date '2022-06-01' else date '2023-06-02' end
      where reference in ('23 000 002', '22 000 001')`,
    ],
    ['a part that is no longer complete', sql`delete from casework_coverage where part = 'decided'`],
    ['another population', sql`update population set residents = residents + 1 where authority_id = 2`],
    [
      'another comparison group',
      sql`update cycle_authority set comparison_group = 'unitary' where authority_id = 2`,
    ],
    ['an authority that has left', sql`delete from cycle_authority where authority_id = 2`],
    ['a population that is gone', sql`delete from population`],
  ])('%s is said until the year is calculated again', async (_name, change) => {
    const other = await testDatabase()
    const before = opened
    opened = other
    try {
      await fillDatabase(other)
      await other.database
        .insertInto('complaint')
        .values({
          authorityId: 1,
          reference: '22 000 001',
          category: 'planning',
          decidedOn: '2022-06-01',
          outcome: 'not-upheld',
        })
        .execute()
      await run('calculate', '2023-24')
      expect(await isOutdated()).toBe(false)
      await change.execute(other.database)
      const kept = await other.database.selectFrom('figure').selectAll().execute()
      expect(await isOutdated()).toBe(true)
      expect(await other.database.selectFrom('figure').selectAll().execute()).toEqual(kept)
    } finally {
      opened = before
      await other.close()
    }
  })

  test('what says the same another way makes nothing older', async () => {
    await run('calculate', '2023-24')
    // The row moves to the end of its table, and is counted after the others.
    await sql`update complaint set subcategory = 'Hedges' where reference = '23 000 001'`.execute(
      opened.database,
    )
    await run('calculate', '2023-24')
    await sql`update complaint set subcategory = 'Trees' where reference = '23 000 002'`.execute(
      opened.database,
    )
    expect(await isOutdated()).toBe(false)
  })
})

describe('stopping a calculation', () => {
  test('ends what the server is doing at once, and leaves the figures as they were', async () => {
    await run('calculate', '2023-24')
    const before = await opened.database.selectFrom('figure').selectAll().execute()
    const stop = new AbortController()
    await opened.database.transaction().execute(async (transaction) => {
      await sql`lock table complaint in access exclusive mode`.execute(transaction)
      const calculation = calculateYears(
        opened.database,
        ombudsmanForEngland,
        [reportingYear(2023)],
        stop.signal,
      )
      const outcome = calculation.then(
        () => 'ended',
        () => 'stopped',
      )
      await delay(200)
      stop.abort()
      expect(await Promise.race([outcome, delay(5_000, 'still waiting')])).toBe('stopped')
    })
    expect(await opened.database.selectFrom('figure').selectAll().execute()).toEqual(before)
  })

  test('is not begun when it was stopped before', async () => {
    const years = [reportingYear(2023)]
    await expect(
      calculateYears(opened.database, ombudsmanForEngland, years, AbortSignal.abort()),
    ).rejects.toThrow()
  })
})

test('a year that came in a moment ago is counted from what there is, not from what the planner guessed', async () => {
  const other = await testDatabase()
  try {
    await fillDatabase(other)
    await calculateYears(other.database, ombudsmanForEngland, [reportingYear(2023)])
    const { rows } = await sql<{ tables: number }>`
      select count(*) as tables from pg_class
      where relname in ('complaint', 'casework_coverage', 'authority', 'cycle_authority', 'population')
      and relnamespace = 'public'::regnamespace and reltuples > 0`.execute(other.database)
    expect(rows).toEqual([{ tables: 5 }])
  } finally {
    await other.close()
  }
})

async function run(...words: string[]): Promise<string[]> {
  const { command, operands, options } = chooseCommand(statisticsCommands, words)
  const printed: string[] = []
  await command.run({
    operands,
    options,
    scheme: ombudsmanForEngland,
    database: async () => opened,
    print: (line) => printed.push(line),
    progress: () => {},
    signal: new AbortController().signal,
  })
  return printed
}

async function fillDatabase({ database }: OpenDatabase) {
  const authorities = [
    {
      authorityId: 1,
      slug: 'oakley',
      officialName: 'Oakley District Council',
      shortName: 'Oakley',
      kind: 'district',
    },
    {
      authorityId: 2,
      slug: 'elmham',
      officialName: 'Elmham District Council',
      shortName: 'Elmham',
      kind: 'district',
    },
  ]
  await database.insertInto('authority').values(authorities).execute()
  await database
    .insertInto('cycle')
    .values({
      year: 2023,
      edition: '2023-24',
      letterDate: '2024-07-17',
      publishedAt: '2024-07-24T00:00:00Z',
      populationYear: 2022,
      populationRelease: 'first',
      settings: '{}',
    })
    .execute()
  const ids = authorities.map(({ authorityId }) => authorityId)
  await database
    .insertInto('cycleAuthority')
    .values(
      ids.map((authorityId) => ({
        authorityId,
        year: 2023,
        isCouncil: true,
        getsLetter: true,
        isOnMap: true,
        comparisonGroup: 'district',
      })),
    )
    .execute()
  await database
    .insertInto('population')
    .values(ids.map((authorityId) => ({ authorityId, year: 2022, release: 'first', residents: 125_000 })))
    .execute()
  const parts = ['received', 'decided', 'complied']
  await database
    .insertInto('caseworkCoverage')
    .values(ids.flatMap((authorityId) => parts.map((part) => ({ authorityId, year: 2023, part }))))
    .execute()
  const decided = { category: 'planning', decidedOn: '2023-06-01' }
  await database
    .insertInto('complaint')
    .values([
      { ...decided, authorityId: 1, reference: '23 000 001', outcome: 'upheld', isRemediedBefore: false },
      { ...decided, authorityId: 1, reference: '23 000 002', outcome: 'not-upheld', isRemediedBefore: null },
      { ...decided, authorityId: 2, reference: '23 000 003', outcome: 'upheld', isRemediedBefore: true },
    ])
    .execute()
}
