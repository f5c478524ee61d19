import { invite } from '../src/accounts/invitation-actions.ts'
import { codeOf, stepOf } from '../src/accounts/one-time-code.ts'
import { findPersonByEmail } from '../src/accounts/person-store.ts'
import type { Role } from '../src/accounts/role.ts'
import { findSecondFactor } from '../src/accounts/second-factor-store.ts'
import type { Database } from '../src/database/connection.ts'
import { secretOfTests, siteUrl, type WholeTestSite } from './signed-in.ts'
import { type TestBrowser, testBrowser } from './test-browser.ts'

/** Somebody who accepted an invitation and set up a second factor, as people do. */
export type JoinedPerson = {
  readonly email: string
  readonly password: string
  readonly recoveryCodes: readonly string[]
  /** The browser they did it in. */
  readonly browser: TestBrowser
  /** A code that their authenticator shows at this moment and that was not used yet. */
  code(at?: Date): Promise<string>
}

export const passwordOfTests = 'four quiet grey herons'

/** The link of an invitation, as a path. */
export async function invitationPath(
  database: Database,
  email: string,
  role: Role,
  authority = '',
): Promise<string> {
  const invited = await invite(
    { database, siteUrl, serviceName: 'Ombudsman' },
    { email, role, authority, actor: 'tests', way: 'link' },
  )
  if (!invited.ok || invited.kind !== 'invited') throw new Error(`${email} was not invited`)
  return invited.link.replace(siteUrl, '')
}

/** Invites somebody, who accepts with a password and sets up an authenticator. */
export async function joinByInvitation(
  site: WholeTestSite,
  email: string,
  role: Role,
  authority = '',
): Promise<JoinedPerson> {
  return joinedBy(site, email, await invitationPath(site.opened.database, email, role, authority))
}

/** Follows the link of an invitation, given as a path, accepts with a password and sets up an authenticator. */
export async function joinedBy(site: WholeTestSite, email: string, path: string): Promise<JoinedPerson> {
  const { database } = site.opened
  const browser = testBrowser(site.app)
  const accepted = await browser.send(path, path, { password: passwordOfTests, again: passwordOfTests })
  if (accepted.status !== 303) throw new Error(`the invitation was not accepted: ${await accepted.text()}`)
  const page = '/account/second-factor'
  await browser.get(page)
  const code = (at?: Date) => freshCode(database, email, at)
  const confirmed = await browser.send(page, page, { code: await code() })
  const recoveryCodes = [...(await confirmed.text()).matchAll(/<code>([a-z0-9-]+)<\/code>/g)].map(
    ([, recoveryCode = '']) => recoveryCode,
  )
  return { email, password: passwordOfTests, recoveryCodes, browser, code }
}

/** Lets the present half minute's code be given, also where a test has just given it. */
export async function freshCode(database: Database, email: string, at = new Date()): Promise<string> {
  const { id } = (await findPersonByEmail(database, email)) ?? {}
  if (id === undefined) throw new Error(`there is nobody with the address ${email}`)
  const factor = await findSecondFactor(database, secretOfTests, id)
  if (!factor) throw new Error(`${email} has no authenticator`)
  await database.updateTable('secondFactor').set({ lastStep: 0 }).where('personId', '=', id).execute()
  return codeOf(factor.secret, stepOf(at))
}

/** Gives the password in a browser. */
export function givePassword(
  browser: TestBrowser,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<Response> {
  return browser.send('/account/sign-in', '/account/sign-in', { email, password })
}

/** Gives password and code in a browser. */
export async function signInWholly(browser: TestBrowser, person: JoinedPerson): Promise<Response> {
  await givePassword(browser, person)
  const page = '/account/second-factor'
  return browser.send(page, page, { code: await person.code() })
}
