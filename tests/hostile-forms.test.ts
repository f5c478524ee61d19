import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officerRoutes, staffRoutes } from '../src/signed-in-routes.ts'
import { tokenField } from '../src/web/sent-form.ts'
import { type FoundField, type FoundForm, formsOfPage } from './found-forms.ts'
import { filesForm, siteUrl } from './signed-in.ts'
import { type Reader, type SignedInWorld, signedInPages, signedInWorld } from './signed-in-world.ts'

/** A form that changes something, where it stands and who sends it. */
type KnownForm = FoundForm & { readonly by: Reader; readonly page: string }

const routes = [...staffRoutes, ...officerRoutes].filter(({ method }) => method === 'post')

let world: SignedInWorld
/** A form for each route, by its path. */
const forms = new Map<string, KnownForm>()

beforeAll(async () => {
  world = await signedInWorld()
  for (const { by, at } of Object.values(signedInPages).flat()) {
    const page = typeof at === 'string' ? at : at(world.made)
    for (const form of formsOfPage(await (await ask(by, page)).text())) {
      const path = routes.find((route) => isAddressOf(route.path, form.action))?.path
      if (path !== undefined && !forms.has(path)) forms.set(path, { ...form, by, page })
    }
  }
}, 120_000)
afterAll(() => world?.site.close())

test('every form behind the sign-in stands on a page that is looked at', () => {
  const missing = routes.map(({ path }) => path).filter((path) => !forms.has(path))
  expect(missing).toEqual([])
})

describe('a form that is not as our pages send it', () => {
  test.each(routes.map(({ path }) => path))(
    'is refused in a sentence and changes nothing: %s',
    async (path) => {
      const form = formOf(path)
      const before = await everythingKept()
      for (const [what, status, request] of refusedRequests(form)) {
        const answer = await ask(form.by, form.action, request)
        expect([what, answer.status]).toEqual([what, status])
        expect(sentenceOf(await answer.text())).toMatch(/^[A-Z].*\.$/)
      }
      expect(await everythingKept()).toEqual(before)
      expect(world.site.faults).toEqual([])
    },
  )
})

describe('a form in which everything is nonsense', () => {
  test.each(routes.map(({ path }) => path))(
    'is answered, and changes nothing unless it is taken: %s',
    async (path) => {
      for (const nonsense of nonsenses) {
        for (const kinds of [['typed', 'chosen'], ['typed'], ['hidden']] as const) {
          await sendNonsense(formOf(path), nonsense, kinds)
        }
      }
    },
  )
})

test('no page was in error', () => {
  expect(world.site.faults).toEqual([])
})

/** Text that no field asks for: too long, no day, no number, meant for somebody else, or not to be seen. */
const nonsenses: readonly string[] = [
  '',
  'A'.repeat(30_000),
  '31 February 2025',
  '0000-00-00',
  '275760-09-14',
  '-1',
  '99999999999999999999',
  '12,5.0',
  "'; drop table complaint; --",
  '<script>alert(1)</script>',
  'one@example.org\nBcc: two@example.org',
  '../../../etc/passwd',
  '\u202egpj.exe\u200b\u{1f4a5}',
]

/** What is sent instead of a form of ours, and the status it is refused with. */
function refusedRequests(form: KnownForm): readonly (readonly [what: string, status: number, RequestInit])[] {
  const { fields, takesFiles } = form
  const whole = Object.fromEntries(fields.map(({ name, value }) => [name, value]))
  const typed = fields.find(({ kind }) => kind !== 'file' && kind !== 'hidden')?.name ?? 'text'
  const withText = (text: string) => ({ ...whole, [typed]: text })
  const tooLong = 'A'.repeat(2_100_000)
  return [
    ['no token', 403, sent(form, { ...whole, [tokenField]: '' })],
    ['a forged token', 403, sent(form, { ...whole, [tokenField]: 'A'.repeat(43) })],
    ['from another site', 403, sent(form, whole, { origin: 'https://elsewhere.example' })],
    ['from who knows where', 403, sent(form, whole, { origin: 'null' })],
    ['as the other kind of form', 415, sent({ ...form, takesFiles: !takesFiles }, whole)],
    ['as JSON', 415, { ...sent(form, whole, { 'content-type': 'application/json' }), body: '{}' }],
    ['too long', 413, sent(form, withText(tooLong))],
    ['an unseen character', 400, sent(form, withText('a\0b'))],
    ['a bell', 400, sent(form, withText('a\u0007b'))],
  ]
}

async function sendNonsense(
  { by, page, action }: KnownForm,
  nonsense: string,
  kinds: readonly FoundField['kind'][],
): Promise<void> {
  const form = formsOfPage(await (await ask(by, page)).text()).find((one) => one.action === action)
  // What was sent before was taken, so that there is nothing more to send.
  if (form === undefined) return
  const isNonsense = ({ name, kind }: FoundField) => name !== tokenField && kinds.includes(kind)
  const fields = form.fields.map((field) => [field.name, isNonsense(field) ? nonsense : field.value])
  const before = await everythingKept()
  const answer = await ask(by, action, sent(form, Object.fromEntries(fields)))
  const said = [action, kinds, nonsense.slice(0, 40), answer.status]
  expect(said).toEqual([action, kinds, nonsense.slice(0, 40), expect.toSatisfy(isAnswer)])
  if (answer.status === 303) return
  const html = await answer.text()
  expect(html).not.toContain('<script>alert')
  expect(html.replace(/<[^>]*>/g, ' ')).not.toMatch(/\bundefined\b|\bNaN\b|\[object |Invalid Date/)
  expect([...said, await everythingKept()]).toEqual([...said, before])
}

function isAnswer(status: number): boolean {
  return [200, 303, 400, 403, 404, 409, 413, 422].includes(status)
}

function formOf(path: string): KnownForm {
  const form = forms.get(path)
  if (!form) throw new Error(`no page has a form for ${path}`)
  return form
}

/** Files are sent without any in them: a browser then sends one without a name. */
function sent(
  { takesFiles }: Pick<FoundForm, 'takesFiles'>,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): RequestInit {
  const own = { host: new URL(siteUrl).host, origin: siteUrl, ...headers }
  return {
    method: 'POST',
    headers: own,
    body: takesFiles ? filesForm(fields, []) : new URLSearchParams(fields),
  }
}

async function ask(by: Reader, path: string, request: RequestInit = {}): Promise<Response> {
  const cookie = world
    .cookiesOf(by, siteUrl)
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
  return world.site.app.request(path, { ...request, headers: { ...request.headers, cookie } })
}

/** The sentence an error page says under its title. */
function sentenceOf(html: string): string {
  return /<p class="text">([^<]*)<\/p>/.exec(html)?.[1] ?? ''
}

function isAddressOf(path: string, address: string): boolean {
  const pattern = path.replace(/:[a-z]+(?:\{[^}]*\})?/gi, '[^/]+')
  return new RegExp(`^${pattern}$`).test(address.replace(/\?.*$/, ''))
}

/** Everything on record but who looked at what, as one number for each table. */
async function everythingKept(): Promise<Readonly<Record<string, string>>> {
  const { database } = world.site.opened
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('session', 'early_access')
  `.execute(database)
  const sums = tables.map(
    ({ name }) => sql`
      select ${name}::text as name, count(*) || ' ' || coalesce(sum(hashtext(one::text)::bigint), 0) as sum
      from ${sql.table(name)} as one
      ${name === 'audit_entry' ? sql`where action <> 'read'` : sql``}
    `,
  )
  const { rows } = await sql<{ name: string; sum: string }>`${sql.join(sums, sql` union all `)}`.execute(
    database,
  )
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]))
}
