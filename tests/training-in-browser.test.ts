import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { type RunningServer, serve } from '../src/server.ts'
import { tellBookers } from '../src/training/booking/booking-mail-actions.ts'
import { moveWaitingLists } from '../src/training/booking/waiting-list-actions.ts'
import { cookiesAt, launchBrowser } from './browser.ts'
import { type Looker, noShownFaults, openLooker, openScriptless } from './looked-at-page.ts'
import { type SignedIn, secretOfTests, siteUrl, type WholeTestSite, wholeInventedSite } from './signed-in.ts'
import { setMoment } from './test-moment.ts'

let site: WholeTestSite
let server: RunningServer
let browser: Browser
let trainer: SignedIn

beforeAll(async () => {
  site = await wholeInventedSite()
  server = await serve(site.app, 0)
  browser = await launchBrowser()
  trainer = await site.signIn('trainer')
}, 60_000)
afterAll(async () => {
  await browser.close()
  await server.close()
  await site.close()
})

describe.each([
  ['with scripts', true],
  ['without scripts, in a narrow window', false],
] as const)('%s', (how, hasScripts) => {
  const title = hasScripts ? 'Handling complaints well' : 'Putting things right'
  let office: Page
  let visitor: Page
  let looker: Looker | undefined
  let beyondWindow: (() => Promise<readonly string[]>) | undefined
  let own = ''

  beforeAll(async () => {
    await setMoment(site.opened.database, new Date('2024-08-01T12:00:00Z'))
    office = await (await contextOf(hasScripts)).newPage()
    if (hasScripts) {
      looker = await openLooker(browser)
      visitor = looker.page
    } else {
      const scriptless = await openScriptless(browser)
      visitor = scriptless.page
      beyondWindow = scriptless.beyondWindow
    }
    for (const page of [office, visitor]) page.setDefaultTimeout(5_000)
  })

  test(`the trainer puts a workshop on, ${how}`, async () => {
    await office.goto(`${server.address}/desk/training`)
    await office.getByRole('link', { name: 'Put a new course' }).click()
    await office.getByLabel('Title').fill(title)
    await office.getByLabel('What it is on').fill('complaints')
    await office.getByLabel('What it is for').fill('What to ask and what to check.')
    await office.getByLabel('Councils').check()
    await press(office, 'Save')
    await office.getByRole('link', { name: `Add a date of ${title}` }).click()
    await office.getByLabel('Day', { exact: true }).fill('2024-09-10')
    await office.getByLabel('Places', { exact: true }).fill('2')
    await office.getByLabel('Last day to book').fill('2024-09-09')
    await office.getByLabel('How to join').fill('https://meet.example/room')
    await press(office, 'Save')
    await says(office, 'The workshop is saved.')
  })

  test(`somebody books for two, leaves one place, and the next in line takes it, ${how}`, async () => {
    await visitor.goto(`${server.address}/training`)
    await visitor.getByRole('link', { name: new RegExp(`Book ${title}`) }).click()
    await fillBooking(visitor, ['Ada'])
    await press(visitor, 'Add another person')
    await visitor.locator('#name-2').fill('Bea')
    await press(visitor, 'Book')
    await says(visitor, 'Write the e-mail address of person 2.')
    await faultless()
    expect(await visitor.getByLabel('Your name').inputValue()).toBe('The booker')
    await visitor.locator('#email-2').fill('bea@l.example')
    await press(visitor, 'Book')
    await says(visitor, 'It is booked.')
    own = visitor.url().replace(/\?.*/, '')

    await visitor.goto(`${server.address}/training`)
    await visitor.getByRole('link', { name: new RegExp(`Wait for a place ${title}`) }).click()
    await fillBooking(visitor, ['Cleo'])
    await press(visitor, 'Join the waiting list')
    await says(visitor, 'You are on the waiting list.')
    const waiting = visitor.url().replace(/\?.*/, '')

    await visitor.goto(own)
    await visitor.getByRole('link', { name: 'Change Bea' }).click()
    await press(visitor, 'Give the place up')
    await says(visitor, 'That person does not come any more.')
    await work()
    await visitor.goto(waiting)
    await says(visitor, '1 place is kept for you')
    await faultless()
    await press(visitor, 'Take the place')
    await says(visitor, '1 place booked.')
  })

  test(`attendance is recorded, and whoever came opens a certificate and says what they made of it, ${how}`, async () => {
    await setMoment(site.opened.database, new Date('2024-09-10T12:30:00Z'))
    await office.goto(`${server.address}/desk/training?list=held`)
    await office.getByRole('link', { name: title }).click()
    await office.getByRole('link', { name: 'Record who came' }).click()
    await office.getByLabel('Ada').check()
    await press(office, 'Record who came')
    await says(office, 'Who came is on record.')
    await work()
    const bodies = await site.opened.database
      .selectFrom('mail')
      .select('body')
      .orderBy('mailId', 'desc')
      .execute()
    const link = /\/bookings\/people\/[\w-]{43}/.exec(bodies.map(({ body }) => body).join('\n'))?.[0] ?? ''
    await visitor.goto(`${server.address}${link}`)
    await faultless()
    await visitor.getByLabel('Very useful').check()
    await visitor.getByLabel('Fairly clear').check()
    await press(visitor, 'Send')
    await says(visitor, 'Thank you. We have what you told us.')
    await office.reload()
    await says(office, '1 of 1 who came')
  })

  /** Nothing is wrong with what the visitor sees, from any side a reader may look at it. */
  async function faultless(): Promise<void> {
    if (looker !== undefined) expect(await looker.faultsOfShown()).toEqual(noShownFaults)
    if (beyondWindow !== undefined) expect(await beyondWindow()).toEqual([])
  }
})

test('nothing went wrong on the way', () => {
  expect(site.faults).toEqual([])
})

async function contextOf(hasScripts: boolean) {
  const context = await browser.newContext({ javaScriptEnabled: hasScripts })
  await context.addCookies(cookiesAt(server.address, trainer.cookie))
  return context
}

async function fillBooking(page: Page, people: readonly string[]): Promise<void> {
  await page.getByLabel('Your organisation').fill('Larchwick District Council')
  await page.getByLabel('A council').check()
  await page.getByLabel('Your name').fill('The booker')
  await page.getByLabel('Your e-mail address').fill('booker@l.example')
  for (const [at, name] of people.entries()) {
    await page.locator(`#name-${at + 1}`).fill(name)
    await page.locator(`#email-${at + 1}`).fill(`${name.toLowerCase()}@l.example`)
  }
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
}

async function says(page: Page, text: string): Promise<void> {
  await expect.poll(() => page.locator('main').textContent(), { timeout: 10_000 }).toContain(text)
}

/** What is done every minute. */
async function work(): Promise<void> {
  await moveWaitingLists(site.opened.database, scheme)
  await tellBookers(site.opened.database, scheme, siteUrl, secretOfTests)
}
