import { randomUUID } from 'node:crypto'
import { newToken, tokenHash } from '../accounts/secret-token.ts'
import { appendAudit } from '../audit/audit-store.ts'
import { readAuthorities } from '../authorities/authority-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import { daysAfter } from '../scheme/calendar-days.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { momentAt } from '../scheme/wall-clock.ts'
import { insertBooking, insertDelegates } from '../training/booking/booking-store.ts'
import { courseSlug } from '../training/course/course.ts'
import { findCourse, insertCourse } from '../training/course/course-store.ts'
import { insertWorkshop, readWorkshops, saveAttendance } from '../training/workshop/workshop-store.ts'
import { type InventedCourse, inventedCourses, seminarTowns } from './invented-courses.ts'
import { type Random, random } from './random.ts'
import { insertEvaluations, markAllTold } from './training-store.ts'

/** How many dates are to come, and how many were held in the weeks before. */
const dateCounts = { toCome: 25, held: 9 }
/** Of those held, the last has nobody's attendance on record. */
const recordedCount = 8

/** Puts a programme on with bookings, a waiting list and what was held lately. Doing it again changes nothing. */
export async function putTrainingOn(database: Database, scheme: Scheme, seed: number): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const now = await currentMoment(transaction)
    if ((await readWorkshops(transaction, { from: now })).length > 0) return
    const today = dayOf(scheme, now)
    const chance = random(seed, 'training')
    const courses = await insertCourses(transaction, today)
    const councils = (await readAuthorities(transaction)).filter(
      ({ isInvented, endsOn, kind }) => isInvented && endsOn === null && kind !== 'care-provider',
    )
    const people = { chance, scheme, councils, now }
    for (const date of datesOf(courses, today)) {
      const id = await insertDate(transaction, scheme, date, today)
      await fill(transaction, people, date, id)
    }
    await markAllTold(transaction, now)
    await appendAudit(transaction, [
      {
        actor: 'upheld demo',
        action: 'demo',
        subject: 'training',
        before: null,
        after: { courseCount: courses.length, dateCount: dateCounts.toCome + dateCounts.held },
      },
    ])
  })
}

type KnownCourse = InventedCourse & { readonly id: number }

async function insertCourses(transaction: Transaction, today: IsoDate): Promise<readonly KnownCourse[]> {
  const known: KnownCourse[] = []
  const announcedOn = daysAfter(today, -120)
  for (const course of inventedCourses) {
    const { isAnnounced, pricePence: _, hours: __, ...text } = course
    const slug = courseSlug(course.title)
    const bookableFrom = isAnnounced ? null : announcedOn
    const added = await insertCourse(transaction, { ...text, slug, announcedOn, bookableFrom })
    // Most have been taught for years.
    const id = added ?? (await findCourse(transaction, slug))?.id
    if (id === undefined) throw new Error(`two courses of the demonstration are called ${course.title}`)
    known.push({ ...course, id })
  }
  return known
}

type InventedDate = {
  readonly course: KnownCourse
  readonly day: IsoDate
  readonly town: string | null
  /** How full it is: a share of its places, all of them with some who wait, or all but one or two. */
  readonly filled: 'some' | 'nearly' | 'full'
  /** Undefined where it is to come. */
  readonly held?: 'recorded' | 'unrecorded'
}

function datesOf(courses: readonly KnownCourse[], today: IsoDate): readonly InventedDate[] {
  const taught = courses.filter(({ kind, isAnnounced }) => kind === 'course' && !isAnnounced)
  const seminar = courses.find(({ kind }) => kind === 'seminar')
  if (seminar === undefined) throw new Error('the demonstration has no seminar')
  const dates: InventedDate[] = []
  for (let at = 0; at < dateCounts.toCome; at += 1) {
    const town = at % 8 === 6 ? seminarTowns[(at - 6) / 8] : undefined
    const course = town === undefined ? taught[at % taught.length] : seminar
    if (course === undefined) continue
    const filled = at === 3 ? 'full' : at % 4 === 1 ? 'nearly' : 'some'
    dates.push({ course, day: weekday(daysAfter(today, 4 + at * 3)), town: town ?? null, filled })
  }
  for (let at = 0; at < dateCounts.held; at += 1) {
    const isSeminar = at === 2
    const course = isSeminar ? seminar : taught[at % taught.length]
    if (course === undefined) continue
    dates.push({
      course,
      day: weekday(daysAfter(today, -70 + at * 8)),
      town: isSeminar ? 'Leeds' : null,
      filled: 'some',
      held: at < recordedCount ? 'recorded' : 'unrecorded',
    })
  }
  return dates
}

/** The day itself, or the Tuesday after a weekend; nobody trains between Christmas and New Year. */
function weekday(day: IsoDate): IsoDate {
  if (day.slice(5) >= '12-22') return weekday(daysAfter(day, 14))
  const of = new Date(`${day}T00:00:00Z`).getUTCDay()
  return of === 6 ? daysAfter(day, 3) : of === 0 ? daysAfter(day, 2) : day
}

async function insertDate(
  transaction: Transaction,
  scheme: Scheme,
  { course, day, town }: InventedDate,
  today: IsoDate,
): Promise<number> {
  const at = (time: string) => {
    const reading = momentAt(scheme, day, time)
    if (!reading.ok) throw new Error(reading.reason)
    return reading.moment
  }
  const opensOn = daysAfter(day < today ? day : today, -60)
  return insertWorkshop(transaction, course.id, {
    beginsAt: at('10:00'),
    endsAt: at(`${10 + course.hours}:00`),
    town,
    address: null,
    capacity: course.kind === 'seminar' ? 60 : 20,
    pricePence: course.pricePence,
    // Some weeks ahead booking has not opened yet.
    bookingOpensOn: day > daysAfter(today, 70) ? daysAfter(today, 14) : opensOn,
    bookingClosesOn: daysAfter(day, -1),
    joining: town === null ? 'The link to the meeting is shown here.' : 'The venue is shown here.',
  })
}

type Those = {
  readonly chance: Random
  readonly scheme: Scheme
  readonly councils: Awaited<ReturnType<typeof readAuthorities>>
  readonly now: Date
}

async function fill(transaction: Transaction, those: Those, date: InventedDate, id: number): Promise<void> {
  const { chance, now } = those
  const isBookable = date.day <= daysAfter(dayOf(those.scheme, now), 70)
  if (!isBookable) return
  const capacity = date.course.kind === 'seminar' ? 60 : 20
  const wanted =
    date.filled === 'full'
      ? capacity
      : date.filled === 'nearly'
        ? capacity - chance.between(1, 2)
        : chance.between(Math.round(capacity * 0.3), Math.round(capacity * 0.8))
  const came: { bookingId: string; number: number }[] = []
  for (let left = wanted; left > 0; ) {
    const count = Math.min(left, chance.between(1, 4))
    const bookingId = await book(transaction, those, date, { id, count, state: 'booked' })
    for (let number = 1; number <= count; number += 1) {
      if (chance.unit() < 0.92) came.push({ bookingId, number })
    }
    left -= count
  }
  if (date.filled === 'full') {
    for (const count of [2, 1, 3]) await book(transaction, those, date, { id, count, state: 'waiting' })
  }
  if (date.held !== 'recorded') return
  await saveAttendance(transaction, id, { came, recordedAt: now, version: 2 })
  await insertEvaluations(
    transaction,
    id,
    came.slice(0, Math.ceil(came.length / 2)).map((_, at) => ({
      usefulness: chance.between(3, 5),
      clarity: chance.between(3, 5),
      comment: at === 0 ? 'More examples, please.' : at === 1 ? 'Keep the exercises in small groups.' : null,
    })),
  )
}

async function book(
  transaction: Transaction,
  { chance, councils, now }: Those,
  { course }: InventedDate,
  { id, count, state }: { readonly id: number; readonly count: number; readonly state: 'booked' | 'waiting' },
): Promise<string> {
  const isProvider = !course.audiences.includes('councils')
  const council = isProvider ? undefined : councils[chance.between(0, councils.length - 1)]
  const name = council?.shortName ?? `Care provider ${chance.between(1, 80)}`
  const domain = `${council?.slug ?? name.toLowerCase().replaceAll(' ', '-')}.example`
  const bookingId = randomUUID()
  // Nobody was sent these links, and nobody can know them.
  const unknownHash = () => tokenHash(newToken())
  await insertBooking(transaction, {
    id: bookingId,
    workshopId: id,
    linkHash: unknownHash(),
    authorityId: council?.id ?? null,
    organisation: council === undefined ? name : null,
    organisationKind: isProvider ? 'care-providers' : 'councils',
    bookerName: `Training contact of ${name}`,
    bookerEmail: `training@${domain}`,
    purchaseOrder: course.pricePence > 0 ? `PO ${chance.between(1_000, 9_999)}` : null,
    adjustments: chance.unit() < 0.08 ? 'Captions, please.' : null,
    placeCount: count,
    state,
    bookedAt: now,
  })
  await insertDelegates(
    transaction,
    { workshopId: id, id: bookingId },
    Array.from({ length: count }, (_, at) => ({
      number: at + 1,
      name: `Delegate ${at + 1} of ${name}`,
      email: `delegate.${at + 1}@${domain}`,
      linkHash: unknownHash(),
    })),
  )
  return bookingId
}
