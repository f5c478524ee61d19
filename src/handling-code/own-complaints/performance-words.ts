import type { IsoDate } from '../../scheme/reporting-year.ts'

/** What people write into a year's report. */
export type PerformanceWords = {
  readonly learned: string
  readonly response: string
  /** The governing body that answers; empty where none has. */
  readonly respondedBy: string
  readonly respondedOn: IsoDate | null
}
