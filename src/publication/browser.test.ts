import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../tests/browser.ts'
import { type InventedSite, inventedSite } from '../../tests/invented-publication.ts'
import { type RunningServer, serve } from '../server.ts'

let invented: InventedSite
let server: RunningServer
let browser: Browser

beforeAll(async () => {
  invented = await inventedSite()
  server = await serve(invented.app, 0)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await invented?.close()
})

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** One of each kind of page. */
const pages = [
  '/',
  '/authorities',
  '/authorities?search=Larchwik',
  '/authorities/larchwick',
  '/authorities/hollow-fell',
  '/authorities/old-holm',
  '/authorities/larchwick/letters/2023-24',
  '/authorities/sedgely/letters/2023-24',
  '/authorities/larchwick/figures/2023-24/compliance',
  '/authorities/larchwick/figures/2023-24/upheld-per-100000',
  '/method',
  '/nowhere',
]

describe.each(pages)('%s', (path) => {
  test('has no accessibility fault that a machine can find', async () => {
    await open(path, { width: 1280 }, async (page) => {
      await page.evaluate(axe)
      expect(await page.evaluate(runAxe)).toEqual([])
    })
  })

  test('is read at 320 px without scrolling sideways, without scripts', async () => {
    await open(path, { width: 320, javaScriptEnabled: false }, async (page) => {
      const beyond = await page
        .locator('body *')
        .evaluateAll(
          (elements, width) =>
            elements
              .filter(
                (element) => element.getBoundingClientRect().right > width + 1 && element.checkVisibility(),
              )
              .map((element) => `${element.tagName}.${element.getAttribute('class')}`),
          320,
        )
      expect(beyond).toEqual([])
    })
  })
})

test('letters stand in our own typeface, and nothing comes from another host', async () => {
  await open('/authorities/larchwick', { width: 1280 }, async (page, asked) => {
    const fonts = await page.evaluate<string[]>(
      `document.fonts.ready.then(() => [...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family))`,
    )
    expect(fonts.join()).toContain('Source Sans 3')
    expect(asked.filter((address) => !address.startsWith(server.address))).toEqual([])
  })
})

test('without scripts a visitor finds a council, another year and how a figure was made', async () => {
  await open('/', { width: 1280, javaScriptEnabled: false }, async (page) => {
    await page.getByRole('textbox', { name: 'Find your council' }).fill('larch')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('link', { name: 'Larchwick District Council' }).click()
    await page.getByRole('combobox', { name: 'Year' }).selectOption('2022-23')
    await page.getByRole('button', { name: 'Show' }).click()
    expect(page.url()).toBe(`${server.address}/authorities/larchwick?year=2022-23`)
    await page.getByRole('link', { name: 'How was this made? Complaints upheld' }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('How was this figure made?')
    expect(await page.getByText('Copy sentence').isVisible()).toBe(false)
  })
})

test('with scripts the sentence is copied at a press', async () => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  try {
    const page = await context.newPage()
    await page.goto(`${server.address}/authorities/larchwick`)
    await page.getByRole('button', { name: 'Copy sentence' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    const copied = await page.evaluate<string>('navigator.clipboard.readText()')
    expect(copied).toMatch(/^DEMONSTRATION: “In 2023-24 the Ombudsman investigated 24 complaints/)
    expect(copied).toContain(`${server.address}/authorities/larchwick?year=2023-24`)
  } finally {
    await context.close()
  }
})

test('by keyboard the first stop leads past the header, and each stop is seen', async () => {
  await open('/authorities/larchwick', { width: 1280 }, async (page) => {
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Skip to main content')
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).hash).toBe('#main')
    for (let stop = 0; stop < 12; stop += 1) {
      await page.keyboard.press('Tab')
      const isSeen = await page.evaluate<boolean>(isFocusSeen)
      expect(isSeen).toBe(true)
    }
  })
})

test('on a narrow window the menu opens without a script', async () => {
  await open('/', { width: 360, javaScriptEnabled: false }, async (page) => {
    const method = page.getByRole('link', { name: 'Method', exact: true })
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

type Window = { readonly width: number; readonly javaScriptEnabled?: boolean }

async function open(
  path: string,
  { width, javaScriptEnabled = true }: Window,
  look: (page: Page, asked: readonly string[]) => Promise<void>,
) {
  // The policy that keeps foreign scripts out would keep the checker out too.
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    javaScriptEnabled,
    bypassCSP: true,
  })
  try {
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(server.address + path)
    await look(page, asked)
  } finally {
    await context.close()
  }
}

/** Runs in the page, where the checker is a global of its own. */
async function runAxe(): Promise<string[]> {
  const { axe } = globalThis as unknown as {
    axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
  }
  const { violations } = await axe.run({
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}
