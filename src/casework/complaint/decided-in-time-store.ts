import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import {
  firstDay,
  type IsoDate,
  lastDay,
  type ReportingYear,
  reportingYear,
  reportingYearOf,
} from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'

/** How many of a year's cases were decided by the day until which they should be. */
export type DecidedInTime = {
  readonly year: ReportingYear
  readonly decided: number
  readonly inTime: number
  /** Decided, and nobody knows when they were received, so that they count on neither side. */
  readonly unknown: number
}

/** How many cases of a year were decided in time; pauses of those that were worked on here do not count. */
export async function readDecidedInTime(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
): Promise<DecidedInTime> {
  const days = scheme.casework.targetWeeks * 7
  const { rows } = await sql<Omit<DecidedInTime, 'year'>>`
    select count(received_on)::integer as decided,
      (count(*) filter (
        where decided_on <= received_on + ${days}::integer
        or exists (
          select
          from case_file
          where case_file.authority_id = complaint.authority_id
          and case_file.complaint_id = complaint.complaint_id
          and target_on >= complaint.decided_on
        )
      ))::integer as in_time,
      (count(*) filter (where received_on is null))::integer as unknown
    from complaint
    where decided_on between ${firstDay(scheme, year)}::date and ${lastDay(scheme, year)}::date
  `.execute(database)
  const [row] = rows
  if (row === undefined) throw new Error(`nothing was counted of ${year}`)
  return { year, ...row }
}

/** The reporting years in which cases were decided, the latest first. */
export async function readYearsDecided(
  database: Database,
  scheme: Scheme,
): Promise<readonly ReportingYear[]> {
  const { rows } = await sql<{ first: IsoDate | null; last: IsoDate | null }>`
    select min(decided_on) as first, max(decided_on) as last from complaint
  `.execute(database)
  const [row] = rows
  if (!row?.first || !row.last) return []
  const [first, last] = [reportingYearOf(scheme, row.first), reportingYearOf(scheme, row.last)]
  return Array.from({ length: last - first + 1 }, (_, back) => reportingYear(last - back))
}
