import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Child } from 'hono/jsx'
import type { StatusCode } from 'hono/utils/http-status'
import { deskPaths } from '../web/desk-addresses.ts'
import { DeskPage, type DeskTab } from '../web/desk-page.tsx'
import { clientOf } from '../web/search-limits.ts'
import { type FormReading, formToken, readSentForm } from '../web/sent-form.ts'
import type { Accounts } from './authentication-store.ts'
import { isOfficer, isStaff, mayDo, type Person, postOf } from './person.ts'
import { newToken } from './secret-token.ts'
import type { Browser } from './sign-in-actions.ts'
import { type Desk, staffTabsOf } from './signed-in-route.tsx'

/** What the pages of accounts are made from. */
export type AccountDesk = Desk & { readonly accounts: Accounts }

type AccountPageSettings = {
  readonly desk: Desk
  readonly title: string
  /** Who is signed in with a second factor, if anybody. */
  readonly person?: Person
  readonly current?: string
  readonly back?: DeskTab
  readonly children: Child
}

/** A page on which somebody signs in or looks after their account. */
export function AccountPage({ desk, person, ...settings }: AccountPageSettings) {
  return (
    <DeskPage
      {...settings}
      site={desk.site}
      about={(person && isOfficer(person) && person.authority.officialName) || desk.scheme.serviceName}
      post={person ? postOf(person) : null}
      tabs={person ? tabsOf(person) : []}
    />
  )
}

function tabsOf(person: Person): readonly DeskTab[] {
  if (isStaff(person)) return staffTabsOf(person)
  return [{ text: 'Your authority', href: '/portal' }]
}

/** Where somebody begins after signing in. */
export function firstPageOf(person: Person): string {
  if (isOfficer(person)) return '/portal'
  if (mayDo(person, 'work-on-cases')) return deskPaths.casework
  if (mayDo(person, 'see-review')) return deskPaths.desk
  if (mayDo(person, 'run-training')) return deskPaths.training
  return mayDo(person, 'manage-people') ? deskPaths.people : deskPaths.roles
}

const browserCookie = 'upheld-browser'
/** As long as browsers keep a cookie. */
const browserCookieSeconds = 400 * 24 * 60 * 60

/** What somebody's browser sends along; one that has no cookie yet is given it. */
export function browserOf(context: Context, { accounts }: AccountDesk): Browser {
  return {
    cookie: getCookie(context, browserCookie) || giveCookie(context, accounts.siteUrl),
    client: knowableClient(context),
    headers: context.req.raw.headers,
  }
}

function giveCookie(context: Context, siteUrl: string): string {
  const cookie = newToken()
  setCookie(context, browserCookie, cookie, {
    path: '/account',
    httpOnly: true,
    sameSite: 'Lax',
    secure: siteUrl.startsWith('https:'),
    maxAge: browserCookieSeconds,
  })
  return cookie
}

/**
 * The network address to count failures under. Behind a proxy that was not named as trusted, all visitors would have
 * the same one, and anybody could keep everybody waiting: then there is none.
 */
export function knowableClient(context: Context): string | undefined {
  const connected = clientOf(context, '')
  const client = clientOf(context)
  if (client === 'unknown') return undefined
  const isBehindProxy = client === connected && isPrivate(connected) && isForwarded(context)
  return isBehindProxy ? undefined : client
}

/** Whether a proxy says that it passes on what somebody else asked. */
export function isForwarded(context: Context): boolean {
  return ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some(
    (name) => context.req.header(name) !== undefined,
  )
}

function isPrivate(address: string): boolean {
  return /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd]|fe80:)/i.test(address)
}

/** The token of a form that is sent before anybody has signed in; it belongs to the browser. */
export function browserToken({ secret }: Desk, browser: Browser, action: string): string {
  return formToken(secret, `browser ${browser.cookie}`, action)
}

/** Reads a form that was sent before anybody has signed in. */
export function readBrowserForm(context: Context, { secret }: Desk, browser: Browser): Promise<FormReading> {
  return readSentForm(context, secret, `browser ${browser.cookie}`)
}

/** Says that nothing was done with a form, and why. */
export function refuseForm(
  context: Context,
  desk: Desk,
  { status, reason }: { readonly status: StatusCode; readonly reason: string },
): Response | Promise<Response> {
  context.status(status)
  return context.html(
    <AccountPage desk={desk} title="Nothing was changed" back={{ text: 'Sign in', href: '/account/sign-in' }}>
      <h1>Nothing was changed</h1>
      <p>{reason}</p>
    </AccountPage>,
  )
}

/** Lets the browser keep a session that was opened, and leads on. */
export function redirectWith(context: Context, cookies: readonly string[], to: string): Response {
  for (const cookie of cookies) context.header('set-cookie', cookie, { append: true })
  return context.redirect(to, 303)
}
