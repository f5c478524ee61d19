import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, serve } from '../src/server.ts'
import { cookiesAt, launchBrowser } from './browser.ts'
import { noShownFaults, openLooker, openScriptless } from './looked-at-page.ts'
import { type WholeTestSite, wholeInventedSite } from './signed-in.ts'

let site: WholeTestSite
let server: RunningServer
let browser: Browser

beforeAll(async () => {
  site = await wholeInventedSite()
  server = await serve(site.app, 0)
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await site?.close()
})

/** Presses a button and waits for the page that follows. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  await Promise.all([
    page.waitForEvent('load'),
    page
      .getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
      .first()
      .click(),
  ])
}

async function title(page: Page): Promise<string> {
  return (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
}

test('a survey is written and opened at the desk without scripts', async () => {
  const trainer = await site.signIn('trainer')
  const { page } = await openScriptless(browser, cookiesAt(server.address, trainer.cookie))
  await page.goto(`${server.address}/desk/surveys`)
  await page.getByRole('link', { name: 'Begin a survey' }).click()
  await page.getByLabel('Title', { exact: true }).fill('How we write')
  await page.getByLabel('Introduction').fill('We want to write more plainly.')
  await page.getByLabel('Only what kind of organisation it is').check()
  await page.getByLabel('Opens on').fill('2024-08-01')
  await page.getByLabel('Closes on').fill('2024-09-30')
  await press(page, 'Save')
  await page.getByRole('link', { name: 'Add a question' }).click()
  await page.getByLabel('Question', { exact: true }).fill('Do you read our letters?')
  await page.getByLabel('One of several options').check()
  await page.getByLabel('Options', { exact: true }).fill('Always\nSometimes\nNever')
  await page.getByLabel('Yes, nobody goes on without').check()
  await press(page, 'Save and add another')
  await page.getByLabel('Question', { exact: true }).fill('How plain are they?')
  await page.getByLabel('A point on a scale').check()
  await page.getByLabel('The first point means').fill('Not at all')
  await page.getByLabel('The last point means').fill('Very')
  await page.getByLabel('Heading of a new page').fill('Plain words')
  await press(page, 'Save and add another')
  await page.getByLabel('Question', { exact: true }).fill('What should we say differently?')
  await page.getByLabel('Their own words').check()
  await press(page, 'Save')
  await press(page, /Move up.*What should we say differently/)
  await press(page, 'Open the survey')
  expect(await page.getByRole('status').textContent()).toBe('The survey is opened.')
  await page.context().close()
})

test.each(['with scripts', 'without scripts'])(
  'it is answered, saved, resumed and sent %s',
  async (way) => {
    const looker = way === 'with scripts' ? await openLooker(browser) : undefined
    const page = looker?.page ?? (await openScriptless(browser)).page
    const isReadable = async () => {
      if (looker) expect([page.url(), await looker.faultsOfShown()]).toEqual([page.url(), noShownFaults])
    }
    await page.goto(`${server.address}/survey`)
    expect(await title(page)).toBe('How we write')
    await isReadable()
    await press(page, 'Start')
    await page.getByLabel('What kind of organisation is it?').selectOption('district')
    await press(page, 'Continue')
    await press(page, 'Continue')
    const summary = page.locator('.govuk-error-summary')
    expect(await summary.textContent()).toContain('Answer question 1: Do you read our letters?')
    await isReadable()
    await summary.getByRole('link').click()
    expect(await page.locator(':focus').getAttribute('value')).toBe('1')
    await page.getByLabel('Sometimes').check()
    await page.getByLabel('What should we say differently?').fill('Less, and earlier.')
    await press(page, 'Save and come back later')
    expect(await title(page)).toBe('Your answers are saved')
    await isReadable()
    const link = (await page.locator('.survey-link a').getAttribute('href')) ?? ''
    // In another browser, which knows nothing.
    const other = await browser.newContext({ javaScriptEnabled: way === 'with scripts' })
    const resumed = await other.newPage()
    await resumed.goto(server.address + link)
    expect(await resumed.getByLabel('Sometimes').isChecked()).toBe(true)
    await press(resumed, 'Continue')
    expect(await title(resumed)).toBe('Plain words')
    await resumed.getByLabel('4', { exact: true }).check()
    await press(resumed, 'Continue')
    expect(await title(resumed)).toBe('Check your answers')
    expect(await resumed.getByText('Less, and earlier.').count()).toBe(1)
    await press(resumed, 'Change page 2')
    await resumed.getByLabel('Never').check()
    await press(resumed, 'Continue')
    await press(resumed, 'Continue')
    expect(await other.cookies()).toEqual([])
    // Two clicks before the page answers: one answer.
    await Promise.all([
      resumed.waitForEvent('load'),
      resumed.getByRole('button', { name: 'Send the answer' }).first().dblclick(),
    ])
    await expect.poll(() => title(resumed)).toBe('Thank you')
    await resumed.reload()
    expect(await title(resumed)).toBe('Thank you')
    await page.goto(server.address + link)
    expect(await title(page)).toBe('Nothing is saved here')
    await isReadable()
    await other.close()
    await page.context().close()
  },
  60_000,
)

test('each of the two answered once', async () => {
  const answers = await site.opened.database.selectFrom('surveyAnswer').select('answers').execute()
  expect(answers.map((one) => one.answers)).toEqual([
    { 1: [3], 2: 'Less, and earlier.', 3: [4] },
    { 1: [3], 2: 'Less, and earlier.', 3: [4] },
  ])
  expect(site.faults).toEqual([])
})
