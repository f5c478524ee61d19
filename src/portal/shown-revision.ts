import { isOpenForQueries } from '../review/queries/query.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import type { IsoDate, ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'

/** A state of one year that an authority may see something of. */
export type ShownRevision = {
  readonly year: ReportingYear
  readonly revision: number
  /** When it becomes public, or became; null while it is checked. */
  readonly publishedAt: Date | null
  /** What it corrects, where that may be known; null for the first. */
  readonly reason: string | null
  /** The last day on which queries may be raised; null where it was never checked here. */
  readonly untilOn: IsoDate | null
  readonly sentAt: Date | null
  /** When the year is to become public, as it stands now. */
  readonly plannedAt: Date
}

/**
 * Who may see it: being checked and under embargo, the authority alone.
 *
 * - checking: figures and cases as a draft, to be queried;
 * - embargoed: letters are sent, and the moment is to come;
 * - public: everybody sees it.
 */
export type Visibility = 'checking' | 'embargoed' | 'public'

export function visibilityOf({ publishedAt }: ShownRevision, now: Date): Visibility {
  if (publishedAt === null) return 'checking'
  return publishedAt > now ? 'embargoed' : 'public'
}

/** Whether queries about it may be raised now. */
export function mayBeQueried(scheme: Scheme, revision: ShownRevision, now: Date): boolean {
  return (
    revision.publishedAt === null &&
    revision.untilOn !== null &&
    isOpenForQueries(revision.untilOn, dayOf(scheme, now))
  )
}
