import type { Context } from 'hono'
import { dayOf, printMoment } from '../../scheme/printed-dates.ts'
import { workingDaysAfter } from '../../scheme/working-days.ts'
import { bookingAddresses } from '../../web/booking-addresses.ts'
import { CasePart } from '../../web/case-part.tsx'
import { DeskForm, ErrorSummary, type Problem } from '../../web/desk-form-controls.tsx'
import { Notice, Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import { formToken, readSentForm, type SentForm } from '../../web/sent-form.ts'
import { readJoining } from '../workshop/workshop-store.ts'
import { inPeople, inPlaces } from '../workshop/workshop-words.ts'
import { isActive } from './booking.ts'
import { answerOffer, type BookingResult, cancelBooking, leaveOut, swapPerson } from './booking-actions.ts'
import { PersonFields } from './booking-fields.tsx'
import {
  type BookingDesk,
  BookingPage,
  type FoundBooking,
  noSuchPage,
  readOwnBooking,
  WorkshopFacts,
} from './booking-page.tsx'
import { type BookingStep, readBookingSteps, visitorMoment } from './booking-store.ts'
import { calendarFile } from './calendar-file.ts'

type WholeBooking = FoundBooking & {
  readonly more: { readonly steps: readonly BookingStep[]; readonly joining: string; readonly now: Date }
}

/** A booking to whoever has its link. */
export async function showBooking(context: Context, desk: BookingDesk): Promise<Response> {
  return bookingPage(context, desk, [])
}

async function readWhole(context: Context, desk: BookingDesk): Promise<WholeBooking | undefined> {
  return readOwnBooking(context, desk, async (transaction, booking) => ({
    steps: await readBookingSteps(transaction, booking),
    joining: await readJoining(transaction, booking.workshopId),
    now: await visitorMoment(transaction),
  }))
}

const doneSentences: Readonly<Record<string, string>> = {
  accepted: 'You took what was offered; the places are booked.',
  cancelled: 'Your booking is cancelled.',
  left: 'That person does not come any more.',
  swapped: 'Somebody else comes now.',
}

/** What was just done; of a new booking whether it is one, or waits. */
function doneSentence(context: Context, { booking }: FoundBooking): string | undefined {
  const done = context.req.query('done') ?? ''
  if (done !== 'booked') return doneSentences[done]
  if (booking.state === 'waiting') return 'You are on the waiting list. A link to this page comes by e-mail.'
  return 'It is booked. A confirmation comes by e-mail, with a link to this page.'
}

async function bookingPage(
  context: Context,
  desk: BookingDesk,
  problems: readonly Problem[],
): Promise<Response> {
  const found = await readWhole(context, desk)
  if (found === undefined) return noSuchPage(context, desk)
  const { key, booking, workshop, course, delegates, more } = found
  const done = doneSentence(context, found)
  const mayChange = isActive(booking.state) && more.now < workshop.beginsAt && workshop.cancelledAt === null
  return context.html(
    <BookingPage desk={desk} title={`Your booking: ${course.title}`}>
      {done !== undefined && <Notice>{done}</Notice>}
      <ErrorSummary problems={problems} />
      <p class="case-reference">Booking {booking.number}</p>
      <h1>{course.title}</h1>
      <StateWords desk={desk} found={found} />
      {booking.state === 'offered' && mayChange && <Offer desk={desk} found={found} />}
      <div class="case-document">
        <CasePart id="workshop" head="Workshop" isChapter={true}>
          <WorkshopFacts desk={desk} workshop={workshop} />
          {workshop.cancelledAt === null && isActive(booking.state) && (
            <p>
              <a href={bookingAddresses.bookingCalendar(key)}>Put it in your calendar</a>
            </p>
          )}
          <Joining desk={desk} found={found} />
        </CasePart>
        {delegates.length > 0 && (
          <CasePart id="people" head="Who comes" note={booking.organisation}>
            <ul class="training-people">
              {delegates.map(({ number, name, email, attended }) => (
                <li>
                  <span>
                    <strong>{name ?? 'A person'}</strong> <span class="note">{email}</span>
                    {attended !== null && <span class="note">{attended ? 'came' : 'did not come'}</span>}
                  </span>
                  {mayChange && (
                    <a href={bookingAddresses.bookingPerson(key, number)}>
                      Change<span class="govuk-visually-hidden"> {name}</span>
                    </a>
                  )}
                </li>
              ))}
            </ul>
          </CasePart>
        )}
        <CasePart id="booking" head="Booking">
          <dl class="training-facts">
            <dt>Organisation</dt>
            <dd>{booking.organisation}</dd>
            {booking.bookerName !== null && (
              <>
                <dt>Booked by</dt>
                <dd>
                  {booking.bookerName}, {booking.bookerEmail}
                </dd>
              </>
            )}
            {booking.purchaseOrder !== null && (
              <>
                <dt>Purchase order</dt>
                <dd>{booking.purchaseOrder}</dd>
              </>
            )}
            {booking.adjustments !== null && (
              <>
                <dt>Needed to take part</dt>
                <dd>{booking.adjustments}</dd>
              </>
            )}
          </dl>
          <h3>What happened</h3>
          <BookingSteps desk={desk} steps={more.steps} />
          {mayChange && (
            <p>
              <a href={bookingAddresses.bookingCancellation(key)}>Cancel the whole booking</a>
            </p>
          )}
        </CasePart>
      </div>
    </BookingPage>,
  )
}

function StateWords({ desk, found }: { desk: BookingDesk; found: WholeBooking }) {
  const { booking, workshop, more } = found
  if (workshop.cancelledAt !== null) {
    return (
      <Standing>
        <strong>This workshop is not held.</strong> {workshop.cancellationReason}
      </Standing>
    )
  }
  switch (booking.state) {
    case 'booked':
      return (
        <Standing>
          <strong>{inPlaces(booking.placeCount)} booked.</strong>{' '}
          {more.now < workshop.beginsAt ? 'You can change or cancel until it begins.' : 'It has begun.'}
        </Standing>
      )
    case 'waiting':
      return (
        <Standing>
          <strong>You wait for {inPlaces(booking.placeCount)}.</strong> Nothing is booked yet; what becomes
          free is offered by e-mail.
        </Standing>
      )
    case 'offered':
      return (
        <Standing>
          <strong>
            {inPlaces(booking.placeCount)} {booking.placeCount === 1 ? 'is' : 'are'} kept for you until{' '}
            {printMoment(desk.scheme, booking.offerLapsesAt ?? workshop.beginsAt)}.
          </strong>{' '}
          Then we offer what is free to whoever is next.
        </Standing>
      )
    case 'lapsed':
      return (
        <Standing>
          <strong>Nothing is booked.</strong> What you waited for was not taken in time, or no place became
          free.
        </Standing>
      )
    case 'cancelled':
      return (
        <Standing>
          <strong>This booking is cancelled.</strong> Nobody is expected by it.
        </Standing>
      )
  }
}

function Offer({ desk, found: { key, booking } }: { desk: BookingDesk; found: FoundBooking }) {
  const action = bookingAddresses.bookingAnswer(key)
  return (
    <DeskForm action={action} token={formToken(desk.secret, key, action)}>
      <div class="desk-actions">
        <Button text={booking.placeCount === 1 ? 'Take the place' : 'Take the places'} does="accept" />
        <Button text="Leave it to others" does="decline" isSecondary={true} />
      </div>
    </DeskForm>
  )
}

/** Shown as near to the workshop as it is mailed; bank holidays, which only mails know of, make it later here. */
function Joining({ desk, found }: { desk: BookingDesk; found: WholeBooking }) {
  const { workshop, more } = found
  const soon = workingDaysAfter(
    dayOf(desk.scheme, more.now),
    desk.scheme.training.joiningWorkingDays,
    new Set(),
  )
  if (more.joining === '' || dayOf(desk.scheme, workshop.beginsAt) > soon) return null
  return (
    <>
      <h3>How to join</h3>
      {more.joining.split('\n').map((line) => (
        <p>{line}</p>
      ))}
    </>
  )
}

const stepWords: Readonly<Record<string, (places: string, people: string) => string>> = {
  booked: (places) => `${places} booked`,
  waiting: (places) => `On the waiting list for ${places}`,
  offered: (places) => `${places} offered`,
  accepted: (places) => `${places} taken`,
  lapsed: () => 'The offer lapsed',
  unplaced: () => 'No place became free',
  cancelled: () => 'Cancelled',
  fewer: (_, people) => `${people} from now on`,
  swapped: () => 'Somebody else comes',
  moved: () => 'Another time or place',
  'workshop-cancelled': () => 'The workshop was cancelled',
}

/** What happened to a booking, the latest last. It names nobody. */
export function BookingSteps({
  desk,
  steps,
}: {
  desk: Pick<BookingDesk, 'scheme'>
  steps: readonly BookingStep[]
}) {
  return (
    <ol class="training-steps">
      {steps.map(({ kind, placeCount, doneAt, doneBy }) => (
        <li>
          {stepWords[kind]?.(inPlaces(placeCount), inPeople(placeCount)) ?? kind}{' '}
          <span class="note">
            {printMoment(desk.scheme, doneAt)}
            {doneBy === 'office' && ', by our office'}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** The workshop as a file for a calendar. */
export async function sendBookingCalendar(context: Context, desk: BookingDesk): Promise<Response> {
  const found = await readWhole(context, desk)
  if (found === undefined) return noSuchPage(context, desk)
  const { key, booking, workshop, course } = found
  const text = calendarFile(desk.scheme, desk.site, {
    workshop,
    course,
    address: `${desk.siteUrl}${bookingAddresses.booking(key)}`,
    description: `Booking ${booking.number}, ${inPlaces(booking.placeCount)}.`,
  })
  return context.body(text, 200, {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': `attachment; filename="workshop-${workshop.id}.ics"`,
  })
}

/** Asks whether the whole booking is to be cancelled. */
export async function showCancellation(context: Context, desk: BookingDesk): Promise<Response> {
  const found = await readWhole(context, desk)
  if (found === undefined) return noSuchPage(context, desk)
  const { key, booking, course } = found
  const action = bookingAddresses.bookingCancellation(key)
  return context.html(
    <BookingPage
      desk={desk}
      title="Cancel the booking"
      back={{ text: 'Your booking', href: bookingAddresses.booking(key) }}
    >
      <h1>Cancel the booking</h1>
      <Standing>
        <strong>
          {inPeople(booking.placeCount)} will not come to “{course.title}”.
        </strong>{' '}
        Their places go to others, and it cannot be undone.
      </Standing>
      <DeskForm action={action} token={formToken(desk.secret, key, action)}>
        <Button text="Cancel the whole booking" />
      </DeskForm>
    </BookingPage>,
  )
}

/** Cancels it. */
export function sendCancellation(context: Context, desk: BookingDesk): Promise<Response> {
  return answerWith(context, desk, async (key) => ({
    result: await cancelBooking(desk.visitor, key),
    done: 'cancelled',
  }))
}

/** Takes or leaves what is offered. */
export function sendAnswer(context: Context, desk: BookingDesk): Promise<Response> {
  return answerWith(context, desk, async (key, form) => {
    const isAccepted = form.text('do') === 'accept'
    return {
      result: await answerOffer(desk.visitor, key, isAccepted),
      done: isAccepted ? 'accepted' : 'cancelled',
    }
  })
}

async function answerWith(
  context: Context,
  desk: BookingDesk,
  act: (
    key: string,
    form: SentForm,
  ) => Promise<{ readonly result: BookingResult | undefined; readonly done: string }>,
): Promise<Response> {
  const key = context.req.param('key') ?? ''
  const reading = await readSentForm(context, desk.secret, key)
  if (!reading.ok) {
    context.status(reading.status)
    return bookingPage(context, desk, [{ reason: reading.reason }])
  }
  const { result, done } = await act(key, reading.form)
  if (result === undefined) return noSuchPage(context, desk)
  if (result.ok) return context.redirect(`${bookingAddresses.booking(key)}?done=${done}`, 303)
  context.status(422)
  return bookingPage(context, desk, result.problems)
}

/** One person of a booking: somebody else instead, or nobody. */
export async function showPerson(context: Context, desk: BookingDesk): Promise<Response> {
  return personPage(context, desk, { name: '', email: '' }, [])
}

async function personPage(
  context: Context,
  desk: BookingDesk,
  typed: { readonly name: string; readonly email: string },
  problems: readonly Problem[],
): Promise<Response> {
  const found = await readWhole(context, desk)
  const number = Number(context.req.param('number'))
  const delegate = found?.delegates.find((one) => one.number === number)
  if (found === undefined || delegate === undefined || delegate.email === null)
    return noSuchPage(context, desk)
  const { key, delegates } = found
  const action = bookingAddresses.bookingPerson(key, number)
  const token = formToken(desk.secret, key, action)
  return context.html(
    <BookingPage
      desk={desk}
      title={`Change who comes: ${delegate.name}`}
      back={{ text: 'Your booking', href: bookingAddresses.booking(key) }}
    >
      <ErrorSummary problems={problems} />
      <h1>Change who comes</h1>
      <Standing>
        <strong>{delegate.name}</strong> is expected now.
      </Standing>
      <DeskForm action={action} token={token}>
        <input type="hidden" name="was" value={delegate.email} />
        <h2>Somebody else instead</h2>
        <PersonFields number={number} isOnly={true} person={typed} problems={problems} />
        <Button text="Name this person instead" does="swap" />
      </DeskForm>
      <h2>Nobody instead</h2>
      <p>
        {delegates.length === 1
          ? 'Without the last person the whole booking is cancelled.'
          : 'The place goes to others.'}
      </p>
      <DeskForm action={action} token={token}>
        <input type="hidden" name="was" value={delegate.email} />
        <Button text="Give the place up" does="leave" isSecondary={true} />
      </DeskForm>
    </BookingPage>,
  )
}

/** Names another person, or gives the place up. */
export async function sendPerson(context: Context, desk: BookingDesk): Promise<Response> {
  const key = context.req.param('key') ?? ''
  const number = Number(context.req.param('number'))
  const reading = await readSentForm(context, desk.secret, key)
  if (!reading.ok) {
    context.status(reading.status)
    return bookingPage(context, desk, [{ reason: reading.reason }])
  }
  const { form } = reading
  const was = form.text('was')
  const person = { name: form.text('person-name'), email: form.text('person-email') }
  const isSwap = form.text('do') === 'swap'
  const result = isSwap
    ? await swapPerson(desk.visitor, desk, key, { number, was, person })
    : await leaveOut(desk.visitor, key, { number, was })
  if (result === undefined) return noSuchPage(context, desk)
  if (result.ok) {
    return context.redirect(`${bookingAddresses.booking(key)}?done=${isSwap ? 'swapped' : 'left'}`, 303)
  }
  context.status(422)
  return result.problems.some(({ field }) => field !== undefined)
    ? personPage(context, desk, person, result.problems)
    : bookingPage(context, desk, result.problems)
}
