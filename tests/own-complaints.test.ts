import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, serve } from '../src/server.ts'
import { cookiesAt, launchBrowser } from './browser.ts'
import { answeredComplaint, ownComplaintsFile } from './own-complaints-file.ts'
import { addBankHolidays } from './published-performance.ts'
import { type WholeTestSite, wholeInventedSite } from './signed-in.ts'

let site: WholeTestSite
let server: RunningServer
let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'upheld-own-complaints-'))

beforeAll(async () => {
  site = await wholeInventedSite()
  await addBankHolidays(site.opened.database)
  server = await serve(site.app, 0)
  browser = await launchBrowser()
}, 60_000)
afterAll(async () => {
  await browser.close()
  await server.close()
  await site.close()
  rmSync(folder, { recursive: true })
})

/** Answered; and received on Wednesday 17 July 2024 and not acknowledged by today, Thursday 1 August. */
const answered = answeredComplaint(2024, { reference: 'C-1' })
const late = {
  ...answeredComplaint(2024, { reference: 'C-2', definition: 'A light was dark for weeks.' }),
  ...{ received_on: '2024-07-17', acknowledged_on: '', answered_on: '', outcome: '', remedies: '' },
}

describe.each([
  ['with scripts', 'larchwick', true],
  ['without scripts', 'sedgely', false],
] as const)(
  'a council brings in its complaints and publishes its year, %s',
  (_, council, javaScriptEnabled) => {
    let page: Page
    let visitor: Page

    beforeAll(async () => {
      const officer = await site.signIn('link-officer', council)
      const context = await browser.newContext({ javaScriptEnabled, acceptDownloads: true })
      await context.addCookies(cookiesAt(server.address, officer.cookie))
      page = await context.newPage()
      visitor = await (await browser.newContext({ javaScriptEnabled })).newPage()
    })

    const says = async (text: string, where = page) =>
      expect(await where.locator('main').textContent()).toContain(text)

    test('from a file with problems to a report that everybody reads', async () => {
      await page.goto(`${server.address}/portal`)
      await page.getByRole('link', { name: 'Own complaints' }).click()
      await says('Nothing is here yet.')
      await page.getByRole('link', { name: 'Bring in a file' }).click()

      const wrong = join(folder, `${council}-wrong.csv`)
      writeFileSync(wrong, ownComplaintsFile([answered, { ...late, acknowledged_on: '2024-07-01' }]))
      await page.getByLabel('Your complaints as a file').setInputFiles(wrong)
      await page.getByRole('button', { name: 'Bring it in' }).click()
      await says('1 thing in the file cannot be right. Nothing of it was kept.')
      await says('It was acknowledged before it was received.')

      const right = join(folder, `${council}.csv`)
      writeFileSync(right, ownComplaintsFile([answered, late]))
      await page.getByLabel('Your complaints as a file').setInputFiles(right)
      await page.getByRole('button', { name: 'Bring it in' }).click()
      await says('The file is in: 2 new, 0 changed, 0 as they were.')
      await says('6 working days late')

      await page.getByRole('link', { name: 'A light was dark for weeks.' }).click()
      await says('Five working days to acknowledge end on Wednesday 24 July 2024.')
      await page.getByRole('link', { name: 'Own complaints' }).first().click()

      await page.getByRole('link', { name: '2024-25' }).click()
      await says('At the first stage 1 complaint was answered; 1 of 1 was in time')
      for (const [name, begins] of [
        ['Report as PDF', '%PDF'],
        ['Report as a Word document', 'PK'],
      ] as const) {
        const href = (await page.getByRole('link', { name }).getAttribute('href')) ?? ''
        const file = await page.request.get(server.address + href)
        expect((await file.body()).subarray(0, begins.length).toString()).toBe(begins)
      }

      await page.getByRole('link', { name: 'Write what was learned, and the response' }).click()
      await page
        .getByLabel('What was learned, and what changed because of it')
        .fill('Crews now say it twice.')
      await page.getByRole('button', { name: 'Keep this' }).click()
      await says('It is kept.')
      const address = `${server.address}/handling-code/performance/${council}/2024-25`
      expect((await visitor.goto(address))?.status()).toBe(404)
      await page.getByRole('button', { name: 'Publish this report' }).click()
      await says('The report is public.')

      expect((await visitor.goto(`${server.address}/handling-code/performance`))?.status()).toBe(200)
      await visitor.locator(`a[href$="/${council}/2024-25"]`).click()
      await says('Crews now say it twice.', visitor)
      await says('Complaints received, by category', visitor)
      expect(await visitor.content()).not.toContain('A light was dark')
    }, 60_000)
  },
)

test('each council keeps its own two, and no page was in error', async () => {
  expect(await site.opened.database.selectFrom('ownComplaint').selectAll().execute()).toHaveLength(4)
  expect(site.faults).toEqual([])
})
