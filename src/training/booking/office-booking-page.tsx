import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskForm, ErrorSummary, type Problem } from '../../web/desk-form-controls.tsx'
import { Notice, Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { noSuchTraining, placesWords } from '../workshop/programme-page.tsx'
import { askedWorkshop } from '../workshop/workshop-page.tsx'
import { inPeople, inPlaces } from '../workshop/workshop-words.ts'
import { isActive, type TypedBooking } from './booking.ts'
import { bookForSomebody, cancelForSomebody } from './booking-actions.ts'
import { BookingFields, emptyBooking, typedBooking } from './booking-fields.tsx'
import { findBooking, readBookingAuthorities, readBookingSteps, readDelegates } from './booking-store.ts'
import { BookingSteps } from './own-booking-page.tsx'

/** Where the office books for somebody who telephones. */
export async function showOfficeBooking(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  return formPage(context, desk, staff, { bookingId: randomUUID(), typed: emptyBooking, problems: [] })
}

/** Books it. */
export async function sendOfficeBooking(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const found = await askedWorkshop(context, desk)
  if (found === undefined) return noSuchTraining(context, desk, staff)
  const typed = typedBooking(form)
  const sent = form.text('booking')
  const bookingId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(sent) ? sent : randomUUID()
  if (form.text('do') === 'add') {
    const people = [...typed.people, { name: '', email: '' }]
    return formPage(context, desk, staff, { bookingId, typed: { ...typed, people }, problems: [] })
  }
  const booked = await bookForSomebody(desk.database, desk, staff.email, {
    bookingId,
    workshopId: found.workshop.id,
    typed,
    acceptsWaiting: form.text('do') === 'wait',
  })
  if (booked.ok) return context.redirect(`${deskAddresses.workshop(found.workshop.id)}?done=booked`, 303)
  context.status(422)
  return formPage(context, desk, staff, {
    bookingId,
    typed,
    problems: booked.problems,
    mayWait: booked.mayWait,
  })
}

async function formPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  {
    bookingId,
    typed,
    problems,
    mayWait = false,
  }: {
    readonly bookingId: string
    readonly typed: TypedBooking
    readonly problems: readonly Problem[]
    readonly mayWait?: boolean | undefined
  },
): Promise<Response> {
  const found = await askedWorkshop(context, desk)
  if (found === undefined) return noSuchTraining(context, desk, staff)
  const { workshop, course } = found
  const today = dayOf(desk.scheme, await currentMoment(desk.database))
  const authorities = await readBookingAuthorities(desk.database, today)
  const action = deskAddresses.workshop(workshop.id, 'bookings')
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Take a booking: ${course.title}`}
      current={deskAddresses.training()}
      back={{ text: course.title, href: deskAddresses.workshop(workshop.id) }}
    >
      <ErrorSummary problems={problems} />
      <h1>Take a booking</h1>
      <Standing>
        <strong>{placesWords(workshop)}.</strong> The confirmation goes to whoever books.
      </Standing>
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <input type="hidden" name="booking" value={bookingId} />
        <BookingFields
          scheme={desk.scheme}
          authorities={authorities}
          typed={typed}
          problems={problems}
          isPriced={workshop.pricePence > 0}
          isOffice={true}
        />
        <div class="desk-actions">
          <Button text="Book" does="book" />
          {mayWait && <Button text="Join the waiting list" does="wait" isSecondary={true} />}
          <Button text="Add another person" does="add" isSecondary={true} />
        </div>
      </DeskForm>
    </StaffPage>,
  )
}

/** One booking, as the office sees it. */
export async function showBookingOf(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  return bookingPage(context, desk, staff, [])
}

async function bookingPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  problems: readonly Problem[],
): Promise<Response> {
  const found = await askedBooking(context, desk)
  if (found === undefined) return noSuchTraining(context, desk, staff)
  const { workshop, course, booking } = found
  const [delegates, steps] = await Promise.all([
    readDelegates(desk.database, booking.id),
    readBookingSteps(desk.database, booking),
  ])
  const action = deskAddresses.workshop(workshop.id, `bookings/${booking.number}`)
  const now = await currentMoment(desk.database)
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Booking ${booking.number}`}
      current={deskAddresses.training()}
      back={{ text: course.title, href: deskAddresses.workshop(workshop.id) }}
    >
      {context.req.query('done') === 'cancelled' && <Notice>The booking is cancelled.</Notice>}
      <ErrorSummary problems={problems} />
      <p class="case-reference">Booking {booking.number}</p>
      <h1>{booking.organisation}</h1>
      <Standing>
        <strong>
          {inPlaces(booking.placeCount)}, {booking.state}.
        </strong>{' '}
        {booking.bookerName === null
          ? 'Names were kept for long enough, and are gone.'
          : `Booked by ${booking.bookerName}, ${booking.bookerEmail}.`}
      </Standing>
      {booking.adjustments !== null && (
        <>
          <h2>Needed to take part</h2>
          <p>{booking.adjustments}</p>
        </>
      )}
      {delegates.length > 0 && (
        <>
          <h2>Who comes</h2>
          <ul class="training-people">
            {delegates.map(({ number, name, email }) => (
              <li>
                <span>
                  {name ?? `Person ${number}`} <span class="note">{email}</span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>What happened</h2>
      <BookingSteps desk={desk} steps={steps} />
      {isActive(booking.state) && workshop.beginsAt > now && workshop.cancelledAt === null && (
        <>
          <h2>Cancel it for them</h2>
          <p>{inPeople(booking.placeCount)} would not come. Whoever booked is told.</p>
          <DeskForm action={action} token={tokenOf(desk, staff, action)}>
            <Button text="Cancel the booking" isSecondary={true} />
          </DeskForm>
        </>
      )}
    </StaffPage>,
  )
}

/** Cancels one for somebody who telephones. */
export async function sendBookingEnd(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const found = await askedBooking(context, desk)
  if (found === undefined) return noSuchTraining(context, desk, staff)
  const { workshop, booking } = found
  const result = await cancelForSomebody(desk.database, staff.email, booking)
  if (result === undefined) return noSuchTraining(context, desk, staff)
  if (result.ok) {
    const address = deskAddresses.workshop(workshop.id, `bookings/${booking.number}`)
    return context.redirect(`${address}?done=cancelled`, 303)
  }
  context.status(422)
  return bookingPage(context, desk, staff, result.problems)
}

async function askedBooking(context: Context, desk: Desk) {
  const found = await askedWorkshop(context, desk)
  const text = context.req.param('booking') ?? ''
  const booking =
    found && /^[1-9]\d{0,14}$/.test(text)
      ? await findBooking(desk.database, found.workshop.id, Number(text))
      : undefined
  return found && booking && { ...found, booking }
}
