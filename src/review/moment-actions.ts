import { appendAudit } from '../audit/audit-store.ts'
import type { Database } from '../database/connection.ts'
import { dayOf, printDate, printMoment } from '../scheme/printed-dates.ts'
import { formatReportingYear, type IsoDate, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { momentAt } from '../scheme/wall-clock.ts'
import { moveMoment } from './moment-store.ts'
import { lockStanding } from './review-standing-store.ts'
import { staleReason } from './seen-standing.ts'

export type MomentMove =
  | { readonly ok: true; readonly moment: Date }
  | {
      readonly ok: false
      readonly reason: string
      readonly field?: 'date' | 'time' | 'reason'
      readonly isStale?: boolean
    }

export type MomentMoveSettings = {
  readonly actor: string
  /** The new moment by the clocks of the scheme's country. */
  readonly date: IsoDate
  readonly time: string
  /** Why; everybody in the office can read it. */
  readonly reason: string
  /** Where the review stood, and which moment it had, when the form was made. */
  readonly seen: string
  readonly seenMoment: string
}

const longestReason = 500
/** A change may wait for others; what was public for an instant must not be taken back. In milliseconds. */
const lastMinute = 60_000

/**
 * Brings forward or puts back the moment at which a year becomes public. Never to a moment that has passed, and never
 * once it has come: what is public stays so.
 */
export async function changeMoment(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  { actor, date, time, reason, seen, seenMoment }: MomentMoveSettings,
): Promise<MomentMove> {
  const name = formatReportingYear(year)
  return database.transaction().execute(async (transaction): Promise<MomentMove> => {
    const standing = await lockStanding(transaction, year)
    if (!standing) return { ok: false, reason: `There is no cycle ${name}.` }
    const { cycle, now, revisions } = standing
    const stale = staleReason(seen, standing.current)
    if (stale !== undefined || seenMoment !== cycle.publishedAt.toISOString()) {
      const moved = 'Somebody else has changed the moment since the page was opened, so nothing was changed.'
      return { ok: false, isStale: true, reason: stale ?? moved }
    }
    const [first] = revisions
    if (first?.publishedAt && first.publishedAt <= now) {
      const since = printMoment(scheme, first.publishedAt)
      return { ok: false, reason: `${name} has been public since ${since}; that moment stays.` }
    }
    if (first?.publishedAt && first.publishedAt.getTime() <= now.getTime() + lastMinute) {
      return { ok: false, reason: `${name} becomes public within a minute; that moment stays.` }
    }
    const reading = momentAt(scheme, date, time)
    if (!reading.ok) {
      return { ok: false, field: reading.reason.includes('no day') ? 'date' : 'time', reason: reading.reason }
    }
    const { moment } = reading
    const refusal = refusalOf(scheme, cycle, moment, now)
    if (refusal !== undefined) return { ok: false, field: 'date', reason: refusal }
    if (reason === '') {
      return { ok: false, field: 'reason', reason: 'Say why the moment changes; people were told of it.' }
    }
    if (reason.length > longestReason) {
      return { ok: false, field: 'reason', reason: `Say it in ${longestReason} characters.` }
    }
    const change = {
      momentBefore: cycle.publishedAt,
      momentAfter: moment,
      reason,
      changedBy: actor,
      changedAt: now,
    }
    await moveMoment(transaction, year, change)
    await appendAudit(transaction, [
      {
        actor,
        action: 'moment change',
        subject: `review ${name}`,
        before: { publishedAt: cycle.publishedAt.toISOString() },
        after: { publishedAt: moment.toISOString(), reason },
      },
    ])
    return { ok: true, moment }
  })
}

function refusalOf(
  scheme: Scheme,
  { letterDate, publishedAt }: { readonly letterDate: IsoDate; readonly publishedAt: Date },
  moment: Date,
  now: Date,
): string | undefined {
  if (moment <= now) {
    return `${printMoment(scheme, moment)} has passed; nothing becomes public in the past. Choose a later moment.`
  }
  if (moment.getTime() === publishedAt.getTime()) {
    return `It is ${printMoment(scheme, moment)} already; nothing was changed.`
  }
  if (dayOf(scheme, moment) < letterDate) {
    return `Letters are dated ${printDate(letterDate)}, and figures become public when letters have been sent. Choose a later day.`
  }
  return undefined
}
