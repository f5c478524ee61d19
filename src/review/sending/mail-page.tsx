import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { StaffPage } from '../../accounts/signed-in-route.tsx'
import { formatCount } from '../../letters/letter-words.ts'
import { countCopies } from '../../mail/outbox-store.ts'
import { readSendingState } from '../../mail/sending-store.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { ErrorSummary, type Problem } from '../../web/desk-form-controls.tsx'
import { DeskFigures, Notice, Standing, State } from '../../web/desk-page.tsx'
import type { ReviewDesk } from '../review-desk.tsx'
import { readYearsUnderReview } from '../review-step-store.ts'
import { BreakingAddress } from './copies-table.tsx'
import { hasMailSettings, MailState } from './mail-state.tsx'
import { resumeMail } from './resumption-actions.ts'
import { type OtherCopy, readUnsettledOthers } from './sending-store.ts'

/** How all mail goes: letters, invitations, and what people need to sign in. */
export async function showMail(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  return mailPage(context, desk, staff, [])
}

/** Lets sending go on after it was suspended. */
export async function sendResumption(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  const resumed = await resumeMail(desk.database, staff.email)
  if (resumed.ok) return context.redirect(`${deskAddresses.mail()}?done=resumed`, 303)
  context.status(409)
  return mailPage(context, desk, staff, [resumed])
}

async function mailPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  problems: readonly Problem[],
): Promise<Response> {
  const sending = await readSendingState(desk.database)
  const counts = await countCopies(desk.database)
  const others = await readUnsettledOthers(desk.database)
  const waiting = counts.waiting + counts['handing-over'] + counts['trying-again']
  const years = mayDo(staff, 'see-review') ? await readYearsUnderReview(desk.database) : []
  return context.html(
    <StaffPage desk={desk} person={staff} title="Mail" current={deskAddresses.mail()}>
      <ErrorSummary problems={problems} />
      {context.req.query('done') === 'resumed' && <Notice>Sending goes on.</Notice>}
      <h1>Mail</h1>
      <Standing>
        <strong>
          {sending.suspendedAt === null && hasMailSettings(desk)
            ? 'Mail is being sent.'
            : 'Nothing is being sent.'}
        </strong>{' '}
        Letters, invitations, and what people need to sign in.
      </Standing>
      <DeskFigures
        figures={[
          {
            number: formatCount(counts.taken + counts.received),
            noun: 'taken',
            note: 'by receiving servers',
          },
          {
            number: formatCount(counts.refused + counts['given-up']),
            noun: 'refused',
            note: 'the server will not have it',
            tone: counts.refused + counts['given-up'] > 0 ? 'warning' : 'waiting',
          },
          {
            number: formatCount(waiting),
            noun: 'waiting',
            note: 'to be sent or tried again',
            tone: 'waiting',
          },
          {
            number: formatCount(counts.uncertain),
            noun: 'uncertain',
            note: 'may or may not have arrived',
            tone: 'waiting',
          },
        ]}
      />
      <MailState desk={desk} staff={staff} sending={sending} isNeeded={true} />
      {others.length > 0 && <Others desk={desk} others={others} />}
      {years.length > 0 && (
        <>
          <h2>Letters</h2>
          <ul class="govuk-list">
            {years.map((year) => (
              <li>
                <a href={deskAddresses.sending(year)}>Letters of {formatReportingYear(year)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </StaffPage>,
  )
}

/** Invitations and the like that somebody may be waiting for. */
function Others({ desk, others }: { desk: ReviewDesk; others: readonly OtherCopy[] }) {
  return (
    <>
      <h2>Not delivered, other than letters</h2>
      <p>
        Such mail has a link that lets somebody in, and is not kept. Find out the right address and invite
        again.
      </p>
      <table class="desk-table desk-table--list copies">
        <caption class="govuk-visually-hidden">Mail other than letters that did not arrive</caption>
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">Server</th>
          </tr>
        </thead>
        <tbody>
          {others.map(({ address, subject, state, answer, answeredAt }) => (
            <tr>
              <th scope="row">
                <BreakingAddress address={address} />
              </th>
              <td>{answeredAt && printMoment(desk.scheme, answeredAt)}</td>
              <td>{subject}</td>
              <td>
                {state === 'uncertain' ? (
                  <State mark="attention">No answer after hand-over</State>
                ) : (
                  <State mark="blocks">Refused</State>
                )}
                <span class="note">{answer}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
