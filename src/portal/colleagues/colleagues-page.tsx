import type { Context } from 'hono'
import { EmailAddress } from '../../accounts/email-address.tsx'
import { invitationDays } from '../../accounts/invitation.ts'
import { mayDo, type Officer } from '../../accounts/person.ts'
import { type OfficerRole, officerRoles, roleWords } from '../../accounts/role.ts'
import { tokenOf } from '../../accounts/signed-in-route.tsx'
import { type OfficeRole, officeRoleNames, officeRoles } from '../../authorities/office-holder.ts'
import type { ReviewDesk } from '../../review/review-desk.tsx'
import { dayOf, printDate, printMoment } from '../../scheme/printed-dates.ts'
import { capital, numberInWords } from '../../scheme/sentence-words.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskRadios,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Notice, Standing, State } from '../../web/desk-page.tsx'
import { Button, ButtonLink } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { OfficerPage, readAsOfficer, unknownToOfficer } from '../officer-page.tsx'
import { readShownRevisions } from '../shown-revision-store.ts'
import {
  type EndingColleague,
  endColleague,
  inviteColleague,
  mostLinkOfficers,
  withdrawColleague,
} from './colleague-actions.ts'
import {
  type Colleague,
  type InvitedColleague,
  readColleagues,
  readInvitedColleagues,
} from './colleague-store.ts'
import { type AskedChange, type HolderInOffice, mostHolders } from './office.ts'
import { changeDays } from './office-actions.ts'
import { readAskedChanges, readOffices } from './office-store.ts'

/** Who can sign in for an authority, and whom the Ombudsman writes to. */
export async function showColleagues(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Promise<Response> {
  return colleaguesPage(context, desk, officer, [])
}

type People = {
  readonly now: Date
  readonly colleagues: readonly Colleague[]
  readonly invited: readonly InvitedColleague[]
  readonly holders: readonly HolderInOffice[]
  readonly changes: readonly AskedChange[]
}

function readPeople(desk: ReviewDesk, officer: Officer): Promise<People> {
  const { id } = officer.authority
  return readAsOfficer(desk, officer, async (transaction) => {
    const { now } = await readShownRevisions(transaction)
    return {
      now,
      colleagues: await readColleagues(transaction, id),
      invited: await readInvitedColleagues(transaction, id),
      holders: await readOffices(transaction, id, dayOf(desk.scheme, now)),
      changes: (await readAskedChanges(transaction, id)).filter(({ expiresAt }) => expiresAt > now),
    }
  })
}

const notices = new Map([
  ['invited', `The invitation is on its way by mail. It is good for ${invitationDays} days.`],
  ['appointed', 'This colleague signs in here already, and is appointed from now on.'],
  ['withdrawn', 'It is withdrawn; its link leads nowhere any more.'],
  ['ended', 'That colleague no longer signs in for it, and is signed out everywhere.'],
  [
    'asked',
    `A link is on its way to the new address. Nothing changes until it is followed, within ${changeDays} days.`,
  ],
  ['office-ended', 'Letters no longer go there.'],
])

async function colleaguesPage(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  problems: readonly Problem[],
): Promise<Response> {
  const people = await readPeople(desk, officer)
  const { colleagues, invited } = people
  const isKeeper = mayDo(officer, 'keep-own-offices')
  const notice = notices.get(context.req.query('done') ?? '')
  const signInCount = new Set(colleagues.map(({ email }) => email)).size
  const settings = { desk, officer, people, isKeeper }
  return context.html(
    <OfficerPage desk={desk} officer={officer} title="Colleagues" current={deskAddresses.portalColleagues()}>
      {notice !== undefined && <Notice>{notice}</Notice>}
      <ErrorSummary problems={problems} />
      <h1>Colleagues</h1>
      <Standing>
        <strong>
          {capital(numberInWords(signInCount))} {signInCount === 1 ? 'person' : 'people'} can sign in
        </strong>{' '}
        for {officer.authority.officialName}.{' '}
        {invited.length > 0 &&
          `${capital(numberInWords(invited.length))} ${invited.length === 1 ? 'is' : 'are'} invited.`}
      </Standing>
      <SignedIn {...settings} />
      {isKeeper && (
        <p>
          <ButtonLink text="Invite a colleague" href={deskAddresses.portalInvitations()} />
        </p>
      )}
      <Offices {...settings} />
      {!isKeeper && <p class="note">Your link officer keeps these up to date.</p>}
    </OfficerPage>,
  )
}

type SectionSettings = {
  readonly desk: ReviewDesk
  readonly officer: Officer
  readonly people: People
  readonly isKeeper: boolean
}

function SignedIn({ desk, officer, people: { now, colleagues, invited }, isKeeper }: SectionSettings) {
  const { scheme } = desk
  const linkOfficerCount = colleagues.filter(({ role }) => role === 'link-officer').length
  return (
    <section aria-labelledby="sign-in">
      <h2 id="sign-in">Who can sign in</h2>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Post</th>
            <th scope="col">Address</th>
            <th scope="col">Last signed in</th>
            {isKeeper && (
              <th scope="col">
                <span class="govuk-visually-hidden">What you can do</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {colleagues.map(({ appointmentId, role, email, lastSignedInAt }) => (
            <tr>
              <th scope="row">
                {roleWords[role].name}
                {email === officer.email && <span class="note portal-plain">You</span>}
              </th>
              <td>
                <EmailAddress email={email} />
              </td>
              <td data-label="Last signed in">
                {lastSignedInAt === null ? 'Never' : printMoment(scheme, lastSignedInAt)}
              </td>
              {isKeeper && (
                <td>
                  {role === 'link-officer' && linkOfficerCount === 1 ? (
                    <span class="note">Your only link officer</span>
                  ) : (
                    <RowAction
                      desk={desk}
                      officer={officer}
                      action={deskAddresses.portalColleagueEnd(appointmentId)}
                      text="End"
                      about={`what ${email} is appointed as: ${roleWords[role].name.toLowerCase()}`}
                    />
                  )}
                </td>
              )}
            </tr>
          ))}
          {invited.map(({ id, role, email, expiresAt }) => (
            <tr>
              <th scope="row">{roleWords[role].name}</th>
              <td>
                <EmailAddress email={email} />
              </td>
              <td>
                {expiresAt <= now ? (
                  <State mark="blocks">Invitation expired</State>
                ) : (
                  <State mark="open">Invited, until {printDate(dayOf(scheme, expiresAt))}</State>
                )}
              </td>
              {isKeeper && (
                <td>
                  <RowAction
                    desk={desk}
                    officer={officer}
                    action={deskAddresses.portalInvitationWithdrawal(id)}
                    text="Withdraw"
                    about={`the invitation of ${email}`}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Offices({ desk, officer, people: { holders, changes }, isKeeper }: SectionSettings) {
  return (
    <section aria-labelledby="offices">
      <h2 id="offices">Whom the Ombudsman writes to</h2>
      <p class="note">
        Letters go to these posts, whether or not their holders sign in here. A change takes effect once it is
        confirmed from the new address.
      </p>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Role</th>
            <th scope="col">Post</th>
            <th scope="col">Address</th>
            <th scope="col">Since</th>
            {isKeeper && (
              <th scope="col">
                <span class="govuk-visually-hidden">What you can do</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {officeRoles.flatMap((role) => {
            const held = holders.filter((holder) => holder.role === role)
            const fresh = changes.filter((change) => change.role === role && change.holderId === null)
            const rows = held.map((holder, place) => (
              <OfficeRow
                desk={desk}
                officer={officer}
                isKeeper={isKeeper}
                holder={holder}
                change={changes.find(({ holderId }) => holderId === holder.id)}
                mayAdd={place === held.length - 1 && held.length < mostHolders(role) && fresh.length === 0}
              />
            ))
            if (held.length > 0 && fresh.length === 0) return rows
            return [
              ...rows,
              <VacantRow
                desk={desk}
                officer={officer}
                isKeeper={isKeeper}
                role={role}
                isVacant={held.length === 0}
                changes={fresh}
              />,
            ]
          })}
        </tbody>
      </table>
    </section>
  )
}

type RowSettings = Omit<SectionSettings, 'people'>

function OfficeRow({
  desk,
  officer,
  isKeeper,
  holder,
  change,
  mayAdd,
}: RowSettings & { holder: HolderInOffice; change: AskedChange | undefined; mayAdd: boolean }) {
  const { id, role, post, name, email, fromOn } = holder
  return (
    <tr>
      <th scope="row">{officeRoleNames[role]}</th>
      <td>
        {post}
        {name !== null && <span class="note">{name}</span>}
      </td>
      <td>
        <EmailAddress email={email} />
        {change && <Waiting desk={desk} officer={officer} isKeeper={isKeeper} change={change} />}
      </td>
      <td data-label="Since">
        <span class="portal-whole">{printDate(fromOn)}</span>
      </td>
      {isKeeper && (
        <td>
          <a href={deskAddresses.portalOffice(role, id)}>
            Change
            <span class="govuk-visually-hidden">
              {' '}
              {officeRoleNames[role].toLowerCase()}, {email}
            </span>
          </a>
          {mayAdd && (
            <a class="portal-query" href={deskAddresses.portalOffice(role)}>
              Add another
              <span class="govuk-visually-hidden"> {officeRoleNames[role].toLowerCase()}</span>
            </a>
          )}
        </td>
      )}
    </tr>
  )
}

/** A role that nobody holds, or that somebody more is to hold. */
function VacantRow({
  desk,
  officer,
  isKeeper,
  role,
  isVacant,
  changes,
}: RowSettings & { role: OfficeRole; isVacant: boolean; changes: readonly AskedChange[] }) {
  return (
    <tr>
      <th scope="row">{officeRoleNames[role]}</th>
      <td>{isVacant && <State mark="attention">Nobody on record</State>}</td>
      <td colspan={2}>
        {changes.map((change) => (
          <Waiting desk={desk} officer={officer} isKeeper={isKeeper} change={change} />
        ))}
      </td>
      {isKeeper && (
        <td>
          <a href={deskAddresses.portalOffice(role)}>
            {changes.length === 0 ? 'Name one' : 'Change'}
            <span class="govuk-visually-hidden">: {officeRoleNames[role].toLowerCase()}</span>
          </a>
        </td>
      )}
    </tr>
  )
}

/** A change that nobody confirmed yet. */
function Waiting({ desk, officer, isKeeper, change }: RowSettings & { change: AskedChange }) {
  return (
    <div class="colleagues__waiting">
      <State mark="attention">Waits to be confirmed</State>
      <span class="note">
        {change.post}, <EmailAddress email={change.email} />, by{' '}
        {printDate(dayOf(desk.scheme, change.expiresAt))}
      </span>
      {isKeeper && (
        <RowAction
          desk={desk}
          officer={officer}
          action={deskAddresses.portalOfficeChangeWithdrawal(change.id)}
          text="Withdraw"
          about={`the change to ${change.email}`}
        />
      )}
    </div>
  )
}

function RowAction({
  desk,
  officer,
  action,
  text,
  about,
}: {
  desk: ReviewDesk
  officer: Officer
  action: string
  text: string
  about: string
}) {
  return (
    <DeskForm action={action} token={tokenOf(desk, officer, action)}>
      <button type="submit" class="link-button">
        {text}
        <span class="govuk-visually-hidden"> {about}</span>
      </button>
    </DeskForm>
  )
}

export function showColleagueInviting(context: Context, desk: ReviewDesk, officer: Officer) {
  return invitingPage(context, desk, officer, { email: '', role: '', problems: [] })
}

const roleHints: Readonly<Record<OfficerRole, string>> = {
  'link-officer': `Deals with the Ombudsman for you, and can invite colleagues. You can have ${mostLinkOfficers}.`,
  'monitoring-officer': 'Can raise queries and send evidence.',
  'member-responsible':
    'Answers to your governing body for how complaints are handled; approves your self-assessment.',
  reader: 'Reads cases, figures and letters.',
}

function invitingPage(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  {
    email,
    role,
    problems,
  }: { readonly email: string; readonly role: string; readonly problems: readonly Problem[] },
) {
  const action = deskAddresses.portalInvitations()
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title="Invite a colleague"
      current={deskAddresses.portalColleagues()}
      back={{ text: 'Colleagues', href: deskAddresses.portalColleagues() }}
    >
      <ErrorSummary problems={problems} />
      <h1>Invite a colleague</h1>
      <Standing>
        They act for {officer.authority.officialName} alone. A link is mailed to them, good for{' '}
        {invitationDays} days.
      </Standing>
      <DeskForm action={action} token={tokenOf(desk, officer, action)}>
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
          choices={officerRoles.map((one) => ({
            value: one,
            text: roleWords[one].name,
            hint: roleHints[one],
            isChosen: one === role,
          }))}
        />
        <Button text="Send the invitation" />
      </DeskForm>
    </OfficerPage>,
  )
}

export async function sendColleagueInvitation(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentForm,
): Promise<Response> {
  const typed = { email: form.text('email'), role: form.text('role') }
  const role = officerRoles.find((one) => one === typed.role)
  const { database, siteUrl, scheme } = desk
  const invited =
    role === undefined
      ? ({ ok: false, field: 'role', reason: 'Say what this colleague is to be.' } as const)
      : await inviteColleague({ database, siteUrl, serviceName: scheme.serviceName }, officer, {
          email: typed.email,
          role,
        })
  if (invited.ok) return context.redirect(`${deskAddresses.portalColleagues()}?done=${invited.kind}`, 303)
  context.status(422)
  return invitingPage(context, desk, officer, { ...typed, problems: [invited] })
}

export async function sendColleagueWithdrawal(context: Context, desk: ReviewDesk, officer: Officer) {
  const id = numberInAddress(context.req.param('invitation'))
  if (id === undefined) return unknownToOfficer(context, desk, officer)
  return answerEnding(
    context,
    desk,
    officer,
    await withdrawColleague(desk.database, officer, id),
    'withdrawn',
  )
}

export async function sendColleagueEnd(context: Context, desk: ReviewDesk, officer: Officer) {
  const id = numberInAddress(context.req.param('appointment'))
  if (id === undefined) return unknownToOfficer(context, desk, officer)
  return answerEnding(context, desk, officer, await endColleague(desk.database, officer, id), 'ended')
}

function answerEnding(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  ending: EndingColleague,
  done: string,
) {
  if (ending.ok) return context.redirect(`${deskAddresses.portalColleagues()}?done=${done}`, 303)
  if (ending.isUnknown) return unknownToOfficer(context, desk, officer)
  context.status(422)
  return colleaguesPage(context, desk, officer, [ending])
}

/** The number in an address; undefined where it is none that the database could have given. */
export function numberInAddress(text = ''): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
}
