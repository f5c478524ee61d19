import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf, printDate, printMoment } from '../../scheme/printed-dates.ts'
import { addresses } from '../../web/addresses.ts'
import { CasePart } from '../../web/case-part.tsx'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskTextArea,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { DeskFigures, Notice, Standing, State } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { type Booking, isActive } from '../booking/booking.ts'
import { type FoundWorkshop, readWorkshopAndCourse, WorkshopFacts } from '../booking/booking-page.tsx'
import { readBookings, readDelegatesOf } from '../booking/booking-store.ts'
import { noSuchTraining } from './programme-page.tsx'
import { bookingStanding } from './workshop.ts'
import { cancelWorkshop } from './workshop-actions.ts'
import { type EvaluationSums, readEvaluations, readJoining } from './workshop-store.ts'
import { dayWords, inPeople, inPlaces, standingWords } from './workshop-words.ts'

/** The workshop and course that an address names. */
export async function askedWorkshop(
  context: Context,
  { database }: Desk,
): Promise<FoundWorkshop | undefined> {
  const text = context.req.param('workshop') ?? ''
  return /^[1-9]\d{0,8}$/.test(text) ? readWorkshopAndCourse(database, Number(text)) : undefined
}

const doneSentences: Readonly<Record<string, string>> = {
  saved: 'The workshop is saved.',
  attendance: 'Who came is on record. They are sent their certificates.',
  booked: 'It is booked. The confirmation goes to whoever books.',
  cancelled: 'The workshop is cancelled. Everybody who booked or waits is told.',
}

/** One workshop: who booked, who waits, what is to be done, and what came of it. */
export async function showWorkshop(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const found = await askedWorkshop(context, desk)
  if (found === undefined) return noSuchTraining(context, desk, staff)
  const { workshop, course } = found
  const { database, scheme } = desk
  const now = await currentMoment(database)
  const standing = bookingStanding(workshop, course, { now, today: dayOf(scheme, now) })
  const [bookings, delegates, joining, evaluations] = await Promise.all([
    readBookings(database, workshop.id),
    readDelegatesOf(database, workshop.id),
    readJoining(database, workshop.id),
    readEvaluations(database, workshop.id),
  ])
  const held = bookings.filter(({ state }) => state === 'booked')
  const waiting = bookings.filter(({ state }) => state === 'waiting' || state === 'offered')
  const ended = bookings.filter(({ state }) => !isActive(state))
  const cameCount = delegates.filter(({ attended }) => attended === true).length
  const expectedCount = delegates.filter(({ attended }) => attended !== null).length
  const hasBegun = workshop.beginsAt <= now
  const isOn = workshop.cancelledAt === null
  const mayRun = mayDo(staff, 'run-training')
  const done = doneSentences[context.req.query('done') ?? '']
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`${course.title}, ${dayWords(scheme, workshop)}`}
      current={deskAddresses.training()}
      back={{ text: 'Training', href: deskAddresses.training() }}
    >
      {done !== undefined && <Notice>{done}</Notice>}
      <h1>{course.title}</h1>
      <Standing>
        <strong>
          {dayWords(scheme, workshop)}. {standingWords(standing)}.
        </strong>{' '}
        {workshop.cancellationReason ??
          (hasBegun && attendanceWords(workshop.attendanceRecordedAt, cameCount))}
      </Standing>
      <DeskFigures
        figures={[
          {
            number: String(workshop.placesHeld),
            noun: 'places taken',
            note: `of ${workshop.capacity}; offered ones included`,
          },
          {
            number: String(workshop.waitingCount),
            noun: 'waiting',
            note: 'bookings in the queue',
            tone: 'waiting',
          },
          ...(workshop.attendanceRecordedAt === null
            ? []
            : [{ number: String(cameCount), noun: 'came', note: `of ${inPeople(expectedCount)} expected` }]),
        ]}
      />
      {mayRun && isOn && (
        <p class="training-next">
          {hasBegun ? (
            <a href={deskAddresses.workshop(workshop.id, 'attendance')}>
              {workshop.attendanceRecordedAt === null ? 'Record who came' : 'Correct who came'}
            </a>
          ) : (
            <>
              <a href={deskAddresses.workshop(workshop.id, 'bookings')}>Take a booking for somebody</a>
              <a href={deskAddresses.workshop(workshop.id, 'change')}>Change the workshop</a>
              <a href={deskAddresses.workshop(workshop.id, 'cancellation')}>Cancel it</a>
            </>
          )}
          <a href={deskAddresses.workshop(workshop.id, 'delegates.csv')}>List of delegates (CSV)</a>
        </p>
      )}
      <div class="case-document">
        <CasePart id="facts" head="Workshop" isChapter={true}>
          <WorkshopFacts desk={desk} workshop={workshop}>
            <dt>How to join</dt>
            <dd>{joining === '' ? 'Not on record yet, so nothing can be sent.' : joining}</dd>
            <dt>Booking</dt>
            <dd>
              {printDate(workshop.bookingOpensOn)} to {printDate(workshop.bookingClosesOn)} ·{' '}
              <a href={addresses.trainingCourse(course.slug)}>as everybody sees it</a>
            </dd>
          </WorkshopFacts>
        </CasePart>
        <CasePart
          id="booked"
          head="Booked"
          note={inPlaces(held.reduce((sum, one) => sum + one.placeCount, 0))}
        >
          <Bookings bookings={held} none="Nobody has booked." />
        </CasePart>
        {waiting.length > 0 && (
          <CasePart id="waiting" head="Waiting" note="in this order">
            <Bookings bookings={waiting} none="" />
          </CasePart>
        )}
        {ended.length > 0 && (
          <CasePart id="ended" head="Ended" note="hold no place">
            <Bookings bookings={ended} none="" />
          </CasePart>
        )}
        {workshop.attendanceRecordedAt !== null && <Evaluations sums={evaluations} cameCount={cameCount} />}
      </div>
    </StaffPage>,
  )

  function Bookings({ bookings: listed, none }: { bookings: readonly Booking[]; none: string }) {
    if (listed.length === 0) return <p>{none}</p>
    return (
      <ul class="training-people">
        {listed.map((booking) => (
          <li>
            <span>
              {mayRun ? (
                <a href={deskAddresses.workshop(workshop.id, `bookings/${booking.number}`)}>
                  {booking.organisation}
                </a>
              ) : (
                booking.organisation
              )}
              <span class="note">
                {inPlaces(booking.placeCount)}, booking {booking.number}
                {booking.adjustments !== null && ', something is needed to take part'}
              </span>
            </span>
            <BookingMark desk={desk} booking={booking} />
          </li>
        ))}
      </ul>
    )
  }
}

function attendanceWords(recordedAt: Date | null, cameCount: number): string {
  return recordedAt === null ? 'Nobody recorded who came, so nobody counts.' : `${inPeople(cameCount)} came.`
}

function BookingMark({ desk, booking: { state, offerLapsesAt } }: { desk: Desk; booking: Booking }) {
  switch (state) {
    case 'booked':
      return <State mark="done">Booked</State>
    case 'waiting':
      return <State mark="open">Waiting</State>
    case 'offered':
      return (
        <span>
          <State mark="attention">Offered</State>
          {offerLapsesAt !== null && (
            <span class="note">until {printMoment(desk.scheme, offerLapsesAt)}</span>
          )}
        </span>
      )
    case 'lapsed':
      return <State mark="open">Lapsed</State>
    case 'cancelled':
      return <State mark="open">Cancelled</State>
  }
}

function Evaluations({ sums, cameCount }: { sums: EvaluationSums; cameCount: number }) {
  return (
    <CasePart
      id="evaluations"
      head="What they made of it"
      note={`${sums.count} of ${cameCount} who came`}
      isChapter={true}
    >
      {sums.count === 0 ? (
        <p>Nobody has answered yet.</p>
      ) : (
        <>
          <table class="desk-table">
            <thead>
              <tr>
                <th scope="col">From 1, not at all, to 5, very</th>
                {[1, 2, 3, 4, 5].map((mark) => (
                  <th scope="col" class="number">
                    {mark}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">Useful for their work</th>
                {sums.usefulness.map((count) => (
                  <td class="number">{count}</td>
                ))}
              </tr>
              <tr>
                <th scope="row">Clear</th>
                {sums.clarity.map((count) => (
                  <td class="number">{count}</td>
                ))}
              </tr>
            </tbody>
          </table>
          {sums.comments.map((comment) => (
            <blockquote class="training-comment">{comment}</blockquote>
          ))}
        </>
      )}
    </CasePart>
  )
}

/** Asks why a workshop is cancelled. */
export async function showWorkshopCancellation(
  context: Context,
  desk: Desk,
  staff: Staff,
): Promise<Response> {
  return cancellationPage(context, desk, staff, '', [])
}

async function cancellationPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  reason: string,
  problems: readonly Problem[],
): Promise<Response> {
  const found = await askedWorkshop(context, desk)
  if (found === undefined) return noSuchTraining(context, desk, staff)
  const { workshop, course } = found
  const action = deskAddresses.workshop(workshop.id, 'cancellation')
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Cancel “${course.title}”`}
      current={deskAddresses.training()}
      back={{ text: course.title, href: deskAddresses.workshop(workshop.id) }}
    >
      <ErrorSummary problems={problems} />
      <h1>Cancel “{course.title}”</h1>
      <Standing>
        <strong>
          {inPlaces(workshop.placesHeld)} taken, {workshop.waitingCount} waiting.
        </strong>{' '}
        Everybody is told by e-mail, with your reason. It cannot be undone.
      </Standing>
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <input type="hidden" name="version" value={String(workshop.version)} />
        <DeskTextArea
          id="reason"
          label="Why?"
          hint="Everybody reads it, in the mail and in the programme."
          rows={3}
          value={reason}
          error={problemOf(problems, 'reason')}
        />
        <Button text="Cancel the workshop" />
      </DeskForm>
    </StaffPage>,
  )
}

/** Cancels it. */
export async function sendWorkshopCancellation(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const found = await askedWorkshop(context, desk)
  if (found === undefined) return noSuchTraining(context, desk, staff)
  const reason = form.text('reason')
  const result = await cancelWorkshop(desk.database, {
    actor: staff.email,
    id: found.workshop.id,
    version: Number(form.text('version')),
    reason,
  })
  if (result.ok) return context.redirect(`${deskAddresses.workshop(found.workshop.id)}?done=cancelled`, 303)
  context.status(result.isStale ? 409 : 422)
  return cancellationPage(context, desk, staff, reason, result.problems)
}
