import { appendAudit } from '../audit/audit-store.ts'
import { describeRowProblem } from '../authorities/csv-table.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { formatReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { readGivenTotals, readHeldWorkshops, saveTrainingTotals } from './training-store.ts'
import { readTrainingTotals as readTrainingFile, type TrainingTotal } from './training-total.ts'

export type TrainingImport =
  | { readonly ok: true; readonly changedCount: number; readonly unchangedCount: number }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Sets the training totals of the years in a file, wholly or, where anything is wrong with it, not at all. */
export async function setTrainingTotals(
  database: Database,
  scheme: Scheme,
  file: { readonly name: string; readonly content: Uint8Array },
  actor: string,
): Promise<TrainingImport> {
  const reading = readTrainingFile(file.content)
  if (!reading.ok) {
    return { ok: false, problems: reading.problems.map((problem) => describeRowProblem(file.name, problem)) }
  }
  return database.transaction().execute(async (transaction) => {
    const counted = await readCountedYears(transaction, scheme, reading.values)
    if (counted.length > 0)
      return { ok: false, problems: counted.map((year) => countedHere(file.name, year)) }
    const known = new Map((await readGivenTotals(transaction)).map((total) => [total.year, total]))
    const changed = reading.values.filter((total) => {
      const before = known.get(total.year)
      return before === undefined || JSON.stringify(facts(before)) !== JSON.stringify(facts(total))
    })
    await saveTrainingTotals(transaction, changed)
    await appendAudit(
      transaction,
      changed.map((total) => {
        const before = known.get(total.year)
        return {
          actor,
          action: 'training set',
          subject: `training ${formatReportingYear(total.year)}`,
          before: before === undefined ? null : facts(before),
          after: facts(total),
        }
      }),
    )
    return { ok: true, changedCount: changed.length, unchangedCount: reading.values.length - changed.length }
  })
}

async function readCountedYears(
  transaction: Transaction,
  scheme: Scheme,
  totals: readonly TrainingTotal[],
): Promise<readonly ReportingYear[]> {
  const held = new Set((await readHeldWorkshops(transaction, scheme)).map(({ year }) => year))
  return totals.map(({ year }) => year).filter((year) => held.has(year))
}

/** Two numbers for one year would be one too many. */
function countedHere(fileName: string, year: ReportingYear): string {
  const name = formatReportingYear(year)
  return `${fileName}: ${name} is counted here, from the courses and seminars whose attendance is recorded. Leave its line out, and put right there what is wrong.`
}

/** In one order, so that equal totals have one text. */
function facts(total: TrainingTotal) {
  const { courseCount, peopleCount, careProviderCourseCount, comingModules } = total
  const { seminarPlaces, seminarDelegateCount, seminarAuthorityCount } = total
  return {
    courseCount,
    peopleCount,
    careProviderCourseCount,
    comingModules,
    seminarPlaces,
    seminarDelegateCount,
    seminarAuthorityCount,
  }
}
