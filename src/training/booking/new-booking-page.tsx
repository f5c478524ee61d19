import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { knowableClient } from '../../accounts/account-page.tsx'
import { dayOf } from '../../scheme/printed-dates.ts'
import { addresses } from '../../web/addresses.ts'
import { bookingAddresses } from '../../web/booking-addresses.ts'
import { DeskForm, ErrorSummary, type Problem } from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import { formToken, readSentForm } from '../../web/sent-form.ts'
import { type BookingStanding, bookingStanding } from '../workshop/workshop.ts'
import { inPlaces, standingWords } from '../workshop/workshop-words.ts'
import type { TypedBooking } from './booking.ts'
import { bookPlaces } from './booking-actions.ts'
import { BookingFields, emptyBooking, typedBooking } from './booking-fields.tsx'
import {
  type BookingDesk,
  BookingPage,
  type FoundWorkshop,
  noSuchPage,
  readWorkshopAndCourse,
  WorkshopFacts,
} from './booking-page.tsx'
import { readBookingAuthorities, visitorMoment } from './booking-store.ts'

/** A council may send many people at once, but nobody books more often than this. */
const bookingLimit = { mostTimes: 20, seconds: 600 }

/** Where somebody without an account books places in a workshop. */
export async function showNewBooking(context: Context, desk: BookingDesk): Promise<Response> {
  const found = await askedWorkshop(context, desk)
  if (found === undefined) return noSuchPage(context, desk)
  return formPage(context, desk, found, { bookingId: randomUUID(), typed: emptyBooking, problems: [] })
}

/** Books them, or shows the form again with what was typed and what is wrong, or with a line for one person more. */
export async function sendNewBooking(context: Context, desk: BookingDesk): Promise<Response> {
  const found = await askedWorkshop(context, desk)
  // In place of a session stands the number drawn for this form: sent twice, it is one booking.
  const bookingId = context.req.query('form') ?? ''
  if (found === undefined || !isUuid(bookingId)) return noSuchPage(context, desk)
  const reading = await readSentForm(context, desk.secret, bookingId)
  if (!reading.ok) {
    context.status(reading.status)
    return messagePage(context, desk, found, 'Nothing was booked', reading.reason)
  }
  const { form } = reading
  const typed = typedBooking(form)
  if (form.text('do') === 'add') {
    const people = [...typed.people, { name: '', email: '' }]
    return formPage(context, desk, found, { bookingId, typed: { ...typed, people }, problems: [] })
  }
  const waitSeconds = desk.limits.take('booking', knowableClient(context), bookingLimit)
  if (waitSeconds > 0) {
    context.status(429)
    const reason = `From here many places were booked in a short while. Send it again in ${Math.ceil(waitSeconds / 60)} minutes.`
    return formPage(context, desk, found, { bookingId, typed, problems: [{ reason }] })
  }
  const booked = await bookPlaces(desk.visitor, desk, {
    bookingId,
    workshopId: found.workshop.id,
    typed,
    acceptsWaiting: form.text('do') === 'wait',
  })
  if (booked.ok) return context.redirect(`${bookingAddresses.booking(booked.key)}?done=booked`, 303)
  context.status(422)
  // It may have filled up meanwhile.
  const now = (await readWorkshopAndCourse(desk.visitor, found.workshop.id)) ?? found
  return formPage(context, desk, now, {
    bookingId,
    typed,
    problems: booked.problems,
    mayWait: booked.mayWait,
  })
}

async function askedWorkshop(context: Context, desk: BookingDesk): Promise<FoundWorkshop | undefined> {
  const text = context.req.param('workshop') ?? ''
  return /^[1-9]\d{0,8}$/.test(text) ? readWorkshopAndCourse(desk.visitor, Number(text)) : undefined
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

async function formPage(
  context: Context,
  desk: BookingDesk,
  { workshop, course }: FoundWorkshop,
  {
    bookingId,
    typed,
    problems,
    mayWait = false,
  }: {
    readonly bookingId: string
    readonly typed: TypedBooking
    readonly problems: readonly Problem[]
    /** What was sent can be sent again to wait. */
    readonly mayWait?: boolean | undefined
  },
): Promise<Response> {
  const now = await visitorMoment(desk.visitor)
  const today = dayOf(desk.scheme, now)
  const standing = bookingStanding(workshop, course, { now, today })
  const isOpen = standing.state === 'open' || standing.state === 'waiting-list'
  if (!isOpen && problems.length === 0) {
    return messagePage(
      context,
      desk,
      { workshop, course },
      standingWords(standing),
      standing.state === 'cancelled'
        ? `${workshop.cancellationReason ?? ''} See the programme for other dates.`
        : 'See the programme for other dates.',
    )
  }
  const path = bookingAddresses.newBooking(workshop.id)
  const authorities = await readBookingAuthorities(desk.visitor, today)
  const waits = mayWait || standing.state === 'waiting-list'
  return context.html(
    <BookingPage
      desk={desk}
      title={`Book: ${course.title}`}
      back={{ text: course.title, href: addresses.trainingCourse(course.slug) }}
    >
      <ErrorSummary problems={problems} />
      <h1>Book: {course.title}</h1>
      <StandingLine standing={standing} />
      <WorkshopFacts desk={desk} workshop={workshop} />
      <DeskForm action={`${path}?form=${bookingId}`} token={formToken(desk.secret, bookingId, path)}>
        <BookingFields
          scheme={desk.scheme}
          authorities={authorities}
          typed={typed}
          problems={problems}
          isPriced={workshop.pricePence > 0}
        />
        <p class="note">
          We keep names and addresses for {desk.scheme.training.namesKeptForMonths} months after the workshop,
          to send what belongs to it and to count who came.
        </p>
        <div class="desk-actions">
          {(standing.state === 'open' || !waits) && <Button text="Book" does="book" />}
          {waits && (
            <Button text="Join the waiting list" does="wait" isSecondary={standing.state === 'open'} />
          )}
          <Button text="Add another person" does="add" isSecondary={true} />
        </div>
      </DeskForm>
    </BookingPage>,
  )
}

function StandingLine({ standing }: { standing: BookingStanding }) {
  if (standing.state === 'waiting-list') {
    return (
      <Standing>
        <strong>It is full, and you can wait.</strong> When enough places become free for all you name, we
        offer them to you by e-mail.
      </Standing>
    )
  }
  if (standing.state !== 'open') return <Standing>{standingWords(standing)}.</Standing>
  return (
    <Standing>
      <strong>{inPlaces(standing.placesLeft)} left.</strong> No account is needed; a link comes by e-mail.
    </Standing>
  )
}

function messagePage(
  context: Context,
  desk: BookingDesk,
  { workshop, course }: FoundWorkshop,
  title: string,
  help: string,
) {
  return context.html(
    <BookingPage
      desk={desk}
      title={`${title}: ${course.title}`}
      back={{ text: course.title, href: addresses.trainingCourse(course.slug) }}
    >
      <h1>{course.title}</h1>
      <Standing>
        <strong>{title}.</strong> {help}
      </Standing>
      <WorkshopFacts desk={desk} workshop={workshop} />
    </BookingPage>,
  )
}
