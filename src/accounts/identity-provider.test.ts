import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshCode, invitationPath } from '../../tests/joined-person.ts'
import { type LocalIdentityProvider, localIdentityProvider } from '../../tests/local-identity-provider.ts'
import { siteUrl, type WholeTestSite, wholeSiteOver } from '../../tests/signed-in.ts'
import { type TestBrowser, testBrowser } from '../../tests/test-browser.ts'
import { testDatabase } from '../../tests/test-database.ts'
import { saveAuthorities } from '../authorities/authority-store.ts'
import { recordInstallation } from '../authorities/installation-store.ts'

let site: WholeTestSite
let provider: LocalIdentityProvider

/** What the provider says of those who can sign in there. */
const people = new Map([
  ['approver', { email: 'Approver@ombudsman.example', email_verified: true }],
  ['unverified', { email: 'trainer@ombudsman.example', email_verified: false }],
  ['stranger', { email: 'stranger@elsewhere.example', email_verified: true }],
  ['officer', { email: 'link-officer@larchwick.example', email_verified: true }],
  ['former', { email: 'trainer@ombudsman.example', email_verified: true }],
])

beforeAll(async () => {
  provider = await localIdentityProvider(people)
  const opened = await testDatabase()
  await opened.database.transaction().execute(async (transaction) => {
    await recordInstallation(transaction, false)
    await saveAuthorities(transaction, [larchwick])
  })
  site = wholeSiteOver(opened, { isDemonstration: false, provider: provider.settings })
})
afterAll(async () => {
  await provider?.close()
  await site?.close()
})

const start = '/account/provider/sign-in'
const page = '/account/second-factor'

describe('signing in with a provider', () => {
  it('works for invited staff without a password, and asks for our second factor', async () => {
    const path = await invitationPath(site.opened.database, 'approver@ombudsman.example', 'approver')
    const browser = testBrowser(site.app)
    const accepted = await browser.send(path, `${path}/provider`)
    expect(accepted.status).toBe(200)
    expect(await accepted.text()).toContain('Sign in with the test provider')
    expect((await comeBack(browser, 'approver')).headers.get('location')).toBe(page)
    expect((await browser.get('/desk')).headers.get('location')).toBe(page)
    await browser.get(page)
    const code = await freshCode(site.opened.database, 'approver@ombudsman.example')
    expect(await (await browser.send(page, page, { code })).text()).toContain('Your recovery codes')
    expect((await browser.get('/account')).status).toBe(200)

    const { accessToken, refreshToken, idToken } = await site.opened.database
      .selectFrom('credential')
      .selectAll()
      .executeTakeFirstOrThrow()
    expect([accessToken, refreshToken, idToken]).toEqual([null, null, null])

    const again = testBrowser(site.app)
    await comeBack(again, 'approver')
    expect((await again.get('/desk')).headers.get('location')).toBe(page)
    const next = await freshCode(site.opened.database, 'approver@ombudsman.example')
    expect((await again.send(page, page, { code: next })).headers.get('location')).toBe('/desk')
  })

  it.each([
    ['whose address is not verified', 'unverified'],
    ['who was never invited', 'stranger'],
    ['who acts for an authority', 'officer'],
  ])('lets in nobody %s', async (_, login) => {
    await site.signIn('trainer')
    await site.signIn('link-officer', 'larchwick')
    const browser = testBrowser(site.app)
    const answer = await comeBack(browser, login)
    expect(answer.headers.get('location')).toMatch(/\/account\/sign-in\?error=/)
    const html = await (await browser.get(`/account/sign-in?error=${'x'}`)).text()
    expect(html).toContain('You could not be signed in that way')
    expect((await browser.get('/account')).headers.get('location')).toBe('/account/sign-in')
    const known = await site.opened.database.selectFrom('person').select('email').execute()
    expect(known.map(({ email }) => email)).not.toContain('stranger@elsewhere.example')
  })

  it('lets in nobody once their last appointment has ended', async () => {
    const { database } = site.opened
    await site.signIn('trainer')
    await database
      .updateTable('appointment')
      .set({ endedAt: new Date(), endedBy: 'tests' })
      .where('role', '=', 'trainer')
      .execute()
    const answer = await comeBack(testBrowser(site.app), 'former')
    expect(answer.headers.get('location')).toMatch(/error=/)
  })

  it('lets in nobody by an account at the provider that was somebody else’s here', async () => {
    await site.signIn('statistician')
    people.set('approver', { email: 'statistician@ombudsman.example', email_verified: true })
    const answer = await comeBack(testBrowser(site.app), 'approver')
    expect(answer.headers.get('location')).toMatch(/error=/)
    people.set('approver', { email: 'approver@ombudsman.example', email_verified: true })
  })

  it('takes no answer that another browser asked for, and none twice', async () => {
    const browser = testBrowser(site.app)
    const address = await askProvider(browser, 'approver')
    const other = testBrowser(site.app)
    expect((await other.get(address)).headers.get('location')).toMatch(/error=/)
    const first = await askProvider(browser, 'approver')
    expect((await browser.get(first)).headers.get('location')).toBe(page)
    expect((await browser.get(first)).headers.get('location')).toMatch(/error=/)
  })

  it('opens no other door of the software that keeps sessions', async () => {
    for (const path of [
      'sign-up/email',
      'sign-in/email',
      'get-session',
      'ok',
      'sign-in/social',
      'update-user',
    ]) {
      const answer = await site.app.request(`/account/provider/${path}`)
      expect(answer.status, path).toBe(303)
      const posted = await site.app.request(`/account/provider/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: siteUrl },
        body: JSON.stringify({ email: 'a@b.example', password: 'four quiet grey herons', name: 'A' }),
      })
      expect(posted.status, path).toBe(303)
    }
    const known = await site.opened.database.selectFrom('person').select('email').execute()
    expect(known.map(({ email }) => email)).not.toContain('a@b.example')
  })
})

it('met no fault in all this', () => {
  expect(site.faults).toEqual([])
})

/** Goes to the provider, signs in there, and gives the address it leads back to, as a path. */
async function askProvider(browser: TestBrowser, login: string): Promise<string> {
  const away = await browser.get(start)
  const back = await provider.signIn(away.headers.get('location') ?? '', login)
  return back.replace(siteUrl, '')
}

async function comeBack(browser: TestBrowser, login: string): Promise<Response> {
  return browser.get(await askProvider(browser, login))
}

const larchwick = {
  slug: 'larchwick',
  officialName: 'Larchwick District Council',
  shortName: 'Larchwick',
  gssCode: null,
  kind: 'district',
  region: null,
  county: null,
  startsOn: null,
  endsOn: null,
  centre: null,
  successors: [],
  otherNames: [],
  formerNames: [],
  isInvented: true,
}
