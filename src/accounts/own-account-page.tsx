import type { Context } from 'hono'
import { printMoment } from '../scheme/printed-dates.ts'
import { accountAddresses, deskAddresses } from '../web/desk-addresses.ts'
import { DeskForm, DeskTextInput, ErrorSummary, type Problem, problemOf } from '../web/desk-form-controls.tsx'
import { Notice, Standing } from '../web/desk-page.tsx'
import { Button } from '../web/form-controls.tsx'
import { readSentForm, type SentForm } from '../web/sent-form.ts'
import { type AccountDesk, AccountPage, browserOf, firstPageOf, refuseForm } from './account-page.tsx'
import { findVisitor } from './authentication-store.ts'
import { changePassword } from './password-actions.ts'
import { differentPasswords, NewPasswordFields } from './password-pages.tsx'
import { isOfficer, isStaff, mayDo } from './person.ts'
import { findPasswordHash } from './person-store.ts'
import { roleWords } from './role.ts'
import { renewRecoveryCodes } from './second-factor-actions.ts'
import { RecoveryCodes } from './second-factor-page.tsx'
import { countRecoveryCodes, findSecondFactor } from './second-factor-store.ts'
import { type FoundSession, type OpenSession, readOpenSessions } from './session-store.ts'
import { revokeSession } from './sign-in-actions.ts'
import { tokenOf } from './signed-in-route.tsx'

/** One's own account: what one is, where one is signed in, password, recovery codes. */
export function showAccount(context: Context, desk: AccountDesk): Promise<Response> {
  return asVisitor(context, desk, (visitor) => answer(context, desk, visitor, []))
}

async function answer(
  context: Context,
  desk: AccountDesk,
  visitor: FoundSession,
  problems: readonly Problem[],
): Promise<Response> {
  const { person } = visitor
  const [sessions, passwordHash, recoveryCodeCount, secondFactor] = await Promise.all([
    readOpenSessions(desk.database, person.id),
    findPasswordHash(desk.database, person.id),
    countRecoveryCodes(desk.database, person.id),
    findSecondFactor(desk.database, desk.secret, person.id),
  ])
  const notice = notices.get(context.req.query('done') ?? '')
  return context.html(
    <AccountPage desk={desk} title="Your account" person={person}>
      {notice !== undefined && <Notice>{notice}</Notice>}
      <ErrorSummary problems={problems} />
      <h1>Your account</h1>
      <Standing>
        <strong>{person.email}</strong>
        {isOfficer(person) && `, for ${person.authority.officialName}`}
      </Standing>
      <ul class="roles-held">
        {person.roles.map((role) => (
          <li>
            <strong>{roleWords[role].name}</strong> {roleWords[role].does}
          </li>
        ))}
      </ul>
      <p>
        <a href={firstPageOf(person)}>To your first page</a>
      </p>
      {isStaff(person) && mayDo(person, 'see-roles') && (
        <p>
          <a href={deskAddresses.roles()}>What each role may do</a>
        </p>
      )}
      <Sessions desk={desk} visitor={visitor} sessions={sessions} />
      {passwordHash !== undefined && <PasswordForm desk={desk} visitor={visitor} problems={problems} />}
      {secondFactor?.isConfirmed && (
        <RecoveryCodesForm desk={desk} visitor={visitor} count={recoveryCodeCount} problems={problems} />
      )}
    </AccountPage>,
  )
}

const notices = new Map([
  ['password', 'Your password is changed. You are signed out everywhere else.'],
  ['session', 'That session is ended.'],
])

function RecoveryCodesForm({
  desk,
  visitor,
  count,
  problems,
}: {
  readonly desk: AccountDesk
  readonly visitor: FoundSession
  readonly count: number
  readonly problems: readonly Problem[]
}) {
  const action = accountAddresses.recoveryCodes()
  return (
    <>
      <h2>Recovery codes</h2>
      <p>{recoveryCodesLeft(count)}</p>
      <DeskForm action={action} token={tokenOf(desk, visitor.person, action)}>
        <DeskTextInput
          id="code"
          label="The code your authenticator shows now"
          autocomplete="one-time-code"
          inputmode="numeric"
          width={10}
          error={problemOf(problems, 'code')}
        />
        <Button text="Make new recovery codes" isSecondary={true} />
      </DeskForm>
      <p class="note">The old ones stop working.</p>
    </>
  )
}

function recoveryCodesLeft(count: number): string {
  if (count === 0)
    return 'You have no recovery code left. Make new ones, for a day without your authenticator.'
  return `You have ${count} recovery ${count === 1 ? 'code' : 'codes'} left, for days without your authenticator.`
}

function Sessions({
  desk,
  visitor,
  sessions,
}: {
  readonly desk: AccountDesk
  readonly visitor: FoundSession
  readonly sessions: readonly OpenSession[]
}) {
  const { person } = visitor
  return (
    <>
      <h2>Where you are signed in</h2>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Browser</th>
            <th scope="col">Since</th>
            <th scope="col">Last used</th>
            <th scope="col">
              <span class="govuk-visually-hidden">What you can do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ id, userAgent, since, lastUsedAt }) => (
            <tr>
              <td>{browserName(userAgent)}</td>
              <td data-label="Since">{printMoment(desk.scheme, since)}</td>
              <td data-label="Last used">
                {id === person.session.id ? 'This one, now' : printMoment(desk.scheme, lastUsedAt)}
              </td>
              <td>
                {id === person.session.id ? (
                  <a href={accountAddresses.signOut()}>Sign out</a>
                ) : (
                  <DeskForm
                    action={accountAddresses.sessionEnd(id)}
                    token={tokenOf(desk, person, accountAddresses.sessionEnd(id))}
                  >
                    <button type="submit" class="link-button">
                      End it
                    </button>
                  </DeskForm>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="note">
        If you do not know one of them, end it and change your password. A session ends by itself after two
        hours without use, and twelve hours after signing in.
      </p>
    </>
  )
}

/** As much of what a browser says of itself as tells people's own apart. */
function browserName(userAgent: string | null): string {
  const browser = [
    ['Edg/', 'Edge'],
    ['OPR/', 'Opera'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ].find(([mark = '']) => userAgent?.includes(mark))?.[1]
  const system = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'].find((name) =>
    userAgent?.includes(name),
  )
  if (browser === undefined) return 'Another browser'
  return system === undefined ? browser : `${browser} on ${system}`
}

function PasswordForm({
  desk,
  visitor,
  problems,
}: {
  readonly desk: AccountDesk
  readonly visitor: FoundSession
  readonly problems: readonly Problem[]
}) {
  const action = accountAddresses.password()
  return (
    <>
      <h2>Change your password</h2>
      <DeskForm action={action} token={tokenOf(desk, visitor.person, action)}>
        <input type="hidden" name="username" autocomplete="username" value={visitor.person.email} />
        <DeskTextInput
          id="current"
          label="Your present password"
          type="password"
          autocomplete="current-password"
          error={problemOf(problems, 'current')}
        />
        <NewPasswordFields problems={problems} />
        <Button text="Change the password" isSecondary={true} />
      </DeskForm>
    </>
  )
}

export function takePassword(context: Context, desk: AccountDesk): Promise<Response> {
  return asSender(context, desk, async (visitor, form) => {
    const current = form.text('current')
    const password = form.text('password')
    const change =
      password === form.text('again')
        ? await changePassword(desk.accounts, visitor, { current, password }, browserOf(context, desk))
        : ({ ok: false, ...differentPasswords } as const)
    if (change.ok) return context.redirect(`${accountAddresses.account()}?done=password`, 303)
    context.status(422)
    return answer(context, desk, visitor, [change])
  })
}

export function takeSessionEnd(context: Context, desk: AccountDesk): Promise<Response> {
  return asSender(context, desk, async (visitor) => {
    const ended = await revokeSession(desk.accounts, visitor, context.req.param('session') ?? '')
    return context.redirect(`${accountAddresses.account()}${ended ? '?done=session' : ''}`, 303)
  })
}

export function takeNewRecoveryCodes(context: Context, desk: AccountDesk): Promise<Response> {
  return asSender(context, desk, async (visitor, form) => {
    const browser = browserOf(context, desk)
    const made = await renewRecoveryCodes(desk.accounts, visitor, form.text('code'), browser, new Date())
    if (made.ok) {
      return context.html(<RecoveryCodes desk={desk} codes={made.codes} next={accountAddresses.account()} />)
    }
    context.status(422)
    return answer(context, desk, visitor, [made])
  })
}

async function asVisitor(
  context: Context,
  { accounts }: AccountDesk,
  make: (visitor: FoundSession) => Promise<Response>,
): Promise<Response> {
  const visitor = await findVisitor(accounts, context.req.raw.headers)
  if (!visitor) return context.redirect(accountAddresses.signIn(), 303)
  if (!visitor.hasSecondFactor) return context.redirect(accountAddresses.secondFactor(), 303)
  return make(visitor)
}

function asSender(
  context: Context,
  desk: AccountDesk,
  make: (visitor: FoundSession, form: SentForm) => Promise<Response>,
): Promise<Response> {
  return asVisitor(context, desk, async (visitor) => {
    const reading = await readSentForm(context, desk.secret, visitor.person.session.id)
    return reading.ok ? make(visitor, reading.form) : refuseForm(context, desk, reading)
  })
}
