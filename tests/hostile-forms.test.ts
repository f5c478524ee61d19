import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officerRoutes, staffRoutes } from '../src/signed-in-routes.ts'
import { tokenField } from '../src/web/sent-form.ts'
import { type FoundField, type FoundForm, formsOfPage } from './found-forms.ts'
import { howMany } from './hardening.ts'
import { filesForm, siteUrl, tokenFor } from './signed-in.ts'
import { type Reader, type SignedInWorld, signedInPages, signedInWorld } from './signed-in-world.ts'

/** A form that changes something and who sends it; `page` is where it stands. */
type KnownForm = FoundForm & { readonly by: Reader; readonly page: string | undefined }

const routes = [...staffRoutes, ...officerRoutes].filter(({ method }) => method === 'post')
const paths = routes.map(({ path }) => path)

let world: SignedInWorld
/** A form for each route, by its path. */
const forms = new Map<string, KnownForm>()

beforeAll(async () => {
  world = await signedInWorld()
  for (const { by, at } of Object.values(signedInPages).flat()) {
    const page = typeof at === 'string' ? at : at(world.made)
    for (const form of formsOfPage(await (await ask(by, page)).text())) {
      const path = pathOf(form.action)
      if (path !== undefined && !forms.has(path)) forms.set(path, { ...form, by, page })
    }
  }
  for (const form of formsOfOtherStages) {
    const path = pathOf(form.action)
    if (path !== undefined && !forms.has(path)) forms.set(path, form)
  }
}, 120_000)
afterAll(() => world?.site.close())

test('there is one of each form behind the sign-in', () => {
  expect([...forms.keys()].toSorted()).toEqual(paths.toSorted())
})

describe('a form that is not as our pages send it', () => {
  test.each(paths)('is refused in a sentence and changes nothing: %s', async (path) => {
    const form = formOf(path)
    const before = await everythingKept()
    for (const [what, status, request] of refusedRequests(form)) {
      const answer = await ask(form.by, form.action, request)
      expect([what, answer.status]).toEqual([what, status])
      expect(sentenceOf(await answer.text())).toMatch(/^[A-Z].*\.$/)
    }
    expect(await everythingKept()).toEqual(before)
  })
})

describe('an address that asks for a place in a list that is none', () => {
  test.each([
    ['investigator', '/desk/casework?order=age'],
    ['investigator', '/desk/publishing?list=to-write'],
    ['investigator', '/desk/publishing?list=held'],
    ['compliance-officer', '/desk/recommendations?list=overdue'],
    ['compliance-officer', '/desk/recommendations?list=evidence'],
    ['officer', '/portal/recommendations?list=ended'],
  ] as const)('gets the list from its beginning: %s, %s', async (by, page) => {
    const whole = mainOf(await (await ask(by, page)).text())
    for (const after of [
      '2025-02-31_1.1.1',
      '0000-01-01_1.1',
      '2025-01-01_1.999999999999999999',
      '0000-01-01 25 000 001 1',
    ]) {
      const answer = await ask(by, `${page}&${new URLSearchParams({ after })}`)
      expect([after, answer.status, mainOf(await answer.text())]).toEqual([after, 200, whole])
    }
  })
})

describe('a form full of nonsense', () => {
  test.each(paths)('is answered, and changes nothing unless it is taken: %s', async (path) => {
    const form = formOf(path)
    const every = nonsenses.flatMap((nonsense) => filledKinds.map((kinds) => ({ nonsense, kinds })))
    // Each form in its turn gets others of them.
    const step = howMany(10, 1)
    const some = every.filter((_, index) => (index + paths.indexOf(path)) % step === 0)
    let before = await everythingKept()
    for (const { nonsense, kinds } of some) {
      const isTaken = await sendNonsense(form, nonsense, kinds)
      const after = await everythingKept()
      if (!isTaken)
        expect([nonsense.slice(0, 40), kinds, after]).toEqual([nonsense.slice(0, 40), kinds, before])
      before = after
    }
  })
})

test('no page was in error', () => {
  expect(world.site.faults).toEqual([])
})

/** Which fields are filled with nonsense; the others are sent as they stand. */
const filledKinds: readonly (readonly FoundField['kind'][])[] = [['typed', 'chosen'], ['typed'], ['hidden']]

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

/** Forms that stand on no page of this world, whose years and cases are past them or have yet to come to them. */
const formsOfOtherStages: readonly KnownForm[] = [
  otherForm('statistician', '/desk/reviews/2024-25/sending', ['standing'], []),
  otherForm(
    'statistician',
    '/desk/reviews/2024-25/sending/rehearsal',
    ['standing'],
    ['authority', 'address'],
  ),
  otherForm('statistician', '/desk/monitoring-officers', [], []),
  otherForm('statistician', '/desk/reviews/2025-26/checking', ['standing'], ['until']),
  otherForm('approver', '/desk/reviews/2025-26/approval', ['standing', 'fingerprint'], []),
  otherForm('approver', '/desk/reviews/2025-26/rehearsal/pass', ['standing', 'letters'], []),
  otherForm('approver', '/desk/reviews/2025-26/seal', ['standing'], []),
  otherForm(
    'statistician',
    '/desk/cases/larchwick/25-100-003/correction',
    ['seen', 'standings'],
    ['reason', 'outcome'],
  ),
  otherForm('investigator', '/desk/cases/larchwick/23-000-005/work', [], []),
  otherForm('investigator', '/desk/publishing/cases/larchwick/23-000-010/check', [], []),
  otherForm('investigator', '/desk/publishing/cases/larchwick/23-000-010/publication', ['version'], []),
  otherForm('approver', '/desk/publishing/reports/drafts/2/issue', ['version'], []),
  otherForm('officer', '/portal/cases/2025-26/labels', ['case', 'own-reference', 'service'], ['existing']),
  otherForm('officer', '/portal/offices/link-officer/end', ['holder', 'version'], []),
]

/** The token of one that stands on no page is made when it is sent. */
function otherForm(
  by: Reader,
  action: string,
  hidden: readonly string[],
  typed: readonly string[],
): KnownForm {
  const fields = [
    ...[tokenField, ...hidden].map((name) => ({ name, value: '', kind: 'hidden' as const })),
    ...typed.map((name) => ({ name, value: '', kind: 'typed' as const })),
  ]
  return { by, action, page: undefined, takesFiles: false, fields }
}

/** What is sent instead of a form of ours, and the status it is refused with. */
function refusedRequests(form: KnownForm): readonly (readonly [what: string, status: number, RequestInit])[] {
  const { fields, takesFiles } = form
  const whole = Object.fromEntries(fields.map(({ name, value }) => [name, value]))
  const typed = fields.find(({ kind }) => kind === 'typed')?.name ?? 'text'
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

/** Whether it was taken, however much of it is nonsense. */
async function sendNonsense(
  known: KnownForm,
  nonsense: string,
  kinds: readonly FoundField['kind'][],
): Promise<boolean> {
  const { by, action } = known
  const form = await formNow(known)
  const isNonsense = ({ name, kind }: FoundField) => name !== tokenField && kinds.includes(kind)
  const fields = form.fields.map((field) => [field.name, isNonsense(field) ? nonsense : field.value])
  const answer = await ask(by, action, sent(form, Object.fromEntries(fields)))
  const said = [action, kinds, nonsense.slice(0, 40)]
  expect([...said, answer.status]).toEqual([...said, expect.toSatisfy(isAnswer)])
  const html = await answer.text()
  expect(html).not.toContain('<script>alert')
  expect(html.replace(/<[^>]*>/g, ' ')).not.toMatch(/\bundefined\b|\bNaN\b|\[object |Invalid Date/)
  const isTaken = answer.status === 303
  // A rehearsal goes on after it was begun.
  while (isTaken && action.endsWith('/rehearsal') && (await isUnderWay(by, action))) await setTimeout(100)
  return isTaken
}

async function isUnderWay(by: Reader, rehearsal: string): Promise<boolean> {
  const progress = await (await ask(by, `${rehearsal}/progress`)).json()
  return (progress as { isUnderWay: boolean }).isUnderWay
}

/** The form as it stands on its page by now; as it was, with a token, where it stands on none. */
async function formNow(known: KnownForm): Promise<FoundForm> {
  const { by, page, action } = known
  if (page !== undefined) {
    const form = formsOfPage(await (await ask(by, page)).text()).find((one) => one.action === action)
    if (form !== undefined) return form
  }
  const token = tokenFor(world.sessionOf(by), action)
  const fields = known.fields.map((field) => (field.name === tokenField ? { ...field, value: token } : field))
  return { ...known, fields }
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

function mainOf(html: string): string {
  return html.slice(html.indexOf('<main'))
}

/** The sentence an error page says under its title. */
function sentenceOf(html: string): string {
  return /<p class="text">([^<]*)<\/p>/.exec(html)?.[1] ?? ''
}

/** The path of the route that answers an address; undefined where it is one of accounts. */
function pathOf(address: string): string | undefined {
  return paths.find((path) =>
    new RegExp(`^${path.replace(/:[a-z]+/gi, '[^/]+')}$`).test(address.replace(/\?.*$/, '')),
  )
}

const isNoLook = sql`action <> 'read' and action not like 'see %'`

/** Everything on record but who looked at what, as one number for each table. */
async function everythingKept(): Promise<Readonly<Record<string, string>>> {
  const { database } = world.site.opened
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('session', 'early_access', 'audit_head')
  `.execute(database)
  const sums = tables.map(
    ({ name }) => sql`
      select ${name}::text as name, count(*) || ' ' || coalesce(sum(hashtext(one::text)::bigint), 0) as sum
      from ${sql.table(name)} as one
      ${name === 'audit_entry' ? sql`where ${isNoLook}` : sql``}
    `,
  )
  const latest = sql`
    select 'latest entry' as name, action || ' by ' || actor as sum
    from audit_entry
    where entry_id = (select max(entry_id) from audit_entry where ${isNoLook})
  `
  const { rows } = await sql<{ name: string; sum: string }>`
    ${sql.join([...sums, latest], sql` union all `)}
  `.execute(database)
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]))
}
