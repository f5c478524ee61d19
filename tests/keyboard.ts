import type { Locator, Page } from 'playwright-core'

/** More stops than any page has before what is wanted. */
const mostStops = 150

/** Presses Tab until the focus is on what is wanted, as somebody does who has no pointer. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return
  }
  throw new Error(`the keyboard does not reach ${wanted} on ${page.url()}`)
}
