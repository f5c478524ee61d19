import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../tests/test-database.ts'
import type { Database } from '../database/connection.ts'
import type { OpenDatabase } from '../database/open-database.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import { readFigureCases } from './counted-set-store.ts'
import { explainFigure, explanationLines } from './figure-explanation.ts'
import { findings } from './figure-findings-store.ts'
import { calculateYears } from './yearly-figures-actions.ts'
import { readAllFigures, readFiguresOfAuthority, readYearlyFigures } from './yearly-figures-store.ts'

const year = reportingYear(2023)
const [oakley, elmham, ashby, closed, tables, letter, outside] = [1, 2, 3, 4, 5, 6, 7] as const

let opened: OpenDatabase
let database: Database

beforeAll(async () => {
  opened = await testDatabase()
  database = opened.database
  await fillDatabase()
  const calculation = await calculateYears(database, scheme, [year])
  expect(calculation).toMatchObject({ ok: true })
})
afterAll(() => opened.close())

describe('figures from cases', () => {
  test('received, decided and complied are counted by their own dates', async () => {
    // Oakley: 1 upheld and 1 not upheld within the year; one decided the day before it began, one the day after.
    expect(await figure(oakley, 'complaints-upheld')).toEqual(fromCases({ numerator: 1, denominator: 2 }))
    expect(await figure(oakley, 'received')).toEqual(fromCases({ numerator: 2 }))
    expect(await figure(oakley, 'decided')).toEqual(fromCases({ numerator: 3 }))
    expect(await figure(oakley, 'satisfactory-remedy')).toEqual(fromCases({ numerator: 0, denominator: 1 }))
  })

  test('an outcome counts in the year it was recorded, whatever year decided', async () => {
    expect(await figure(oakley, 'compliance')).toEqual(fromCases({ numerator: 1, denominator: 1 }))
  })

  test('due by the last day and recorded after it is unsettled', async () => {
    expect(await figure(oakley, 'unsettled')).toEqual(fromCases({ numerator: 1 }))
    const cases = await readFigureCases(database, measure('unsettled'), oakley, year)
    expect(cases.numerator).toEqual([{ set: 'unsettled', count: 1, references: ['23 000 001'] }])
  })

  test('the cases behind a figure can be named, in its numerator and in its base', async () => {
    const cases = await readFigureCases(database, measure('complaints-upheld'), oakley, year)
    expect(cases.numerator).toEqual([{ set: 'decided:upheld', count: 1, references: ['23 000 001'] }])
    expect(cases.denominator).toEqual([
      { set: 'decided:not-upheld', count: 1, references: ['23 000 002'] },
      { set: 'decided:upheld', count: 1, references: ['23 000 001'] },
    ])
  })

  test('no case in a part that is complete is nothing to report; in one that is not, not calculated', async () => {
    expect(await figure(elmham, 'complaints-upheld')).toEqual({
      state: 'nothing-to-report',
      origin: { kind: 'cases' },
    })
    expect(await figure(elmham, 'compliance')).toEqual({ state: 'not-calculated', origin: { kind: 'cases' } })
    expect(await figure(elmham, 'upheld-per-100000')).toEqual(
      fromCases({ numerator: 0, denominator: 100_000 }),
    )
  })

  test('an upheld case of which it is not known whether it was remedied leaves that measure not calculated', async () => {
    expect(await figure(outside, 'complaints-upheld')).toEqual(fromCases({ numerator: 1, denominator: 1 }))
    expect(await figure(outside, 'satisfactory-remedy')).toMatchObject({ state: 'not-calculated' })
  })

  test("a closed authority's late cases have figures but no rate", async () => {
    expect(await figure(closed, 'complaints-upheld')).toEqual(fromCases({ numerator: 1, denominator: 1 }))
    expect(await figure(closed, 'upheld-per-100000')).toMatchObject({ state: 'not-calculated' })
  })
})

describe('figures as they were published', () => {
  test('totals without cases make figures that name their table', async () => {
    const origin = { kind: 'published-tables', document: 'Decisions 2023-24' }
    expect(await figure(tables, 'complaints-upheld')).toEqual({
      state: 'calculated',
      numerator: 3,
      denominator: 4,
      origin,
    })
    expect(await figure(tables, 'decided')).toMatchObject({ state: 'not-calculated' })
    const cases = await readFigureCases(database, measure('complaints-upheld'), tables, year)
    expect(cases.numerator).toEqual([{ set: 'decided:upheld', count: 3, references: null }])
  })

  test('a letter wins over tables, and takes the population of the cycle where it states none', async () => {
    const origin = { kind: 'published-letter', document: 'Letter 2023-24' }
    expect(await figure(letter, 'complaints-upheld')).toEqual({
      state: 'calculated',
      numerator: 1,
      denominator: 2,
      origin,
    })
    expect(await figure(letter, 'upheld-per-100000')).toEqual({
      state: 'calculated',
      numerator: 1,
      denominator: 100_000,
      origin,
    })
    expect(await figure(letter, 'compliance')).toEqual({ state: 'nothing-to-report', origin })
  })

  test('where nothing is known, neither is the origin', async () => {
    const compliance = measure('compliance')
    const [figures, cases] = await Promise.all([
      readYearlyFigures(database, elmham, year),
      readFigureCases(database, compliance, elmham, year),
    ])
    const authority = { slug: 'elmham', officialName: 'Elmham District Council' }
    const explanation = figures && explainFigure(scheme, compliance, authority, figures, cases)
    expect(explanation?.origin).toBeNull()
    expect(explanation && explanationLines(explanation)).toContain('Origin: not known')
  })

  test('a letter states what our cases leave open', async () => {
    expect(await figure(ashby, 'satisfactory-remedy')).toMatchObject({
      numerator: 1,
      denominator: 3,
      origin: { kind: 'published-letter' },
    })
  })

  test('no counts are shown behind a figure of a letter, as it is not made of them', async () => {
    const upheld = measure('complaints-upheld')
    const [figures, cases] = await Promise.all([
      readYearlyFigures(database, letter, year),
      readFigureCases(database, upheld, letter, year),
    ])
    expect(cases.numerator).toEqual([{ set: 'decided:upheld', count: 9, references: null }])
    const authority = { slug: 'lynford', officialName: 'Lynford District Council' }
    const explanation = figures && explainFigure(scheme, upheld, authority, figures, cases)
    expect(explanation).toMatchObject({
      printed: '50%',
      base: '1 of 2',
      cases: { numerator: [], denominator: [] },
    })
  })

  test('cases win over a letter, and the difference is a finding', async () => {
    expect(await figure(oakley, 'complaints-upheld')).toMatchObject({ origin: { kind: 'cases' } })
    expect(await findings(database, scheme, year)).toEqual([
      'Average of district councils, Complaints upheld, 2023-24: Decisions 2023-24 says 63%, ours is 73% (8 of 11).',
      'Elmham District Council, Complaints upheld, 2023-24: Decisions 2023-24 says 0%, ours is nothing to report.',
      'Ashby District Council, Satisfactory remedy, 2023-24: Letter 2023-24 says 1 of 3, ours gives a base of 2.',
      'Lynford District Council, Complaints upheld, 2023-24: Letter 2023-24 says 1 of 2, Decisions 2023-24 gives 9 of 9.',
      'Lynford District Council, Upheld per 100,000 residents, 2023-24: Letter 2023-24 says 1, Decisions 2023-24 gives 9 among 100,000 residents.',
      'Oakley District Council, Complaints upheld, 2023-24: Letter 2023-24 says 1 of 3, ours gives 1 of 2.',
      'Oakley District Council, decided:upheld, 2023-24: Decisions 2023-24 says 2, ours is 1.',
    ])
  })
})

describe('the average of a group', () => {
  test('adds up all members of the cycle, also the closed one and those published', async () => {
    // Upheld of investigated: 1/2 + 0/0 + 2/2 + 1/1 + 3/4 + 1/2 = 8 of 11. Mean of 50, 100, 100, 75 and 50%.
    const figures = await readYearlyFigures(database, oakley, year)
    expect(figures?.comparisonGroup).toBe('district')
    expect(figures?.averages.get('complaints-upheld')).toEqual({
      numerator: 8,
      denominator: 11,
      memberCount: 6,
      groupMemberCount: 6,
      meanOfRates: expect.closeTo(0.75, 12),
    })
  })

  test('counts all residents, but neither the closed authority nor the one without a population', async () => {
    // Oakley 1, Elmham 0, Ashby 2 (no population), closed 1 (no residents), tables 3, letter 1.
    const figures = await readYearlyFigures(database, oakley, year)
    expect(figures?.averages.get('upheld-per-100000')).toEqual({
      numerator: 5,
      denominator: 400_000,
      memberCount: 4,
      groupMemberCount: 6,
      meanOfRates: expect.closeTo(1.25, 12),
    })
  })

  test('does not exist outside the groups', async () => {
    const figures = await readYearlyFigures(database, outside, year)
    expect(figures?.comparisonGroup).toBeNull()
    expect(figures?.averages.size).toBe(0)
  })
})

describe('calculating', () => {
  test('names members of a group for whom there is no population', async () => {
    expect(await calculateYears(database, scheme, [year])).toMatchObject({
      ok: true,
      years: [{ year: 2023, authorityCount: 7, withoutPopulation: ['Ashby District Council'] }],
    })
  })

  test('again gives the same figures, in place of the old ones', async () => {
    const before = await readAllFigures(database, year)
    await calculateYears(database, scheme, [year, year])
    expect(await readAllFigures(database, year)).toEqual(before)
    expect(before.size).toBe(7)
  })

  test('keeps the group an authority was compared with, until the year is calculated again', async () => {
    const before = await readYearlyFigures(database, oakley, year)
    const move = (comparisonGroup: string) =>
      database
        .updateTable('cycleAuthority')
        .set({ comparisonGroup })
        .where('authorityId', '=', oakley)
        .where('year', '=', year)
        .execute()
    await move('unitary')
    expect(await readYearlyFigures(database, oakley, year)).toEqual(before)
    await calculateYears(database, scheme, [year])
    const after = await readYearlyFigures(database, oakley, year)
    expect(after?.comparisonGroup).toBe('unitary')
    expect(after?.averages.get('complaints-upheld')).toMatchObject({ numerator: 1, denominator: 2 })
    await move('district')
    await calculateYears(database, scheme, [year])
    expect(await readYearlyFigures(database, oakley, year)).toEqual(before)
  })

  test('several years at once are the same as one after the other', async () => {
    const years = [2021, 2023].map(reportingYear)
    await calculateYears(database, scheme, years)
    const together = await readFiguresOfAuthority(database, oakley)
    for (const one of years) await calculateYears(database, scheme, [one])
    expect(await readFiguresOfAuthority(database, oakley)).toEqual(together)
    expect(together.map((figures) => figures.year)).toEqual(years)
    expect(together[0]?.figures.get('decided')).toMatchObject({ numerator: 1 })
    await database.deleteFrom('figure').where('year', '=', 2021).execute()
  })

  test('refuses a year without a cycle, and changes nothing', async () => {
    const before = await readAllFigures(database, year)
    await database
      .updateTable('complaint')
      .set({ decidedOn: '2024-01-01' })
      .where('reference', '=', '22 000 009')
      .execute()
    expect(await calculateYears(database, scheme, [year, reportingYear(2015)])).toEqual({
      ok: false,
      problems: ['2015-16 has no cycle; set one up before calculating it.'],
    })
    expect(await readAllFigures(database, year)).toEqual(before)
    await database
      .updateTable('complaint')
      .set({ decidedOn: '2023-03-31' })
      .where('reference', '=', '22 000 009')
      .execute()
  })

  test('refuses a year whose population estimate nobody has brought in', async () => {
    expect(await calculateYears(database, scheme, [reportingYear(2022)])).toEqual({
      ok: false,
      problems: [
        '2022-23 counts residents by the estimate for mid-2021 (release first), of which there are no populations; bring them in, or name another estimate in the cycle.',
      ],
    })
  })
})

async function figure(authorityId: number, code: string) {
  const figures = await readYearlyFigures(database, authorityId, year)
  return figures?.figures.get(code)
}

function fromCases(counts: { numerator: number; denominator?: number }) {
  return { state: 'calculated', ...counts, origin: { kind: 'cases' } }
}

function measure(code: string) {
  const found = scheme.measures.find((candidate) => candidate.code === code)
  if (!found) throw new Error(`no measure ${code}`)
  return found
}

async function fillDatabase() {
  const names = ['Oakley', 'Elmham', 'Ashby', 'Wend', 'Thornham', 'Lynford', 'Fenland Fire']
  await database
    .insertInto('authority')
    .values(
      names.map((name, index) => ({
        authorityId: index + 1,
        slug: name.toLowerCase().replace(' ', '-'),
        officialName: `${name} District Council`,
        shortName: name,
        kind: 'district',
        endsOn: index + 1 === closed ? '2023-03-31' : null,
      })),
    )
    .execute()
  const cycle = {
    edition: '2023-24',
    letterDate: '2024-07-17',
    publishedAt: '2024-07-24T00:00:00Z',
    settings: '{}',
  }
  await database
    .insertInto('cycle')
    .values([
      { ...cycle, year: 2021, populationYear: null, populationRelease: null },
      { ...cycle, year: 2022, populationYear: 2021, populationRelease: 'first' },
      { ...cycle, year: 2023, populationYear: 2022, populationRelease: 'first' },
    ])
    .execute()
  await database
    .insertInto('cycleAuthority')
    .values(
      names.map((_, index) => ({
        authorityId: index + 1,
        year: 2023,
        isCouncil: true,
        getsLetter: true,
        isOnMap: true,
        comparisonGroup: index + 1 === outside ? null : 'district',
      })),
    )
    .execute()
  await database
    .insertInto('population')
    .values(
      [oakley, elmham, closed, tables, letter].map((authorityId) => ({
        authorityId,
        year: 2022,
        release: 'first',
        residents: 100_000,
      })),
    )
    .execute()
  const parts = ['received', 'decided', 'complied'] as const
  await database
    .insertInto('caseworkCoverage')
    .values([
      ...parts.map((part) => ({ authorityId: oakley, year: 2021, part })),
      ...[oakley, ashby, closed, outside].flatMap((authorityId) =>
        parts.map((part) => ({ authorityId, year: 2023, part })),
      ),
      { authorityId: elmham, year: 2023, part: 'decided' },
    ])
    .execute()
  const none = {
    receivedOn: null,
    decidedOn: null,
    outcome: null,
    isRemediedBefore: null,
    remedyDueOn: null,
    complianceRecordedOn: null,
    complianceOutcome: null,
  }
  const upheld = { outcome: 'upheld', isRemediedBefore: false }
  await database
    .insertInto('complaint')
    .values(
      [
        // Received on the first day, decided within the year, due on its last day, settled the day after.
        {
          authorityId: oakley,
          reference: '23 000 001',
          receivedOn: '2023-04-01',
          decidedOn: '2023-09-01',
          ...upheld,
          remedyDueOn: '2024-03-31',
          complianceRecordedOn: '2024-04-01',
          complianceOutcome: 'satisfied',
        },
        {
          authorityId: oakley,
          reference: '23 000 002',
          receivedOn: '2023-02-01',
          decidedOn: '2024-03-31',
          outcome: 'not-upheld',
        },
        {
          authorityId: oakley,
          reference: '23 000 003',
          receivedOn: '2024-03-31',
          decidedOn: '2024-04-01',
          outcome: 'not-upheld',
        },
        {
          authorityId: oakley,
          reference: '23 000 004',
          receivedOn: '2023-03-31',
          decidedOn: '2023-04-01',
          outcome: 'referred-back',
        },
        // Decided the day before the year began; its outcome was recorded within the year.
        {
          authorityId: oakley,
          reference: '22 000 009',
          receivedOn: '2022-10-01',
          decidedOn: '2023-03-31',
          ...upheld,
          remedyDueOn: '2023-06-01',
          complianceRecordedOn: '2023-06-10',
          complianceOutcome: 'satisfied-late',
        },
        {
          authorityId: oakley,
          reference: '21 000 001',
          receivedOn: '2021-01-01',
          decidedOn: '2021-04-01',
          outcome: 'not-upheld',
        },
        // Elmham's compliance is not complete, so this outcome is not counted.
        {
          authorityId: elmham,
          reference: '22 000 010',
          decidedOn: '2022-06-01',
          ...upheld,
          complianceRecordedOn: '2023-06-01',
          complianceOutcome: 'satisfied',
        },
        { authorityId: ashby, reference: '23 000 005', decidedOn: '2023-06-01', ...upheld },
        { authorityId: ashby, reference: '23 000 006', decidedOn: '2023-06-01', outcome: 'upheld' },
        { authorityId: outside, reference: '23 000 007', decidedOn: '2023-06-01', outcome: 'upheld' },
        { authorityId: closed, reference: '22 000 011', decidedOn: '2023-06-01', ...upheld },
      ].map((complaint) => ({ ...none, category: 'planning', ...complaint })),
    )
    .execute()
  const count = (authorityId: number, countedSet: string, complaintCount: number) => ({
    authorityId,
    year: 2023,
    countedSet,
    complaintCount,
    document: 'Decisions 2023-24',
  })
  await database
    .insertInto('publishedCount')
    .values([
      count(tables, 'decided:upheld', 3),
      count(tables, 'decided:not-upheld', 1),
      count(letter, 'decided:upheld', 9),
      count(letter, 'decided:not-upheld', 0),
      count(oakley, 'decided:upheld', 2),
    ])
    .execute()
  const published = (authorityId: number, code: string, numerator: number, denominator: number | null) => ({
    authorityId,
    year: 2023,
    measure: code,
    numerator,
    denominator,
    document: 'Letter 2023-24',
  })
  await database
    .insertInto('publishedFigure')
    .values([
      published(letter, 'complaints-upheld', 1, 2),
      published(letter, 'upheld-per-100000', 1, null),
      published(letter, 'compliance', 0, 0),
      published(oakley, 'complaints-upheld', 1, 3),
      published(ashby, 'satisfactory-remedy', 1, 3),
    ])
    .execute()
  await database
    .insertInto('publishedAverage')
    .values([
      {
        year: 2023,
        comparisonGroup: 'district',
        measure: 'complaints-upheld',
        value: 63,
        document: 'Decisions 2023-24',
      },
    ])
    .execute()
  await database
    .insertInto('publishedRate')
    .values([
      {
        authorityId: elmham,
        year: 2023,
        measure: 'complaints-upheld',
        value: 0,
        document: 'Decisions 2023-24',
      },
      {
        authorityId: tables,
        year: 2023,
        measure: 'complaints-upheld',
        value: 75,
        document: 'Decisions 2023-24',
      },
    ])
    .execute()
}
