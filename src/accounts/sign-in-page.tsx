import type { Context } from 'hono'
import { accountAddresses, signedInPrefixes } from '../web/desk-addresses.ts'
import { DeskForm, DeskTextInput, ErrorSummary, type Problem, problemOf } from '../web/desk-form-controls.tsx'
import { Notice, Standing } from '../web/desk-page.tsx'
import { Button, ButtonLink } from '../web/form-controls.tsx'
import { clientOf } from '../web/search-limits.ts'
import { readSentForm } from '../web/sent-form.ts'
import {
  type AccountDesk,
  AccountPage,
  browserOf,
  browserToken,
  isForwarded,
  readBrowserForm,
  redirectWith,
  refuseForm,
} from './account-page.tsx'
import { findVisitor } from './authentication-store.ts'
import { EmailAddress } from './email-address.tsx'
import { type AppointedPerson, readPeople } from './people-store.ts'
import { postOf } from './person.ts'
import { roleWords } from './role.ts'
import { signInAsInvented, signInByPassword, signOut } from './sign-in-actions.ts'
import { tokenOf } from './signed-in-route.tsx'

type Typed = {
  readonly email?: string
  readonly to: string
  readonly problems?: readonly Problem[]
  readonly notice?: string | undefined
}

export function showSignIn(context: Context, desk: AccountDesk): Promise<Response> {
  const failure = context.req.query('error')
  return answerWithForm(context, desk, {
    to: context.req.query('to') ?? '',
    notice: notices.get(context.req.query('done') ?? ''),
    problems: failure === undefined ? [] : [{ reason: providerProblem }],
  })
}

const notices = new Map([
  ['signed-out', 'You have signed out.'],
  ['password', 'Your password is changed. Sign in with it.'],
  ['reset-mail', 'If somebody here has this address, a mail with a link is on its way to it.'],
])

const providerProblem =
  "You could not be signed in that way. It takes an address that was invited here for the Ombudsman's office, and that the provider says is verified."

async function answerWithForm(context: Context, desk: AccountDesk, typed: Typed): Promise<Response> {
  const { to, problems = [], notice, email } = typed
  const browser = browserOf(context, desk)
  const action = accountAddresses.signIn()
  const { provider } = desk.accounts
  return context.html(
    <AccountPage desk={desk} title="Sign in">
      {notice !== undefined && <Notice>{notice}</Notice>}
      <ErrorSummary problems={problems} />
      <h1>Sign in</h1>
      <Standing>For people who were invited, with a password and a second factor.</Standing>
      <DeskForm action={action} token={browserToken(desk, browser, action)}>
        <input type="hidden" name="to" value={to} />
        <DeskTextInput
          id="email"
          label="E-mail address"
          type="email"
          autocomplete="username"
          value={email}
          error={problemOf(problems, 'email')}
        />
        <DeskTextInput
          id="password"
          label="Password"
          type="password"
          autocomplete="current-password"
          error={problemOf(problems, 'password')}
        />
        <Button text="Sign in" />
      </DeskForm>
      <p>
        <a href={accountAddresses.forgottenPassword()}>I have forgotten my password</a>
      </p>
      {provider && (
        <>
          <h2>Staff of the Ombudsman</h2>
          <p>
            <ButtonLink text={`Sign in with ${provider.name}`} href={accountAddresses.providerSignIn()} />
          </p>
          <p class="note">Your second factor is asked for afterwards.</p>
        </>
      )}
      {mayChoose(context, desk) && (
        <ChoosePerson
          people={await readPeople(desk.database)}
          token={browserToken(desk, browser, accountAddresses.chosenPerson())}
          to={to}
          error={problemOf(problems, 'person')}
        />
      )}
    </AccountPage>,
  )
}

/** One of a demonstration's invented people, in place of a password and a second factor. */
function ChoosePerson({
  people,
  token,
  to,
  error,
}: {
  readonly people: readonly AppointedPerson[]
  readonly token: string
  readonly to: string
  readonly error: string | undefined
}) {
  return (
    <section class="choosing">
      <h2>Choose a person</h2>
      <p>
        <strong>This is here because this is a demonstration on your own machine.</strong> You can sign in as
        anybody in it, without a password and without a second factor. A real installation never offers it.
      </p>
      <DeskForm action={accountAddresses.chosenPerson()} token={token}>
        <input type="hidden" name="to" value={to} />
        {error !== undefined && <p class="warning">{error}</p>}
        <table class="desk-table desk-table--list">
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">In the records</th>
              <th scope="col">Does</th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ email, appointments, authority }) => (
              <tr>
                <th scope="row">
                  <button type="submit" name="person" value={email} class="link-button">
                    {postOf({ roles: appointments.map(({ role }) => role) })}
                    {authority !== null && `, ${authority}`}
                    <span class="govuk-visually-hidden">, {email}</span>
                  </button>
                </th>
                <td>
                  <EmailAddress email={email} />
                </td>
                <td>{appointments.map(({ role }) => roleWords[role].does).join('; ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </DeskForm>
    </section>
  )
}

/**
 * Whether somebody may be chosen: in a demonstration whose address is this machine, asked for from this machine under
 * its own name. A proxy would make everybody look as if they came from here.
 */
function mayChoose(context: Context, { site, accounts }: AccountDesk): boolean {
  return (
    site.isDemonstration &&
    isThisMachine(new URL(accounts.siteUrl).hostname) &&
    isThisMachine(hostOf(context)) &&
    ['127.0.0.1', '::1'].includes(clientOf(context, '')) &&
    !isForwarded(context)
  )
}

function hostOf(context: Context): string {
  const host = `http://${context.req.header('host') ?? ''}`
  return URL.canParse(host) ? new URL(host).hostname : ''
}

function isThisMachine(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

export async function signIn(context: Context, desk: AccountDesk): Promise<Response> {
  const browser = browserOf(context, desk)
  const reading = await readBrowserForm(context, desk, browser)
  if (!reading.ok) return refuseForm(context, desk, reading)
  const { form } = reading
  const email = form.text('email')
  const password = form.text('password')
  const to = form.text('to')
  const problems = missingOf({ email, password })
  if (problems.length > 0) {
    context.status(422)
    return answerWithForm(context, desk, { email, to, problems })
  }
  const signedIn = await signInByPassword(desk.accounts, { email, password }, browser)
  if (signedIn.ok) return redirectWith(context, signedIn.cookies, secondFactorThen(to))
  context.status(signedIn.until === undefined ? 422 : 429)
  return answerWithForm(context, desk, { email, to, problems: [{ field: 'email', reason: signedIn.reason }] })
}

function missingOf({ email, password }: { email: string; password: string }): readonly Problem[] {
  return [
    ...(email === '' ? [{ field: 'email', reason: 'Enter your e-mail address.' }] : []),
    ...(password === '' ? [{ field: 'password', reason: 'Enter your password.' }] : []),
  ]
}

function secondFactorThen(to: string): string {
  return isOurs(to)
    ? `${accountAddresses.secondFactor()}?to=${encodeURIComponent(to)}`
    : accountAddresses.secondFactor()
}

/** Whether an address to go on to lies behind our sign-in; any other would lead people astray. */
export function isOurs(to: string): boolean {
  if (!URL.canParse(to, 'http://site.invalid') || !to.startsWith('/') || /[\\\p{Cc}]/u.test(to)) return false
  const { origin, pathname } = new URL(to, 'http://site.invalid')
  const isBehind = signedInPrefixes.some((prefix) => pathname === prefix || pathname.startsWith(`${prefix}/`))
  return origin === 'http://site.invalid' && isBehind
}

export async function choosePerson(context: Context, desk: AccountDesk): Promise<Response> {
  const browser = browserOf(context, desk)
  const reading = await readBrowserForm(context, desk, browser)
  if (!reading.ok) return refuseForm(context, desk, reading)
  if (!mayChoose(context, desk)) {
    return refuseForm(context, desk, {
      status: 403,
      reason: 'Only in a demonstration, and on the machine it runs on, can somebody be chosen.',
    })
  }
  const to = reading.form.text('to')
  const chosen = reading.form.text('person')
  const signedIn =
    chosen === ''
      ? ({ ok: false, reason: 'Choose who you want to be.' } as const)
      : await signInAsInvented(desk.accounts, chosen, browser)
  if (!signedIn.ok) {
    context.status(422)
    return answerWithForm(context, desk, { to, problems: [{ field: 'person', reason: signedIn.reason }] })
  }
  return redirectWith(context, signedIn.cookies, isOurs(to) ? to : accountAddresses.secondFactor())
}

export async function showSignOut(context: Context, desk: AccountDesk): Promise<Response> {
  const visitor = await findVisitor(desk.accounts, context.req.raw.headers)
  if (!visitor) return context.redirect(accountAddresses.signIn(), 303)
  const action = accountAddresses.signOut()
  return context.html(
    <AccountPage
      desk={desk}
      title="Sign out"
      {...(visitor.hasSecondFactor ? { person: visitor.person } : {})}
    >
      <h1>Sign out</h1>
      <p>What you have sent is kept. What you typed and have not sent is lost.</p>
      <DeskForm action={action} token={tokenOf(desk, visitor.person, action)}>
        <Button text="Sign out" />
      </DeskForm>
    </AccountPage>,
  )
}

export async function leave(context: Context, desk: AccountDesk): Promise<Response> {
  const visitor = await findVisitor(desk.accounts, context.req.raw.headers)
  if (!visitor) return context.redirect(accountAddresses.signIn(), 303)
  const reading = await readSentForm(context, desk.secret, visitor.person.session.id)
  if (!reading.ok) return refuseForm(context, desk, reading)
  await signOut(desk.accounts, visitor)
  return context.redirect(`${accountAddresses.signIn()}?done=signed-out`, 303)
}
