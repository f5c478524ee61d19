import { isOneLine } from '../../mail/mail.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { isDay, momentAt } from '../../scheme/wall-clock.ts'
import { type Course, isOnlyAnnounced } from '../course/course.ts'

/** A course or seminar as it is held on one day. How to join it is kept apart: this much everybody may see. */
export type Workshop = {
  readonly id: number
  readonly courseId: number
  readonly beginsAt: Date
  readonly endsAt: Date
  /** Null where it is held online. */
  readonly town: string | null
  readonly address: string | null
  readonly capacity: number
  readonly pricePence: number
  readonly bookingOpensOn: IsoDate
  readonly bookingClosesOn: IsoDate
  readonly cancelledAt: Date | null
  readonly cancellationReason: string | null
  readonly attendanceRecordedAt: Date | null
  /** Places of those who booked, and those offered to somebody. */
  readonly placesHeld: number
  /** Bookings that wait. */
  readonly waitingCount: number
  readonly version: number
}

/** How booking stands at a moment. */
export type BookingStanding =
  | { readonly state: 'cancelled' }
  /** It has begun. */
  | { readonly state: 'over'; readonly hasEnded: boolean }
  /** The course is announced and no more. */
  | { readonly state: 'announced' }
  | { readonly state: 'not-yet'; readonly opensOn: IsoDate }
  | { readonly state: 'closed'; readonly closedOn: IsoDate }
  | { readonly state: 'open'; readonly placesLeft: number }
  /** No place is free, or somebody waits for those that are. */
  | { readonly state: 'waiting-list' }

export function bookingStanding(
  workshop: Workshop,
  course: Pick<Course, 'bookableFrom'>,
  { now, today }: { readonly now: Date; readonly today: IsoDate },
): BookingStanding {
  if (workshop.cancelledAt !== null) return { state: 'cancelled' }
  if (now >= workshop.beginsAt) return { state: 'over', hasEnded: now >= workshop.endsAt }
  if (isOnlyAnnounced(course, today)) return { state: 'announced' }
  if (today < workshop.bookingOpensOn) return { state: 'not-yet', opensOn: workshop.bookingOpensOn }
  if (today > workshop.bookingClosesOn) return { state: 'closed', closedOn: workshop.bookingClosesOn }
  const placesLeft = freePlaces(workshop)
  return placesLeft === 0 ? { state: 'waiting-list' } : { state: 'open', placesLeft }
}

/** Places for whoever comes next: none while somebody waits, as those who wait come first. */
export function freePlaces({ capacity, placesHeld, waitingCount }: Workshop): number {
  return waitingCount > 0 ? 0 : capacity - placesHeld
}

/** A workshop as it was typed. */
export type TypedWorkshop = {
  readonly date: string
  readonly begins: string
  readonly ends: string
  readonly where: string
  readonly town: string
  readonly address: string
  readonly capacity: string
  /** In pounds; empty where it is free. */
  readonly price: string
  readonly joining: string
  readonly opensOn: string
  readonly closesOn: string
}

export type WorkshopProblem = { readonly field: keyof TypedWorkshop; readonly reason: string }

/** What the office says of a workshop. */
export type WorkshopText = Pick<
  Workshop,
  | 'beginsAt'
  | 'endsAt'
  | 'town'
  | 'address'
  | 'capacity'
  | 'pricePence'
  | 'bookingOpensOn'
  | 'bookingClosesOn'
> & { readonly joining: string }

export type WorkshopReading =
  | { readonly ok: true; readonly workshop: WorkshopText }
  | { readonly ok: false; readonly problems: readonly WorkshopProblem[] }

/** Reads a workshop as it was typed; every problem of it is found. */
export function readTypedWorkshop(
  scheme: Scheme,
  typed: TypedWorkshop,
  { now, placesHeld }: { readonly now: Date; readonly placesHeld: number },
): WorkshopReading {
  const problems: WorkshopProblem[] = []
  const refuse = (field: WorkshopProblem['field'], reason: string) => {
    problems.push({ field, reason })
    return undefined
  }
  const beginsAt = readMoment(scheme, typed.date, typed.begins, 'begins', refuse)
  const endsAt = readMoment(scheme, typed.date, typed.ends, 'ends', refuse)
  if (beginsAt !== undefined && beginsAt <= now) {
    refuse(
      'date',
      `${printDate(typed.date)}, ${typed.begins}, is past. A workshop is put on for a time to come.`,
    )
  }
  if (beginsAt !== undefined && endsAt !== undefined && endsAt <= beginsAt) {
    refuse('ends', 'It ends after it begins. Write both times with four digits, as 09:30.')
  }
  const isOnline = typed.where === 'online'
  if (!isOnline && typed.where !== 'place') refuse('where', 'Say whether it is online or in a place.')
  if (!isOnline && typed.where === 'place' && typed.town === '') refuse('town', 'Write the town.')
  if (typed.town.length > 80 || !isOneLine(typed.town)) {
    refuse('town', 'Write the town in 80 characters on one line, without tabs.')
  }
  if (typed.address.length > 300) refuse('address', 'Write the address in 300 characters.')
  const capacity = readCapacity(typed.capacity, placesHeld, refuse)
  const pricePence = readPrice(typed.price, refuse)
  if (typed.joining.length > 2_000) refuse('joining', 'Say how to join in 2,000 characters.')
  const opensOn = isDay(typed.opensOn)
    ? typed.opensOn
    : refuse('opensOn', 'Write the day on which booking opens.')
  const closesOn = isDay(typed.closesOn)
    ? typed.closesOn
    : refuse('closesOn', 'Write the last day on which places can be booked.')
  if (opensOn !== undefined && closesOn !== undefined && closesOn < opensOn) {
    refuse('closesOn', 'Booking cannot close before it opens.')
  }
  if (closesOn !== undefined && beginsAt !== undefined && closesOn > typed.date) {
    refuse('closesOn', 'Booking closes on the day of the workshop at the latest.')
  }
  if (beginsAt === undefined || endsAt === undefined || capacity === undefined || pricePence === undefined) {
    return { ok: false, problems }
  }
  if (opensOn === undefined || closesOn === undefined || problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    workshop: {
      beginsAt,
      endsAt,
      town: isOnline ? null : typed.town,
      address: isOnline || typed.address === '' ? null : typed.address,
      capacity,
      pricePence,
      bookingOpensOn: opensOn,
      bookingClosesOn: closesOn,
      joining: typed.joining,
    },
  }
}

type Refuse = (field: WorkshopProblem['field'], reason: string) => undefined

function readMoment(
  scheme: Scheme,
  date: string,
  time: string,
  field: 'begins' | 'ends',
  refuse: Refuse,
): Date | undefined {
  if (!isDay(date)) {
    return field === 'begins' ? refuse('date', 'Write the day on which it is held.') : undefined
  }
  const reading = momentAt(scheme, date, time)
  return reading.ok ? reading.moment : refuse(field, reading.reason)
}

function readCapacity(text: string, placesHeld: number, refuse: Refuse): number | undefined {
  const capacity = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (capacity < 1 || capacity > 1_000) {
    return refuse('capacity', 'Write how many people can take part: a whole number from 1 to 1,000.')
  }
  if (capacity < placesHeld) {
    return refuse(
      'capacity',
      `${placesHeld} places are booked or offered already, so there cannot be fewer. Cancel bookings first.`,
    )
  }
  return capacity
}

function readPrice(text: string, refuse: Refuse): number | undefined {
  if (text === '') return 0
  const [, pounds = '', pence = '0'] = /^£?\s*(\d{1,5})(?:\.(\d{2}))?$/.exec(text) ?? []
  const price = pounds === '' ? Number.NaN : Number(pounds) * 100 + Number(pence)
  if (Number.isNaN(price) || price > 1_000_000) {
    return refuse('price', 'Write the price for one person in pounds, as 95 or 95.50, or leave it empty.')
  }
  return price
}
