import type { Context } from 'hono'
import { currentMoment } from '../database/current-moment-store.ts'
import { printMoment } from '../scheme/printed-dates.ts'
import { accountAddresses } from '../web/desk-addresses.ts'
import { DeskForm, DeskTextInput, ErrorSummary, type Problem, problemOf } from '../web/desk-form-controls.tsx'
import { Standing } from '../web/desk-page.tsx'
import { Button, ButtonLink } from '../web/form-controls.tsx'
import {
  type AccountDesk,
  AccountPage,
  browserOf,
  browserToken,
  readBrowserForm,
  redirectWith,
  refuseForm,
} from './account-page.tsx'
import { openSession } from './authentication-store.ts'
import { type Invitation, invitationProblem, invitedAs, isOfficerRole } from './invitation.ts'
import { accept } from './invitation-actions.ts'
import { findInvitation } from './invitation-store.ts'
import { differentPasswords, NewPasswordFields } from './password-pages.tsx'
import { tokenHash } from './secret-token.ts'
import type { Browser } from './sign-in-actions.ts'

type Typed = { readonly name?: string; readonly problems?: readonly Problem[] }

export function showInvitation(context: Context, desk: AccountDesk): Promise<Response> {
  return answerWithForm(context, desk, {})
}

async function answerWithForm(
  context: Context,
  desk: AccountDesk,
  { name, problems = [] }: Typed,
): Promise<Response> {
  const token = context.req.param('token') ?? ''
  const invitation = await findInvitation(desk.database, tokenHash(token))
  const problem = invitationProblem(invitation, await currentMoment(desk.database))
  if (!invitation || problem !== undefined) return refuseInvitation(context, desk, problem ?? '')
  const browser = browserOf(context, desk)
  const action = accountAddresses.invitation(token)
  return context.html(
    <AccountPage desk={desk} title="Accept your invitation">
      <ErrorSummary problems={problems} />
      <h1>{invitation.role === null ? 'Set up signing in again' : 'Accept your invitation'}</h1>
      <Standing>
        {invitation.role === null ? 'You set up ' : 'You are invited as '}
        <strong>{invitedAs(invitation)}</strong>, with the address {invitation.email}.
      </Standing>
      <DeskForm action={action} token={browserToken(desk, browser, action)}>
        {/* Password managers keep the address with the password. */}
        <input type="hidden" name="username" autocomplete="username" value={invitation.email} />
        <DeskTextInput
          id="name"
          label="Your name (if you like)"
          hint="For colleagues at the Ombudsman's office. Pages say your post instead."
          autocomplete="name"
          value={name}
          error={problemOf(problems, 'name')}
        />
        <NewPasswordFields problems={problems} />
        <Button text="Accept and continue" />
      </DeskForm>
      <p class="note">
        Next you set up a second factor; have your phone at hand. The invitation is good until{' '}
        {printMoment(desk.scheme, invitation.expiresAt)}.
      </p>
      <ByProvider desk={desk} invitation={invitation} token={token} browser={browser} />
    </AccountPage>,
  )
}

function ByProvider({
  desk,
  invitation,
  token,
  browser,
}: {
  readonly desk: AccountDesk
  readonly invitation: Invitation
  readonly token: string
  readonly browser: Browser
}) {
  const { provider } = desk.accounts
  if (!provider || (invitation.role !== null && isOfficerRole(invitation.role))) return null
  const action = accountAddresses.providerInvitation(token)
  return (
    <>
      <h2>Without a password</h2>
      <p>You can sign in with {provider.name} instead, if it knows you by the same address.</p>
      <DeskForm action={action} token={browserToken(desk, browser, action)}>
        <Button text={`Accept and use ${provider.name}`} isSecondary={true} />
      </DeskForm>
    </>
  )
}

function refuseInvitation(context: Context, desk: AccountDesk, reason: string): Response | Promise<Response> {
  context.status(410)
  return context.html(
    <AccountPage desk={desk} title="This invitation cannot be used">
      <h1>This invitation cannot be used</h1>
      <p>{reason}</p>
      <p>
        <a href={accountAddresses.signIn()}>Sign in</a>
      </p>
    </AccountPage>,
  )
}

export async function acceptByPassword(context: Context, desk: AccountDesk): Promise<Response> {
  const browser = browserOf(context, desk)
  const reading = await readBrowserForm(context, desk, browser)
  if (!reading.ok) return refuseForm(context, desk, reading)
  const name = reading.form.text('name')
  const password = reading.form.text('password')
  if (password !== reading.form.text('again')) {
    return refuseTyped(context, desk, name, differentPasswords)
  }
  const accepted = await accept(desk.database, context.req.param('token') ?? '', {
    by: 'password',
    password,
    name,
  })
  if (!accepted.ok) return refuseTyped(context, desk, name, accepted)
  const cookies = await openSession(desk.accounts, accepted.personId, {
    hasSecondFactor: false,
    headers: browser.headers,
  })
  return redirectWith(context, cookies, accountAddresses.secondFactor())
}

function refuseTyped(context: Context, desk: AccountDesk, name: string, problem: Problem): Promise<Response> {
  context.status(422)
  return answerWithForm(context, desk, { name, problems: [problem] })
}

export async function acceptByProvider(context: Context, desk: AccountDesk): Promise<Response> {
  const browser = browserOf(context, desk)
  const reading = await readBrowserForm(context, desk, browser)
  if (!reading.ok) return refuseForm(context, desk, reading)
  const { provider } = desk.accounts
  if (!provider)
    return refuseForm(context, desk, { status: 403, reason: 'There is no other way to sign in here.' })
  const accepted = await accept(desk.database, context.req.param('token') ?? '', { by: 'provider', name: '' })
  if (!accepted.ok) return refuseTyped(context, desk, '', accepted)
  return context.html(
    <AccountPage desk={desk} title="Your invitation is accepted">
      <h1>Your invitation is accepted</h1>
      <p>Sign in with {provider.name} now, and set up your second factor.</p>
      <p>
        <ButtonLink text={`Sign in with ${provider.name}`} href={accountAddresses.providerSignIn()} />
      </p>
    </AccountPage>,
  )
}
