import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  freshCode,
  givePassword,
  type JoinedPerson,
  joinByInvitation,
  signInWholly,
} from '../../tests/joined-person.ts'
import { siteUrl, type WholeTestSite, wholeSiteOver } from '../../tests/signed-in.ts'
import { hiddenFields, testBrowser } from '../../tests/test-browser.ts'
import { testDatabase } from '../../tests/test-database.ts'
import { recordInstallation } from '../authorities/installation-store.ts'
import { officerRoutes, staffRoutes } from '../signed-in-routes.ts'
import { accountPaths } from '../web/desk-addresses.ts'

let site: WholeTestSite
let administrator: JoinedPerson
let statistician: JoinedPerson

beforeAll(async () => {
  const opened = await testDatabase()
  await opened.database.transaction().execute((transaction) => recordInstallation(transaction, false))
  site = wholeSiteOver(opened, { isDemonstration: false })
  administrator = await joinByInvitation(site, 'administrator@ombudsman.example', 'administrator')
  statistician = await joinByInvitation(site, 'statistician@ombudsman.example', 'statistician')
})
afterAll(() => site?.close())

const start = '/account/sign-in'
const page = '/account/second-factor'

describe('signing in', () => {
  it('takes a password and a code, and leads to where somebody wanted to go', async () => {
    const browser = testBrowser(site.app)
    const sent = await browser.get('/desk/people')
    const wanted = '/account/sign-in?to=%2Fdesk%2Fpeople'
    expect(sent.headers.get('location')).toBe(wanted)
    const half = await browser.send(wanted, start, {
      email: 'Administrator@Ombudsman.example',
      password: administrator.password,
    })
    expect(half.headers.get('location')).toBe(`${page}?to=%2Fdesk%2Fpeople`)
    const whole = await browser.send(`${page}?to=%2Fdesk%2Fpeople`, page, {
      code: await administrator.code(),
    })
    expect(whole.headers.get('location')).toBe('/desk/people')
    const people = await browser.get('/desk/people')
    expect(people.status).toBe(200)
    const html = await people.text()
    expect(html).toContain('Administrator</a>')
    expect(html.split('</header>')[0]).not.toContain('administrator@')
  })

  it('leads nowhere but to our own pages', async () => {
    for (const to of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      '/\\elsewhere.example',
      '/',
      'desk',
    ]) {
      const browser = testBrowser(site.app)
      const half = await browser.send(`${start}?to=${encodeURIComponent(to)}`, start, {
        email: administrator.email,
        password: administrator.password,
      })
      expect(half.headers.get('location'), to).toBe(page)
      const whole = await browser.send(page, page, { code: await administrator.code(), to })
      expect(whole.headers.get('location'), to).toBe('/desk/people')
    }
  })

  it('answers alike for a wrong password and for nobody', async () => {
    const answers = []
    for (const email of ['statistician@ombudsman.example', 'nobody@ombudsman.example']) {
      const browser = testBrowser(site.app)
      const answer = await browser.send(start, start, { email, password: 'not the right one' })
      const html = await answer.text()
      answers.push([answer.status, html.replaceAll(email, 'EMAIL').replaceAll(/value="[^"]{40,}"/g, '')])
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.[0]).toBe(422)
    expect(answers[0]?.[1]).toContain('are not known together')
  })

  it('is over for every page until the second factor is given, whatever the address', async () => {
    const browser = testBrowser(site.app)
    await givePassword(browser, statistician)
    const routes = [...staffRoutes, ...officerRoutes]
    expect(routes.length).toBeGreaterThan(10)
    for (const { method, path } of routes) {
      const address = path.replaceAll(/:[a-z]+(\{[^}]*\})?/gi, '2023-24')
      const answer = method === 'get' ? await browser.get(address) : await browser.post(address, {})
      expect([answer.status, answer.headers.get('location')], `${method} ${path}`).toEqual([303, page])
    }
    for (const path of [accountPaths.account, '/desk/no-such-page', '/portal/no-such-page']) {
      expect((await browser.get(path)).headers.get('location'), path).toBe(page)
    }
    for (const path of [accountPaths.password, accountPaths.recoveryCodes, '/account/sessions/any/end']) {
      expect((await browser.post(path, {})).headers.get('location'), path).toBe(page)
    }
  })

  it('ends by sending a form and not by a link', async () => {
    const browser = testBrowser(site.app)
    await signInWholly(browser, statistician)
    expect((await browser.get(accountPaths.signOut)).status).toBe(200)
    expect((await browser.get('/account')).status).toBe(200)
    const left = await browser.send(accountPaths.signOut, accountPaths.signOut)
    expect(left.headers.get('location')).toBe(`${start}?done=signed-out`)
    expect((await browser.get('/account')).headers.get('location')).toBe(start)
  })

  it.each([
    ['expired', { expiresAt: new Date(Date.now() - 1_000) }],
    ['unused for more than two hours', { updatedAt: new Date(Date.now() - 121 * 60_000) }],
  ])('counts no more once the session is %s', async (_, change) => {
    const browser = testBrowser(site.app)
    await signInWholly(browser, statistician)
    expect((await browser.get('/account')).status).toBe(200)
    await site.opened.database.updateTable('session').set(change).execute()
    expect((await browser.get('/account')).headers.get('location')).toBe(start)
  })

  it('gives a quarter of an hour for the second factor', async () => {
    const browser = testBrowser(site.app)
    await givePassword(browser, statistician)
    await site.opened.database
      .updateTable('session')
      .set({ createdAt: new Date(Date.now() - 16 * 60_000) })
      .where('secondFactorAt', 'is', null)
      .execute()
    expect((await browser.get(page)).headers.get('location')).toBe(start)
  })

  it('gives a new session, unknown before, with the second factor', async () => {
    const browser = testBrowser(site.app)
    await givePassword(browser, statistician)
    const half = browser.cookies.get('upheld.session_token')
    await browser.send(page, page, { code: await statistician.code() })
    expect(browser.cookies.get('upheld.session_token')).not.toBe(half)
    const old = await site.app.request('/account', { headers: { cookie: `upheld.session_token=${half}` } })
    expect(old.headers.get('location')).toBe(start)
  })

  it('keeps cookies from scripts, and from the network where there is TLS', async () => {
    const secure = wholeSiteOver(site.opened, {
      isDemonstration: false,
      siteUrl: 'https://reviews.ombudsman.example',
    })
    const browser = testBrowser(secure.app, undefined, 'reviews.ombudsman.example')
    const answer = await browser.get(start)
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; Secure; SameSite=Lax/)
    const half = await browser.post(
      start,
      {
        email: statistician.email,
        password: statistician.password,
        ...hiddenFields(await (await browser.get(start)).text(), start),
      },
      { origin: 'https://reviews.ombudsman.example' },
    )
    expect(half.headers.getSetCookie().join()).toMatch(
      /__Secure-upheld\.session_token=[^,]*HttpOnly; Secure; SameSite=Lax/,
    )
  })

  it('is written down, with the post', async () => {
    const entries = await site.opened.database
      .selectFrom('auditEntry')
      .select(['actor', 'action', 'after'])
      .where('actor', '=', statistician.email)
      .execute()
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['invitation accepted', 'second factor set up', 'signed in', 'signed out']),
    )
    expect(entries.find(({ action }) => action === 'signed in')?.after).toEqual({
      post: 'Statistician',
      by: 'authenticator',
    })
  })
})

describe('a second factor', () => {
  it('is not given twice with the same code', async () => {
    const [first, second] = [testBrowser(site.app), testBrowser(site.app)]
    await givePassword(first, statistician)
    await givePassword(second, statistician)
    const code = await statistician.code()
    expect((await first.send(page, page, { code })).status).toBe(303)
    const answer = await second.send(page, page, { code })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('This code was used already')
  })

  it('given by a clock that is wrong is refused with a sentence that says so', async () => {
    const browser = testBrowser(site.app)
    await givePassword(browser, statistician)
    const code = await freshCode(site.opened.database, statistician.email, new Date(Date.now() + 7 * 60_000))
    const answer = await browser.send(page, page, { code })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toMatch(/clock of the device that makes your codes is about 7 minutes ahead/)
  })

  it('can be a recovery code, once', async () => {
    expect(statistician.recoveryCodes).toHaveLength(10)
    const [code = ''] = statistician.recoveryCodes
    for (const [status, reason] of [
      [303, ''],
      [422, 'used before'],
    ] as const) {
      const browser = testBrowser(site.app)
      await givePassword(browser, statistician)
      const given = await browser.send(accountPaths.recoveryCode, accountPaths.recoveryCode, {
        code: code.toUpperCase(),
      })
      expect(given.status).toBe(status)
      expect(await given.text()).toContain(reason)
    }
  })

  it('is given once more for new recovery codes, and then the old ones are worth nothing', async () => {
    const action = accountPaths.recoveryCodes
    await signInWholly(statistician.browser, statistician)
    const refused = await statistician.browser.send('/account', action, { code: '000000' })
    expect(refused.status).toBe(422)
    const made = await statistician.browser.send('/account', action, { code: await statistician.code() })
    expect(await made.text()).toContain('They are shown this once')
    const browser = testBrowser(site.app)
    await givePassword(browser, statistician)
    const old = await browser.send(accountPaths.recoveryCode, accountPaths.recoveryCode, {
      code: statistician.recoveryCodes[5] ?? '',
    })
    expect(old.status).toBe(422)
  })

  it('ends the session after five wrong codes, and the account waits after ten, in unknown browsers', async () => {
    const person = await joinByInvitation(site, 'trainer@ombudsman.example', 'trainer')
    for (let round = 0; round < 2; round++) {
      const stranger = testBrowser(site.app)
      await givePassword(stranger, person)
      for (let n = 0; n < 4; n++) {
        expect((await stranger.send(page, page, { code: '000000' })).status).toBe(422)
      }
      const last = await stranger.send(page, page, { code: '000000' })
      expect(last.status).toBe(429)
      expect(await last.text()).toContain('Sign in again from the beginning')
      expect((await stranger.get(page)).headers.get('location')).toBe(start)
    }
    const stranger = testBrowser(site.app)
    await givePassword(stranger, person)
    const answer = await stranger.send(page, page, { code: await person.code() })
    expect(answer.status).toBe(429)
    expect(await answer.text()).toContain('too many wrong codes')
    // In the browser they know, the owner comes in meanwhile.
    expect((await signInWholly(person.browser, person)).status).toBe(303)
  })
})

describe('wrong passwords', () => {
  it('of an outsider, a thousand of them, keep the owner out of no browser they know', async () => {
    const owner = statistician
    const outsiders = Array.from({ length: 4 }, (_, index) =>
      testBrowser(site.app, `198.51.100.${index + 1}`),
    )
    const statuses = await Promise.all(
      outsiders.map(async (outsider) => {
        const hidden = hiddenFields(await (await outsider.get(start)).text(), start)
        const own: number[] = []
        for (let n = 0; n < 250; n++) {
          const guess = { ...hidden, email: owner.email, password: `guess number ${n}` }
          own.push((await outsider.post(start, guess)).status)
        }
        return own
      }),
    ).then((lists) => lists.flat())
    expect(statuses).toHaveLength(1_000)
    // Few were looked at at all.
    expect(statuses.filter((status) => status === 422).length).toBeLessThan(10)
    expect(new Set(statuses)).toEqual(new Set([422, 429]))
    expect((await signInWholly(owner.browser, owner)).status).toBe(303)
  }, 240_000)

  it('for one account keep nobody else waiting, also from the same address', async () => {
    const outsider = testBrowser(site.app, '198.51.100.77')
    const hidden = hiddenFields(await (await outsider.get(start)).text(), start)
    for (let n = 0; n < 20; n++) {
      await outsider.post(start, { ...hidden, email: statistician.email, password: `guess number ${n}` })
    }
    const other = testBrowser(site.app, '198.51.100.77')
    expect((await givePassword(other, administrator)).status).toBe(303)
  })

  it('for many accounts make their one address wait, and no other', async () => {
    const outsider = testBrowser(site.app, '203.0.113.9')
    const hidden = hiddenFields(await (await outsider.get(start)).text(), start)
    const guess = async (n: number) => {
      const email = `somebody-${n}@ombudsman.example`
      return (await outsider.post(start, { ...hidden, email, password: 'the same old guess' })).status
    }
    expect(await guess(1)).toBe(422)
    // Twenty-eight more are told to the database, since each guess takes a moment.
    await site.opened.database
      .updateTable('signInFailure')
      .set({ failureCount: 29 })
      .where('failureKey', '=', 'client/203.0.113.9')
      .execute()
    expect([await guess(30), await guess(31), await guess(32)]).toEqual([422, 429, 429])
    expect((await givePassword(testBrowser(site.app, '203.0.113.10'), administrator)).status).toBe(303)
    // A known browser comes in from that address all the same.
    const known = testBrowser(site.app, '203.0.113.9')
    for (const [name, value] of administrator.browser.cookies) {
      if (name === 'upheld-browser') (known.cookies as Map<string, string>).set(name, value)
    }
    expect((await givePassword(known, administrator)).status).toBe(303)
  })

  it('sent all at once are counted like one after the other', async () => {
    const person = await joinByInvitation(site, 'investigator@ombudsman.example', 'investigator')
    const outsider = testBrowser(site.app)
    const hidden = hiddenFields(await (await outsider.get(start)).text(), start)
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        outsider.post(start, { ...hidden, email: person.email, password: `guess number ${n}` }),
      ),
    )
    expect(answers.filter(({ status }) => status === 422).length).toBeLessThanOrEqual(5)
  })
})

describe('a form of an account', () => {
  const body = { email: 'statistician@ombudsman.example', password: 'four quiet grey herons' }

  it('is refused from another site, without a token, and with one of another browser', async () => {
    const browser = testBrowser(site.app)
    const hidden = hiddenFields(await (await browser.get(start)).text(), start)
    const others = hiddenFields(await (await testBrowser(site.app).get(start)).text(), start)
    const crossSite = await browser.post(
      start,
      { ...hidden, ...body },
      { origin: 'https://elsewhere.example' },
    )
    const withoutToken = await browser.post(start, body)
    const replayed = await browser.post(start, { ...others, ...body })
    for (const answer of [crossSite, withoutToken, replayed]) {
      expect(answer.status).toBe(403)
      expect(await answer.text()).toContain('Nothing was changed')
    }
  })

  it('takes no file, and nothing endless', async () => {
    const browser = testBrowser(site.app)
    const hidden = hiddenFields(await (await browser.get(start)).text(), start)
    const file = new FormData()
    file.append('email', new Blob(['x']), 'x.pdf')
    const upload = await site.app.request(start, {
      method: 'POST',
      body: file,
      headers: { origin: siteUrl, host: 'localhost:3000' },
    })
    expect(upload.status).toBe(415)
    const long = await browser.post(start, { ...hidden, email: 'x'.repeat(200_000), password: 'x' })
    expect(long.status).toBe(413)
  })

  it('says what is missing, and keeps the address that was typed', async () => {
    const answer = await testBrowser(site.app).send(start, start, {
      email: 'someone@ombudsman.example',
      password: '',
    })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Enter your password.')
    expect(html).toContain('value="someone@ombudsman.example"')
  })
})

describe('one’s own sessions', () => {
  it('are listed, and one can be ended from another', async () => {
    const [one, other] = [testBrowser(site.app), testBrowser(site.app)]
    await signInWholly(one, administrator)
    await signInWholly(other, administrator)
    const html = await (await one.get('/account')).text()
    const ends = [...html.matchAll(/action="(\/account\/sessions\/[^"]+)"/g)].map(([, action = '']) => action)
    expect(ends.length).toBeGreaterThan(0)
    for (const action of ends) {
      const ended = await one.post(action, hiddenFields(html, action))
      expect(ended.headers.get('location')).toBe('/account?done=session')
    }
    expect((await other.get('/account')).headers.get('location')).toBe(start)
    expect((await one.get('/account')).status).toBe(200)
  })

  it('of somebody else cannot be ended', async () => {
    const mine = testBrowser(site.app)
    await signInWholly(mine, administrator)
    const theirs = await site.signIn('approver')
    const html = await (await mine.get('/account')).text()
    const action = `/account/sessions/${theirs.sessionId}/end`
    const token = hiddenFields(html, accountPaths.password)
    expect((await mine.post(action, token)).status).toBe(403)
    expect((await theirs.get('/account')).status).toBe(200)
  })
})

describe('a password', () => {
  it('is changed by who knows it, which ends the other sessions', async () => {
    const person = await joinByInvitation(site, 'compliance.officer@ombudsman.example', 'compliance-officer')
    const other = testBrowser(site.app)
    await signInWholly(other, person)
    const change = (fields: Readonly<Record<string, string>>) =>
      person.browser.send('/account', accountPaths.password, fields)
    const password = 'seven slow brown bears'
    const wrong = await change({ current: 'not this one at all', password, again: password })
    expect([wrong.status, (await wrong.text()).includes('not your present password')]).toEqual([422, true])
    const different = await change({ current: person.password, password, again: 'seven slow brown boars' })
    expect(different.status).toBe(422)
    const weak = await change({
      current: person.password,
      password: 'complianceofficer',
      again: 'complianceofficer',
    })
    expect(weak.status).toBe(422)
    const changed = await change({ current: person.password, password, again: password })
    expect(changed.headers.get('location')).toBe('/account?done=password')
    expect((await other.get('/account')).headers.get('location')).toBe(start)
    expect((await person.browser.get('/account')).status).toBe(200)
    expect((await givePassword(testBrowser(site.app), person)).status).toBe(422)
    expect((await givePassword(testBrowser(site.app), { ...person, password })).status).toBe(303)
  })

  it('that was forgotten is set by a mailed link, and the second factor is asked for as before', async () => {
    const person = await joinByInvitation(site, 'second.approver@ombudsman.example', 'approver')
    const forgotten = accountPaths.forgottenPassword
    const browser = testBrowser(site.app)
    const known = await browser.send(forgotten, forgotten, { email: person.email })
    const unknown = await browser.send(forgotten, forgotten, { email: 'nobody-at-all@ombudsman.example' })
    expect(known.headers.get('location')).toBe(unknown.headers.get('location'))
    const mails = await site.opened.database
      .selectFrom('mail')
      .innerJoin('mailRecipient', 'mailRecipient.mailId', 'mail.mailId')
      .select(['address', 'body', 'holdsSecret'])
      .where('mailKey', 'like', 'password-reset/%')
      .execute()
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({ address: person.email, holdsSecret: true })
    const link =
      /http:\/\/localhost:3000(\/account\/password-resets\/\S+)/.exec(mails[0]?.body ?? '')?.[1] ?? ''
    const password = 'nine new green newts'
    const set = await browser.send(link, link, { password, again: password })
    expect(set.headers.get('location')).toBe(`${start}?done=password`)
    expect((await browser.get(link)).status).toBe(410)
    expect((await person.browser.get('/account')).headers.get('location')).toBe(start)
    expect((await givePassword(browser, { ...person, password })).headers.get('location')).toBe(page)
    expect((await browser.get('/desk')).headers.get('location')).toBe(page)
    expect(await (await browser.get(page)).text()).not.toContain('Set up your second factor')
  })
})

it('tells nobody else anything: no request leaves this machine', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch')
  await signInWholly(testBrowser(site.app), administrator)
  expect(fetched).not.toHaveBeenCalled()
  fetched.mockRestore()
})

it('met no fault in all this', () => {
  expect(site.faults).toEqual([])
})
