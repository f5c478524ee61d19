import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../tests/browser.ts'
import { type WholeSite, wholeSite } from '../../tests/every-page.ts'
import { tabTo } from '../../tests/keyboard.ts'

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

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('by keyboard alone, %s', (_, javaScriptEnabled) => {
  test('a newcomer comes from the home page to a council by typing a part of its name', async () => {
    await open('/', { javaScriptEnabled }, async (page) => {
      await tabTo(page, page.getByLabel('Find your council'))
      await page.keyboard.type('larch')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/authorities/larchwick')
      expect(await heading(page)).toBe('Larchwick District Council')
    })
  })

  test('a newcomer who knows less of its name chooses it in a second step', async () => {
    await open('/', { javaScriptEnabled }, async (page) => {
      await tabTo(page, page.getByLabel('Find your council'))
      await page.keyboard.type('district')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/authorities?search=district')
      await tabTo(page, page.getByRole('link', { name: 'Corvale District Council' }))
      await page.keyboard.press('Enter')
      await page.waitForURL('**/authorities/corvale')
    })
  })

  test('a visitor searches decisions, narrows and widens the search, reads one, and returns to the results', async () => {
    await open('/decisions', { javaScriptEnabled }, async (page) => {
      await tabTo(page, page.getByLabel('Search decisions'))
      await page.keyboard.type('damp')
      await page.keyboard.press('Enter')
      await page.waitForURL(/q=damp/)
      const everyOutcome = await page.getByRole('heading', { level: 2 }).first().textContent()
      await tabTo(page, page.getByRole('checkbox', { name: /^Not upheld/ }))
      await page.keyboard.press('Space')
      await tabTo(page, page.getByRole('button', { name: 'Show results' }))
      await page.keyboard.press('Enter')
      await page.waitForURL(/outcome=not-upheld/)
      expect(await page.getByRole('heading', { level: 2 }).first().textContent()).not.toBe(everyOutcome)
      await tabTo(page, page.getByRole('link', { name: 'Not upheld remove' }))
      await page.keyboard.press('Enter')
      await page.waitForURL((address) => !address.search.includes('outcome'))
      expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe(everyOutcome)
      const results = page.url()
      await tabTo(page, page.getByRole('article').first().getByRole('link'))
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/decisions\/[a-z-]+\/[a-z-]+\/23-/)
      await page.goBack()
      expect(page.url()).toBe(results)
      expect(await page.getByLabel('Search decisions').inputValue()).toBe('damp')
    })
  })

  test('a visitor adds a council to a comparison and removes it', async () => {
    await open('/compare?with=larchwick', { javaScriptEnabled }, async (page) => {
      await tabTo(page, page.getByLabel('Add a council'))
      await page.keyboard.type('sedgely')
      await page.keyboard.press('Enter')
      await page.waitForURL(/sedgely/)
      const row = page.getByRole('rowheader', { name: /Sedgely District Council/ })
      expect(await row.count()).toBe(1)
      await tabTo(page, page.getByRole('link', { name: 'remove Sedgely District Council' }))
      await page.keyboard.press('Enter')
      await page.waitForURL((address) => !address.search.includes('sedgely'))
      expect(await row.count()).toBe(0)
    })
  })

  test('a visitor of the map meets its table before its picture, and no mark of the picture', async () => {
    await open('/map', { javaScriptEnabled }, async (page) => {
      await tabTo(page, page.getByRole('link', { name: 'Skip the table, to the map' }))
      await tabTo(page, page.getByRole('table').getByRole('link', { name: 'Ashmere' }))
      expect(await page.locator('#map a:not([tabindex="-1"])').count()).toBe(0)
      await page.keyboard.press('Enter')
      await page.waitForURL(/ashmere/)
    })
  })
})

test('with scripts the keyboard reads the map council by council, after its table', async () => {
  await open('/map', {}, async (page) => {
    await tabTo(page, page.getByRole('table').getByRole('link', { name: 'Ashmere' }))
    await tabTo(page, page.locator('.map-frame'))
    const reading = page.locator('#reading')
    await page.keyboard.press('Home')
    const first = await reading.textContent()
    expect(first).toContain('investigated')
    await page.keyboard.press('ArrowDown')
    expect(await reading.textContent()).not.toBe(first)
    await page.keyboard.press('Enter')
    await page.waitForURL(/authority=/)
  })
})

test('without scripts a visitor reads another year and how a figure was made, and meets no button that needs a script', async () => {
  await open('/authorities/larchwick', { javaScriptEnabled: false }, async (page) => {
    await page.getByRole('combobox', { name: 'Year' }).selectOption('2022-23')
    await page.getByRole('button', { name: 'Show' }).click()
    expect(page.url()).toContain('/authorities/larchwick?year=2022-23')
    await page.getByRole('link', { name: 'How was this made? Complaints upheld' }).click()
    expect(await heading(page)).toBe('How was this figure made?')
    expect(await page.getByText('Copy sentence').isVisible()).toBe(false)
  })
})

test('with scripts the sentence is copied at a press', async () => {
  const permissions = ['clipboard-read', 'clipboard-write']
  await open('/authorities/larchwick', { permissions }, async (page) => {
    await page.getByRole('button', { name: 'Copy sentence' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    const copied = await page.evaluate<string>('navigator.clipboard.readText()')
    expect(copied).toMatch(/^DEMONSTRATION: “In 2023-24 the Ombudsman investigated 24 complaints/)
    expect(copied).toContain(site.addressOf('/authorities/larchwick?year=2023-24'))
  })
})

test('the first stop of the keyboard leads past the header, and each stop is seen', async () => {
  await open('/authorities/larchwick', {}, async (page) => {
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Skip to main content')
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).hash).toBe('#main')
    for (let stop = 0; stop < 12; stop += 1) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate<boolean>(isFocusSeen)).toBe(true)
    }
  })
})

test('on a narrow window the menu opens without a script', async () => {
  await open('/', { viewport: { width: 360, height: 900 }, javaScriptEnabled: false }, async (page) => {
    const method = page.getByRole('banner').getByRole('link', { name: 'Method' })
    expect(await method.isVisible()).toBe(false)
    await page.getByText('Menu').click()
    expect(await method.isVisible()).toBe(true)
  })
})

/** The look of the element that has the focus, asked in the page. */
const isFocusSeen = `(() => {
  const look = getComputedStyle(document.activeElement)
  const hasOutline = look.outlineStyle !== 'none' && look.outlineWidth !== '0px'
  return hasOutline || look.backgroundColor === 'rgb(255, 221, 0)' || look.boxShadow !== 'none'
})()`

async function heading(page: Page): Promise<string | null> {
  return page.getByRole('heading', { level: 1 }).textContent()
}

async function open(path: string, settings: BrowserContextOptions, visit: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...settings })
  try {
    const page = await context.newPage()
    await page.goto(site.addressOf(path))
    await visit(page)
  } finally {
    await context.close()
  }
}
