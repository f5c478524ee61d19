import type { Database } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import { reportingYearOf } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { type DecidedInTime, readDecidedInTime } from './decided-in-time-store.ts'
import { countQueue, type QueueCount } from './queue-store.ts'

/** What is counted over every case there is. */
export type OfficeCounts = {
  readonly everyone: readonly QueueCount[]
  /** Of the year that is under way. */
  readonly inTime: DecidedInTime
}

/** Counting every open case, and every one that a year has decided, is most of what a page would take. */
const keptMilliseconds = 60_000

type Kept = { readonly on: IsoDate; readonly until: number; readonly counts: Promise<OfficeCounts> }
const keptOf = new WeakMap<Database, Kept>()

/** The counts of the whole office, at most a minute old. What is one's own, and what is nobody's, is counted anew. */
export function readOfficeCounts(database: Database, scheme: Scheme, today: IsoDate): Promise<OfficeCounts> {
  const kept = keptOf.get(database)
  if (kept !== undefined && kept.on === today && kept.until > performance.now()) return kept.counts
  const counts = readAll(database, scheme, today)
  keptOf.set(database, { on: today, until: performance.now() + keptMilliseconds, counts })
  // A failure may be passing.
  counts.catch(() => keptOf.delete(database))
  return counts
}

async function readAll(database: Database, scheme: Scheme, today: IsoDate): Promise<OfficeCounts> {
  const [everyone, inTime] = await Promise.all([
    countQueue(database, 'everyone', today),
    readDecidedInTime(database, scheme, reportingYearOf(scheme, today)),
  ])
  return { everyone, inTime }
}
