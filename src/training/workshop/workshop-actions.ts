import { appendAudit } from '../../audit/audit-store.ts'
import type { Database } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { Course } from '../course/course.ts'
import {
  readTypedWorkshop,
  type TypedWorkshop,
  type Workshop,
  type WorkshopProblem,
  type WorkshopText,
} from './workshop.ts'
import {
  insertWorkshop,
  lockWorkshop,
  readJoining,
  saveAttendance,
  saveCancellation,
  saveWorkshop,
  shortenOffers,
} from './workshop-store.ts'
import { priceWords } from './workshop-words.ts'

export type WorkshopRefusal = {
  readonly ok: false
  /** Somebody else changed it since. */
  readonly isStale: boolean
  readonly problems: readonly (
    | WorkshopProblem
    | { readonly field?: 'reason' | undefined; readonly reason: string }
  )[]
}

export type WorkshopResult<T = object> = ({ readonly ok: true } & T) | WorkshopRefusal

function refuse(reason: string, field?: 'reason'): WorkshopRefusal {
  return { ok: false, isStale: false, problems: [{ reason, field }] }
}

const stale: WorkshopRefusal = {
  ok: false,
  isStale: true,
  problems: [
    {
      reason:
        'Somebody else changed this workshop since you opened it, so nothing was saved. What you typed is still here.',
    },
  ],
}

/** Puts a workshop on, or changes one that has not begun. Those who booked it are told of another time or place. */
export async function writeWorkshop(
  database: Database,
  scheme: Scheme,
  request: {
    readonly actor: string
    readonly course: Course
    /** Undefined where it is new. */
    readonly workshop: { readonly id: number; readonly version: number } | undefined
    readonly typed: TypedWorkshop
  },
): Promise<WorkshopResult<{ readonly id: number }>> {
  const { actor, course, typed } = request
  return database.transaction().execute(async (transaction) => {
    const before = request.workshop && (await lockWorkshop(transaction, request.workshop.id))
    if (before?.version !== request.workshop?.version) return stale
    const now = await currentMoment(transaction)
    const closed = before && closedReason(before, now)
    if (closed !== undefined) return refuse(closed)
    const reading = readTypedWorkshop(scheme, typed, { now, placesHeld: before?.placesHeld ?? 0 })
    if (!reading.ok) return { ...reading, isStale: false }
    const { workshop } = reading
    const dearer = before && dearerReason(before, workshop)
    if (dearer !== undefined) {
      return { ok: false, isStale: false, problems: [{ field: 'price', reason: dearer }] }
    }
    const joiningBefore = before && (await readJoining(transaction, before.id))
    const id = before?.id ?? (await insertWorkshop(transaction, course.id, workshop))
    if (before !== undefined) {
      await saveWorkshop(transaction, id, { ...workshop, version: before.version + 1 })
      await shortenOffers(transaction, id)
    }
    await appendAudit(transaction, [
      {
        actor,
        action: before === undefined ? 'workshop add' : 'workshop change',
        subject: `workshop ${id}`,
        before: before === undefined ? null : facts(course, { ...before, joining: joiningBefore ?? '' }),
        after: facts(course, workshop),
      },
    ])
    return { ok: true, id }
  })
}

function closedReason({ cancelledAt, beginsAt }: Workshop, now: Date): string | undefined {
  if (cancelledAt !== null) return 'This workshop was cancelled, and is not changed any more.'
  if (beginsAt <= now) return 'This workshop has begun, and is not changed any more.'
  return undefined
}

/** Whoever booked or waits was told a price. */
function dearerReason(before: Workshop, { pricePence }: WorkshopText): string | undefined {
  const isPromised = before.placesHeld > 0 || before.waitingCount > 0
  if (!isPromised || pricePence <= before.pricePence) return undefined
  return `People have booked, or wait, at the present price (${priceWords(before).toLowerCase()}), so it cannot be raised.`
}

/** How to join may hold a key to a meeting: that it is there is on record, and not what it says. */
function facts({ slug }: Course, workshop: WorkshopText) {
  const { beginsAt, endsAt, town, address, capacity, pricePence, bookingOpensOn, bookingClosesOn } = workshop
  return {
    course: slug,
    begins: beginsAt.toISOString(),
    ends: endsAt.toISOString(),
    town,
    address,
    capacity,
    pricePence,
    bookingOpensOn,
    bookingClosesOn,
    saysHowToJoin: workshop.joining !== '',
  }
}

/** Cancels a workshop for good. Everybody who booked or waits is told, with the reason. */
export async function cancelWorkshop(
  database: Database,
  request: { readonly actor: string; readonly id: number; readonly version: number; readonly reason: string },
): Promise<WorkshopResult> {
  const { actor, id, reason } = request
  return database.transaction().execute(async (transaction) => {
    const before = await lockWorkshop(transaction, id)
    if (before === undefined) throw new Error(`there is no workshop ${id}`)
    if (before.version !== request.version) return stale
    const now = await currentMoment(transaction)
    const closed = closedReason(before, now)
    if (closed !== undefined) return refuse(closed)
    if (reason === '') return refuse('Say why it is cancelled; everybody who booked is told.', 'reason')
    if (reason.length > 500) return refuse('Say why it is cancelled in 500 characters.', 'reason')
    await saveCancellation(transaction, id, {
      cancelledAt: now,
      cancellationReason: reason,
      version: before.version + 1,
    })
    await appendAudit(transaction, [
      {
        actor,
        action: 'workshop cancel',
        subject: `workshop ${id}`,
        before: { placesHeld: before.placesHeld, waitingCount: before.waitingCount },
        after: { reason },
      },
    ])
    return { ok: true }
  })
}

/** Records who came, or corrects it. Whoever came gets a certificate, and is asked what they made of it. */
export async function recordAttendance(
  database: Database,
  request: {
    readonly actor: string
    readonly id: number
    readonly version: number
    readonly came: readonly { readonly bookingId: string; readonly number: number }[]
  },
): Promise<WorkshopResult> {
  const { actor, id, came } = request
  return database.transaction().execute(async (transaction) => {
    const before = await lockWorkshop(transaction, id)
    if (before === undefined) throw new Error(`there is no workshop ${id}`)
    if (before.version !== request.version) return stale
    const now = await currentMoment(transaction)
    if (before.cancelledAt !== null) return refuse('This workshop was cancelled, so nobody came.')
    if (before.beginsAt > now) return refuse('It has not begun yet. Record who came once it has.')
    await saveAttendance(transaction, id, { came, recordedAt: now, version: before.version + 1 })
    await appendAudit(transaction, [
      {
        actor,
        action: 'workshop attendance',
        subject: `workshop ${id}`,
        before: { wasRecorded: before.attendanceRecordedAt !== null },
        after: { cameCount: came.length, placesHeld: before.placesHeld },
      },
    ])
    return { ok: true }
  })
}
