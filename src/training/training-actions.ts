import { appendAudit } from '../audit/audit-store.ts'
import { describeRowProblem } from '../authorities/csv-table.ts'
import type { Database } from '../database/connection.ts'
import { formatReportingYear } from '../scheme/reporting-year.ts'
import { readTrainingTotals, saveTrainingTotals } from './training-store.ts'
import { readTrainingTotals as readTrainingFile, type TrainingTotal } from './training-total.ts'

export type TrainingImport =
  | { readonly ok: true; readonly changedCount: number; readonly unchangedCount: number }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Sets the training totals of the years in a file, wholly or, where anything is wrong with it, not at all. */
export async function setTrainingTotals(
  database: Database,
  file: { readonly name: string; readonly content: Uint8Array },
  actor: string,
): Promise<TrainingImport> {
  const reading = readTrainingFile(file.content)
  if (!reading.ok) {
    return { ok: false, problems: reading.problems.map((problem) => describeRowProblem(file.name, problem)) }
  }
  return database.transaction().execute(async (transaction) => {
    const known = new Map((await readTrainingTotals(transaction)).map((total) => [total.year, total]))
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
