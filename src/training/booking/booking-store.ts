import { sql } from 'kysely'
import type { AuthorityNames } from '../../authorities/authority-name-search.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import { type Booking, type BookingState, bookingState, type Delegate } from './booking.ts'

function bookings(database: Database | Transaction) {
  return database
    .selectFrom('booking')
    .leftJoin('authority', 'authority.authorityId', 'booking.authorityId')
    .select([
      'booking.bookingId as id',
      'bookingNumber as number',
      'workshopId',
      'organisationKind',
      'bookerName',
      'bookerEmail',
      'purchaseOrder',
      'adjustments',
      'placeCount',
      'state',
      'offerLapsesAt',
      'bookedAt',
    ])
    .select(
      sql<string>`coalesce(authority.official_name, organisation, 'An organisation not kept by name')`.as(
        'organisation',
      ),
    )
}

function booking(row: Omit<Booking, 'state'> & { readonly state: string }): Booking {
  return { ...row, state: bookingState(row.state) }
}

/** The booking whose link has this hash. */
export async function findBookingByLink(
  database: Database | Transaction,
  linkHash: Buffer,
): Promise<Booking | undefined> {
  const row = await bookings(database).where('booking.linkHash', '=', linkHash).executeTakeFirst()
  return row && booking(row)
}

export async function findBooking(
  database: Database | Transaction,
  workshopId: number,
  number: number,
): Promise<Booking | undefined> {
  const row = await bookings(database)
    .where('workshopId', '=', workshopId)
    .where('bookingNumber', '=', number)
    .executeTakeFirst()
  return row && booking(row)
}

/** All bookings of a workshop, in the order in which they came. */
export async function readBookings(
  database: Database | Transaction,
  workshopId: number,
): Promise<readonly Booking[]> {
  const rows = await bookings(database)
    .where('workshopId', '=', workshopId)
    .orderBy('bookingNumber')
    .execute()
  return rows.map(booking)
}

function delegates(database: Database | Transaction) {
  return database
    .selectFrom('delegate')
    .select(['bookingId', 'delegateNumber as number', 'name', 'email', 'attended', 'hasEvaluated'])
}

export async function readDelegates(
  database: Database | Transaction,
  bookingId: string,
): Promise<readonly Delegate[]> {
  return delegates(database).where('bookingId', '=', bookingId).orderBy('delegateNumber').execute()
}

export async function readDelegatesOf(database: Database, workshopId: number): Promise<readonly Delegate[]> {
  return delegates(database)
    .where('workshopId', '=', workshopId)
    .orderBy('bookingId')
    .orderBy('delegateNumber')
    .execute()
}

/** The delegate whose own link has this hash, and the workshop they come to. */
export async function findDelegateByLink(
  database: Database | Transaction,
  linkHash: Buffer,
): Promise<(Delegate & { readonly workshopId: number }) | undefined> {
  return delegates(database).select('workshopId').where('linkHash', '=', linkHash).executeTakeFirst()
}

/** An authority that somebody may come from, with the names it is known by here. */
export type BookingAuthority = AuthorityNames<{
  readonly id: number
  readonly slug: string
  readonly officialName: string
  readonly shortName: string
  readonly gssCode: string | null
  readonly kind: string
  readonly endsOn: IsoDate | null
  readonly otherNames: readonly string[]
  readonly formerNames: readonly string[]
}>['authorities'][number]

/** The authorities of the register that are open on a day, by name. */
export async function readBookingAuthorities(
  database: Database | Transaction,
  today: IsoDate,
): Promise<readonly BookingAuthority[]> {
  const rows = await database
    .selectFrom('authority')
    .select(['authorityId as id', 'slug', 'officialName', 'shortName', 'gssCode', 'kind', 'endsOn'])
    .where((where) => where.or([where('endsOn', 'is', null), where('endsOn', '>=', today)]))
    .orderBy('officialName')
    .execute()
  return rows.map((row) => ({ ...row, otherNames: [], formerNames: [] }))
}

export type NewBooking = Pick<
  Booking,
  'id' | 'workshopId' | 'organisationKind' | 'placeCount' | 'bookedAt' | 'purchaseOrder' | 'adjustments'
> & {
  readonly state: 'booked' | 'waiting'
  readonly linkHash: Buffer
  readonly authorityId: number | null
  readonly organisation: string | null
  readonly bookerName: string
  readonly bookerEmail: string
}

export async function insertBooking(transaction: Transaction, { id, ...rest }: NewBooking): Promise<void> {
  await transaction
    .insertInto('booking')
    .values({ ...rest, bookingId: id })
    .execute()
}

export async function insertDelegates(
  transaction: Transaction,
  { workshopId, id }: Pick<Booking, 'workshopId' | 'id'>,
  people: readonly {
    readonly number: number
    readonly name: string
    readonly email: string
    readonly linkHash: Buffer
  }[],
): Promise<void> {
  await transaction
    .insertInto('delegate')
    .values(
      people.map(({ number, ...person }) => ({
        ...person,
        workshopId,
        bookingId: id,
        delegateNumber: number,
      })),
    )
    .execute()
}

export async function saveBookingState(
  transaction: Transaction,
  { id }: Pick<Booking, 'id'>,
  change: {
    readonly state: BookingState
    readonly offerLapsesAt: Date | null
    readonly adjustments?: null
  },
): Promise<void> {
  await transaction.updateTable('booking').set(change).where('bookingId', '=', id).execute()
}

export async function deleteDelegates(transaction: Transaction, { id }: Pick<Booking, 'id'>): Promise<void> {
  await transaction.deleteFrom('delegate').where('bookingId', '=', id).execute()
}

/** One person fewer comes. */
export async function deleteDelegate(
  transaction: Transaction,
  { id, placeCount }: Pick<Booking, 'id' | 'placeCount'>,
  number: number,
): Promise<void> {
  await transaction
    .deleteFrom('delegate')
    .where('bookingId', '=', id)
    .where('delegateNumber', '=', number)
    .execute()
  await transaction
    .updateTable('booking')
    .set({ placeCount: placeCount - 1 })
    .where('bookingId', '=', id)
    .execute()
}

/** Somebody else comes instead. */
export async function saveDelegate(
  transaction: Transaction,
  { id }: Pick<Booking, 'id'>,
  {
    number,
    ...person
  }: { readonly number: number; readonly name: string; readonly email: string; readonly linkHash: Buffer },
): Promise<void> {
  await transaction
    .updateTable('delegate')
    .set(person)
    .where('bookingId', '=', id)
    .where('delegateNumber', '=', number)
    .execute()
}

/** Something that happened to a booking. */
export type BookingStep = {
  readonly kind: string
  readonly placeCount: number
  readonly doneAt: Date
  readonly doneBy: string
}

export async function readBookingSteps(
  database: Database | Transaction,
  { id }: Pick<Booking, 'id'>,
): Promise<readonly BookingStep[]> {
  return database
    .selectFrom('bookingStep')
    .select(['kind', 'placeCount', 'doneAt', 'doneBy'])
    .where('bookingId', '=', id)
    .orderBy('stepId')
    .execute()
}

/** Keeps what the delegate of the key in use says of their workshop; false where they said it already, or may not. */
export async function giveEvaluation(
  transaction: Transaction,
  {
    usefulness,
    clarity,
    comment,
  }: { readonly usefulness: number; readonly clarity: number; readonly comment: string | null },
): Promise<boolean> {
  const { rows } = await sql<{ isKept: boolean }>`
    select visitor.give_evaluation(${usefulness}, ${clarity}, ${comment}) as "isKept"
  `.execute(transaction)
  return rows[0]?.isKept === true
}

/** The visitors' clock: that of publication. */
export async function visitorMoment(database: Database | Transaction): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select visitor.current_moment() as now`.execute(database)
  const [row] = rows
  if (row === undefined) throw new Error('the database has no moment')
  return row.now
}
