import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import type { IdentityProvider } from '../src/accounts/identity-provider.ts'
import { siteUrl } from './signed-in.ts'

/** A provider of identities on this machine, by OpenID Connect. */
export type LocalIdentityProvider = {
  readonly settings: IdentityProvider
  /** Signs in there as somebody, from the address our site leads to; returns the address it leads back to. */
  signIn(authorizationAddress: string, login: string): Promise<string>
  close(): Promise<void>
}

/** What the provider says of somebody, by what they sign in as there. */
export type Claims = { readonly email: string; readonly email_verified: boolean }

export async function localIdentityProvider(
  people: ReadonlyMap<string, Claims>,
): Promise<LocalIdentityProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'upheld',
        client_secret: 'a secret between two programs',
        redirect_uris: [`${siteUrl}/account/provider/callback/staff`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['a key of a test'] },
    pkce: { required: () => true },
    findAccount: (_, id) => {
      const claims = people.get(id)
      return claims && { accountId: id, claims: () => ({ sub: id, ...claims }) }
    },
  })
  server.on('request', provider.callback())
  return {
    settings: {
      name: 'the test provider',
      clientId: 'upheld',
      clientSecret: 'a secret between two programs',
      authorizationUrl: `${issuer}/auth`,
      tokenUrl: `${issuer}/token`,
      userInfoUrl: `${issuer}/me`,
    },
    signIn: (address, login) => signIn(issuer, address, login),
    close: () => close(server),
  }
}

/** Follows the provider's own pages, which ask for a name and then for consent. */
async function signIn(issuer: string, start: string, login: string): Promise<string> {
  const cookies = new Map<string, string>()
  let address = start
  for (let step = 0; step < 12; step++) {
    if (address.startsWith(siteUrl)) return address
    const isQuestion = address.includes('/interaction/')
    const prompt = isQuestion && step < 3 ? 'login' : 'consent'
    const response = await fetch(new URL(address, issuer), {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(isQuestion
        ? { method: 'POST', body: new URLSearchParams({ prompt, login, password: 'any' }) }
        : {}),
    })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', ...value] = (set.split(';')[0] ?? '').split('=')
      cookies.set(name, value.join('='))
    }
    const location = response.headers.get('location')
    if (location === null)
      throw new Error(`the provider answered ${response.status}: ${await response.text()}`)
    address = new URL(location, issuer).href
  }
  throw new Error('the provider led round in circles')
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
