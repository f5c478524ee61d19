import type { Context } from 'hono'
import { accountAddresses } from '../web/desk-addresses.ts'
import { DeskForm, DeskTextInput, ErrorSummary, type Problem, problemOf } from '../web/desk-form-controls.tsx'
import { Standing } from '../web/desk-page.tsx'
import { Button, ButtonLink } from '../web/form-controls.tsx'
import { readSentForm, type SentForm } from '../web/sent-form.ts'
import {
  type AccountDesk,
  AccountPage,
  browserOf,
  firstPageOf,
  redirectWith,
  refuseForm,
} from './account-page.tsx'
import { findVisitor } from './authentication-store.ts'
import { authenticatorAddress, base32 } from './one-time-code.ts'
import { QrPicture } from './qr-picture.tsx'
import { beginSecondFactor, type CodeGiven, giveCode, giveRecoveryCode } from './second-factor-actions.ts'
import type { FoundSession } from './session-store.ts'
import { isOurs } from './sign-in-page.tsx'
import { tokenOf } from './signed-in-route.tsx'

type Typed = { readonly to: string; readonly problems?: readonly Problem[] }

/** Asks for a code, or has an authenticator set up first. */
export async function showSecondFactor(context: Context, desk: AccountDesk): Promise<Response> {
  const visitor = await findVisitor(desk.accounts, context.req.raw.headers)
  const to = context.req.query('to') ?? ''
  if (!visitor) return context.redirect(accountAddresses.signIn(), 303)
  if (visitor.hasSecondFactor) return context.redirect(afterwards(visitor, to), 303)
  return answerWithForm(context, desk, visitor, { to })
}

async function answerWithForm(
  context: Context,
  desk: AccountDesk,
  visitor: FoundSession,
  typed: Typed,
): Promise<Response> {
  const settingUp = await beginSecondFactor(desk.accounts, visitor)
  return context.html(
    settingUp ? (
      <SettingUp desk={desk} visitor={visitor} typed={typed} secret={settingUp} />
    ) : (
      <AskForCode desk={desk} visitor={visitor} typed={typed} />
    ),
  )
}

type FormSettings = { readonly desk: AccountDesk; readonly visitor: FoundSession; readonly typed: Typed }

function AskForCode({ desk, visitor, typed }: FormSettings) {
  return (
    <AccountPage desk={desk} title="Your second factor">
      <ErrorSummary problems={typed.problems ?? []} />
      <h1>Your second factor</h1>
      <Standing>The six digits that your authenticator shows now.</Standing>
      <CodeForm desk={desk} visitor={visitor} typed={typed} button="Continue" />
      <p>
        <a href={accountAddresses.recoveryCode()}>My authenticator is not at hand</a>
      </p>
      <p>
        <a href={accountAddresses.signOut()}>Sign out</a>
      </p>
    </AccountPage>
  )
}

function SettingUp({ desk, visitor, typed, secret }: FormSettings & { readonly secret: Buffer }) {
  const address = authenticatorAddress(secret, visitor.person.email, desk.site.name)
  const groups = base32(secret).match(/.{1,4}/g) ?? []
  return (
    <AccountPage desk={desk} title="Set up your second factor">
      <ErrorSummary problems={typed.problems ?? []} />
      <h1>Set up your second factor</h1>
      <Standing>
        An authenticator app makes a new code every half minute.{' '}
        <strong>You give one each time you sign in.</strong>
      </Standing>
      <div class="setting-up">
        <QrPicture text={address} label="Code to scan with an authenticator app" />
        <div>
          <h2>1. Add this account to your app</h2>
          <p>
            Scan the code with the app's camera, or <a href={address}>open it in an app on this device</a>.
            Any authenticator will do, also the one in a password manager.
          </p>
          <p>Without a camera, type this key and choose "time-based":</p>
          <p class="setting-up__key">
            <code>{groups.join(' ')}</code>
          </p>
          <h2>2. Give the code it shows</h2>
          <CodeForm desk={desk} visitor={visitor} typed={typed} button="Turn it on" />
        </div>
      </div>
    </AccountPage>
  )
}

function CodeForm({ desk, visitor, typed, button }: FormSettings & { readonly button: string }) {
  const action = accountAddresses.secondFactor()
  return (
    <DeskForm action={action} token={tokenOf(desk, visitor.person, action)}>
      <input type="hidden" name="to" value={typed.to} />
      <DeskTextInput
        id="code"
        label="Code"
        autocomplete="one-time-code"
        inputmode="numeric"
        width={10}
        error={problemOf(typed.problems ?? [], 'code')}
      />
      <Button text={button} />
    </DeskForm>
  )
}

export async function takeSecondFactor(context: Context, desk: AccountDesk): Promise<Response> {
  return take(context, desk, async (visitor, form) => {
    const browser = browserOf(context, desk)
    const given = await giveCode(desk.accounts, visitor, form.text('code'), browser, new Date())
    return { given, retry: (typed) => answerWithForm(context, desk, visitor, typed) }
  })
}

export async function showRecoveryCode(context: Context, desk: AccountDesk): Promise<Response> {
  const visitor = await findVisitor(desk.accounts, context.req.raw.headers)
  if (!visitor) return context.redirect(accountAddresses.signIn(), 303)
  if (visitor.hasSecondFactor) return context.redirect(firstPageOf(visitor.person), 303)
  return answerWithRecovery(context, desk, visitor, { to: '' })
}

async function answerWithRecovery(
  context: Context,
  desk: AccountDesk,
  visitor: FoundSession,
  { problems = [] }: Typed,
): Promise<Response> {
  const action = accountAddresses.recoveryCode()
  return context.html(
    <AccountPage
      desk={desk}
      title="Use a recovery code"
      back={{ text: 'Your second factor', href: accountAddresses.secondFactor() }}
    >
      <ErrorSummary problems={problems} />
      <h1>Use a recovery code</h1>
      <Standing>One of the ten you wrote down when you set up your authenticator. Each works once.</Standing>
      <DeskForm action={action} token={tokenOf(desk, visitor.person, action)}>
        <DeskTextInput
          id="code"
          label="Recovery code"
          hint="Like k7m2x-9fqrt"
          autocomplete="off"
          width={20}
          error={problemOf(problems, 'code')}
        />
        <Button text="Continue" />
      </DeskForm>
      <p class="note">
        Neither authenticator nor codes? An administrator can invite you to set up both again; another
        password alone does not help.
      </p>
    </AccountPage>,
  )
}

export async function takeRecoveryCode(context: Context, desk: AccountDesk): Promise<Response> {
  return take(context, desk, async (visitor, form) => {
    const browser = browserOf(context, desk)
    const given = await giveRecoveryCode(desk.accounts, visitor, form.text('code'), browser)
    return { given, retry: (typed) => answerWithRecovery(context, desk, visitor, typed) }
  })
}

async function take(
  context: Context,
  desk: AccountDesk,
  give: (
    visitor: FoundSession,
    form: SentForm,
  ) => Promise<{ readonly given: CodeGiven; readonly retry: (typed: Typed) => Promise<Response> }>,
): Promise<Response> {
  const visitor = await findVisitor(desk.accounts, context.req.raw.headers)
  if (!visitor) return context.redirect(accountAddresses.signIn(), 303)
  const reading = await readSentForm(context, desk.secret, visitor.person.session.id)
  if (!reading.ok) return refuseForm(context, desk, reading)
  const to = reading.form.text('to')
  if (visitor.hasSecondFactor) return context.redirect(afterwards(visitor, to), 303)
  const { given, retry } = await give(visitor, reading.form)
  if (given.ok && given.recoveryCodes.length > 0) {
    for (const cookie of given.cookies) context.header('set-cookie', cookie, { append: true })
    return context.html(
      <RecoveryCodes desk={desk} codes={given.recoveryCodes} next={afterwards(visitor, to)} />,
    )
  }
  if (given.ok) return redirectWith(context, given.cookies, afterwards(visitor, to))
  if (given.isOver) return refuseForm(context, desk, { status: 429, reason: given.reason })
  context.status(422)
  return retry({ to, problems: [{ field: 'code', reason: given.reason }] })
}

function afterwards({ person }: FoundSession, to: string): string {
  return isOurs(to) ? to : firstPageOf(person)
}

/** The codes for a day without authenticator, which are never shown again. */
export function RecoveryCodes({
  desk,
  codes,
  next,
}: {
  readonly desk: AccountDesk
  readonly codes: readonly string[]
  readonly next: string
}) {
  return (
    <AccountPage desk={desk} title="Your recovery codes">
      <h1>Your recovery codes</h1>
      <Standing>
        <strong>They are shown this once.</strong> Print them or keep them in a password manager.
      </Standing>
      <p>On a day without your authenticator, one of them takes the place of its code. Each works once.</p>
      <ol class="recovery-codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>
        <ButtonLink text="I have kept them" href={next} />
      </p>
    </AccountPage>
  )
}
