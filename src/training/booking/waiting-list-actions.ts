import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { lockWorkshop } from '../workshop/workshop-store.ts'
import { lastOfferAt, offerLapsesAt, offersFor } from './booking.ts'
import { endBooking } from './booking-actions.ts'
import { readBookings, saveBookingState } from './booking-store.ts'
import { readRestlessWorkshops } from './waiting-list-store.ts'

/**
 * Takes back offers that were not accepted in time, and offers what is free to those who wait. Each workshop is a
 * transaction of its own; done again, it changes nothing.
 */
export async function moveWaitingLists(database: Database, scheme: Scheme): Promise<void> {
  const now = await currentMoment(database)
  // A workshop that begins now has made its last offer long ago, and one that begins then makes it now.
  const untilLastOffer = now.getTime() - lastOfferAt({ beginsAt: now }).getTime()
  const lastBegin = new Date(now.getTime() + untilLastOffer)
  for (const id of await readRestlessWorkshops(database, { now, lastBegin })) {
    await database.transaction().execute((transaction) => moveOne(transaction, scheme, id))
  }
}

async function moveOne(transaction: Transaction, scheme: Scheme, id: number): Promise<void> {
  const before = await lockWorkshop(transaction, id)
  if (before === undefined || before.cancelledAt !== null) return
  const now = await currentMoment(transaction)
  const bookings = await readBookings(transaction, id)
  for (const booking of bookings) {
    if (booking.offerLapsesAt !== null && booking.offerLapsesAt <= now) {
      await endBooking(transaction, booking, 'lapsed')
    }
  }
  const waiting = bookings.filter(({ state }) => state === 'waiting')
  if (now >= lastOfferAt(before)) {
    for (const booking of waiting) await endBooking(transaction, booking, 'lapsed')
    return
  }
  const workshop = await lockWorkshop(transaction, id)
  if (workshop === undefined) return
  const lapsesAt = offerLapsesAt(scheme, workshop, now)
  for (const booking of offersFor(workshop.capacity - workshop.placesHeld, waiting)) {
    await saveBookingState(transaction, booking, { state: 'offered', offerLapsesAt: lapsesAt })
  }
}
