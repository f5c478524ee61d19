import type { Context } from 'hono'
import type { Staff } from '../accounts/person.ts'
import { StaffPage, tokenOf } from '../accounts/signed-in-route.tsx'
import { dayOf, printMoment } from '../scheme/printed-dates.ts'
import { formatReportingYear } from '../scheme/reporting-year.ts'
import { timeOf } from '../scheme/wall-clock.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import {
  DeskForm,
  DeskTextArea,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../web/desk-form-controls.tsx'
import { Standing } from '../web/desk-page.tsx'
import { Button } from '../web/form-controls.tsx'
import type { SentForm } from '../web/sent-form.ts'
import { changeMoment } from './moment-actions.ts'
import { type MomentChange, readMomentChanges } from './moment-store.ts'
import type { ReviewDesk } from './review-desk.tsx'
import { askedYear, noSuchReview } from './review-parts.tsx'
import { readStanding } from './review-standing-store.ts'
import { standingMark } from './seen-standing.ts'

/** Where somebody with the role brings forward or puts back the moment of publication. */
export async function showMoment(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  return momentPage(context, desk, staff, [])
}

export async function sendMoment(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  if (year === undefined) return noSuchReview(context, desk, staff)
  const move = await changeMoment(desk.database, desk.scheme, year, {
    actor: staff.email,
    date: form.text('date'),
    time: form.text('time'),
    reason: form.text('reason'),
    seen: form.text('standing'),
    seenMoment: form.text('moment'),
  })
  if (move.ok) return context.redirect(`${deskAddresses.review(year)}?done=moment`, 303)
  context.status(move.isStale ? 409 : 422)
  return momentPage(context, desk, staff, [move], form)
}

async function momentPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  problems: readonly Problem[],
  form?: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  const standing = year !== undefined && (await readStanding(desk.database, year))
  if (year === undefined || !standing) return noSuchReview(context, desk, staff)
  const { cycle, current } = standing
  const changes = await readMomentChanges(desk.database, year)
  const action = deskAddresses.moment(year)
  const isSealed = current !== undefined && current.sealedAt !== null
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Moment of publication ${formatReportingYear(year)}`}
      current={deskAddresses.desk()}
      back={{ text: `Annual review ${formatReportingYear(year)}`, href: deskAddresses.review(year) }}
    >
      <ErrorSummary problems={problems} />
      <h1>Moment of publication</h1>
      <Standing>
        <strong>{printMoment(desk.scheme, cycle.publishedAt)}.</strong> Until then the public knows nothing of
        the year; from then on everybody sees everything.
      </Standing>
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <input type="hidden" name="standing" value={standingMark(current)} />
        <input type="hidden" name="moment" value={cycle.publishedAt.toISOString()} />
        <DeskTextInput
          id="date"
          label="New day"
          hint="As 2025-07-24"
          type="date"
          width={10}
          value={form?.text('date') ?? dayOf(desk.scheme, cycle.publishedAt)}
          error={problemOf(problems, 'date')}
        />
        <DeskTextInput
          id="time"
          label="New time"
          hint="By clocks in the UK, as 09:30"
          type="time"
          width={10}
          value={form?.text('time') ?? timeOf(desk.scheme, cycle.publishedAt)}
          error={problemOf(problems, 'time')}
        />
        <DeskTextArea
          id="reason"
          label="Why?"
          hint="Everybody in the office can read it."
          value={form?.text('reason')}
          error={problemOf(problems, 'reason')}
        />
        {isSealed && (
          <p>
            The letters are sealed and name the day they were sealed with. Where the day changes, tell those
            who had one.
          </p>
        )}
        <Button text="Change the moment" />
      </DeskForm>
      <Changes desk={desk} changes={changes} />
    </StaffPage>,
  )
}

function Changes({ desk, changes }: { desk: ReviewDesk; changes: readonly MomentChange[] }) {
  if (changes.length === 0) return null
  return (
    <>
      <h2>Changed before</h2>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Why</th>
            <th scope="col">By whom</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ momentBefore, momentAfter, reason, changedBy, changedAt }) => (
            <tr>
              <td>{printMoment(desk.scheme, momentBefore)}</td>
              <td>{printMoment(desk.scheme, momentAfter)}</td>
              <td>{reason}</td>
              <td>
                {changedBy}
                <span class="note">{printMoment(desk.scheme, changedAt)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
