import type { CaseRecord } from '../casework/case-record.ts'
import { lastDay, type ReportingYear, reportingYearOf } from '../scheme/reporting-year.ts'
import type { CountedSet, Scheme } from '../scheme/scheme.ts'

/** The years, of these, in which something is counted otherwise once a case is changed. */
export function yearsConcerned(
  scheme: Scheme,
  before: CaseRecord,
  after: CaseRecord,
  years: readonly ReportingYear[],
): readonly ReportingYear[] {
  return years.filter((year) => countedAs(scheme, before, year) !== countedAs(scheme, after, year))
}

/** Everything by which a year counts a case: its sets, whether its remedy is known, and what is counted nationally. */
function countedAs(scheme: Scheme, record: CaseRecord, year: ReportingYear): string {
  const sets = countedSetsOf(scheme, record, year)
  const isDecided = sets.some((set) => set.startsWith('decided:'))
  return JSON.stringify(isDecided ? [sets, record.category, record.isRemediedBefore] : sets)
}

/** The counted sets of one year in which a case stands, where its part of the casework is complete. */
function countedSetsOf(scheme: Scheme, record: CaseRecord, year: ReportingYear): readonly CountedSet[] {
  const { category, receivedOn, decidedOn, outcome, isRemediedBefore } = record
  const { complianceOutcome, complianceRecordedOn, remedyDueOn } = record
  const isOf = (date: string | null): date is string =>
    date !== null && reportingYearOf(scheme, date) === year
  const end = lastDay(scheme, year)
  const isUpheld = scheme.outcomes.some(({ code, isUpheld }) => code === outcome && isUpheld)
  const sets: CountedSet[] = []
  if (isOf(receivedOn)) sets.push(`received:${category}`)
  if (isOf(decidedOn)) {
    sets.push(`decided:${outcome ?? ''}`)
    if (isUpheld && isRemediedBefore === true) sets.push('remedied-before')
  }
  if (isOf(complianceRecordedOn)) sets.push(`complied:${complianceOutcome ?? ''}`)
  const isDue = remedyDueOn !== null && remedyDueOn <= end
  if (isDue && (complianceRecordedOn === null || complianceRecordedOn > end)) sets.push('unsettled')
  return sets
}
