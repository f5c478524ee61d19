import { readCsvTable } from '../authorities/csv-table.ts'
import { type FileReading, readRows } from '../authorities/register-files.ts'
import { rowReading } from '../authorities/row-reading.ts'
import { parseReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'

/** One year of the Ombudsman's own training. Exact numbers: letters round them, records do not. */
export type TrainingTotal = {
  readonly year: ReportingYear
  readonly courseCount: number
  readonly peopleCount: number
  /** Of the courses, those held for care providers; null where not on record. */
  readonly careProviderCourseCount: number | null
  /** Modules announced but not yet to be booked, as they are named in running text. */
  readonly comingModules: readonly string[]
  readonly seminarPlaces: readonly string[]
  readonly seminarDelegateCount: number | null
  /** How many different authorities the delegates came from. */
  readonly seminarAuthorityCount: number | null
}

/** The columns of a file of training totals. */
export const trainingColumns = [
  'year',
  'courses',
  'people',
  'care_provider_courses',
  'coming_modules',
  'seminar_places',
  'seminar_delegates',
  'seminar_authorities',
] as const

/** Reads training totals, one year a row. Modules and places are parted by semicolons. */
export function readTrainingTotals(file: Uint8Array): FileReading<TrainingTotal> {
  const lines = new Map<number, number>()
  return readRows(readCsvTable(file, trainingColumns), (row, problems) => {
    const cell = rowReading(row, problems)
    const year = parseReportingYear(row.cells.year) ?? cell.refuse('year', 'write the year as 2023-24')
    const courseCount = cell.count('courses')
    const peopleCount = cell.count('people')
    const careProviderCourseCount = cell.optionalCount('care_provider_courses')
    const seminarDelegateCount = cell.optionalCount('seminar_delegates')
    const seminarAuthorityCount = cell.optionalCount('seminar_authorities')
    if (year === undefined || courseCount === undefined || peopleCount === undefined) return undefined
    if (careProviderCourseCount === undefined) return undefined
    if (seminarDelegateCount === undefined || seminarAuthorityCount === undefined) return undefined
    if ((careProviderCourseCount ?? 0) > courseCount) {
      cell.refuse('care_provider_courses', `these are more than all ${courseCount} courses`)
    }
    if (seminarAuthorityCount !== null && seminarAuthorityCount > (seminarDelegateCount ?? 0)) {
      cell.refuse('seminar_authorities', 'these are more than the delegates; each sends at least one')
    }
    const earlier = lines.get(year)
    lines.set(year, row.line)
    if (earlier !== undefined) cell.refuse('year', `this repeats line ${earlier}; keep one of them`)
    const comingModules = cell.list('coming_modules', ';')
    const seminarPlaces = cell.list('seminar_places', ';')
    return {
      year,
      courseCount,
      peopleCount,
      careProviderCourseCount,
      comingModules,
      seminarPlaces,
      seminarDelegateCount,
      seminarAuthorityCount,
    }
  })
}
