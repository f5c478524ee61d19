import { tokenHash } from '../../accounts/secret-token.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import { authorityNames, findAuthority } from '../../authorities/authority-name-search.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { asHolderOf } from '../../database/visitor-database.ts'
import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { readCourses } from '../course/course-store.ts'
import { bookingStanding, freePlaces, type Workshop } from '../workshop/workshop.ts'
import { lockWorkshop } from '../workshop/workshop-store.ts'
import { inPlaces } from '../workshop/workshop-words.ts'
import {
  type Booking,
  type BookingProblem,
  type Delegate,
  delegateProblems,
  isActive,
  neverFits,
  readTypedBooking,
  stateOfNew,
  type TypedBooking,
  type TypedDelegate,
} from './booking.ts'
import { bookingKey, delegateKey } from './booking-link.ts'
import {
  deleteDelegate,
  deleteDelegates,
  findBooking,
  findBookingByLink,
  giveEvaluation,
  insertBooking,
  insertDelegates,
  readBookingAuthorities,
  readDelegates,
  saveBookingState,
  saveDelegate,
  visitorMoment,
} from './booking-store.ts'

/** What everything here needs to know of the scheme and the server. */
export type BookingSettings = { readonly scheme: Scheme; readonly secret: string }

export type BookingRefusal = {
  readonly ok: false
  readonly problems: readonly BookingProblem[]
  /** It could be sent again as it is, to wait for so many places. */
  readonly mayWait?: true
}

export type BookingResult<T = object> = ({ readonly ok: true } & T) | BookingRefusal

export type BookingRequest = {
  /** Drawn when the form was shown: sent twice, the form is one booking. */
  readonly bookingId: string
  readonly workshopId: number
  readonly typed: TypedBooking
  /** Whoever sends it knows that they may have to wait. */
  readonly acceptsWaiting: boolean
}

function refuse(reason: string, field?: string): BookingRefusal {
  return { ok: false, problems: [{ reason, field }] }
}

/** Books places, or a place in the queue for them, as somebody without an account. */
export async function bookPlaces(
  visitor: Database,
  settings: BookingSettings,
  request: BookingRequest,
): Promise<BookingResult<{ readonly key: string }>> {
  const key = bookingKey(settings.secret, request.bookingId)
  return asHolderOf(visitor, key, async (transaction) => {
    const booked = await book(transaction, settings, request)
    return booked.ok ? { ok: true, key } : booked
  })
}

/** The same by telephone: the office books for somebody. */
export async function bookForSomebody(
  database: Database,
  settings: BookingSettings,
  actor: string,
  request: BookingRequest,
): Promise<BookingResult> {
  const key = bookingKey(settings.secret, request.bookingId)
  return asHolderOf(database, key, async (transaction) => {
    const booked = await book(transaction, settings, request)
    if (!booked.ok || !booked.isNew) return booked
    await appendAudit(transaction, [
      {
        actor,
        action: 'booking take',
        subject: `booking ${booked.booking.number}`,
        before: null,
        after: {
          workshop: request.workshopId,
          state: booked.booking.state,
          placeCount: booked.booking.placeCount,
        },
      },
    ])
    return booked
  })
}

async function book(
  transaction: Transaction,
  { scheme, secret }: BookingSettings,
  { bookingId, workshopId, typed, acceptsWaiting }: BookingRequest,
): Promise<BookingResult<{ readonly booking: Booking; readonly isNew: boolean }>> {
  const reading = readTypedBooking(scheme, typed)
  if (!reading.ok) return reading
  const { people } = reading
  // From here on nobody else books or leaves; the check on workshop stands behind what is decided here.
  const workshop = await lockWorkshop(transaction, workshopId)
  if (workshop === undefined) return refuse('There is no such workshop any more. Choose another.')
  const linkHash = tokenHash(bookingKey(secret, bookingId))
  const earlier = await findBookingByLink(transaction, linkHash)
  if (earlier !== undefined) return { ok: true, booking: earlier, isNew: false }
  const now = await visitorMoment(transaction)
  const today = dayOf(scheme, now)
  const closed = await closedReason(transaction, workshop, { now, today })
  if (closed !== undefined) return refuse(closed)
  const tooMany = neverFits(workshop, people.length)
  if (tooMany !== undefined) return refuse(`${tooMany} Name fewer.`, 'name-1')
  const state = stateOfNew(workshop, people.length)
  if (state === 'waiting' && !acceptsWaiting) return mustWait(workshop, people.length)
  const names = authorityNames(await readBookingAuthorities(transaction, today))
  const authority = findAuthority(names, typed.organisation)
  await insertBooking(transaction, {
    id: bookingId,
    workshopId,
    linkHash,
    authorityId: authority?.id ?? null,
    organisation: authority === undefined ? typed.organisation : null,
    organisationKind: typed.organisationKind,
    bookerName: typed.bookerName,
    bookerEmail: typed.bookerEmail,
    purchaseOrder: typed.purchaseOrder || null,
    adjustments: typed.adjustments || null,
    placeCount: people.length,
    state,
    bookedAt: now,
  })
  await insertDelegates(
    transaction,
    { workshopId, id: bookingId },
    people.map((person, at) => linked(secret, bookingId, at + 1, person)),
  )
  const booking = await findBookingByLink(transaction, linkHash)
  if (booking === undefined) throw new Error(`booking ${bookingId} was made and is not there`)
  return { ok: true, booking, isNew: true }
}

function linked(secret: string, bookingId: string, number: number, { name, email }: TypedDelegate) {
  return { number, name, email, linkHash: tokenHash(delegateKey(secret, { bookingId, number, email })) }
}

/** Why nobody can book now, as a sentence. */
async function closedReason(
  transaction: Transaction,
  workshop: Workshop,
  at: { readonly now: Date; readonly today: string },
): Promise<string | undefined> {
  const course = (await readCourses(transaction)).find(({ id }) => id === workshop.courseId)
  if (course === undefined) throw new Error(`workshop ${workshop.id} has no course`)
  const standing = bookingStanding(workshop, course, at)
  switch (standing.state) {
    case 'open':
    case 'waiting-list':
      return undefined
    case 'cancelled':
      return 'This workshop was cancelled. Choose another date.'
    case 'over':
      return 'This workshop has begun, so it cannot be booked any more. Choose another date.'
    case 'announced':
      return 'This course is announced and cannot be booked yet. Choose another.'
    case 'not-yet':
      return `Booking opens on ${printDate(standing.opensOn)}. Come back then.`
    case 'closed':
      return `Booking closed on ${printDate(standing.closedOn)}. Choose another date.`
  }
}

function mustWait(workshop: Workshop, placeCount: number): BookingRefusal {
  const free = freePlaces(workshop)
  const reason =
    free === 0
      ? 'This workshop is full now. Nothing is booked yet: join the waiting list, or choose another date.'
      : `${inPlaces(free)} ${free === 1 ? 'is' : 'are'} left, and you named ${placeCount} people. Nothing is booked yet: name fewer, or join the waiting list for all of them.`
  return { ok: false, mayWait: true, problems: [{ field: 'name-1', reason }] }
}

/** A booking as whoever has its link may change it, and how. */
type Change = (change: {
  readonly transaction: Transaction
  readonly booking: Booking
  readonly delegates: readonly Delegate[]
  readonly now: Date
}) => Promise<BookingResult>

/** Changes the booking that a key opens; undefined where the key opens none. */
function change(visitor: Database, key: string, make: Change): Promise<BookingResult | undefined> {
  return asHolderOf(visitor, key, (transaction) =>
    changeFound(transaction, () => findBookingByLink(transaction, tokenHash(key)), make),
  )
}

/** Changes a booking with its workshop locked, as it then is. */
async function changeFound(
  transaction: Transaction,
  find: () => Promise<Booking | undefined>,
  make: Change,
): Promise<BookingResult | undefined> {
  const known = await find()
  const workshop = known && (await lockWorkshop(transaction, known.workshopId))
  const booking = await find()
  if (workshop === undefined || booking === undefined) return undefined
  const now = await visitorMoment(transaction)
  if (!isActive(booking.state)) {
    return refuse('This booking has ended already, so nothing was changed.')
  }
  if (now >= workshop.beginsAt || workshop.cancelledAt !== null) {
    return refuse('This workshop has begun or was cancelled, so its bookings are not changed any more.')
  }
  const delegates = await readDelegates(transaction, booking.id)
  return make({ transaction, booking, delegates, now })
}

/** Gives up the whole booking. */
export async function cancelBooking(visitor: Database, key: string): Promise<BookingResult | undefined> {
  return change(visitor, key, async ({ transaction, booking }) => {
    await endBooking(transaction, booking, 'cancelled')
    return { ok: true }
  })
}

/** The same, where the office does it for somebody. */
export async function cancelForSomebody(
  database: Database,
  actor: string,
  { workshopId, number }: Pick<Booking, 'workshopId' | 'number'>,
): Promise<BookingResult | undefined> {
  return database.transaction().execute((transaction) =>
    changeFound(
      transaction,
      () => findBooking(transaction, workshopId, number),
      async ({ booking }) => {
        await endBooking(transaction, booking, 'cancelled')
        await appendAudit(transaction, [
          {
            actor,
            action: 'booking cancel',
            subject: `booking ${number}`,
            before: { state: booking.state, placeCount: booking.placeCount },
            after: { state: 'cancelled' },
          },
        ])
        return { ok: true }
      },
    ),
  )
}

/** Ends a booking; nobody is kept who would have come by it, nor what they would have needed. */
export async function endBooking(
  transaction: Transaction,
  booking: Pick<Booking, 'id'>,
  state: 'cancelled' | 'lapsed',
): Promise<void> {
  await deleteDelegates(transaction, booking)
  await saveBookingState(transaction, booking, { state, offerLapsesAt: null, adjustments: null })
}

/** One of several does not come, and nobody in their place. Without the last of them the booking ends. */
export async function leaveOut(
  visitor: Database,
  key: string,
  { number, was }: { readonly number: number; readonly was: string },
): Promise<BookingResult | undefined> {
  return change(visitor, key, async ({ transaction, booking, delegates }) => {
    const problem = changedMeanwhile(delegates, number, was)
    if (problem !== undefined) return problem
    if (delegates.length === 1) await endBooking(transaction, booking, 'cancelled')
    else await deleteDelegate(transaction, booking, number)
    return { ok: true }
  })
}

/** Somebody else comes instead. */
export async function swapPerson(
  visitor: Database,
  { secret }: BookingSettings,
  key: string,
  { number, was, person }: { readonly number: number; readonly was: string; readonly person: TypedDelegate },
): Promise<BookingResult | undefined> {
  return change(visitor, key, async ({ transaction, booking, delegates }) => {
    const changed = changedMeanwhile(delegates, number, was)
    if (changed !== undefined) return changed
    const problems = delegateProblems(person, number)
    if (problems.length > 0) return { ok: false, problems }
    const isNamed = delegates.some(
      (other) => other.number !== number && other.email?.toLowerCase() === person.email.toLowerCase(),
    )
    if (isNamed) {
      return refuse(`${person.email} comes already by this booking. Name somebody else.`, `email-${number}`)
    }
    await saveDelegate(transaction, booking, linked(secret, booking.id, number, person))
    return { ok: true }
  })
}

function changedMeanwhile(
  delegates: readonly Delegate[],
  number: number,
  was: string,
): BookingRefusal | undefined {
  if (delegates.find((delegate) => delegate.number === number)?.email === was) return undefined
  return refuse(
    'Somebody changed this booking since you opened the page, so nothing was saved. See who comes now.',
  )
}

/** Takes the places that are offered, or leaves them to whoever comes next. */
export async function answerOffer(
  visitor: Database,
  key: string,
  isAccepted: boolean,
): Promise<BookingResult | undefined> {
  return change(visitor, key, async ({ transaction, booking, now }) => {
    if (booking.state !== 'offered' || booking.offerLapsesAt === null) {
      return refuse('Nothing is offered by this booking now, so nothing was changed.')
    }
    if (!isAccepted) {
      await endBooking(transaction, booking, 'cancelled')
      return { ok: true }
    }
    if (now >= booking.offerLapsesAt) {
      return refuse('The offer has lapsed, so it cannot be accepted any more. Book again to wait once more.')
    }
    await saveBookingState(transaction, booking, { state: 'booked', offerLapsesAt: null })
    return { ok: true }
  })
}

/** What a delegate made of the workshop, as they ticked and typed it. */
export type TypedEvaluation = {
  readonly usefulness: string
  readonly clarity: string
  readonly comment: string
}

/** Keeps an evaluation, once, apart from whoever gives it. */
export async function evaluate(
  visitor: Database,
  key: string,
  typed: TypedEvaluation,
): Promise<BookingResult> {
  const problems: BookingProblem[] = []
  const [usefulness, clarity] = [markOf(typed.usefulness), markOf(typed.clarity)]
  if (usefulness === undefined) problems.push({ field: 'usefulness', reason: 'Say how useful it was.' })
  if (clarity === undefined) problems.push({ field: 'clarity', reason: 'Say how clear it was.' })
  if (typed.comment.length > 2_000) {
    problems.push({ field: 'comment', reason: 'Say the rest in 2,000 characters.' })
  }
  if (problems.length > 0 || usefulness === undefined || clarity === undefined) return { ok: false, problems }
  const isKept = await asHolderOf(visitor, key, (transaction) =>
    giveEvaluation(transaction, { usefulness, clarity, comment: typed.comment || null }),
  )
  return isKept ? { ok: true } : refuse('You have told us already, so nothing more was kept.')
}

function markOf(text: string): number | undefined {
  return /^[1-5]$/.test(text) ? Number(text) : undefined
}
