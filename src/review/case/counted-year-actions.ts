import type { Transaction } from '../../database/connection.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type IsoDate, reportingYearOf } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { effectOn } from '../correction/ripple.ts'
import { stageWords } from '../review-stage.ts'
import { lockStanding } from '../review-standing-store.ts'

/**
 * Why nothing new can be counted on a day any more: the figures of its year are approved, sealed or released, and what
 * they count is changed as a correction. Undefined where it can; until the transaction ends nobody moves the year on.
 */
export async function countedYearRefusal(
  transaction: Transaction,
  scheme: Scheme,
  day: IsoDate,
): Promise<string | undefined> {
  const year = reportingYearOf(scheme, day)
  const current = (await lockStanding(transaction, year))?.current
  if (current === undefined || effectOn({ revision: current.revision, stage: current.stage }) === 'draft') {
    return undefined
  }
  const name = formatReportingYear(year)
  const state =
    current.revision > 1 && (current.stage === 'draft' || current.stage === 'checked')
      ? 'released and being corrected'
      : stageWords[current.stage].name.toLowerCase()
  return `The figures of ${name}, in which ${printDate(day)} falls, are ${state}: what they count changes only as a correction. Ask the statistician to bring this in with a file.`
}
