import type { Hono } from 'hono'
import { openAuthentication } from '../src/accounts/authentication-store.ts'
import { appoint, readAppointments, savePerson } from '../src/accounts/person-store.ts'
import { officerRoles, type Role } from '../src/accounts/role.ts'
import { readAuthorities } from '../src/authorities/authority-store.ts'
import type { Database } from '../src/database/connection.ts'
import { startLetterWorkers } from '../src/letters/letter-pdf-workers.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { formToken, tokenField } from '../src/web/sent-form.ts'
import { createWholeSite, type WholeSiteSettings } from '../src/whole-site.ts'
import { fillInvented } from './invented-publication.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'
import { setMoment } from './test-moment.ts'

/** Where the site of a test is, as far as it knows. */
export const siteUrl = 'http://localhost:3000'
export const secretOfTests = 'a secret that only the tests of Upheld have'

/** The public site and what lies behind the sign-in, over one database of a test. */
export type WholeTestSite = {
  readonly app: Hono
  readonly opened: TestDatabase
  /** What went wrong in answering, which nobody sees. */
  readonly faults: readonly unknown[]
  /** Somebody of this role, signed in with a second factor; officers of the authority named. */
  signIn(role: Role, ofAuthority?: string): Promise<SignedIn>
  close(): Promise<void>
}

/** Somebody's browser: it keeps a session and sends forms as browsers do. */
export type SignedIn = {
  readonly email: string
  readonly sessionId: string
  readonly cookie: string
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** Sends a form with its token, from our own site. */
  post(path: string, fields?: Fields): Promise<Response>
  /** The same where the form takes files. */
  sendFiles(
    path: string,
    fields: Readonly<Record<string, string>>,
    files: readonly FileToSend[],
  ): Promise<Response>
}

export type FileToSend = { readonly name: string; readonly content: Buffer }

export type Fields = Readonly<Record<string, string | readonly string[]>>

/** The site over the invented bodies of tests/invented-publication.ts, at noon of 1 August 2024. */
export async function wholeInventedSite(isDemonstration = true): Promise<WholeTestSite> {
  const opened = await testDatabase()
  await setMoment(opened.database, new Date('2024-08-01T12:00:00Z'))
  await fillInvented(opened.database, isDemonstration)
  return wholeSiteOver(opened, { isDemonstration })
}

/** The same over a database that a test has filled. It is closed with the site. */
export function wholeSiteOver(
  opened: TestDatabase,
  settings: Partial<Pick<WholeSiteSettings, 'isDemonstration' | 'scheme' | 'provider' | 'siteUrl'>> = {},
): WholeTestSite {
  const letters = startLetterWorkers(1)
  const faults: unknown[] = []
  const app = createWholeSite({
    database: opened.published,
    ownDatabase: opened.database,
    portalDatabase: opened.portal,
    visitorDatabase: opened.visitor,
    deskLetters: letters,
    scheme,
    isDemonstration: true,
    printLetter: letters.print,
    typeset: letters.typeset,
    onFault: (error) => faults.push(error),
    secret: secretOfTests,
    siteUrl,
    ...settings,
  })
  return {
    app,
    opened,
    faults,
    signIn: (role, ofAuthority) => signIn(app, opened.database, role, ofAuthority),
    async close() {
      letters.close()
      await opened.close()
    },
  }
}

/**
 * Signs somebody in: the first time with a new person and an appointment, later as that same person in a session of its
 * own. Officers act for the authority named, such as `larchwick`.
 */
export async function signIn(
  app: Hono,
  database: Database,
  role: Role,
  ofAuthority?: string,
): Promise<SignedIn> {
  const isOfficer = officerRoles.some((officerRole) => officerRole === role)
  if (isOfficer !== (ofAuthority !== undefined)) {
    throw new Error(`${role}: officers need an authority, and nobody else has one`)
  }
  return signInAs(app, database, {
    email: `${role}@${ofAuthority ?? 'ombudsman'}.example`,
    roles: [role],
    ofAuthority,
  })
}

/** Signs in somebody with an address and roles of the test's choosing. */
export async function signInAs(
  app: Hono,
  database: Database,
  {
    email,
    roles,
    ofAuthority,
  }: { readonly email: string; readonly roles: readonly Role[]; readonly ofAuthority?: string | undefined },
): Promise<SignedIn> {
  const authorities = ofAuthority === undefined ? [] : await readAuthorities(database)
  const authority = authorities.find(({ slug }) => slug === ofAuthority)
  if (ofAuthority !== undefined && !authority) throw new Error(`there is no authority ${ofAuthority}`)
  const { id } = await database.transaction().execute(async (transaction) => {
    const person = await savePerson(transaction, { email, name: '' })
    const had = (await readAppointments(transaction, person.id)).map(({ role }) => role)
    for (const role of roles.filter((one) => !had.includes(one))) {
      await appoint(transaction, person.id, {
        role,
        authorityId: authority?.id ?? null,
        appointedBy: 'tests',
      })
    }
    return person
  })
  return openBrowser(app, database, { id, email })
}

async function openBrowser(
  app: Hono,
  database: Database,
  person: { readonly id: string; readonly email: string },
): Promise<SignedIn> {
  const authentication = openAuthentication({ database, secret: secretOfTests, siteUrl })
  const { headers, response } = await authentication.api.openSession({
    body: { personId: person.id, hasSecondFactor: true },
    headers: new Headers(),
    returnHeaders: true,
  })
  const cookie = headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ')
  const { id: sessionId } = await database
    .selectFrom('session')
    .select('id')
    .where('token', '=', response.token)
    .executeTakeFirstOrThrow()
  return {
    email: person.email,
    sessionId,
    cookie,
    get: async (path, more = {}) => app.request(path, { headers: { cookie, ...more } }),
    post: async (path, fields = {}) =>
      app.request(
        path,
        formRequest({ ...fields, [tokenField]: tokenFor(sessionId, path) }, { cookie, origin: siteUrl }),
      ),
    sendFiles: async (path, fields, files) =>
      app.request(path, {
        method: 'POST',
        headers: { host: new URL(siteUrl).host, origin: siteUrl, cookie },
        body: filesForm({ [tokenField]: tokenFor(sessionId, path), ...fields }, files),
      }),
  }
}

/** A form with files as a browser sends it, the token first. */
export function filesForm(fields: Readonly<Record<string, string>>, files: readonly FileToSend[]): FormData {
  const form = new FormData()
  for (const [name, text] of Object.entries(fields)) form.append(name, text)
  for (const { name, content } of files) form.append('files', new File([new Uint8Array(content)], name))
  return form
}

/** The token that a form for this session and address carries. */
export function tokenFor(sessionId: string, path: string): string {
  return formToken(secretOfTests, sessionId, path.replace(/[?#].*$/s, ''))
}

/** A form as a browser sends it. */
export function formRequest(fields: Fields, headers: Readonly<Record<string, string>>): RequestInit {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
  }
  return {
    method: 'POST',
    headers: { host: new URL(siteUrl).host, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: body.toString(),
  }
}
