import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { monthsBefore, workingDaysAfter } from '../../scheme/working-days.ts'

/** The days that tell how urgent an action is. */
export type FollowUpDays = {
  readonly today: IsoDate
  /** The last day that counts as soon. */
  readonly soonUntil: IsoDate
  /** What was decided up to this day is long outstanding. */
  readonly longSince: IsoDate
}

export function followUpDays(
  { followUp }: Pick<Scheme, 'followUp'>,
  today: IsoDate,
  holidays: ReadonlySet<IsoDate>,
): FollowUpDays {
  return {
    today,
    soonUntil: workingDaysAfter(today, followUp.dueSoonWorkingDays, holidays),
    longSince: monthsBefore(today, followUp.longOutstandingMonths),
  }
}
