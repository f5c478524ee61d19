import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../tests/browser.ts'
import { type WholeSite, wholeSite } from '../../tests/every-page.ts'

let site: WholeSite
let browser: Browser

beforeAll(async () => {
  site = await wholeSite()
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

/** The expected texts are to be read: what is heard first, by what name, and that rings say nothing. */
test.each([
  ['/authorities/larchwick?year=2023-24', 'authority'],
  ['/map?year=2023-24', 'map'],
  ['/authorities/larchwick/letters/2023-24', 'letter'],
])('who hears %s hears what the expected text says, in its order', async (address, name) => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    javaScriptEnabled: false,
  })
  try {
    const page = await context.newPage()
    await page.goto(site.addressOf(address))
    const tree = await page.locator('body').ariaSnapshot()
    const heard = tree
      .split('\n')
      // Where a link leads is not heard.
      .filter((line) => !line.includes('- /url:'))
      .join('\n')
      .replaceAll(site.addressOf(''), 'https://site.example')
    await expect(`${heard}\n`).toMatchFileSnapshot(`accessibility-trees/${name}.txt`)
  } finally {
    await context.close()
  }
})
