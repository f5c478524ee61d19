import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { secretOfTests, type WholeTestSite, wholeSiteOver } from '../../tests/signed-in.ts'
import { type TestBrowser, testBrowser } from '../../tests/test-browser.ts'
import { type TestDatabase, testDatabase } from '../../tests/test-database.ts'
import { recordInstallation } from '../authorities/installation-store.ts'
import { inventPeople } from '../demonstration/invented-people-actions.ts'
import { inventedStaff } from '../demonstration/invented-staff.ts'
import { formToken } from '../web/sent-form.ts'

let demonstration: WholeTestSite
let real: WholeTestSite

beforeAll(async () => {
  demonstration = wholeSiteOver(await withPeople(true), { isDemonstration: true })
  real = wholeSiteOver(await withPeople(false), { isDemonstration: false })
})
afterAll(async () => {
  await demonstration?.close()
  await real?.close()
})

const page = '/account/sign-in'
const action = '/account/chosen-person'

describe('choosing a person', () => {
  it('is offered in a demonstration on this machine, says so, and signs in without a second factor', async () => {
    const browser = testBrowser(demonstration.app, '127.0.0.1')
    const html = await (await browser.get(page)).text()
    expect(html).toContain('Choose a person')
    expect(html).toContain('because this is a demonstration on your own machine')
    for (const email of Object.values(inventedStaff)) expect(html).toContain(email)
    const chosen = await browser.send(page, action, {
      person: inventedStaff.administrator,
      to: '/desk/people',
    })
    expect(chosen.headers.get('location')).toBe('/desk/people')
    const people = await browser.get('/desk/people')
    expect(people.status).toBe(200)
    expect(await people.text()).toContain('third.approver@<wbr/>ombudsman.example')
    const entry = await demonstration.opened.database
      .selectFrom('auditEntry')
      .select(['actor', 'action', 'after'])
      .orderBy('entryId', 'desc')
      .executeTakeFirstOrThrow()
    expect(entry).toEqual({
      actor: inventedStaff.administrator,
      action: 'signed in',
      after: { post: 'Administrator', by: 'choice in a demonstration' },
    })
  })

  it('takes nobody who is not there, and asks for a choice', async () => {
    const browser = testBrowser(demonstration.app, '127.0.0.1')
    for (const [person, reason] of [
      ['', 'Choose who you want to be'],
      ['nobody@ombudsman.example', 'no such person'],
    ] as const) {
      const answer = await browser.send(page, action, { person })
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain(reason)
    }
  })

  const elsewhere: readonly (readonly [string, () => TestBrowser])[] = [
    ['from another machine', () => testBrowser(demonstration.app, '192.0.2.7')],
    ['under another name', () => testBrowser(demonstration.app, '127.0.0.1', 'reviews.ombudsman.example')],
    ['without a connection that can be seen', () => testBrowser(demonstration.app)],
    ['in a real installation', () => testBrowser(real.app, '127.0.0.1')],
    [
      'in a real installation taken for a demonstration',
      () => testBrowser(takenForDemonstration(), '127.0.0.1'),
    ],
  ]

  it.each(elsewhere)('is impossible %s', async (where, open) => {
    const browser = open()
    const html = await (await browser.get(page)).text()
    if (!where.includes('taken')) expect(html).not.toContain('Choose a person')
    // A form of the same browser, sent to where the choice would go.
    const token = tokenFor(browser)
    const answer = await browser.post(action, { person: inventedStaff.administrator, 'form-token': token })
    expect([403, 422]).toContain(answer.status)
    expect(await answer.text()).toContain('nly in a demonstration')
    expect((await browser.get('/desk/people')).headers.get('location')).toContain('/account/sign-in')
  })

  it('is impossible through a proxy on this machine', async () => {
    const answer = await demonstration.app.request(
      page,
      { headers: { host: 'localhost:3000', 'x-forwarded-for': '192.0.2.7' } },
      { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } },
    )
    expect(await answer.text()).not.toContain('Choose a person')
  })

  it('is impossible where the site has another address than this machine', async () => {
    const published = wholeSiteOver(demonstration.opened, { siteUrl: 'https://try.upheld.example' })
    const html = await (await testBrowser(published.app, '127.0.0.1').get(page)).text()
    expect(html).not.toContain('Choose a person')
  })
})

it('invents each person once', async () => {
  const { database } = demonstration.opened
  await database.transaction().execute((transaction) => inventPeople(transaction, []))
  const people = await database.selectFrom('appointment').selectAll().execute()
  expect(people).toHaveLength(Object.keys(inventedStaff).length)
})

/** As if everything but the database were mistaken about what this is. */
function takenForDemonstration() {
  return wholeSiteOver(real.opened, { isDemonstration: true }).app
}

function tokenFor(browser: TestBrowser): string {
  return formToken(secretOfTests, `browser ${browser.cookies.get('upheld-browser')}`, action)
}

async function withPeople(isDemonstration: boolean): Promise<TestDatabase> {
  const opened = await testDatabase()
  await opened.database.transaction().execute(async (transaction) => {
    await recordInstallation(transaction, isDemonstration)
    await inventPeople(transaction, [])
  })
  return opened
}
