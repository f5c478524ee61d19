import type { Hono } from 'hono'
import { type Fields, formRequest, siteUrl } from './signed-in.ts'

/** A browser with cookies of its own that has no session yet, and sends the forms it was given. */
export type TestBrowser = {
  get(path: string): Promise<Response>
  /** Opens a page and sends the form on it that goes to `action`, with these fields besides the hidden ones. */
  send(page: string, action: string, fields?: Fields): Promise<Response>
  /** Sends a form as it is: without a token, unless it is among the fields. */
  post(path: string, fields: Fields, headers?: Readonly<Record<string, string>>): Promise<Response>
  readonly cookies: ReadonlyMap<string, string>
}

/** `address` is the one its requests come from; without a connection, as in other tests, there is none. */
export function testBrowser(app: Hono, address?: string, host = new URL(siteUrl).host): TestBrowser {
  const cookies = new Map<string, string>()
  const environment = address === undefined ? {} : connectionFrom(address)
  const ask = async (path: string, request: RequestInit): Promise<Response> => {
    const headers = new Headers(request.headers)
    headers.set('host', host)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    if (cookie !== '') headers.set('cookie', cookie)
    const response = await app.request(path, { ...request, headers }, environment)
    for (const set of response.headers.getSetCookie()) keep(cookies, set)
    return response
  }
  const post: TestBrowser['post'] = (path, fields, headers = {}) =>
    ask(path, formRequest(fields, { origin: `http://${host}`, ...headers }))
  return {
    cookies,
    get: (path) => ask(path, {}),
    post,
    async send(page, action, fields = {}) {
      const html = await (await ask(page, {})).text()
      return post(action, { ...hiddenFields(html, action), ...fields })
    },
  }
}

/** What the form of a page that goes to an address carries along unseen. */
export function hiddenFields(html: string, action: string): Readonly<Record<string, string>> {
  const form = html.split('<form').find((part) => part.includes(`action="${action}"`))
  if (form === undefined) throw new Error(`no form goes to ${action}`)
  const inputs = form
    .split('</form>')[0]
    ?.matchAll(/<input type="hidden" name="([^"]*)"[^>]*?value="([^"]*)"/g)
  return Object.fromEntries([...(inputs ?? [])].map(([, name = '', value = '']) => [name, value]))
}

function keep(cookies: Map<string, string>, set: string): void {
  const [pair = ''] = set.split(';')
  const equals = pair.indexOf('=')
  const name = pair.slice(0, equals)
  if (/max-age=0/i.test(set)) cookies.delete(name)
  else cookies.set(name, pair.slice(equals + 1))
}

function connectionFrom(address: string) {
  return { incoming: { socket: { remoteAddress: address, remotePort: 40_000, remoteFamily: 'IPv4' } } }
}
