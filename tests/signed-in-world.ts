import { sql } from 'kysely'
import type { BrowserContext } from 'playwright-core'
import type { Database } from '../src/database/connection.ts'
import { formatReportingYear, reportingYear } from '../src/scheme/reporting-year.ts'
import { officerRoutes, staffRoutes } from '../src/signed-in-routes.ts'
import { caseOf, change } from './changed-case.ts'
import { invitationPath, joinByInvitation, passwordOfTests } from './joined-person.ts'
import { addReviewUnderWay, yearUnderWay } from './review-under-way.ts'
import { sealLetters } from './sealed-letters.ts'
import { type Fields, type SignedIn, type WholeTestSite, wholeInventedSite } from './signed-in.ts'
import { hiddenFields, testBrowser } from './test-browser.ts'
import { setMoment } from './test-moment.ts'

/** Who opens a page: somebody signed in, somebody who gave a password and no second factor yet, or nobody. */
export const readers = [
  'nobody',
  /** Has a password, and no authenticator yet. */
  'newcomer',
  /** Gave a password, and has yet to give the code of an authenticator. */
  'half',
  /** Signs in with a password and an authenticator, and has recovery codes left. */
  'member',
  'statistician',
  'approver',
  'administrator',
  'officer',
] as const
export type Reader = (typeof readers)[number]

/** Cookies of a browser of each, as name and value. */
type Cookies = Readonly<Record<Reader, readonly (readonly [string, string])[]>>

/** What only the world knows by name, such as what stands in a link that was mailed. */
export type Made = Readonly<
  Record<'invitation' | 'reset' | 'registration' | 'person' | 'query' | 'refusedCopy' | 'letterPage', string>
>

export type SignedInWorld = {
  readonly site: WholeTestSite
  readonly made: Made
  /** What a browser keeps of a reader, for a site at an address. */
  cookiesOf(reader: Reader, address: string): Parameters<BrowserContext['addCookies']>[0]
}

/** A week before 2024-25 is public; its letters are sent, and 2025-26 is being checked. */
const moment = new Date('2025-07-18T09:00:00Z')

/** What is decided about now, what is on its way, and what is public. */
const underWay = `/desk/reviews/${formatReportingYear(yearUnderWay)}`
const embargoed = `/desk/reviews/${formatReportingYear(reportingYear(2024))}`
const published = `/desk/reviews/${formatReportingYear(reportingYear(2023))}`
const caseUnderWay = '/desk/cases/larchwick/25-100-003'
const letterFiles = `${underWay}/letters/larchwick`

type Visit = { readonly by: Reader; readonly at: string | ((made: Made) => string) }

const by = (reader: Reader, ...addresses: readonly Visit['at'][]): readonly Visit[] =>
  addresses.map((at) => ({ by: reader, at }))

/** Every page behind the sign-in by its path: at addresses that show what it can look like, and who opens it. */
export const signedInPages: Readonly<Record<string, readonly Visit[]>> = {
  '/desk': by('statistician', '/desk'),
  '/desk/reviews/:year': [
    ...by('statistician', underWay, embargoed),
    // A correction in draft; and what only an approver sees.
    ...by('approver', published, underWay),
  ],
  '/desk/reviews/:year/rehearsal': [
    ...by('statistician', `${underWay}/rehearsal?show=all`),
    ...by('approver', `${underWay}/rehearsal`, `${embargoed}/rehearsal`),
  ],
  '/desk/reviews/:year/letters/:slug': [
    ...by('approver', `${underWay}/letters/sedgely`),
    ...by('statistician', `${underWay}/letters/larchwick`),
  ],
  '/desk/reviews/:year/wording': by('approver', `${underWay}/wording`),
  '/desk/reviews/:year/seal': by('approver', `${embargoed}/seal`, `${underWay}/seal`),
  '/desk/reviews/:year/moment': by('approver', `${underWay}/moment`),
  '/desk/reviews/:year/sending': by('statistician', `${embargoed}/sending`, `${underWay}/sending`),
  '/desk/reviews/:year/sending/copies/:copy/address': by(
    'statistician',
    ({ refusedCopy }) => `${embargoed}/sending/copies/${refusedCopy}/address`,
  ),
  '/desk/reviews/:year/queries': by('statistician', `${underWay}/queries`),
  '/desk/reviews/:year/queries/:query': by('statistician', ({ query }) => `${underWay}/queries/${query}`),
  '/desk/reviews/:year/correction': by('statistician', `${published}/correction`),
  '/desk/monitoring-officers': by('statistician', '/desk/monitoring-officers'),
  '/desk/mail': by('administrator', '/desk/mail'),
  '/desk/audit': by('statistician', '/desk/audit', '/desk/audit?subject=nothing'),
  '/desk/cases': by('statistician', '/desk/cases', '/desk/cases?find=Larchwick', '/desk/cases?find=zzzz'),
  '/desk/cases/:slug/:reference': by('statistician', caseUnderWay, '/desk/cases/larchwick/23-000-005'),
  '/desk/cases/:slug/:reference/change': by('statistician', `${caseUnderWay}/change`),
  '/desk/people': by('administrator', '/desk/people'),
  '/desk/people/invitations': by('administrator', '/desk/people/invitations'),
  '/desk/people/:person': by('administrator', ({ person }) => `/desk/people/${person}`),
  '/desk/roles': by('administrator', '/desk/roles'),
  '/portal': by('officer', '/portal'),
  '/portal/cases': by('officer', '/portal/cases'),
  '/portal/cases/:year': by('officer', '/portal/cases/2025-26', '/portal/cases/2024-25'),
  '/portal/letters': by('officer', '/portal/letters'),
  '/portal/letters/:year/revisions/:revision': by('officer', '/portal/letters/2024-25/revisions/1'),
  '/portal/queries': by('officer', '/portal/queries'),
  '/portal/queries/new': by('officer', '/portal/queries/new?year=2025-26&case=25+100+003'),
  '/account': by('member', '/account'),
  '/account/sign-in': by('nobody', '/account/sign-in', '/account/sign-in?done=signed-out'),
  '/account/sign-out': by('statistician', '/account/sign-out'),
  '/account/second-factor': [
    ...by('newcomer', '/account/second-factor'),
    ...by('half', '/account/second-factor'),
  ],
  '/account/recovery-code': by('half', '/account/recovery-code'),
  '/account/forgotten-password': by('nobody', '/account/forgotten-password'),
  '/account/password-resets/:token': by('nobody', ({ reset }) => `/account/password-resets/${reset}`),
  '/account/invitations/:token': by('nobody', ({ invitation }) => `/account/invitations/${invitation}`),
  '/account/monitoring-officer/:token': by(
    'nobody',
    ({ registration }) => `/account/monitoring-officer/${registration}`,
  ),
}

/** What is behind the sign-in and no page to read, by its path. */
export const signedInFiles: Readonly<Record<string, Visit>> = {
  '/desk/reviews/:year/rehearsal/progress': { by: 'statistician', at: `${underWay}/rehearsal/progress` },
  '/desk/reviews/:year/letters/:slug/files/:file': {
    by: 'statistician',
    at: `${letterFiles}/files/letter.pdf`,
  },
  '/desk/reviews/:year/letters/:slug/pages/:file': {
    by: 'statistician',
    at: ({ letterPage }) => `${letterFiles}/pages/${letterPage}`,
  },
  '/portal/cases/:file{[^/]+\\.csv}': { by: 'officer', at: '/portal/cases/2025-26.csv' },
  '/portal/letters/:year/revisions/:file{[^/]+\\.pdf}': {
    by: 'officer',
    at: '/portal/letters/2024-25/revisions/1.pdf',
  },
}

/** The addresses that the desk and authorities' own pages answer, as the router knows them. */
export const askedPaths: readonly string[] = [...staffRoutes, ...officerRoutes]
  .filter(({ method }) => method === 'get')
  .map(({ path }) => path)

/** A form that is refused: where it stands, the button that sends it, and what is typed before. */
export type RefusedForm = Visit & {
  readonly press: string
  readonly typed?: Readonly<Record<string, string>>
}

/** One of each kind of form, sent with something missing or wrong. */
export const refusedForms: readonly RefusedForm[] = [
  { by: 'nobody', at: '/account/sign-in', press: 'Sign in' },
  { by: 'nobody', at: '/account/forgotten-password', press: 'Send the link' },
  { by: 'nobody', at: ({ reset }) => `/account/password-resets/${reset}`, press: 'Set the password' },
  {
    by: 'nobody',
    at: ({ invitation }) => `/account/invitations/${invitation}`,
    press: 'Accept and continue',
  },
  {
    by: 'nobody',
    at: ({ registration }) => `/account/monitoring-officer/${registration}`,
    press: 'Register',
    typed: { post: '' },
  },
  { by: 'newcomer', at: '/account/second-factor', press: 'Turn it on' },
  { by: 'half', at: '/account/recovery-code', press: 'Continue' },
  { by: 'member', at: '/account', press: 'Change the password' },
  { by: 'administrator', at: '/desk/people/invitations', press: 'Send the invitation' },
  {
    by: 'approver',
    at: `${underWay}/moment`,
    press: 'Change the moment',
    typed: { date: '2020-01-01' },
  },
  { by: 'approver', at: `${underWay}/letters/sedgely`, press: 'Save and open the next' },
  { by: 'statistician', at: underWay, press: 'Take it back' },
  { by: 'statistician', at: ({ query }) => `${underWay}/queries/${query}`, press: 'Send the answer' },
  { by: 'statistician', at: `${caseUnderWay}/change`, press: 'See what would change' },
  {
    by: 'statistician',
    at: ({ refusedCopy }) => `${embargoed}/sending/copies/${refusedCopy}/address`,
    press: 'Correct and send',
  },
  { by: 'officer', at: '/portal/queries/new?year=2025-26&case=25+100+003', press: 'Send the query' },
]

/**
 * The invented site where every page behind the sign-in has something to say: 2025-26 is being checked, with queries,
 * letters made and one held; the letters of 2024-25 were sent, some in vain; 2023-24 is public with a correction in
 * draft; people are invited, and mail is suspended.
 */
export async function signedInWorld(): Promise<SignedInWorld> {
  const site = await wholeInventedSite()
  const { database } = site.opened
  await addReviewUnderWay(database)
  await sealLetters(database)
  await setMoment(database, moment)
  const statistician = await site.signIn('statistician')
  const approver = await site.signIn('approver')
  const administrator = await site.signIn('administrator')
  const officer = await site.signIn('link-officer', 'larchwick')
  await openForChecking(statistician)
  await raiseQueries(officer, statistician, database)
  await rehearse(statistician, approver)
  await sendLetters(statistician, officer, database)
  await draftCorrection(database)
  await send(statistician, '/desk/audit', '/desk/audit/check')
  const invited = { email: 'invited@ombudsman.example', role: 'investigator' }
  await send(administrator, '/desk/people/invitations', '/desk/people/invitations', invited)
  const { newcomer, half, member } = await joinPeople(site)
  const made = await whatWasMade(site, statistician)
  await suspendMail(database)
  const cookies: Cookies = {
    nobody: [],
    newcomer,
    half,
    member,
    statistician: pairsOf(statistician.cookie),
    approver: pairsOf(approver.cookie),
    administrator: pairsOf(administrator.cookie),
    officer: pairsOf(officer.cookie),
  }
  return {
    site,
    made,
    cookiesOf: (reader, url) => cookies[reader].map(([name, value]) => ({ name, value, url })),
  }
}

/** Sends the form of a page that goes to an address, as a browser does. */
async function send(person: SignedIn, page: string, action: string, fields: Fields = {}): Promise<void> {
  const html = await (await person.get(page)).text()
  const response = await person.post(action, { ...hiddenFields(html, action), ...fields })
  if (response.status !== 303) throw new Error(`${action} was answered with ${response.status}`)
}

async function openForChecking(statistician: SignedIn): Promise<void> {
  await send(statistician, underWay, `${underWay}/calculation`)
  await send(statistician, underWay, `${underWay}/checking`, { until: '2025-08-15' })
}

/** Two queries of Larchwick about cases, of which one is answered, and one about a figure. */
async function raiseQueries(officer: SignedIn, statistician: SignedIn, database: Database): Promise<void> {
  for (const about of [{ case: '25 100 001' }, { case: '25 100 002' }, { figure: 'compliance' }]) {
    const asked = { year: '2025-26', ...about, text: 'This does not agree with our own record of it.' }
    const response = await officer.post('/portal/queries', asked)
    if (response.status !== 303) throw new Error(`a query was answered with ${response.status}`)
  }
  const first = await database.selectFrom('query').select('queryId').orderBy('queryId').executeTakeFirst()
  const page = `${underWay}/queries/${first?.queryId}`
  await send(statistician, page, page, { answer: 'declined', text: 'The decision found fault.' })
}

async function rehearse(statistician: SignedIn, approver: SignedIn): Promise<void> {
  await send(statistician, `${underWay}/rehearsal`, `${underWay}/rehearsal`)
  const isUnderWay = async () =>
    ((await (await statistician.get(`${underWay}/rehearsal/progress`)).json()) as { isUnderWay: boolean })
      .isUnderWay
  while (await isUnderWay()) await new Promise((resolve) => setTimeout(resolve, 100))
  const held = { decision: 'hold', 'hold-reason': 'Wait for the answer to a query.' }
  await send(approver, `${underWay}/letters/larchwick`, `${underWay}/letters/larchwick/decision`, held)
}

/** Sends the letters of 2024-25: of the copies one is refused, one uncertain, one tried again; an officer reads theirs. */
async function sendLetters(statistician: SignedIn, officer: SignedIn, database: Database): Promise<void> {
  await send(statistician, `${embargoed}/sending`, `${embargoed}/sending`)
  await sql`
    with numbered as (
      select mail_id, place, row_number() over (order by mail_id, place) as n
      from mail_recipient
      join letter_mail using (mail_id)
    ),
    states (n, state, answer) as (values
      (2, 'refused', '550 no such mailbox'),
      (4, 'uncertain', 'The line broke.'),
      (5, 'trying-again', '451 try again later')
    )
    update mail_recipient
    set
      state = coalesce(states.state, 'taken'),
      attempt_count = 1,
      answer = coalesce(states.answer, '250 taken'),
      answered_at = ${moment},
      next_try_at = case when states.state = 'trying-again' then ${moment}::timestamptz + interval '10 minutes' end
    from numbered
    left join states using (n)
    where numbered.mail_id = mail_recipient.mail_id and numbered.place = mail_recipient.place
  `.execute(database)
  await officer.get('/portal/letters/2024-25/revisions/1')
  await officer.get('/portal/cases/2025-26')
}

async function draftCorrection(database: Database): Promise<void> {
  const known = await caseOf(database, 'larchwick', '23 000 005')
  const changed = await change(database, known, { outcome: 'not-upheld', isRemediedBefore: null })
  if (!changed.ok) throw new Error(changed.reason)
}

async function suspendMail(database: Database): Promise<void> {
  const failure = 'The server could not be reached: connection refused.'
  await sql`
    insert into mail_sending (failure_count, failure, failed_at, suspended_at)
    values (10, ${failure}, ${moment}, ${moment})
    on conflict (only_row) do update
    set failure_count = 10, failure = excluded.failure, failed_at = excluded.failed_at, suspended_at = excluded.suspended_at
  `.execute(database)
}

async function joinPeople(site: WholeTestSite) {
  const { database } = site.opened
  const newcomer = testBrowser(site.app)
  const invitation = await invitationPath(database, 'newcomer@ombudsman.example', 'investigator')
  await newcomer.send(invitation, invitation, { password: passwordOfTests, again: passwordOfTests })
  const member = await joinByInvitation(site, 'reader@larchwick.example', 'reader', 'larchwick')
  const half = testBrowser(site.app)
  await half.send('/account/sign-in', '/account/sign-in', {
    email: member.email,
    password: member.password,
  })
  return { newcomer: [...newcomer.cookies], half: [...half.cookies], member: [...member.browser.cookies] }
}

async function whatWasMade(site: WholeTestSite, statistician: SignedIn): Promise<Made> {
  const { database } = site.opened
  const invitation = await invitationPath(database, 'next@ombudsman.example', 'trainer')
  const forgotten = '/account/forgotten-password'
  await testBrowser(site.app).send(forgotten, forgotten, { email: 'reader@larchwick.example' })
  await send(statistician, '/desk/monitoring-officers', '/desk/monitoring-officers')
  const mails = await database.selectFrom('mail').select('body').where('holdsSecret', '=', true).execute()
  const lastOf = (path: string) =>
    mails.map(({ body }) => body.split(path)[1]?.split(/\s/)[0]).findLast((token) => token !== undefined) ??
    ''
  const person = await database
    .selectFrom('person')
    .select('id')
    .where('email', '=', statistician.email)
    .executeTakeFirstOrThrow()
  const query = await database
    .selectFrom('query')
    .select('queryId')
    .orderBy('queryId', 'desc')
    .executeTakeFirstOrThrow()
  const letter = await (await statistician.get(`${underWay}/letters/larchwick`)).text()
  const copy = await database
    .selectFrom('mailRecipient')
    .select(['mailId', 'place'])
    .where('state', '=', 'refused')
    .executeTakeFirstOrThrow()
  return {
    invitation: invitation.split('/').at(-1) ?? '',
    reset: lastOf('/account/password-resets/'),
    registration: lastOf('/account/monitoring-officer/'),
    person: person.id,
    query: String(query.queryId),
    refusedCopy: `${copy.mailId}-${copy.place}`,
    letterPage: /pages\/([0-9a-f]{64}-1\.svg\?[^"]*)/.exec(letter)?.[1] ?? '',
  }
}

function pairsOf(cookie: string): readonly (readonly [string, string])[] {
  return cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at), pair.slice(at + 1)]
  })
}
