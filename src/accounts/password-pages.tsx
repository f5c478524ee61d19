import type { Context } from 'hono'
import { accountAddresses } from '../web/desk-addresses.ts'
import { DeskForm, DeskTextInput, ErrorSummary, type Problem, problemOf } from '../web/desk-form-controls.tsx'
import { Standing } from '../web/desk-page.tsx'
import { Button } from '../web/form-controls.tsx'
import {
  type AccountDesk,
  AccountPage,
  browserOf,
  browserToken,
  readBrowserForm,
  refuseForm,
} from './account-page.tsx'
import { requestPasswordReset, resetLinkProblem, resetPassword } from './password-actions.ts'
import { findPasswordReset } from './password-reset-store.ts'
import { shortestPassword } from './password-rule.ts'
import { tokenHash } from './secret-token.ts'

export function showForgottenPassword(context: Context, desk: AccountDesk): Response | Promise<Response> {
  return answerForgotten(context, desk, [])
}

function answerForgotten(
  context: Context,
  desk: AccountDesk,
  problems: readonly Problem[],
): Response | Promise<Response> {
  const action = accountAddresses.forgottenPassword()
  return context.html(
    <AccountPage
      desk={desk}
      title="Set another password"
      back={{ text: 'Sign in', href: accountAddresses.signIn() }}
    >
      <ErrorSummary problems={problems} />
      <h1>Set another password</h1>
      <Standing>A link is mailed to the address you sign in with.</Standing>
      <DeskForm action={action} token={browserToken(desk, browserOf(context, desk), action)}>
        <DeskTextInput
          id="email"
          label="E-mail address"
          type="email"
          autocomplete="username"
          error={problemOf(problems, 'email')}
        />
        <Button text="Send the link" />
      </DeskForm>
      <p class="note">
        Your second factor stays as it is. If you have lost that too, ask an administrator to invite you anew.
      </p>
    </AccountPage>,
  )
}

/** Answers alike whether somebody has this address or nobody. */
export async function sendForgottenPassword(context: Context, desk: AccountDesk): Promise<Response> {
  const browser = browserOf(context, desk)
  const reading = await readBrowserForm(context, desk, browser)
  if (!reading.ok) return refuseForm(context, desk, reading)
  const email = reading.form.text('email')
  if (email === '') {
    context.status(422)
    return answerForgotten(context, desk, [{ field: 'email', reason: 'Enter your e-mail address.' }])
  }
  await requestPasswordReset(desk.accounts, email, browser)
  return context.redirect(`${accountAddresses.signIn()}?done=reset-mail`, 303)
}

export function showPasswordReset(context: Context, desk: AccountDesk): Promise<Response> {
  return answerReset(context, desk, [])
}

async function answerReset(
  context: Context,
  desk: AccountDesk,
  problems: readonly Problem[],
): Promise<Response> {
  const token = context.req.param('token') ?? ''
  const person = await findPasswordReset(desk.database, tokenHash(token))
  if (!person) return refuseForm(context, desk, { status: 410, reason: resetLinkProblem })
  const action = accountAddresses.passwordReset(token)
  return context.html(
    <AccountPage desk={desk} title="Set another password">
      <ErrorSummary problems={problems} />
      <h1>Set another password</h1>
      <Standing>For {person.email}. You are signed out everywhere when you set it.</Standing>
      <DeskForm action={action} token={browserToken(desk, browserOf(context, desk), action)}>
        <input type="hidden" name="username" autocomplete="username" value={person.email} />
        <NewPasswordFields problems={problems} />
        <Button text="Set the password" />
      </DeskForm>
    </AccountPage>,
  )
}

/** Asks for a new password twice. */
export function NewPasswordFields({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <>
      <DeskTextInput
        id="password"
        label="A new password"
        hint={`At least ${shortestPassword} characters. Any will do: three or four words together are easy to remember.`}
        type="password"
        autocomplete="new-password"
        error={problemOf(problems, 'password')}
      />
      <DeskTextInput
        id="again"
        label="The new password again"
        type="password"
        autocomplete="new-password"
        error={problemOf(problems, 'again')}
      />
    </>
  )
}

export const differentPasswords: Problem = {
  field: 'again',
  reason: 'The two passwords differ. Type both again.',
}

export async function setForgottenPassword(context: Context, desk: AccountDesk): Promise<Response> {
  const browser = browserOf(context, desk)
  const reading = await readBrowserForm(context, desk, browser)
  if (!reading.ok) return refuseForm(context, desk, reading)
  const password = reading.form.text('password')
  if (password !== reading.form.text('again')) {
    context.status(422)
    return answerReset(context, desk, [differentPasswords])
  }
  const token = context.req.param('token') ?? ''
  const change = await resetPassword(desk.accounts, token, password, browser)
  if (change.ok) return context.redirect(`${accountAddresses.signIn()}?done=password`, 303)
  context.status(422)
  return answerReset(context, desk, [change])
}
