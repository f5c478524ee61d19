import type { Hono } from 'hono'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { readExampleAuthority } from '../site/example-authority-store.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { type Resource, resources } from './api-resources-store.ts'

/** What was asked, and what this installation answered. */
export type Example = { readonly address: string; readonly answer: string }

/** By operation: every list asked for one record, and then for that record alone. */
export async function readExamples(
  publicSite: PublicSite,
  api: Hono,
  origin: string,
): Promise<ReadonlyMap<string, Example>> {
  const wanted = await exampleFilters(publicSite)
  const examples = await Promise.all(
    resources.map((resource) => examplesOf(resource, wanted, (address) => ask(api, origin, address))),
  )
  return new Map(examples.flat())
}

/** An authority, a year and a measure worth looking at. */
async function exampleFilters({ database, scheme }: PublicSite): Promise<Readonly<Record<string, string>>> {
  const [{ measure }] = scheme.site.largeMeasures
  const found = await readExampleAuthority(database, measure)
  return found ? { authority: found.slug, year: formatReportingYear(found.year), measure } : {}
}

async function examplesOf(
  { set, filters, recordAt }: Resource,
  wanted: Readonly<Record<string, string>>,
  askFor: (address: string) => Promise<Answered>,
): Promise<readonly (readonly [string, Example])[]> {
  const narrowed = Object.entries(wanted).filter(([name]) => filters.some((filter) => filter === name))
  const list = (query: readonly (readonly [string, string])[]) =>
    askFor(`${addresses.api(set.name)}?${new URLSearchParams({ ...Object.fromEntries(query), limit: '1' })}`)
  const narrow = await list(narrowed)
  const shown = narrow.first === undefined && narrowed.length > 0 ? await list([]) : narrow
  const self = shown.first?.links.self
  const one = recordAt === undefined || self === undefined ? undefined : await askFor(pathOf(self))
  return [[`list-${set.name}`, shown.example], ...(one ? [[`read-${set.name}`, one.example] as const] : [])]
}

type Answered = {
  readonly example: Example
  /** Of a list. */
  readonly first: { readonly links: Readonly<Record<string, string>> } | undefined
}

/** Asked within the program, as the API itself would be asked from outside. */
async function ask(api: Hono, origin: string, address: string): Promise<Answered> {
  const response = await api.request(`${origin}${address.slice(addresses.api().length)}`)
  // Every list is of this form: its schema is made from the same definitions.
  const answer = (await response.json()) as { readonly records?: readonly NonNullable<Answered['first']>[] }
  return { example: { address, answer: JSON.stringify(answer, null, 2) }, first: answer.records?.[0] }
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address)
  return pathname + search
}
