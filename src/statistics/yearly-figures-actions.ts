import type { AuditEntry } from '../audit/audit-chain.ts'
import { appendAudit } from '../audit/audit-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { withInterruptibleConnection } from '../database/interruptible-connection.ts'
import { formatReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { assembleFigures, groupAverages } from './assembled-figures.ts'
import {
  analyzeSources,
  countCases,
  countPublishedTotals,
  deleteCalculatedYears,
} from './counted-set-store.ts'
import { groupBy } from './grouping.ts'
import { countNationally } from './national-count-store.ts'
import { differFromKept, shadowFigures, yearsWithKeptFigures } from './outdated-figures-store.ts'
import { beginDrafts, dropUnchangedDrafts } from './revision-store.ts'
import {
  type AuthorityYear,
  type CycleToCalculate,
  insertFigures,
  insertGroupAverages,
  lockCycles,
  readAuthorityYears,
  readCyclesToCalculate,
} from './yearly-figures-store.ts'

export type Calculation =
  | { readonly ok: true; readonly years: readonly CalculatedYear[] }
  | { readonly ok: false; readonly problems: readonly string[] }

export type CalculatedYear = {
  readonly year: ReportingYear
  readonly authorityCount: number
  /** How many figures there are in each state. */
  readonly figureCounts: {
    readonly calculated: number
    readonly 'nothing-to-report': number
    readonly 'not-calculated': number
  }
  /** Members of a comparison group for whom the estimate the cycle names has no population. */
  readonly withoutPopulation: readonly string[]
}

/**
 * Calculates every authority's figures of these years from cases and published totals, and the averages of
 * the comparison groups, in place of those calculated before: all of it or, on refusal, nothing. What was released
 * stays as it is; where anything differs from it, the draft of another revision is there afterwards. Whoever is named
 * stands in the record for it.
 */
export async function calculateYears(
  database: Database,
  scheme: Scheme,
  years: readonly ReportingYear[],
  signal?: AbortSignal,
  actor?: string,
): Promise<Calculation> {
  if (years.length === 0) return { ok: true, years: [] }
  const distinctYears = [...new Set(years)].sort((one, other) => one - other)
  return withInterruptibleConnection(database, signal, async (connection) => {
    await analyzeSources(connection)
    return connection.transaction().execute(async (transaction) => {
      const calculation = await calculateYearsWithin(transaction, scheme, distinctYears, signal)
      if (calculation.ok && actor !== undefined) {
        await appendAudit(transaction, distinctYears.map(calculationOf(actor)))
      }
      // The last moment at which Ctrl-C leaves everything as it was.
      signal?.throwIfAborted()
      return calculation
    })
  })
}

/** The same within a transaction that does more, for years in order, each named once. */
export async function calculateYearsWithin(
  transaction: Transaction,
  scheme: Scheme,
  years: readonly ReportingYear[],
  signal?: AbortSignal,
): Promise<Calculation> {
  await lockCycles(transaction, years)
  const calculation = await calculate(transaction, scheme, years, signal)
  await dropUnchangedDrafts(transaction, years)
  return calculation
}

function calculationOf(actor: string) {
  return (year: ReportingYear): AuditEntry => ({
    ...{ actor, action: 'calculate', subject: `figures of ${formatReportingYear(year)}` },
    ...{ before: null, after: null },
  })
}

/**
 * Calculates these years beside what is kept, into tables that end with the transaction and until then stand in place
 * of it: whatever the transaction reads of these years' figures afterwards is what was calculated. Returns the years
 * that have figures; no other is calculated.
 */
export async function calculateBeside(
  transaction: Transaction,
  scheme: Scheme,
  years: readonly ReportingYear[],
): Promise<{ readonly years: readonly ReportingYear[]; readonly calculation: Calculation }> {
  const known = await yearsWithKeptFigures(transaction, years)
  if (known.length === 0) return { years: [], calculation: { ok: true, years: [] } }
  await shadowFigures(transaction, known)
  return { years: known, calculation: await calculate(transaction, scheme, known) }
}

/**
 * Whether the figures of a year are no longer those that its cases, published totals, populations and members give:
 * the year is calculated once more, beside what is kept, and compared with it. False where it has no figures.
 */
export async function areFiguresOutdated(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
): Promise<boolean> {
  // Another calculation that ends meanwhile must not count for one side alone.
  const transaction = database.transaction().setIsolationLevel('repeatable read')
  return transaction.execute(async (transaction) => {
    const { years, calculation } = await calculateBeside(transaction, scheme, [year])
    if (years.length === 0) return false
    return !calculation.ok || (await differFromKept(transaction, year))
  })
}

async function calculate(
  transaction: Transaction,
  scheme: Scheme,
  years: readonly ReportingYear[],
  signal?: AbortSignal,
): Promise<Calculation> {
  const cycles = await readCyclesToCalculate(transaction, years)
  const problems = years.flatMap((year) => problemsOf(scheme, year, cycles))
  if (problems.length > 0) return { ok: false, problems }
  await deleteCalculatedYears(transaction, years)
  await beginDrafts(transaction, years)
  await countCases(transaction, scheme, years)
  signal?.throwIfAborted()
  await countPublishedTotals(transaction, scheme, years)
  await countNationally(transaction, scheme, years)
  const authorityYears = (await readAuthorityYears(transaction, scheme, years)).map((authorityYear) => ({
    ...authorityYear,
    figures: assembleFigures(scheme, authorityYear),
  }))
  signal?.throwIfAborted()
  await insertFigures(transaction, authorityYears)
  const byYear = groupBy(authorityYears, ({ year }) => year)
  for (const [year, members] of byYear) {
    await insertGroupAverages(transaction, year, groupAverages(scheme, members))
  }
  return { ok: true, years: cycles.map((cycle) => summaryOf(cycle, byYear.get(cycle.year) ?? [])) }
}

function problemsOf(scheme: Scheme, year: ReportingYear, cycles: readonly CycleToCalculate[]): string[] {
  const cycle = cycles.find((candidate) => candidate.year === year)
  if (!cycle) return [`${formatReportingYear(year)} has no cycle; set one up before calculating it.`]
  if (cycle.population?.authorityCount === 0) {
    return [
      `${formatReportingYear(year)} counts ${scheme.population.counted} by the estimate for mid-${cycle.population.year} (release ${cycle.population.release}), of which there are no populations; bring them in, or name another estimate in the cycle.`,
    ]
  }
  return []
}

function summaryOf(
  cycle: CycleToCalculate,
  members: readonly (AuthorityYear & { readonly figures: ReturnType<typeof assembleFigures> })[],
): CalculatedYear {
  const figureCounts = { calculated: 0, 'nothing-to-report': 0, 'not-calculated': 0 }
  for (const { figures } of members) {
    for (const { state } of figures.values()) figureCounts[state] += 1
  }
  const withoutPopulation = members.filter(
    ({ comparisonGroup, residents, isClosed }) =>
      cycle.population !== null && comparisonGroup !== null && residents === null && !isClosed,
  )
  return {
    year: cycle.year,
    authorityCount: members.length,
    figureCounts,
    withoutPopulation: withoutPopulation.map(({ authorityName }) => authorityName),
  }
}
