import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseOf, change, everythingKept } from '../../../tests/changed-case.ts'
import { fillInvented } from '../../../tests/invented-publication.ts'
import { type TestDatabase, testDatabase } from '../../../tests/test-database.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { readCaseChange, typedCase } from '../../casework/case-change.ts'
import type { CaseRecord, KnownCase } from '../../casework/case-record.ts'
import { findCycle, saveCycle, saveCycleAuthorities } from '../../cycle/cycle-store.ts'
import type { Letter } from '../../letters/letter.ts'
import { saysTheSame } from '../../letters/reissue.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import { areFiguresOutdated, calculateYears } from '../../statistics/yearly-figures-actions.ts'
import { composeEveryLetter } from '../draft-letters-actions.ts'
import type { Ripple } from './ripple.ts'
import { computeRipple } from './ripple-actions.ts'

const years = [2022, 2023, 2024, 2025].map(reportingYear)
const draft = reportingYear(2025)
let opened: TestDatabase

beforeAll(async () => {
  opened = await testDatabase()
  await setMoment(opened.database, new Date('2024-08-01T12:00:00Z'))
  await fillInvented(opened.database, true)
  await addDraftYear()
  await setMoment(opened.database, new Date('2026-06-01T10:00:00Z'))
})
afterAll(() => opened.close())

describe('the ripple of a change', () => {
  test('is exactly what then changes, in every table and every letter, for one change after another', async () => {
    const chance = chanceFrom(20240902)
    const seen = new Set<string>()
    for (let round = 0; round < 20; round += 1) {
      const known = await anyCase(chance)
      const record = anyChange(chance, known)
      const kept = await everythingKept(opened.database)
      const ripple = await computeRipple(opened.database, scheme, known, record)
      expect(await everythingKept(opened.database)).toEqual(kept)
      const before = await latestState()
      expect(await change(opened.database, known, record)).toMatchObject({ ok: true })
      const after = await latestState()
      expect({ round, ...inRows(ripple) }).toEqual({ round, ...differencesOf(before, after) })
      // No year was left out that counts the case otherwise now.
      expect({ round, outdated: await outdatedYears() }).toEqual({ round, outdated: [] })
      for (const { year, stage } of ripple.years) seen.add(`${year} ${stage}`)
    }
    // Released, public and to come, corrected before, and a draft that was never released.
    expect([...seen].sort()).toEqual([
      '2022 draft',
      '2022 published',
      '2023 draft',
      '2023 published',
      '2024 draft',
      '2024 published',
      '2025 draft',
    ])
  }, 120_000)

  test('of a case that moves from a released year into a draft is in both', async () => {
    const known = await caseOf(opened.database, 'sedgely', '23 000 070')
    const moved = { ...known.record, decidedOn: '2025-11-20', outcome: 'upheld', isRemediedBefore: true }
    const ripple = await computeRipple(opened.database, scheme, known, moved)
    expect(ripple.years.map(({ year }) => year)).toEqual([2023, 2025])
  })
})

test('a category counts in the year of the decision too, where all decisions are added up by category', async () => {
  const { database } = opened
  const known = await caseOf(database, 'sedgely', '23 000 075')
  expect(await change(database, known, { decidedOn: '2025-05-20', outcome: 'not-upheld' })).toMatchObject({
    ok: true,
  })
  const moved = await caseOf(database, 'sedgely', '23 000 075')
  const ripple = await computeRipple(database, scheme, moved, { ...moved.record, category: 'education' })
  expect(ripple.years.map(({ year }) => year)).toEqual([2023, 2025])
  expect(ripple.years[1]?.national.map(({ category }) => category)).toContain('education')
})

async function outdatedYears(): Promise<readonly number[]> {
  const outdated: number[] = []
  for (const year of years) if (await areFiguresOutdated(opened.database, scheme, year)) outdated.push(year)
  return outdated
}

type Chance = (count: number) => number

/** A small generator of whole numbers below a bound, the same on every run. */
function chanceFrom(seed: number): Chance {
  let state = seed
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * count)
  }
}

async function anyCase(chance: Chance): Promise<KnownCase> {
  const rows = await opened.database
    .selectFrom('complaint')
    .innerJoin('authority', 'authority.authorityId', 'complaint.authorityId')
    .select(['slug', 'reference'])
    .orderBy('reference')
    .execute()
  const row = rows[chance(rows.length)]
  if (!row) throw new Error('there are no cases')
  return caseOf(opened.database, row.slug, row.reference)
}

/** A change that somebody could type: it passes the rules of imports and changes something. */
function anyChange(chance: Chance, known: KnownCase): CaseRecord {
  for (;;) {
    const one = <Value>(values: readonly Value[]): Value => {
      const value = values[chance(values.length)]
      if (value === undefined) throw new Error('nothing to choose from')
      return value
    }
    const decidedYear = one([2022, 2023, 2024, 2025])
    const typed = {
      ...typedCase(known.record),
      ...one([
        { outcome: 'upheld', isRemediedBefore: one(['yes', 'no']) },
        { outcome: one(['not-upheld', 'referred-back', 'advice-given']), isRemediedBefore: '' },
        { decidedOn: `${decidedYear}-11-20`, complianceOutcome: '', complianceRecordedOn: '' },
        { category: one(scheme.categories).code },
        {
          complianceOutcome: one(scheme.complianceOutcomes).code,
          complianceRecordedOn: `${decidedYear + 1}-02-01`,
        },
      ]),
    }
    const reading = readCaseChange(typed, known, {
      scheme,
      yearsWithCycle: new Set(years),
      today: '2026-06-01',
    })
    if (reading.ok && JSON.stringify(reading.record) !== JSON.stringify(known.record)) return reading.record
  }
}

/** By table and key, what the latest revision of each year says; and by authority, its latest letter of each year. */
type State = {
  readonly rows: ReadonlyMap<string, string>
  readonly letters: ReadonlyMap<string, Letter>
}

async function latestState(): Promise<State> {
  const { rows } = await sql<{ key: string; value: string }>`
    with latest as (select year, max(revision) as revision from revision group by year)
    select concat_ws(' ', 'figure', year, slug, measure) as key,
      concat_ws(' ', state, numerator, '/', denominator) as value
    from figure join latest using (year, revision) join authority using (authority_id)
    union all
    select concat_ws(' ', 'average', year, comparison_group, measure), concat_ws(' ', numerator, '/', denominator)
    from group_average join latest using (year, revision)
    union all
    select concat_ws(' ', 'count', year, slug, counted_set), complaint_count::text
    from counted_set join latest using (year, revision) join authority using (authority_id)
    union all
    select concat_ws(' ', 'national', year, coalesce(comparison_group, 'none'), counted, coalesce(category, 'all')),
      case_count::text
    from national_count join latest using (year, revision)
  `.execute(opened.database)
  return { rows: new Map(rows.map(({ key, value }) => [key, value])), letters: await latestLetters() }
}

async function latestLetters(): Promise<ReadonlyMap<string, Letter>> {
  const letters = new Map<string, Letter>()
  for (const year of years) {
    const cycle = await findCycle(opened.database, year)
    if (!cycle) throw new Error(`there is no cycle ${year}`)
    for (const { facts, composed } of (await composeEveryLetter(opened.database, scheme, cycle)).letters) {
      if (composed.ok) letters.set(`${year} ${facts.authority.slug}`, composed.letter)
    }
  }
  return letters
}

type Differences = { readonly rows: readonly string[]; readonly letters: readonly string[] }

function differencesOf(before: State, after: State): Differences {
  const keys = new Set([...before.rows.keys(), ...after.rows.keys()])
  // A count that is not there over all authorities is none.
  const valueIn = (state: State, key: string) =>
    state.rows.get(key) ?? (key.startsWith('national') ? '0' : 'none')
  const letters = new Set([...before.letters.keys(), ...after.letters.keys()])
  return {
    rows: [...keys]
      .filter((key) => valueIn(before, key) !== valueIn(after, key))
      .map((key) => `${key}: ${valueIn(before, key)} > ${valueIn(after, key)}`)
      .sort(),
    letters: [...letters]
      .filter((key) => {
        const [one, other] = [before.letters.get(key), after.letters.get(key)]
        return one === undefined || other === undefined || !saysTheSame(one, other)
      })
      .sort(),
  }
}

function inRows({ years: ripples }: Ripple): Differences {
  const rows = ripples.flatMap(({ year, changes, national }) => [
    ...changes.figures.map(
      ({ slug, measure, before, after }) =>
        `figure ${year} ${slug} ${measure}: ${figureText(before)} > ${figureText(after)}`,
    ),
    ...changes.averages.map(
      ({ comparisonGroup, measure, before, after }) =>
        `average ${year} ${comparisonGroup} ${measure}: ${averageText(before)} > ${averageText(after)}`,
    ),
    ...changes.counts.map(
      ({ slug, set, before, after }) =>
        `count ${year} ${slug} ${set}: ${before ?? 'none'} > ${after ?? 'none'}`,
    ),
    ...national.map(
      ({ comparisonGroup, counted, category, before, after }) =>
        `national ${year} ${comparisonGroup ?? 'none'} ${counted} ${category ?? 'all'}: ${before} > ${after}`,
    ),
  ])
  return {
    rows: rows.sort(),
    letters: ripples.flatMap(({ year, letters }) => letters.map(({ slug }) => `${year} ${slug}`)).sort(),
  }
}

type Changed = Ripple['years'][number]['changes']['figures'][number]['before']

function figureText(figure: Changed): string {
  if (figure === undefined) return 'none'
  if (figure.state === 'nothing-to-report') return 'nothing-to-report / 0'
  if (figure.state === 'not-calculated') return 'not-calculated /'
  return `calculated ${figure.numerator} /${figure.denominator === undefined ? '' : ` ${figure.denominator}`}`
}

function averageText(figure: Changed): string {
  if (figure === undefined) return 'none'
  // A pooled average over nothing has a base of zero.
  if (figure.state !== 'calculated') return '0 / 0'
  return `${figure.numerator} / ${figure.denominator}`
}

/** 2025-26 is calculated and was never released. */
async function addDraftYear(): Promise<void> {
  const { database } = opened
  const last = await findCycle(database, reportingYear(2024))
  if (!last) throw new Error('there is no cycle 2024-25')
  await database.transaction().execute(async (transaction) => {
    await saveCycle(transaction, {
      ...last,
      year: draft,
      letterDate: '2026-07-17',
      publishedAt: new Date('2026-07-24T08:30:00Z'),
    })
    await saveCycleAuthorities(transaction, draft, [
      { slug: 'larchwick', isCouncil: true, getsLetter: true, isOnMap: true, comparisonGroup: 'district' },
      { slug: 'sedgely', isCouncil: true, getsLetter: true, isOnMap: true, comparisonGroup: 'district' },
    ])
  })
  await sql`
    insert into casework_coverage (authority_id, year, part)
    select authority_id, ${draft}, part
    from authority, unnest(array['received', 'decided', 'complied']) as part
    where slug in ('larchwick', 'sedgely')
  `.execute(database)
  await sql`
    insert into complaint (authority_id, reference, category, received_on, decided_on, outcome, is_remedied_before)
    select authority_id, '25 000 0' || to_char(number, 'FM00'), 'housing', date '2025-05-02', date '2025-11-20',
      case when number < 8 then 'upheld' else 'not-upheld' end, case when number < 8 then number < 2 end
    from authority, generate_series(1, 12) as number
    where slug = 'larchwick'
  `.execute(database)
  const calculation = await calculateYears(database, scheme, [draft] satisfies ReportingYear[])
  if (!calculation.ok) throw new Error(calculation.problems.join(' '))
}
