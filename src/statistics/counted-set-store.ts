import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import { firstDay, lastDay, type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../scheme/scheme.ts'
import { countedSets } from './figures-from-counts.ts'
import { isDraftRevision, isLatestRevision } from './revision-store.ts'

/** One set that a figure sums, and the references of its cases; null where only the total was published. */
export type CountedCases = {
  readonly set: string
  readonly count: number
  readonly references: readonly string[] | null
}

/**
 * Tells the planner how much there is of what figures are made from. In a new installation it does not know, and may
 * count many times over what it need count once.
 */
export async function analyzeSources(database: Database) {
  await sql`
    analyze authority, complaint, recommendation, casework_coverage, cycle_authority, population,
      published_count, published_figure
  `.execute(database)
}

/** Removes what an earlier calculation of these years left and nobody released. */
export async function deleteCalculatedYears(transaction: Transaction, years: readonly ReportingYear[]) {
  for (const table of ['counted_set', 'figure', 'group_average', 'national_count']) {
    await sql`
      delete from ${sql.table(table)} where year = any(${years}::smallint[]) and ${isDraftRevision(table)}
    `.execute(transaction)
  }
}

/**
 * Counts the cases of these years, each set with the cases it counts, for every part of an authority's
 * casework that is complete; a set without a case is kept as zero. Whether a remedy was satisfactory must be
 * known of every upheld case, or the year's number of them is not known.
 */
export async function countCases(transaction: Transaction, scheme: Scheme, years: readonly ReportingYear[]) {
  const sets = setsByPart(scheme)
  // A quarter of a million cases are grouped in memory instead of on disk.
  await sql`set local work_mem = '128MB'`.execute(transaction)
  await sql`
    insert into counted_set (authority_id, year, revision, counted_set, complaint_count, complaint_ids)
    with known as (
      select authority_id, year, set_of_part.counted_set
      from casework_coverage
      join unnest(${sets.parts}::text[], ${sets.sets}::text[]) as set_of_part (part, counted_set) using (part)
      where year = any(${years}::smallint[])
    )
    select
      known.authority_id,
      known.year,
      draft.revision,
      known.counted_set,
      coalesce(cardinality(cases.complaint_ids), 0),
      coalesce(cases.complaint_ids, '{}')
    from known
    join (select year, revision from revision where sealed_at is null) as draft using (year)
    left join (${casesBySet(scheme, years)}) as cases using (authority_id, year, counted_set)
    left join (${upheldWithUnknownRemedy(scheme, years)}) as unknown_remedy using (authority_id, year, counted_set)
    where unknown_remedy.authority_id is null
  `.execute(transaction)
}

/** The totals of published tables, for the parts of an authority's casework that are not complete. */
export async function countPublishedTotals(
  transaction: Transaction,
  scheme: Scheme,
  years: readonly ReportingYear[],
) {
  const sets = setsByPart(scheme)
  await sql`
    insert into counted_set (authority_id, year, revision, counted_set, complaint_count)
    select authority_id, year, draft.revision, counted_set, complaint_count
    from published_count
    join (select year, revision from revision where sealed_at is null) as draft using (year)
    join unnest(${sets.parts}::text[], ${sets.sets}::text[]) as set_of_part (part, counted_set) using (counted_set)
    left join casework_coverage using (authority_id, year, part)
    where year = any(${years}::smallint[])
    and casework_coverage.authority_id is null
  `.execute(transaction)
}

/** Every counted set of these years that has a case: authority_id, year, counted_set, complaint_ids. */
export function casesBySet(scheme: Scheme, years: readonly ReportingYear[]) {
  const upheld = scheme.outcomes.filter(({ isUpheld }) => isUpheld).map(({ code }) => code)
  const lastDays = years.map((year) => lastDay(scheme, year))
  const received = yearOf(scheme, years, 'received_on')
  const decided = yearOf(scheme, years, 'decided_on')
  const recorded = yearOf(scheme, years, 'compliance_recorded_on')
  return sql`
    select authority_id, year, 'received:' || category as counted_set, complaint_ids
    from (
      select authority_id, ${received.year} as year, category, array_agg(complaint_id) as complaint_ids
      from complaint
      where ${received.isWithin}
      group by 1, 2, 3
    ) as received
    union all
    select authority_id, year, 'decided:' || outcome, complaint_ids
    from (
      select authority_id, ${decided.year} as year, outcome, array_agg(complaint_id) as complaint_ids
      from complaint
      where ${decided.isWithin}
      group by 1, 2, 3
    ) as decided
    union all
    select authority_id, ${decided.year} as year, 'remedied-before', array_agg(complaint_id)
    from complaint
    where ${decided.isWithin}
    and outcome = any(${upheld}::text[])
    and is_remedied_before
    group by 1, 2
    union all
    select authority_id, year, 'complied:' || compliance_outcome, complaint_ids
    from (
      select authority_id, ${recorded.year} as year, compliance_outcome, array_agg(complaint_id) as complaint_ids
      from complaint
      where ${recorded.isWithin}
      group by 1, 2, 3
    ) as complied
    union all
    select authority_id, year, 'unsettled', array_agg(complaint_id)
    from (
      select authority_id, complaint_id, remedy_due_on, compliance_recorded_on
      from complaint
      where remedy_due_on <= (select max(day) from unnest(${lastDays}::date[]) as day)
      -- What was recorded by its due date is unsettled at the end of no year.
      and (compliance_recorded_on is null or compliance_recorded_on > remedy_due_on)
    ) as due
    join unnest(${years}::smallint[], ${lastDays}::date[]) as ending (year, last_day)
      on remedy_due_on <= last_day and (compliance_recorded_on is null or compliance_recorded_on > last_day)
    group by 1, 2
  `
}

function upheldWithUnknownRemedy(scheme: Scheme, years: readonly ReportingYear[]) {
  const upheld = scheme.outcomes.filter(({ isUpheld }) => isUpheld).map(({ code }) => code)
  const decided = yearOf(scheme, years, 'decided_on')
  return sql`
    select distinct authority_id, ${decided.year} as year, 'remedied-before' as counted_set
    from complaint
    where ${decided.isWithin}
    and outcome = any(${upheld}::text[])
    and is_remedied_before is null
  `
}

/**
 * The reporting year of a date column as an expression, null for a year that is not asked for. The days on
 * which a year begins divide time into numbered stretches, each of which is one of the years or between them.
 */
export function yearOf(scheme: Scheme, years: readonly ReportingYear[], column: string) {
  const sorted = [...years].sort((one, other) => one - other)
  const stretches = sorted.flatMap((year, index) => {
    const isFollowed = sorted[index + 1] === year + 1
    const start = { from: firstDay(scheme, year), year }
    return isFollowed ? [start] : [start, { from: firstDay(scheme, reportingYear(year + 1)), year: null }]
  })
  const days = stretches.map(({ from }) => from)
  const date = sql.ref(column)
  return {
    year: sql`(${stretches.map(({ year }) => year)}::smallint[])[width_bucket(${date}, ${days}::date[])]`,
    isWithin: sql`${date} >= ${days[0]}::date and ${date} < ${days.at(-1)}::date`,
  }
}

function setsByPart(scheme: Scheme) {
  const pairs = Object.entries(countedSets(scheme)).flatMap(([part, sets]) =>
    sets.map((set) => ({ part, set })),
  )
  return { parts: pairs.map(({ part }) => part), sets: pairs.map(({ set }) => set) }
}

/** The cases of some counted sets of one authority and year, by reference. */
async function readCountedCases(
  database: Database | Transaction,
  authorityId: number,
  year: ReportingYear,
  sets: readonly string[],
): Promise<CountedCases[]> {
  const rows = await database
    .selectFrom('countedSet')
    .select((expression) => [
      'countedSet.countedSet as set',
      'complaintCount as count',
      'complaintIds',
      expression
        .selectFrom('complaint')
        .select(sql<string[] | null>`array_agg(reference order by reference)`.as('references'))
        .whereRef('complaint.authorityId', '=', 'countedSet.authorityId')
        .where(sql<boolean>`complaint.complaint_id = any(counted_set.complaint_ids)`)
        .as('references'),
    ])
    .where('countedSet.authorityId', '=', authorityId)
    .where('year', '=', year)
    .where(isLatestRevision('counted_set'))
    .where('countedSet.countedSet', 'in', sets)
    .execute()
  const bySet = new Map(rows.map((row) => [row.set, row]))
  return sets.flatMap((set) => {
    const row = bySet.get(set)
    if (!row) return []
    return { set, count: row.count, references: row.complaintIds === null ? null : (row.references ?? []) }
  })
}

/** The cases a figure counts: those of its numerator, and those of its base where that is made of cases. */
export async function readFigureCases(
  database: Database | Transaction,
  measure: Measure,
  authorityId: number,
  year: ReportingYear,
): Promise<{ readonly numerator: readonly CountedCases[]; readonly denominator: readonly CountedCases[] }> {
  const base = measure.denominator.kind === 'share' ? measure.denominator.of : []
  const sets = await readCountedCases(database, authorityId, year, [
    ...new Set([...measure.numerator, ...base]),
  ])
  const isIn = (names: readonly string[]) => names.flatMap((name) => sets.filter(({ set }) => set === name))
  return { numerator: isIn(measure.numerator), denominator: isIn(base) }
}
