import { sql } from 'kysely'
import type { Database, Transaction } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import { courseKind } from '../course/course.ts'
import { findWorkshop, readJoining } from '../workshop/workshop-store.ts'
import type { BookingMatter } from './booking-mail.ts'
import { findBooking, readDelegates } from './booking-store.ts'

/** Which booking something is about. */
export type BookingPlace = { readonly workshopId: number; readonly number: number }

/** Bookings whose bookers have not been told all that happened, in the order in which it did. */
export async function readUntold(database: Database, limit: number): Promise<readonly BookingPlace[]> {
  const { rows } = await sql<BookingPlace>`
    select booking.workshop_id as "workshopId", booking_number as number
    from (
      select booking_id, max(step_id) as step_id
      from booking_step
      where told_at is null
      group by booking_id
      order by step_id
      limit ${limit}
    ) as untold
    join booking using (booking_id)
    order by untold.step_id
  `.execute(database)
  return rows
}

/** The last thing that happened to a booking, where its booker has not been told of all. */
export async function readUntoldStep(
  transaction: Transaction,
  { workshopId, number }: BookingPlace,
): Promise<{ readonly id: number; readonly kind: string } | undefined> {
  const { rows } = await sql<{ id: number; kind: string }>`
    select step_id as id, kind
    from booking_step
    join booking using (workshop_id, booking_id)
    where workshop_id = ${workshopId} and booking_number = ${number}
    and exists (
      select
      from booking_step as untold
      where (untold.workshop_id, untold.booking_id) = (booking.workshop_id, booking.booking_id) and told_at is null
    )
    order by step_id desc
    limit 1
  `.execute(transaction)
  return rows[0]
}

/** Nothing up to a step of this booking is news any more. */
export async function markTold(
  transaction: Transaction,
  { workshopId, number }: BookingPlace,
  stepId: number,
  now: Date,
): Promise<void> {
  await sql`
    update booking_step
    set told_at = ${now}
    from booking
    where booking.workshop_id = ${workshopId} and booking_number = ${number}
    and (booking_step.workshop_id, booking_step.booking_id) = (booking.workshop_id, booking.booking_id)
    and step_id <= ${stepId} and told_at is null
  `.execute(transaction)
}

/** A mail whose time has come. Its key is a new one where what it says, or whom it is for, has changed. */
export type DueMail = BookingPlace & {
  readonly kind: 'reminder' | 'joining' | 'attended'
  readonly key: string
  /** The delegate it is for; null where it is for the booker. */
  readonly person: number | null
}

/** When mails are due. */
export type DueTimes = {
  readonly now: Date
  readonly reminderDays: number
  /** How to join is told of workshops until this day. */
  readonly joiningUntil: IsoDate
  /** Certificates are sent where attendance was recorded since. */
  readonly attendedSince: Date
}

/** The mails that are due and were not queued; of one booking, or of all. */
export async function readDue(
  database: Database | Transaction,
  { now, reminderDays, joiningUntil, attendedSince }: DueTimes,
  { limit, of }: { readonly limit: number; readonly of?: BookingPlace },
): Promise<readonly DueMail[]> {
  const { rows } = await sql<DueMail>`
    with coming as (
      select booking.*, begins_at, left(encode(sha256(convert_to(details, 'UTF8')), 'hex'), 12) as details_mark
      from booking
      join workshop using (workshop_id)
      left join workshop_joining using (workshop_id)
      where state = 'booked' and cancelled_at is null and booker_email is not null and begins_at > ${now}
    ),
    reader as (
      select workshop_id, booking_id, null::integer as person, lower(booker_email) as address from coming
      union all
      select workshop_id, booking_id, delegate_number, lower(email)
      from coming
      join delegate using (workshop_id, booking_id)
      where lower(email) <> lower(booker_email)
    ),
    due as (
      -- Whoever booked when the reminder was due already has just been told.
      select workshop_id, booking_number, 'reminder' as kind, null::integer as person,
        'reminder/' || extract(epoch from begins_at)::bigint as key
      from coming
      where ${now} >= begins_at - make_interval(days => ${reminderDays})
      and booked_at < begins_at - make_interval(days => ${reminderDays})
      union all
      select workshop_id, booking_number, 'joining', person,
        'joining/' || details_mark || '/' || left(encode(sha256(convert_to(address, 'UTF8')), 'hex'), 12)
      from coming
      join reader using (workshop_id, booking_id)
      where details_mark is not null and begins_at < ${joiningUntil}::date + 1
      union all
      select workshop_id, booking_number, 'attended', delegate_number, 'attended/' || delegate_number
      from booking
      join workshop using (workshop_id)
      join delegate using (workshop_id, booking_id)
      where state = 'booked' and attended and email is not null and attendance_recorded_at > ${attendedSince}
    )
    select workshop_id as "workshopId", booking_number as number, kind, person, key
    from due
    where not exists (select from mail where mail_key = 'booking/' || booking_number || '/' || key)
    and (${of?.number ?? null}::bigint is null or booking_number = ${of?.number ?? null})
    order by booking_number, kind desc, person nulls first
    limit ${limit}
  `.execute(database)
  return rows
}

/** All that mails about a booking are made from. */
export async function readMatter(
  transaction: Transaction,
  { workshopId, number }: BookingPlace,
): Promise<BookingMatter> {
  const booking = await findBooking(transaction, workshopId, number)
  const workshop = await findWorkshop(transaction, workshopId)
  if (booking === undefined || workshop === undefined) throw new Error(`there is no booking ${number}`)
  const { title, kind } = await transaction
    .selectFrom('course')
    .select(['title', 'kind'])
    .where('courseId', '=', workshop.courseId)
    .executeTakeFirstOrThrow()
  return {
    booking,
    workshop,
    course: { title, kind: courseKind(kind) },
    delegates: await readDelegates(transaction, booking.id),
    joining: await readJoining(transaction, workshopId),
  }
}

/** From now on a booking opens by a link with this hash, and by no other. */
export async function renewBookingLink(
  transaction: Transaction,
  { id }: { readonly id: string },
  linkHash: Buffer,
): Promise<void> {
  await transaction
    .updateTable('booking')
    .set({ linkHash })
    .where('bookingId', '=', id)
    .where('linkHash', '<>', linkHash)
    .execute()
}

/** The same for what one delegate sees. */
export async function renewDelegateLink(
  transaction: Transaction,
  { bookingId, number }: { readonly bookingId: string; readonly number: number },
  linkHash: Buffer,
): Promise<void> {
  await transaction
    .updateTable('delegate')
    .set({ linkHash })
    .where('bookingId', '=', bookingId)
    .where('delegateNumber', '=', number)
    .where('linkHash', '<>', linkHash)
    .execute()
}

/** Mails to bookers and delegates that were queued before a day go, with the addresses they went to. */
export async function deleteBookingMail(transaction: Transaction, before: IsoDate): Promise<void> {
  await sql`
    delete from mail where mail_key like 'booking/%' and queued_at < ${before}::date
  `.execute(transaction)
}
