import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { monthsAfter } from './report-draft.ts'

/** What an authority is written about a report it has to consider, in this order. */
export const reportReminders = ['issued', 'month-before', 'end'] as const

export type ReportReminder = (typeof reportReminders)[number]

/**
 * The reminder that is due on a day, of those that were not sent. Where several are, the latest alone: an authority that
 * has to answer today is not told first that it has three months.
 */
export function dueReminder(
  { publicReportDuty }: Scheme,
  considerBy: IsoDate,
  today: IsoDate,
  sent: ReadonlySet<ReportReminder>,
): ReportReminder | undefined {
  const from: Readonly<Record<ReportReminder, IsoDate>> = {
    issued: '0001-01-01',
    'month-before': monthsAfter(considerBy, -publicReportDuty.reminderMonthsBefore),
    end: considerBy,
  }
  const latest = reportReminders.findLast((reminder) => from[reminder] <= today)
  return latest === undefined || sent.has(latest) ? undefined : latest
}

/** What a mail is known by, so that none goes twice. */
export function reminderKey(slug: string, reminder: ReportReminder): string {
  return `report/${slug}/${reminder}`
}
