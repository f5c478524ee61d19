import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../tests/test-database.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import type { CountedSet, Measure } from '../scheme/scheme.ts'
import { type Verdict, verdictOf } from './comparison.ts'
import { casesBySet } from './counted-set-store.ts'
import type { Figure } from './figure.ts'
import { printFigure } from './figure-wording.ts'
import { countedSets, figuresFromCounts } from './figures-from-counts.ts'
import { groupAverage } from './group-average.ts'
import { wholePercent } from './rounding.ts'

/**
 * The figures once more, written apart and as plainly as can be: one case after another, one question after
 * another. The real route counts sets in SQL and sums them by the scheme's table; both must always agree.
 */
type Case = {
  authority: number
  category: string
  received: string | null
  decided: string | null
  outcome: string | null
  remedied: boolean | null
  due: string | null
  recorded: string | null
  result: string | null
}

type NaiveFigures = Record<string, 'nothing' | [number] | [number, number]>

const authorityCount = 2000
const firstYear = 1960
const yearCount = 50
const caseCount = 150_000

test('the naive figures and the real ones agree on 100,000 random years', { timeout: 120_000 }, async () => {
  const random = seededRandom(20_240_717)
  const cases = Array.from({ length: caseCount }, () => randomCase(random))
  const real = await realFigures(cases)
  const casesOf = new Map<number, Case[]>()
  for (const one of cases) {
    const others = casesOf.get(one.authority)
    if (others) others.push(one)
    else casesOf.set(one.authority, [one])
  }
  const measures = ombudsmanForEngland.measures
  let compared = 0
  for (let year = firstYear; year < firstYear + yearCount; year += 1) {
    const figuresOfYear: Map<string, Figure>[] = []
    const naiveOfYear: NaiveFigures[] = []
    for (let authority = 1; authority <= authorityCount; authority += 1) {
      const naive = naiveFigures(casesOf.get(authority) ?? [], year, residentsOf(authority))
      const figures = real(authority, year)
      figuresOfYear.push(figures)
      naiveOfYear.push(naive)
      for (const { code } of measures) {
        const figure = figures.get(code)
        if (!isSame(naive[code], figure)) expect.fail(difference(authority, year, code, naive[code], figure))
      }
      const upheld = naive['complaints-upheld']
      if (upheld !== undefined && upheld !== 'nothing' && upheld.length === 2) {
        const percent = wholePercent(upheld[0], upheld[1])
        if (percent !== Math.floor((100 * upheld[0]) / upheld[1] + 0.5))
          expect.fail(`${upheld} prints as ${percent}`)
      }
      compared += 1
    }
    for (const measure of measures) compareAverages(year, measure, naiveOfYear, figuresOfYear)
  }
  expect(compared).toBe(100_000)
})

/** The average and everybody's verdict beside it, by adding up and by multiplying out. */
function compareAverages(
  year: number,
  measure: Measure,
  naive: readonly NaiveFigures[],
  real: readonly Map<string, Figure>[],
) {
  const { code } = measure
  const average = groupAverage(
    measure,
    real.map((figures) => figures.get(code) ?? { state: 'not-calculated' }),
  )
  let above = 0
  let below = 0
  let hasBase = false
  for (const figures of naive) {
    const figure = figures[code]
    if (figure === undefined || figure === 'nothing' || figure.length === 1) continue
    hasBase = true
    above += figure[0]
    below += figure[1]
  }
  if (measure.denominator.kind === 'none') {
    expect(average).toBeUndefined()
    return
  }
  expect(average, `${code} in ${year}`).toMatchObject({
    numerator: above,
    denominator: below,
    memberCount: authorityCount,
    groupMemberCount: authorityCount,
  })
  if (!hasBase || !average) return
  const per = measure.denominator.kind === 'rate' ? 100_000 : 100
  const printed = ((above * per) / below).toFixed(measure.denominator.kind === 'rate' ? 1 : 0)
  expect(printFigure(measure, { state: 'calculated', numerator: above, denominator: below })).toBe(
    measure.denominator.kind === 'rate' ? String(Number(printed)) : `${printed}%`,
  )
  if (!measure.comparisonWords) return
  // Every eleventh authority, as multiplying out takes its time.
  for (let index = year % 11; index < authorityCount; index += 11) {
    const figure = naive[index]?.[code]
    if (figure === undefined || figure === 'nothing' || figure.length === 1) continue
    const expected: Verdict =
      measure.denominator.kind === 'rate'
        ? naiveVerdict(figure[0], above, figure[1] / below)
        : naiveVerdict(figure[0], figure[1], (above - figure[0]) / (below - figure[1]))
    const found = verdictOf(measure, real[index]?.get(code) ?? { state: 'not-calculated' }, average)
    if (found !== expected)
      expect.fail(`${code} of ${figure} in ${year}: naively ${expected}, really ${found}`)
  }
}

/** One result after another, each from the one before; good for shares that are neither 0 nor 1. */
function naiveVerdict(observed: number, trials: number, chance: number): Verdict {
  const probabilities = [(1 - chance) ** trials]
  for (let result = 1; result <= trials; result += 1) {
    probabilities.push(
      ((probabilities[result - 1] ?? 0) * (trials - result + 1) * chance) / (result * (1 - chance)),
    )
  }
  const sum = (from: number, to: number) =>
    probabilities.slice(from, to + 1).reduce((one, other) => one + other, 0)
  if (sum(observed, trials) <= 0.001) return 'higher'
  if (sum(0, observed) <= 0.001) return 'lower'
  return (probabilities[trials] ?? 0) <= 0.001 || (probabilities[0] ?? 0) <= 0.001
    ? 'no-clear-difference'
    : 'too-few-to-tell'
}

function naiveFigures(cases: readonly Case[], year: number, residents: number): NaiveFigures {
  const from = `${year}-04-01`
  const to = `${year + 1}-03-31`
  let received = 0
  let decided = 0
  let investigated = 0
  let upheld = 0
  let remedied = 0
  let inTime = 0
  let late = 0
  let failed = 0
  let unsettled = 0
  for (const one of cases) {
    if (one.received !== null && one.received >= from && one.received <= to) received += 1
    if (one.decided !== null && one.decided >= from && one.decided <= to) {
      decided += 1
      if (one.outcome === 'upheld' || one.outcome === 'not-upheld') investigated += 1
      if (one.outcome === 'upheld') {
        upheld += 1
        if (one.remedied) remedied += 1
      }
    }
    if (one.recorded !== null && one.recorded >= from && one.recorded <= to) {
      if (one.result === 'satisfied') inTime += 1
      if (one.result === 'satisfied-late') late += 1
      if (one.result === 'not-satisfied') failed += 1
    }
    if (one.due !== null && one.due <= to) {
      if (one.recorded === null || one.recorded > to) unsettled += 1
    }
  }
  const over = (part: number, whole: number): 'nothing' | [number, number] =>
    whole === 0 ? 'nothing' : [part, whole]
  return {
    'complaints-upheld': over(upheld, investigated),
    'upheld-per-100000': [upheld, residents],
    compliance: over(inTime + late, inTime + late + failed),
    'late-compliance': over(late, inTime + late),
    unsettled: [unsettled],
    'satisfactory-remedy': over(remedied, upheld),
    received: [received],
    decided: [decided],
  }
}

/** Cases to counts by the query that calculating uses, counts to figures by the rules. */
async function realFigures(cases: readonly Case[]) {
  const years = Array.from({ length: yearCount }, (_, index) => reportingYear(firstYear + index))
  const sets = Object.values(countedSets(ombudsmanForEngland)).flat()
  const { database, close } = await testDatabase()
  const counts = new Map<string, Record<CountedSet, number>>()
  try {
    await database.transaction().execute(async (transaction) => {
      // A table without the foreign keys and indexes of the real one, which it hides for this transaction.
      await sql`create temp table complaint (like public.complaint including defaults) on commit drop`.execute(
        transaction,
      )
      await sql`alter table complaint alter reference drop not null`.execute(transaction)
      await sql`
        insert into complaint (
          authority_id, category, received_on, decided_on, outcome, is_remedied_before,
          remedy_due_on, compliance_recorded_on, compliance_outcome, complaint_id
        )
        select *, row_number() over ()
        from unnest(
          ${cases.map((one) => one.authority)}::integer[],
          ${cases.map((one) => one.category)}::text[],
          ${cases.map((one) => one.received)}::date[],
          ${cases.map((one) => one.decided)}::date[],
          ${cases.map((one) => one.outcome)}::text[],
          ${cases.map((one) => one.remedied)}::boolean[],
          ${cases.map((one) => one.due)}::date[],
          ${cases.map((one) => one.recorded)}::date[],
          ${cases.map((one) => one.result)}::text[]
        )
      `.execute(transaction)
      const { rows } = await sql<{ authorityId: number; year: number; counts: Record<CountedSet, number> }>`
        select authority_id, year, json_object_agg(counted_set, cardinality(complaint_ids)) as counts
        from (${casesBySet(ombudsmanForEngland, years)}) as cases
        group by authority_id, year
      `.execute(transaction)
      for (const row of rows) counts.set(`${row.authorityId} ${row.year}`, row.counts)
    })
  } finally {
    await close()
  }
  return (authority: number, year: number) => {
    const found = counts.get(`${authority} ${year}`)
    const known = new Map(sets.map((set) => [set, found?.[set] ?? 0]))
    return figuresFromCounts(ombudsmanForEngland, known, new Map([['residents', residentsOf(authority)]]))
  }
}

function randomCase(random: () => number): Case {
  const pick = <Item>(items: readonly [Item, ...Item[]]): Item =>
    items[Math.floor(random() * items.length)] ?? items[0]
  // Often on the first or last day of a reporting year, where mistakes would be.
  const year = firstYear - 1 + Math.floor(random() * (yearCount + 2))
  const day =
    random() < 0.2
      ? `${year}-${pick(['03-31', '04-01', '03-30', '04-02'])}`
      : addDays(`${year}-01-01`, random() * 365)
  const received = random() < 0.1 ? null : day
  const isDecided = random() < 0.9
  const decided = isDecided ? addDays(day, random() * 200) : null
  const outcome = isDecided
    ? pick([
        'invalid-or-incomplete',
        'advice-given',
        'referred-back',
        'closed-after-initial-enquiries',
        'not-upheld',
        'upheld',
        'upheld',
      ])
    : null
  const hasRemedy = outcome === 'upheld' && random() < 0.8
  const due = hasRemedy && decided !== null && random() < 0.9 ? addDays(decided, random() * 150) : null
  const recorded = hasRemedy && decided !== null && random() < 0.95 ? addDays(decided, random() * 300) : null
  return {
    authority: 1 + Math.floor(random() * random() * authorityCount),
    category: pick(['planning', 'housing', 'adult-care', 'other']),
    received,
    decided,
    outcome,
    remedied: outcome === 'upheld' ? random() < 0.2 : null,
    due,
    recorded,
    result: recorded === null ? null : pick(['satisfied', 'satisfied', 'satisfied-late', 'not-satisfied']),
  }
}

function residentsOf(authority: number): number {
  return 1000 + authority * 37
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + Math.floor(days) * 86_400_000).toISOString().slice(0, 10)
}

/** mulberry32: the same cases every time, so that a disagreement can be looked into. */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function isSame(naive: NaiveFigures[string] | undefined, figure: Figure | undefined): boolean {
  if (naive === 'nothing') return figure?.state === 'nothing-to-report'
  return figure?.state === 'calculated' && figure.numerator === naive?.[0] && figure.denominator === naive[1]
}

function difference(authority: number, year: number, code: string, naive: unknown, figure: unknown): string {
  return `${code} of authority ${authority} in ${year}: naively ${JSON.stringify(naive)}, really ${JSON.stringify(figure)}`
}
