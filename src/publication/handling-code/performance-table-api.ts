import type { Context } from 'hono'
import type { StageTotals } from '../../handling-code/own-complaints/performance-totals.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import { type Cell, csvAnswer } from '../../web/csv-answer.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { sharedAuthorities } from '../site/shared-reads-store.ts'
import { listPerformance } from './performance-list.ts'
import { readPublicPerformance } from './performance-store.ts'

/** The columns of the file; docs/data-dictionary.md says what stands in each. */
export const performanceColumns = [
  'authority',
  'name',
  'year',
  'published_on',
  'counted_on',
  'received',
  'refused',
  ...stageColumns('stage_1'),
  ...stageColumns('stage_2'),
  'demonstration',
]

function stageColumns(stage: string): readonly string[] {
  return [
    'received',
    'acknowledged_in_time',
    'acknowledged_late',
    'answered',
    'in_time',
    'in_extension',
    'late',
    'waiting',
    'waiting_late',
    'median_days',
    'ninth_decile_days',
  ].map((name) => `${stage}_${name}`)
}

/** The key totals of every report that is published, of all years, as a file. */
export async function sendPerformanceTable(context: Context, publicSite: PublicSite): Promise<Response> {
  const { database, scheme, site } = publicSite
  const listed = listPerformance(await sharedAuthorities(publicSite), await readPublicPerformance(database))
  const start = site.isDemonstration ? 'DEMONSTRATION-' : ''
  return csvAnswer(
    context,
    `${start}complaints-performance.csv`,
    performanceColumns,
    listed.map(({ authority, year, totals, publishedAt }) => [
      authority.slug,
      authority.officialName,
      formatReportingYear(year),
      dayOf(scheme, publishedAt),
      totals.countedOn,
      totals.receivedCount,
      totals.refusals.reduce((sum, { count }) => sum + count, 0),
      ...stageCells(totals.stages[0]),
      ...stageCells(totals.stages[1]),
      site.isDemonstration,
    ]),
  )
}

function stageCells(stage: StageTotals): readonly Cell[] {
  return [
    stage.receivedCount,
    stage.acknowledgedInTime,
    stage.acknowledgedLate,
    stage.answeredCount,
    stage.inTime,
    stage.inExtension,
    stage.late,
    stage.waitingCount,
    stage.waitingLateCount,
    stage.medianDays,
    stage.ninthDecileDays,
  ]
}
