import { sql } from 'kysely'
import type { Transaction } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import { courseKind } from '../course/course.ts'
import { findWorkshop, readJoining } from '../workshop/workshop-store.ts'
import type { BookingMatter } from './booking-mail.ts'
import { findBooking, readDelegates } from './booking-store.ts'

/** Two that look at the same moment must not both tell somebody. */
export async function lockBookingMail(transaction: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('booking mail'))`.execute(transaction)
}

/** Which booking something is about. */
export type BookingPlace = { readonly workshopId: number; readonly number: number }

/** The last thing that happened to each booking whose booker has not been told of all. */
export async function readUntold(
  transaction: Transaction,
  limit: number,
): Promise<readonly (BookingPlace & { readonly step: { readonly id: number; readonly kind: string } })[]> {
  const { rows } = await sql<BookingPlace & { id: number; kind: string }>`
    select *
    from (
      select distinct on (booking.booking_id)
        booking.workshop_id as "workshopId", booking_number as number, last.step_id as id, last.kind
      from (
        select booking_id from booking_step where told_at is null order by step_id limit ${limit}
      ) as untold
      join booking using (booking_id)
      join booking_step as last using (workshop_id, booking_id)
      order by booking.booking_id, last.step_id desc
    ) as lasts
    order by id
  `.execute(transaction)
  return rows.map(({ id, kind, ...place }) => ({ ...place, step: { id, kind } }))
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

/** Bookings of workshops that begin in a period and are not cancelled. */
export async function readBooked(
  transaction: Transaction,
  { after, until }: { readonly after: Date; readonly until: IsoDate },
): Promise<readonly BookingPlace[]> {
  return transaction
    .selectFrom('booking')
    .innerJoin('workshop', 'workshop.workshopId', 'booking.workshopId')
    .select(['booking.workshopId', 'bookingNumber as number'])
    .where('state', '=', 'booked')
    .where('cancelledAt', 'is', null)
    .where('beginsAt', '>', after)
    .where('beginsAt', '<', sql<Date>`${until}::date + 1`)
    .orderBy('bookingNumber')
    .execute()
}

/** Bookings of workshops whose attendance was recorded since a moment. */
export async function readAttended(transaction: Transaction, since: Date): Promise<readonly BookingPlace[]> {
  return transaction
    .selectFrom('booking')
    .innerJoin('workshop', 'workshop.workshopId', 'booking.workshopId')
    .select(['booking.workshopId', 'bookingNumber as number'])
    .where('state', '=', 'booked')
    .where('attendanceRecordedAt', '>', since)
    .orderBy('bookingNumber')
    .execute()
}

/** Of these keys of mails, those that were queued. */
export async function readQueuedKeys(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`
    select mail_key as key from mail where mail_key = any (${[...keys]})
  `.execute(transaction)
  return new Set(rows.map(({ key }) => key))
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
