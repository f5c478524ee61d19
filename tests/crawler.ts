import type { Hono } from 'hono'
import { z } from 'zod'
import { paths } from '../src/web/addresses.ts'

/** What a visitor got at one address, to the last byte. */
export type Answer = {
  readonly status: number
  /** By name, in order. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer
}

/** A link, on the page that has it; `fragment` is the part of the page it leads to. */
export type Link = { readonly from: string; readonly to: string; readonly fragment: string }

export type Crawl = {
  readonly answers: ReadonlyMap<string, Answer>
  readonly links: readonly Link[]
}

const host = 'http://localhost'

/**
 * Follows every link from the addresses it begins with. Of the addresses of a route that differ in their query alone
 * it visits as many as `mostQueries`: a search has more states than anybody can visit.
 */
export async function crawl(app: Hono, from: readonly string[], mostQueries = 40): Promise<Crawl> {
  const answers = new Map<string, Answer>()
  const links: Link[] = []
  const queries = new Map<string, number>()
  const waiting = [...from]
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    if (answers.has(address)) continue
    if (address.includes('?')) {
      const route = routeOf(address) ?? ''
      const count = queries.get(route) ?? 0
      if (count >= mostQueries) continue
      queries.set(route, count + 1)
    }
    const answer = await ask(app, address)
    answers.set(address, answer)
    for (const { to, fragment } of linksOf(address, answer)) {
      links.push({ from: address, to, fragment })
      waiting.push(to)
    }
  }
  return { answers, links }
}

export async function ask(
  app: Hono,
  address: string,
  request: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await app.request(host + address, request)
  return {
    status: response.status,
    headers: [...response.headers].sort(([one], [other]) => (one < other ? -1 : 1)),
    body: Buffer.from(await response.arrayBuffer()),
  }
}

export function header(answer: Answer, name: string): string | undefined {
  return answer.headers.find(([found]) => found === name)?.[1]
}

/** All that an answer says, headers included, as text. */
export function textOf({ status, headers, body }: Answer): string {
  return `${status}\n${headers.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${body.toString()}`
}

/** The name in `paths` of the route an address belongs to. */
export function routeOf(address: string): string | undefined {
  const path = address.replace(/[?#].*$/s, '')
  return routes.find(({ pattern }) => pattern.test(path))?.name
}

const routes = Object.entries(paths).map(([name, path]) => ({ name, pattern: patternOf(path) }))

/** Matches what the router matches: `:name` stands for one part of a path, `:name{…}` for what the braces say. */
function patternOf(path: string): RegExp {
  const pattern = path.replace(/:[a-z]+(?:\{((?:[^{}]|\{[^{}]*\})*)\})?|\./gi, (part, expression) =>
    part === '.' ? '\\.' : (expression ?? '[^/]+'),
  )
  return new RegExp(`^${pattern}$`)
}

/** Addresses of this site that an answer names, wherever that kind of file names any. */
function linksOf(
  address: string,
  answer: Answer,
): readonly { readonly to: string; readonly fragment: string }[] {
  if (answer.status >= 400) return []
  const type = header(answer, 'content-type') ?? ''
  const location = header(answer, 'location')
  const found = location === undefined ? [] : [location]
  const body = () => answer.body.toString()
  if (/html/.test(type)) found.push(...inMarkup(body()))
  else if (/xml/.test(type)) found.push(...inMarkup(body()), ...matches(body(), /<loc>([^<]+)<\/loc>/g))
  else if (address === paths.openApi) found.push(...inOpenApi(body()))
  else if (/json/.test(type)) found.push(...matches(body(), /"((?:http:\/\/localhost)?\/[^"\\{}\s]*)"/g))
  else if (/css/.test(type)) found.push(...matches(body(), /url\(["']?([^"')]+)["']?\)/g))
  else if (/text\/plain/.test(type)) found.push(...matches(body(), /^Sitemap: (\S+)/gm))
  return found.flatMap((link) => {
    const url = new URL(link, host + address)
    return url.origin === host ? [{ to: url.pathname + url.search, fragment: url.hash.slice(1) }] : []
  })
}

/** Stand for the parts of the API's addresses; what is under embargo too, which is not there before its moment. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  slug: ['larchwick', 'hollow-fell'],
  authority: ['larchwick', 'hollow-fell'],
  year: ['2023-24', '2024-25'],
  measure: ['complaints-upheld', 'received'],
  reference: ['23-000-003', '23-000-006'],
  report: ['an-old-report', 'zqreporttitle-slug'],
}

/** The operations of the API, each with every combination of the parameters above. */
function inOpenApi(text: string): readonly string[] {
  const { paths: operations, servers } = openApi.parse(JSON.parse(text))
  const server = servers?.[0]?.url ?? ''
  return Object.keys(operations).flatMap((path) => {
    let filled = [server.replace(/\/$/, '') + path]
    for (const [placeholder, name = ''] of path.matchAll(/\{(\w+)\}/g)) {
      const values = parameters[name]
      if (values === undefined)
        throw new Error(`the crawler knows nothing to put for ${placeholder} in ${path}`)
      filled = filled.flatMap((one) => values.map((value) => one.replace(placeholder, value)))
    }
    return filled
  })
}

const openApi = z.object({
  paths: z.record(z.string(), z.unknown()),
  servers: z.array(z.object({ url: z.string() })).optional(),
})

function inMarkup(text: string): string[] {
  const attributes = matches(text, /\s(?:href|src|action|data-src|data-address)="([^"]*)"/g)
  const images = matches(text, /<meta[^>]+content="((?:http:\/\/localhost)?\/[^"]*)"/g)
  return [...attributes, ...images]
    .map((link) => link.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"'))
    .filter((link) => !/^(?:mailto|tel|data|urn):/.test(link))
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found)
}
