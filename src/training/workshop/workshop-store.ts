import { sql } from 'kysely'
import type { Database, Transaction } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Workshop, WorkshopText } from './workshop.ts'

function workshops(database: Database | Transaction) {
  return database
    .selectFrom('workshop')
    .select([
      'workshopId as id',
      'courseId',
      'beginsAt',
      'endsAt',
      'town',
      'address',
      'capacity',
      'pricePence',
      'bookingOpensOn',
      'bookingClosesOn',
      'cancelledAt',
      'cancellationReason',
      'attendanceRecordedAt',
      'placesHeld',
      'waitingCount',
      'version',
    ])
}

export async function findWorkshop(
  database: Database | Transaction,
  id: number,
): Promise<Workshop | undefined> {
  return workshops(database).where('workshopId', '=', id).executeTakeFirst()
}

/** Workshops that end in a period, in their order in time. */
export async function readWorkshops(
  database: Database | Transaction,
  { from, until }: { readonly from: Date; readonly until?: Date },
): Promise<readonly Workshop[]> {
  return workshops(database)
    .where('endsAt', '>=', from)
    .$if(until !== undefined, (query) => query.where('endsAt', '<', until ?? from))
    .orderBy('beginsAt')
    .orderBy('workshopId')
    .execute()
}

/** Those of one course, the earliest first. */
export async function readWorkshopsOf(database: Database, courseId: number): Promise<readonly Workshop[]> {
  return workshops(database).where('courseId', '=', courseId).orderBy('beginsAt').execute()
}

/**
 * Has a workshop to oneself until the transaction ends, as everybody who books or leaves has. It is asked of the schema
 * of visitors, whose role may lock nothing by itself.
 */
export async function lockWorkshop(transaction: Transaction, id: number): Promise<Workshop | undefined> {
  await sql`select visitor.lock_workshop(${id})`.execute(transaction)
  return findWorkshop(transaction, id)
}

export async function insertWorkshop(
  transaction: Transaction,
  courseId: number,
  { joining, ...written }: WorkshopText,
): Promise<number> {
  const { workshopId } = await transaction
    .insertInto('workshop')
    .values({ ...written, courseId })
    .returning('workshopId')
    .executeTakeFirstOrThrow()
  await saveJoining(transaction, workshopId, joining)
  return workshopId
}

export async function saveWorkshop(
  transaction: Transaction,
  id: number,
  { joining, ...written }: WorkshopText & { readonly version: number },
): Promise<void> {
  await transaction.updateTable('workshop').set(written).where('workshopId', '=', id).execute()
  await saveJoining(transaction, id, joining)
}

/** No place is kept for somebody beyond the beginning, where a workshop was moved to an earlier time. */
export async function shortenOffers(transaction: Transaction, id: number): Promise<void> {
  await sql`
    update booking
    set offer_lapses_at = begins_at
    from workshop
    where workshop.workshop_id = booking.workshop_id and workshop.workshop_id = ${id} and offer_lapses_at > begins_at
  `.execute(transaction)
}

async function saveJoining(transaction: Transaction, workshopId: number, details: string): Promise<void> {
  if (details === '') {
    await transaction.deleteFrom('workshopJoining').where('workshopId', '=', workshopId).execute()
    return
  }
  await transaction
    .insertInto('workshopJoining')
    .values({ workshopId, details })
    .onConflict((conflict) => conflict.column('workshopId').doUpdateSet({ details }))
    .execute()
}

/** How to join; empty where nothing is on record. A visitor is told it of the workshop they booked alone. */
export async function readJoining(database: Database | Transaction, workshopId: number): Promise<string> {
  const row = await database
    .selectFrom('workshopJoining')
    .select('details')
    .where('workshopId', '=', workshopId)
    .executeTakeFirst()
  return row?.details ?? ''
}

export async function saveCancellation(
  transaction: Transaction,
  id: number,
  cancelled: {
    readonly cancelledAt: Date
    readonly cancellationReason: string
    readonly version: number
  },
): Promise<void> {
  await transaction.updateTable('workshop').set(cancelled).where('workshopId', '=', id).execute()
}

/** Keeps who came: of all delegates of a workshop those named, and no others. */
export async function saveAttendance(
  transaction: Transaction,
  id: number,
  {
    came,
    recordedAt,
    version,
  }: {
    readonly came: readonly { readonly bookingId: string; readonly number: number }[]
    readonly recordedAt: Date
    readonly version: number
  },
): Promise<void> {
  await sql`
    update delegate
    set
      attended = came.booking_id is not null,
      has_evaluated = delegate.has_evaluated and came.booking_id is not null
    from delegate as each
    join booking using (workshop_id, booking_id)
    left join unnest(
      ${came.map(({ bookingId }) => bookingId)}::uuid[],
      ${came.map(({ number }) => number)}::integer[]
    ) as came(booking_id, delegate_number)
      on came.booking_id = each.booking_id and came.delegate_number = each.delegate_number
    where each.workshop_id = ${id}
    and booking.state = 'booked'
    and (delegate.workshop_id, delegate.booking_id, delegate.delegate_number)
      = (each.workshop_id, each.booking_id, each.delegate_number)
  `.execute(transaction)
  await transaction
    .updateTable('workshop')
    .set({ attendanceRecordedAt: recordedAt, version })
    .where('workshopId', '=', id)
    .execute()
}

/** What delegates said of a workshop, summed: how many gave each of 1 to 5, and what they wrote. */
export type EvaluationSums = {
  readonly count: number
  readonly usefulness: readonly number[]
  readonly clarity: readonly number[]
  readonly comments: readonly string[]
}

/** Comments come in the order of their words, which tells nothing of who wrote them. */
export async function readEvaluations(database: Database, workshopId: number): Promise<EvaluationSums> {
  const rows = await database
    .selectFrom('evaluation')
    .select(['usefulness', 'clarity', 'comment'])
    .where('workshopId', '=', workshopId)
    .execute()
  const tally = (of: (row: (typeof rows)[number]) => number) =>
    [1, 2, 3, 4, 5].map((mark) => rows.filter((row) => of(row) === mark).length)
  return {
    count: rows.length,
    usefulness: tally((row) => row.usefulness),
    clarity: tally((row) => row.clarity),
    comments: rows.flatMap(({ comment }) => comment ?? []).toSorted(),
  }
}

/** An authority of the register and when somebody from it last came to a seminar here; null where nobody has. */
export type SeminarAuthority = {
  readonly slug: string
  readonly officialName: string
  readonly lastCameOn: IsoDate | null
  /** Of those who came, over all seminars. */
  readonly delegateCount: number
  /** Who is booked for one that is still to come. */
  readonly bookedCount: number
}

/** Every open authority of the kinds given with its seminars, those who came longest ago or never first. */
export async function readSeminarAuthorities(
  database: Database,
  today: IsoDate,
  kinds: readonly string[],
): Promise<readonly SeminarAuthority[]> {
  const { rows } = await sql<SeminarAuthority>`
    select
      authority.slug,
      official_name as "officialName",
      max(workshop.begins_at) filter (where attended)::date as "lastCameOn",
      (count(*) filter (where attended))::integer as "delegateCount",
      (count(*) filter (
        where attended is null and workshop.begins_at >= published.current_moment() and booking.state = 'booked'
      ))::integer as "bookedCount"
    from authority
    -- Whoever came from a council that is part of this one now came from here.
    cross join lateral (select portal.with_predecessors(authority.authority_id) as ids) as own
    left join (
      booking
      join workshop on workshop.workshop_id = booking.workshop_id and workshop.cancelled_at is null
      join course on course.course_id = workshop.course_id and course.kind = 'seminar'
      join delegate on delegate.workshop_id = booking.workshop_id and delegate.booking_id = booking.booking_id
    ) on booking.authority_id = any (own.ids)
    where (authority.ends_on is null or authority.ends_on >= ${today}::date)
    and authority.kind = any (${[...kinds]})
    -- Of a real body a demonstration says nothing that is made up, nor that it stayed away.
    and (authority.is_invented or not exists (select from installation where is_demonstration))
    group by authority.authority_id
    order by "lastCameOn" nulls first, official_name
  `.execute(database)
  return rows
}

/** A seminar with how many came, or are booked, and from how many different authorities. */
export type SeminarCount = {
  readonly workshopId: number
  readonly delegateCount: number
  readonly authorityCount: number
}

/** For each seminar: of those that have been, who came; of those to come, who is booked. */
export async function readSeminarCounts(database: Database): Promise<readonly SeminarCount[]> {
  const { rows } = await sql<SeminarCount>`
    select
      workshop.workshop_id as "workshopId",
      (count(delegate.delegate_number))::integer as "delegateCount",
      (count(distinct booking.authority_id))::integer as "authorityCount"
    from workshop
    join course on course.course_id = workshop.course_id and course.kind = 'seminar'
    left join booking on booking.workshop_id = workshop.workshop_id and booking.state = 'booked'
    left join delegate on delegate.workshop_id = booking.workshop_id and delegate.booking_id = booking.booking_id
      and (attended or workshop.attendance_recorded_at is null)
    where workshop.cancelled_at is null
    group by workshop.workshop_id
  `.execute(database)
  return rows
}
