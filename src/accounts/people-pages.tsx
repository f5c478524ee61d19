import type { Context } from 'hono'
import { currentMoment } from '../database/current-moment-store.ts'
import { printMoment } from '../scheme/printed-dates.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import {
  DeskForm,
  DeskRadios,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../web/desk-form-controls.tsx'
import { Notice, Standing, State } from '../web/desk-page.tsx'
import { Button, ButtonLink } from '../web/form-controls.tsx'
import type { SentForm } from '../web/sent-form.ts'
import { endAppointment } from './appointment-actions.ts'
import { EmailAddress } from './email-address.tsx'
import { type Invitation, invitationDays, invitedAs } from './invitation.ts'
import { invite, inviteAnew, withdraw } from './invitation-actions.ts'
import { readOpenInvitations } from './invitation-store.ts'
import { type AppointedPerson, readPeople } from './people-store.ts'
import { postOf, type Staff } from './person.ts'
import { officerRoles, type Role, roleWords, staffRoles } from './role.ts'
import { type Desk, StaffPage, tokenOf } from './signed-in-route.tsx'

/** Who is what, and who is invited. */
export async function showPeople(context: Context, desk: Desk, person: Staff): Promise<Response> {
  const [people, invitations, now] = await Promise.all([
    readPeople(desk.database),
    readOpenInvitations(desk.database),
    currentMoment(desk.database),
  ])
  const staff = people.filter(({ authority }) => authority === null)
  const officers = people.filter(({ authority }) => authority !== null)
  const notice = notices.get(context.req.query('done') ?? '')
  return context.html(
    <StaffPage desk={desk} person={person} title="People" current={deskAddresses.people()} isWide={true}>
      {notice !== undefined && <Notice>{notice}</Notice>}
      <h1>People</h1>
      <Standing>
        <strong>
          {staff.length} of the Ombudsman's office and {officers.length} of authorities
        </strong>{' '}
        can sign in; {invitations.length} {invitations.length === 1 ? 'invitation is' : 'invitations are'}{' '}
        open.
      </Standing>
      <p>
        <ButtonLink text="Invite somebody" href={deskAddresses.invitations()} />
      </p>
      <p>
        <a href={deskAddresses.roles()}>What each role may do</a>
      </p>
      <h2>Open invitations</h2>
      <Invitations desk={desk} person={person} invitations={invitations} now={now} />
      <h2>The Ombudsman's office</h2>
      <PeopleTable desk={desk} people={staff} />
      <h2>Authorities</h2>
      {officers.length === 0 ? <p>Nobody yet.</p> : <PeopleTable desk={desk} people={officers} />}
    </StaffPage>,
  )
}

const notices = new Map([
  ['invited', `The invitation is on its way by mail. It is good for ${invitationDays} days.`],
  ['appointed', 'They sign in here already, and are appointed from now on.'],
  ['withdrawn', 'The invitation is withdrawn.'],
  ['ended', 'The appointment is ended, and with it every session of that person.'],
  ['anew', 'A mail is on its way. Until its link is followed, their old second factor stays.'],
])

function Invitations({
  desk,
  person,
  invitations,
  now,
}: {
  readonly desk: Desk
  readonly person: Staff
  readonly invitations: readonly Invitation[]
  readonly now: Date
}) {
  if (invitations.length === 0) return <p>None.</p>
  return (
    <table class="desk-table desk-table--list">
      <thead>
        <tr>
          <th scope="col">Address</th>
          <th scope="col">As</th>
          <th scope="col">Invited</th>
          <th scope="col">State</th>
          <th scope="col">
            <span class="govuk-visually-hidden">What you can do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {invitations.map((invitation) => {
          const action = deskAddresses.invitationWithdrawal(invitation.id)
          return (
            <tr>
              <th scope="row">
                <EmailAddress email={invitation.email} />
              </th>
              <td>{invitedAs(invitation)}</td>
              <td data-label="Invited">
                {printMoment(desk.scheme, invitation.invitedAt)}
                <span class="note">by {invitation.invitedBy}</span>
              </td>
              <td>
                {invitation.expiresAt <= now ? (
                  <State mark="blocks">Expired</State>
                ) : (
                  <State mark="open">Open until {printMoment(desk.scheme, invitation.expiresAt)}</State>
                )}
              </td>
              <td>
                <DeskForm action={action} token={tokenOf(desk, person, action)}>
                  <button type="submit" class="link-button">
                    Withdraw <span class="govuk-visually-hidden">the invitation of {invitation.email}</span>
                  </button>
                </DeskForm>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function PeopleTable({ desk, people }: { readonly desk: Desk; readonly people: readonly AppointedPerson[] }) {
  const isOfAuthorities = people.some(({ authority }) => authority !== null)
  return (
    <table class="desk-table desk-table--list">
      <thead>
        <tr>
          <th scope="col">Address</th>
          {isOfAuthorities && <th scope="col">Authority</th>}
          <th scope="col">Is</th>
          <th scope="col">Since</th>
          <th scope="col">Last signed in</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ id, email, authority, appointments, lastSignedInAt }) => (
          <tr>
            <th scope="row">
              <a href={deskAddresses.person(id)}>
                <EmailAddress email={email} />
              </a>
            </th>
            {isOfAuthorities && <td>{authority}</td>}
            <td>{postOf({ roles: appointments.map(({ role }) => role) })}</td>
            <td data-label="Since">{firstSince(desk, appointments)}</td>
            <td data-label="Last signed in">
              {lastSignedInAt === null ? 'Never' : printMoment(desk.scheme, lastSignedInAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function firstSince({ scheme }: Desk, appointments: AppointedPerson['appointments']): string {
  const [first] = appointments.toSorted((a, b) => a.since.getTime() - b.since.getTime())
  return first ? printMoment(scheme, first.since) : ''
}

/** One person: what they are, by whose word, and what an administrator can do about it. */
export async function showPerson(context: Context, desk: Desk, person: Staff): Promise<Response> {
  return answerPerson(context, desk, person, [])
}

async function answerPerson(
  context: Context,
  desk: Desk,
  person: Staff,
  problems: readonly Problem[],
): Promise<Response> {
  const shown = (await readPeople(desk.database)).find(({ id }) => id === context.req.param('person'))
  if (!shown) return context.redirect(deskAddresses.people(), 303)
  return context.html(
    <StaffPage
      desk={desk}
      person={person}
      title={shown.email}
      current={deskAddresses.people()}
      back={{ text: 'People', href: deskAddresses.people() }}
    >
      <ErrorSummary problems={problems} />
      <h1>
        <EmailAddress email={shown.email} />
      </h1>
      <Standing>
        {shown.name !== '' && `${shown.name}, `}
        {shown.authority ?? "The Ombudsman's office"};{' '}
        {shown.lastSignedInAt === null
          ? 'never signed in'
          : `last signed in ${printMoment(desk.scheme, shown.lastSignedInAt)}`}
      </Standing>
      <h2>Appointed as</h2>
      {shown.appointments.map(({ id, role, since, by }) => {
        const action = deskAddresses.appointmentEnd(shown.id, id)
        return (
          <>
            <h3>{roleWords[role].name}</h3>
            <p>
              {`Since ${printMoment(desk.scheme, since)}, by ${by}; `}
              {roleWords[role].does}.
            </p>
            <DeskForm action={action} token={tokenOf(desk, person, action)}>
              <Button text={`End as ${roleWords[role].name.toLowerCase()}`} isSecondary={true} />
            </DeskForm>
          </>
        )
      })}
      <p class="note">Ending one signs this person out everywhere at once.</p>
      <h2>Second factor</h2>
      <p>
        {shown.hasSecondFactor
          ? 'An authenticator is set up. If it is lost, invite this person to set up another, with a new password.'
          : 'No authenticator is set up. An invitation lets this person begin again, with a new password.'}
      </p>
      <p>
        Before you do: <strong>make sure that it is they who ask</strong>, by calling a number you know.
        Nobody's mail alone should be enough.
      </p>
      <DeskForm
        action={deskAddresses.personAnew(shown.id)}
        token={tokenOf(desk, person, deskAddresses.personAnew(shown.id))}
      >
        <Button text="Send an invitation to set it up" isSecondary={true} />
      </DeskForm>
    </StaffPage>,
  )
}

export async function sendAppointmentEnd(context: Context, desk: Desk, person: Staff): Promise<Response> {
  const id = askedId(context.req.param('appointment'))
  const ended =
    id !== undefined
      ? await endAppointment(desk.database, id, person.email)
      : ({ ok: false, reason: 'There is no such appointment.' } as const)
  if (ended.ok) return context.redirect(`${deskAddresses.people()}?done=ended`, 303)
  context.status(422)
  return answerPerson(context, desk, person, [ended])
}

export async function sendNewSecondFactor(context: Context, desk: Desk, person: Staff): Promise<Response> {
  const invited = await inviteAnew(invitingOf(desk), context.req.param('person') ?? '', person.email)
  if (invited.ok) return context.redirect(`${deskAddresses.people()}?done=anew`, 303)
  context.status(422)
  return answerPerson(context, desk, person, [invited])
}

export async function sendWithdrawal(context: Context, desk: Desk, person: Staff): Promise<Response> {
  const id = askedId(context.req.param('invitation'))
  const withdrawn = id !== undefined && (await withdraw(desk.database, id, person.email)).ok
  return context.redirect(`${deskAddresses.people()}${withdrawn ? '?done=withdrawn' : ''}`, 303)
}

/** The number in an address; undefined where it is none that the database could have given. */
function askedId(text = ''): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
}

type Typed = {
  readonly email: string
  readonly role: string
  readonly authority: string
  readonly problems: readonly Problem[]
}

export function showInviting(context: Context, desk: Desk, person: Staff): Response | Promise<Response> {
  return answerInviting(context, desk, person, { email: '', role: '', authority: '', problems: [] })
}

function answerInviting(
  context: Context,
  desk: Desk,
  person: Staff,
  { email, role, authority, problems }: Typed,
): Response | Promise<Response> {
  const action = deskAddresses.invitations()
  return context.html(
    <StaffPage
      desk={desk}
      person={person}
      title="Invite somebody"
      current={deskAddresses.people()}
      back={{ text: 'People', href: deskAddresses.people() }}
    >
      <ErrorSummary problems={problems} />
      <h1>Invite somebody</h1>
      <Standing>A link is mailed to them, good for {invitationDays} days.</Standing>
      <DeskForm action={action} token={tokenOf(desk, person, action)}>
        <DeskTextInput
          id="email"
          label="E-mail address"
          type="email"
          value={email}
          autocomplete="off"
          error={problemOf(problems, 'email')}
        />
        <DeskRadios
          id="role"
          label="As what?"
          error={problemOf(problems, 'role')}
          choices={[...staffRoles, ...officerRoles].map((one) => ({
            value: one,
            text: roleWords[one].name,
            hint: roleWords[one].does,
            isChosen: one === role,
          }))}
        />
        <DeskTextInput
          id="authority"
          label="Authority"
          hint="For link officers, monitoring officers and readers only, as in the address of its page, such as bassetlaw."
          width={20}
          value={authority}
          error={problemOf(problems, 'authority')}
        />
        <Button text="Send the invitation" />
      </DeskForm>
    </StaffPage>,
  )
}

export async function sendInvitation(
  context: Context,
  desk: Desk,
  person: Staff,
  form: SentForm,
): Promise<Response> {
  const typed = { email: form.text('email'), role: form.text('role'), authority: form.text('authority') }
  const role = [...staffRoles, ...officerRoles].find((one): one is Role => one === typed.role)
  const invited =
    role === undefined
      ? ({ ok: false, field: 'role', reason: 'Say what this person is to be.' } as const)
      : await invite(invitingOf(desk), { ...typed, role, actor: person.email, way: 'mail' })
  if (invited.ok) return context.redirect(`${deskAddresses.people()}?done=${invited.kind}`, 303)
  context.status(422)
  return answerInviting(context, desk, person, { ...typed, problems: [invited] })
}

function invitingOf({ database, siteUrl, scheme }: Desk) {
  return { database, siteUrl, serviceName: scheme.serviceName }
}
