import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, serve } from '../src/server.ts'
import { accountPaths } from '../src/web/desk-addresses.ts'
import { launchBrowser } from './browser.ts'
import { howMany } from './hardening.ts'
import { type Looker, noPageFaults, noShownFaults, openLooker, openScriptless } from './looked-at-page.ts'
import {
  askedPaths,
  type Made,
  type Reader,
  readers,
  refusedForms,
  type SignedInWorld,
  signedInFiles,
  signedInPages,
  signedInWorld,
} from './signed-in-world.ts'

/** Accounts take these forms, whose pages stand elsewhere; a provider's sign-in is another site's page. */
const formsOfAccounts: readonly string[] = [
  accountPaths.chosenPerson,
  accountPaths.recoveryCodes,
  accountPaths.password,
  accountPaths.sessionEnd,
  accountPaths.providerInvitation,
  accountPaths.providerSignIn,
]

let world: SignedInWorld
let server: RunningServer
let browser: Browser
/** A window of each reader with scripts, and one without; opened when first needed. */
const lookers = new Map<Reader, Looker>()
const scriptless = new Map<Reader, Awaited<ReturnType<typeof openScriptless>>>()

beforeAll(async () => {
  world = await signedInWorld()
  server = await serve(world.site.app, 0)
  browser = await launchBrowser()
  for (const reader of readers) {
    const cookies = world.cookiesOf(reader, server.address)
    lookers.set(reader, await openLooker(browser, cookies))
    scriptless.set(reader, await openScriptless(browser, cookies))
  }
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await world?.site.close()
})

describe('the pages looked at', () => {
  test('are all there are behind the sign-in', () => {
    const known = [...Object.keys(signedInPages), ...Object.keys(signedInFiles), ...formsOfAccounts]
    const ofLinks = ['/account/monitoring-officer/:token', '/account/office-holder/:token']
    const all = [...askedPaths, ...Object.values(accountPaths), ...ofLinks]
    expect(known.toSorted()).toEqual(all.toSorted())
  })

  test.each(Object.entries(signedInFiles))('but for files: %s', async (_path, { by, at }) => {
    const cookie = world
      .cookiesOf(by, server.address)
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
    const answer = await fetch(addressOf(at), { headers: { cookie } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).not.toContain('html')
  })
})

/** A page is looked at in two of its states with every run of the tests, in all of them by `npm run harden`. */
const mostStates = howMany(2, Number.POSITIVE_INFINITY)

const visits = Object.entries(signedInPages).flatMap(([path, ofPath]) =>
  ofPath.slice(0, mostStates).map(({ by, at }) => ({ by, at, title: typeof at === 'string' ? at : path })),
)

describe.each(visits)('$title, opened by $by', ({ by, at }) => {
  test('can be read by everybody: large, narrow, printed, in other colours, without motion, by machines', async () => {
    const looker = lookerOf(by)
    expect(await looker.look(addressOf(at))).toEqual({ status: 200, faults: noPageFaults })
  })

  test('has every form and its way past the head at 320 px without scripts, and does not scroll sideways', async () => {
    const { page, beyondWindow } = scriptlessOf(by)
    await page.goto(addressOf(at))
    expect(await beyondWindow()).toEqual([])
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
    expect(await formsOn(page)).toEqual(await formsOn(lookerOf(by).page))
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Skip to main content')
    await page.keyboard.press('Enter')
    expect(await page.locator(':focus').getAttribute('id')).toBe('main')
  })
})

test.each(
  refusedForms.map((form) => ({ ...form, title: typeof form.at === 'string' ? form.at : form.press })),
)(
  '$title, sent by $by with something missing, says what and where',
  async ({ by, at, press, typed = {} }) => {
    const { page, faultsOfShown } = lookerOf(by)
    await page.goto(addressOf(at))
    const closed = page.locator('details:not([open]):has(form) > summary')
    while ((await closed.count()) > 0) await closed.first().click()
    for (const [id, value] of Object.entries(typed)) await page.locator(`#${id}`).fill(value)
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.getByRole('button', { name: press, exact: true }).click(),
    ])
    await page.waitForLoadState()
    expect(answer.status()).toBe(422)
    const summary = page.locator('.govuk-error-summary')
    expect(await summary.count()).toBe(1)
    for (const link of await summary.getByRole('link').all()) {
      const href = (await link.getAttribute('href')) ?? ''
      expect([href, await page.locator(href).count()]).toEqual([href, 1])
    }
    expect(await faultsOfShown()).toEqual(noShownFaults)
  },
)

test('no page was in error', () => {
  expect(world.site.faults).toEqual([])
})

function addressOf(at: string | ((made: Made) => string)): string {
  return server.address + (typeof at === 'string' ? at : at(world.made))
}

function lookerOf(reader: Reader): Looker {
  const looker = lookers.get(reader)
  if (!looker) throw new Error(`${reader} has no window`)
  return looker
}

function scriptlessOf(reader: Reader) {
  const window = scriptless.get(reader)
  if (!window) throw new Error(`${reader} has no window without scripts`)
  return window
}

/** Where each form goes, and what can be pressed in it. */
function formsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    `[...document.forms].map((form) => [form.getAttribute('action'), ...[...form.querySelectorAll('button')].map(({ textContent }) => textContent)].join(' '))`,
  )
}
