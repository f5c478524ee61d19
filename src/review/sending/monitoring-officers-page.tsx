import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { currentMoment } from '../../database/current-moment-store.ts'
import { formatCount } from '../../letters/letter-words.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskForm, ErrorSummary, type Problem } from '../../web/desk-form-controls.tsx'
import { Notice, Standing, State } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { ReviewDesk } from '../review-desk.tsx'
import { BreakingAddress } from './copies-table.tsx'
import { awaitsInvitation, inviteMonitoringOfficers } from './registration-actions.ts'
import { type MonitoringOfficer, readMonitoringOfficers } from './registration-store.ts'

/** Which monitoring officers asked to be sent letters, and the invitations to do so. */
export async function showMonitoringOfficers(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
): Promise<Response> {
  return officersPage(context, desk, staff, [])
}

export async function sendInvitations(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  const { database, scheme, siteUrl } = desk
  const invited = await inviteMonitoringOfficers(database, scheme, { actor: staff.email, siteUrl })
  if (invited.ok) return context.redirect(`${deskAddresses.monitoringOfficers()}?done=invited`, 303)
  context.status(422)
  return officersPage(context, desk, staff, [invited])
}

async function officersPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  problems: readonly Problem[],
): Promise<Response> {
  const now = await currentMoment(desk.database)
  const officers = await readMonitoringOfficers(desk.database, now)
  const registered = officers.filter(({ registeredAt }) => registeredAt !== null).length
  const waiting = officers.filter((officer) => awaitsInvitation(officer, now)).length
  const action = deskAddresses.monitoringOfficers()
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title="Monitoring officers"
      current={deskAddresses.desk()}
      back={{ text: 'Annual review', href: deskAddresses.desk() }}
    >
      <ErrorSummary problems={problems} />
      {context.req.query('done') === 'invited' && <Notice>The invitations are on their way.</Notice>}
      <h1>Monitoring officers</h1>
      <Standing>
        <strong>
          {formatCount(registered)} of {formatCount(officers.length)} asked for copies of letters.
        </strong>{' '}
        Those who register are sent every letter that says it is shared with them.
      </Standing>
      {mayDo(staff, 'send-letters') && waiting > 0 && (
        <DeskForm action={action} token={tokenOf(desk, staff, action)}>
          <p>
            An invitation is a mail with a link that works once, for four weeks. Nobody needs an account for
            it.
          </p>
          <Button text={`Invite ${formatCount(waiting)} by mail`} />
        </DeskForm>
      )}
      {officers.length > 0 && <Officers scheme={desk.scheme} officers={officers} now={now} />}
    </StaffPage>,
  )
}

function Officers({
  scheme,
  officers,
  now,
}: {
  scheme: Scheme
  officers: readonly MonitoringOfficer[]
  now: Date
}) {
  return (
    <table class="desk-table desk-table--list copies">
      <caption class="govuk-visually-hidden">Monitoring officers in office</caption>
      <thead>
        <tr>
          <th scope="col">Authority</th>
          <th scope="col">Post</th>
          <th scope="col">Address</th>
          <th scope="col">Copies</th>
        </tr>
      </thead>
      <tbody>
        {officers.map((officer) => (
          <tr>
            <th scope="row">{officer.authority}</th>
            <td>{officer.post}</td>
            <td class="address">
              <BreakingAddress address={officer.email} />
            </td>
            <td>
              <OfficerState scheme={scheme} officer={officer} now={now} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function OfficerState({ scheme, officer, now }: { scheme: Scheme; officer: MonitoringOfficer; now: Date }) {
  const { registeredAt, invitedAt, expiresAt } = officer
  if (registeredAt !== null) {
    return (
      <>
        <State mark="done">Registered</State>
        <span class="note">{printMoment(scheme, registeredAt)}</span>
      </>
    )
  }
  if (invitedAt === null || expiresAt === null) return <State mark="open">Not invited</State>
  return (
    <>
      <State mark={expiresAt <= now ? 'open' : 'attention'}>
        {expiresAt <= now ? 'Invitation expired' : 'Invited'}
      </State>
      <span class="note">{printMoment(scheme, invitedAt)}</span>
    </>
  )
}
