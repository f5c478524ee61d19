import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { cookiesAt } from './browser.ts'
import type { SignedIn } from './signed-in.ts'

/** What people of a journey do, each in a browser window of their own, at a site that is served. */
export type PeopleInBrowser = {
  pageOf(person: SignedIn): Promise<Page>
  /** Opens an address that has to be there. */
  open(page: Page, path: string): Promise<void>
  /** Waits until the page says it. */
  says(page: Page, text: string): Promise<void>
}

export function peopleInBrowser(browser: Browser, address: string): PeopleInBrowser {
  return {
    async pageOf({ cookie }) {
      const context = await browser.newContext()
      await context.addCookies(cookiesAt(address, cookie))
      return context.newPage()
    },
    async open(page, path) {
      const response = await page.goto(address + path)
      expect([path, response?.status()]).toEqual([path, 200])
    },
    async says(page, text) {
      await expect.poll(() => page.locator('body').textContent(), { timeout: 10_000 }).toContain(text)
    },
  }
}
