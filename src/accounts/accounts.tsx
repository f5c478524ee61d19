import { type Context, Hono } from 'hono'
import { accountPaths } from '../web/desk-addresses.ts'
import type { AccountDesk } from './account-page.tsx'
import { findVisitor, openAuthentication } from './authentication-store.ts'
import { type IdentityProvider, providerCallbackPath, providerId } from './identity-provider.ts'
import { acceptByPassword, acceptByProvider, showInvitation } from './invitation-page.tsx'
import { showAccount, takeNewRecoveryCodes, takePassword, takeSessionEnd } from './own-account-page.tsx'
import {
  sendForgottenPassword,
  setForgottenPassword,
  showForgottenPassword,
  showPasswordReset,
} from './password-pages.tsx'
import type { Identity } from './person.ts'
import {
  showRecoveryCode,
  showSecondFactor,
  takeRecoveryCode,
  takeSecondFactor,
} from './second-factor-page.tsx'
import { choosePerson, leave, showSignIn, showSignOut, signIn } from './sign-in-page.tsx'
import type { Desk } from './signed-in-route.tsx'

/** Who sends a request, and the pages on which people sign in and look after their accounts. */
export function createAccounts(
  desk: Desk,
  provider: IdentityProvider | undefined,
): {
  readonly identify: (headers: Headers) => Promise<Identity>
  readonly accountPages: Hono
} {
  const { database, secret, siteUrl, scheme } = desk
  const authentication = openAuthentication({ database, secret, siteUrl, provider })
  const { serviceName } = scheme
  const accounts = { database, secret, siteUrl, provider, serviceName, authentication }
  return {
    identify: async (headers) => {
      const visitor = await findVisitor(accounts, headers)
      if (!visitor) return { state: 'nobody' }
      return visitor.hasSecondFactor ? { state: 'signed-in', person: visitor.person } : { state: 'half' }
    },
    accountPages: createAccountPages({ ...desk, accounts }),
  }
}

type Page = (context: Context, desk: AccountDesk) => Response | Promise<Response>

/** Every address of accounts, and who answers it. None of them needs a permission; each asks for what it needs. */
const pages: readonly (readonly ['get' | 'post', string, Page])[] = [
  ['get', accountPaths.signIn, showSignIn],
  ['post', accountPaths.signIn, signIn],
  ['post', accountPaths.chosenPerson, choosePerson],
  ['get', accountPaths.secondFactor, showSecondFactor],
  ['post', accountPaths.secondFactor, takeSecondFactor],
  ['get', accountPaths.recoveryCode, showRecoveryCode],
  ['post', accountPaths.recoveryCode, takeRecoveryCode],
  ['get', accountPaths.signOut, showSignOut],
  ['post', accountPaths.signOut, leave],
  ['get', accountPaths.forgottenPassword, showForgottenPassword],
  ['post', accountPaths.forgottenPassword, sendForgottenPassword],
  ['get', accountPaths.passwordReset, showPasswordReset],
  ['post', accountPaths.passwordReset, setForgottenPassword],
  ['get', accountPaths.invitation, showInvitation],
  ['post', accountPaths.invitation, acceptByPassword],
  ['post', accountPaths.providerInvitation, acceptByProvider],
  ['get', accountPaths.account, showAccount],
  ['post', accountPaths.password, takePassword],
  ['post', accountPaths.sessionEnd, takeSessionEnd],
  ['post', accountPaths.recoveryCodes, takeNewRecoveryCodes],
]

function createAccountPages(desk: AccountDesk): Hono {
  const app = new Hono()
  for (const [method, path, page] of pages) {
    app.on(method.toUpperCase(), path, (context) => page(context, desk))
  }
  const { provider, authentication } = desk.accounts
  if (provider) {
    app.get(accountPaths.providerSignIn, (context) => goToProvider(context, desk))
    app.get(providerCallbackPath, (context) => authentication.handler(context.req.raw))
  }
  return app
}

/** A link and no form: browsers let no form of ours lead to another site. */
async function goToProvider(context: Context, { accounts }: AccountDesk): Promise<Response> {
  const { headers, response } = await accounts.authentication.api.signInSocial({
    body: {
      provider: providerId,
      callbackURL: accountPaths.secondFactor,
      errorCallbackURL: accountPaths.signIn,
      disableRedirect: true,
    },
    headers: context.req.raw.headers,
    returnHeaders: true,
  })
  for (const cookie of headers.getSetCookie()) context.header('set-cookie', cookie, { append: true })
  return context.redirect(response.url ?? accountPaths.signIn, 303)
}
