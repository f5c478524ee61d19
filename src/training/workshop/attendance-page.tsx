import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { dayOf } from '../../scheme/printed-dates.ts'
import { csvAnswer } from '../../web/csv-answer.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskForm, ErrorSummary, type Problem } from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { readBookings, readDelegatesOf } from '../booking/booking-store.ts'
import { noSuchTraining } from './programme-page.tsx'
import { recordAttendance } from './workshop-actions.ts'
import { askedWorkshop } from './workshop-page.tsx'
import { dayWords, inPeople } from './workshop-words.ts'

/** Everybody who was expected, to be ticked off. */
export async function showAttendance(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  return attendancePage(context, desk, staff, undefined, [])
}

async function attendancePage(
  context: Context,
  desk: Desk,
  staff: Staff,
  /** What was ticked, where it was sent and refused. */
  ticked: readonly string[] | undefined,
  problems: readonly Problem[],
): Promise<Response> {
  const found = await askedWorkshop(context, desk)
  if (found === undefined) return noSuchTraining(context, desk, staff)
  const { workshop, course } = found
  const bookings = (await readBookings(desk.database, workshop.id)).filter(({ state }) => state === 'booked')
  const delegates = await readDelegatesOf(desk.database, workshop.id)
  const action = deskAddresses.workshop(workshop.id, 'attendance')
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Who came: ${course.title}`}
      current={deskAddresses.training()}
      back={{ text: course.title, href: deskAddresses.workshop(workshop.id) }}
    >
      <ErrorSummary problems={problems} />
      <h1>Who came</h1>
      <Standing>
        <strong>
          {inPeople(bookings.reduce((sum, { placeCount }) => sum + placeCount, 0))} were expected
        </strong>{' '}
        at “{course.title}” on {dayWords(desk.scheme, workshop)}. Whoever is ticked counts as trained and gets
        a certificate.
      </Standing>
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <input type="hidden" name="version" value={String(workshop.version)} />
        {bookings.map((booking) => (
          <fieldset class="govuk-fieldset training-sheet">
            <legend class="govuk-fieldset__legend">
              {booking.organisation} <span class="note">booking {booking.number}</span>
            </legend>
            <div class="govuk-checkboxes">
              {delegates
                .filter(({ bookingId }) => bookingId === booking.id)
                .map((delegate) => {
                  const value = `${booking.number}-${delegate.number}`
                  return (
                    <div class="govuk-checkboxes__item">
                      <input
                        class="govuk-checkboxes__input"
                        type="checkbox"
                        name="came"
                        id={`came-${value}`}
                        value={value}
                        checked={ticked === undefined ? delegate.attended === true : ticked.includes(value)}
                      />
                      <label class="govuk-label govuk-checkboxes__label" for={`came-${value}`}>
                        {delegate.name ?? `Person ${delegate.number}`}
                      </label>
                    </div>
                  )
                })}
            </div>
          </fieldset>
        ))}
        <Button text="Record who came" />
      </DeskForm>
    </StaffPage>,
  )
}

/** Records who was ticked. */
export async function sendAttendance(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const found = await askedWorkshop(context, desk)
  if (found === undefined) return noSuchTraining(context, desk, staff)
  const { id } = found.workshop
  const ticked = form.texts('came')
  const bookings = new Map(
    (await readBookings(desk.database, id)).map((booking) => [String(booking.number), booking.id]),
  )
  const came = ticked.flatMap((value) => {
    const [booking = '', number = ''] = value.split('-')
    const bookingId = bookings.get(booking)
    return bookingId === undefined || !/^\d{1,3}$/.test(number) ? [] : [{ bookingId, number: Number(number) }]
  })
  const result = await recordAttendance(desk.database, {
    actor: staff.email,
    id,
    version: Number(form.text('version')),
    came,
  })
  if (result.ok) return context.redirect(`${deskAddresses.workshop(id)}?done=attendance`, 303)
  context.status(result.isStale ? 409 : 422)
  return attendancePage(context, desk, staff, ticked, result.problems)
}

/** The columns of the list of delegates. */
export const delegateColumns = [
  'booking',
  'organisation',
  'organisation_kind',
  'name',
  'email',
  'state',
  'attended',
  'adjustments',
  'purchase_order',
] as const

/** Everybody of a workshop as a file, for whoever runs it. */
export async function sendDelegates(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const found = await askedWorkshop(context, desk)
  if (found === undefined) return noSuchTraining(context, desk, staff)
  const { workshop, course } = found
  const delegates = await readDelegatesOf(desk.database, workshop.id)
  const rows = (await readBookings(desk.database, workshop.id)).flatMap((booking) =>
    delegates
      .filter(({ bookingId }) => bookingId === booking.id)
      .map(({ name, email, attended }) => [
        booking.number,
        booking.organisation,
        booking.organisationKind,
        name,
        email,
        booking.state,
        attended,
        booking.adjustments,
        booking.purchaseOrder,
      ]),
  )
  const mark = desk.site.isDemonstration ? 'DEMONSTRATION-' : ''
  const name = `${mark}delegates-${course.slug}-${dayOf(desk.scheme, workshop.beginsAt)}.csv`
  return csvAnswer(context, name, delegateColumns, rows)
}
