import { sql } from 'kysely'
import type { Transaction } from '../database/connection.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { InventedTraining } from './invented-training.ts'
import { markAllTold } from './training-store.ts'

/**
 * Keeps what was held in earlier years, each table in one statement. Of bookers and delegates nobody's name is there any
 * more: names go some time after a workshop, and what was counted stays.
 */
export async function insertTrainingHistory(
  transaction: Transaction,
  { timeZone }: Scheme,
  { courses, workshops }: InventedTraining,
  now: Date,
): Promise<void> {
  await transaction
    .insertInto('course')
    .values(
      courses.map(({ isAnnounced: _, pricePence: __, hours: ___, ...course }) => ({
        ...course,
        audiences: [...course.audiences],
      })),
    )
    .execute()
  const bookings = workshops.flatMap(({ bookings: booked }, workshop) =>
    booked.map((booking) => ({ ...booking, workshop })),
  )
  // Ten in the morning, for three hours. Whoever was missing had a place all the same.
  await sql`
    with held as (
      select *
      from unnest(
        ${workshops.map((_, number) => number)}::integer[],
        ${workshops.map(({ course }) => course)}::text[],
        ${workshops.map(({ day }) => day)}::date[],
        ${workshops.map(({ town }) => town)}::text[]
      ) as held (number, slug, day, town)
    ),
    kept as (
      insert into workshop (
        course_id, begins_at, ends_at, town, capacity, price_pence, booking_opens_on, booking_closes_on,
        attendance_recorded_at
      )
      select
        course_id, (day + time '10:00') at time zone ${timeZone}, (day + time '13:00') at time zone ${timeZone}, town,
        case when town is null then 30 else 90 end, 0, day - 90, day - 1, (day + time '15:00') at time zone ${timeZone}
      from held
      join course using (slug)
      order by number
      returning workshop_id, begins_at
    ),
    numbered as (
      select workshop_id, begins_at, row_number() over (order by workshop_id) - 1 as number from kept
    )
    insert into booking (
      workshop_id, booking_id, link_hash, authority_id, organisation, organisation_kind, place_count, state, booked_at
    )
    select
      workshop_id, md5('demonstration booking ' || place)::uuid, sha256(convert_to('nobody was sent it ' || place, 'UTF8')),
      authority_id, organisation, case when organisation is null then 'councils' else 'care-providers' end, places,
      'booked', begins_at - interval '30 days'
    from unnest(
      ${bookings.map((_, place) => place)}::integer[],
      ${bookings.map(({ workshop }) => workshop)}::integer[],
      ${bookings.map(({ authority }) => authority)}::text[],
      ${bookings.map(({ organisation }) => organisation)}::text[],
      ${bookings.map(({ came }) => came.length)}::integer[]
    ) as booked (place, number, slug, organisation, places)
    join numbered using (number)
    left join authority on authority.slug = booked.slug
  `.execute(transaction)
  const people = bookings.flatMap(({ came }, place) =>
    came.map((attended, index) => ({ place, number: index + 1, attended })),
  )
  await sql`
    insert into delegate (workshop_id, booking_id, delegate_number, link_hash, attended)
    select
      workshop_id, booking_id, number, sha256(convert_to('nor this ' || place || ' ' || number, 'UTF8')), came.attended
    from unnest(
      ${people.map(({ place }) => place)}::integer[],
      ${people.map(({ number }) => number)}::integer[],
      ${people.map(({ attended }) => attended)}::boolean[]
    ) as came (place, number, attended)
    join booking on booking_id = md5('demonstration booking ' || place)::uuid
  `.execute(transaction)
  await markAllTold(transaction, now)
}
