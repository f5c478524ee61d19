import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../tests/browser.ts'
import { routeOf } from '../../tests/crawler.ts'
import { everyPage, filesByPath, pagesByPath, type WholeSite, wholeSite } from '../../tests/every-page.ts'
import { paths } from '../web/addresses.ts'

let site: WholeSite
let browser: Browser
let shown: Page
let settings: CDPSession
let scriptless: Page

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pageFaults = readFileSync(new URL('../../tests/page-faults.js', import.meta.url), 'utf8')

beforeAll(async () => {
  site = await wholeSite()
  browser = await launchBrowser()
  const scripted = await browser.newContext()
  // Such a script comes before the page and outside of its policy, which stays in force.
  await scripted.addInitScript(axe)
  await scripted.addInitScript(pageFaults)
  shown = await scripted.newPage()
  settings = await scripted.newCDPSession(shown)
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 320, height: 900 },
  })
  scriptless = await context.newPage()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

describe('the pages looked at', () => {
  test('are of every kind: a path of the site is a page or a file here', () => {
    const known = [...Object.keys(pagesByPath), ...Object.keys(filesByPath), 'asset']
    expect(known.toSorted()).toEqual(Object.keys(paths).toSorted())
  })

  test('stand under their paths, and nothing that answers with a page counts as a file', async () => {
    for (const [name, pages] of Object.entries(pagesByPath)) {
      for (const page of pages) expect(routeOf(typeof page === 'string' ? page : page.address)).toBe(name)
    }
    for (const [name, file] of Object.entries(filesByPath)) {
      expect(routeOf(file)).toBe(name)
      const answer = await fetch(site.addressOf(file))
      expect([file, answer.status]).toEqual([file, 200])
      expect([file, answer.headers.get('content-type')]).not.toEqual([file, expect.stringContaining('html')])
    }
  })
})

describe.each(everyPage)('$address', ({ address, status }) => {
  test('can be read by everybody: large, narrow, printed, in other colours, without motion, by machines', async () => {
    const asked: string[] = []
    const errors: string[] = []
    const noteRequest = (request: { url(): string }) => asked.push(request.url())
    const noteError = (error: Error) => errors.push(error.message)
    const noteMessage = (message: { type(): string; text(): string }) =>
      // A page that says what is missing is itself reported as missing.
      message.type() === 'error' &&
      !(status !== 200 && message.text().includes(String(status))) &&
      errors.push(message.text())
    shown.on('request', noteRequest)
    shown.on('pageerror', noteError)
    shown.on('console', noteMessage)
    await shown.setViewportSize({ width: 1280, height: 900 })
    const answer = await shown.goto(site.addressOf(address))
    expect(answer?.status()).toBe(status)
    const fonts = await shown.evaluate<string[]>(
      `document.fonts.ready.then(() => [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family))`,
    )
    const violations = await shown.evaluate<string[]>('policyViolations')
    const faults = {
      axe: await look('runAxe()'),
      designSystem: await look('unlikeDesignSystem()'),
      otherColours: await inOtherColours(),
      motion: await withMedia({ reducedMotion: 'reduce' }, () => look('moving()')),
      zoomed: await at(640, () => look('beyondWindow().concat(pageFaults.atEdge())')),
      largeText: await withLargeText(),
      narrow: await at(320, () => look('beyondWindow().concat(pageFaults.atEdge())')),
      printed: await printed(),
    }
    shown.off('request', noteRequest)
    shown.off('pageerror', noteError)
    shown.off('console', noteMessage)
    expect(faults).toEqual({
      ...{
        axe: [],
        designSystem: [],
        otherColours: [],
        motion: [],
        zoomed: [],
        largeText: [],
        narrow: [],
        printed: [],
      },
    })
    expect(fonts.join()).toContain('Source Sans 3')
    expect(violations).toEqual([])
    expect(errors).toEqual([])
    const { origin } = new URL(site.addressOf(address))
    expect(asked.filter((url) => !url.startsWith(origin))).toEqual([])
  })

  test('is read at 320 px without scrolling sideways, without scripts', async () => {
    await scriptless.goto(site.addressOf(address))
    expect(await scriptless.evaluate(`${pageFaults}; pageFaults.beyondWindow()`)).toEqual([])
    expect(await scriptless.getByRole('heading', { level: 1 }).count()).toBe(1)
  })
})

test.each([
  '/authorities/larchwick?year=2023-24',
  '/authorities/larchwick/letters/2023-24',
  '/authorities/larchwick/committee-pack/2023-24',
  '/reviews/2023-24',
])('%s loses no word on paper', async (address) => {
  await shown.goto(site.addressOf(address))
  await shown.emulateMedia({ media: 'print' })
  const words = await shown.evaluate<string>('pageFaults.seenWords()')
  const paper = await shown.pdf({ format: 'A4' })
  await shown.emulateMedia({ media: null })
  const printed = new Set(wordsOf(await textOnPaper(paper)))
  expect(wordsOf(words).length).toBeGreaterThan(200)
  expect(wordsOf(words).filter((word) => !printed.has(word))).toEqual([])
})

test('no page was in error', () => {
  expect(site.faults).toEqual([])
})

function look(question: string): Promise<string[]> {
  return shown.evaluate<string[]>(`pageFaults.${question}`)
}

async function inOtherColours(): Promise<string[]> {
  await look('rememberLooks()')
  return withMedia({ forcedColors: 'active', colorScheme: 'dark' }, async () => {
    const vanished = await look('vanished()')
    await shown.keyboard.press('Tab')
    return [...vanished, ...(await look('unseenFocus()')).map((stop) => `focus not seen: ${stop}`)]
  })
}

async function textOnPaper(paper: Uint8Array): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(paper) }).promise
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, async (_, index) => {
      const { items } = await (await document.getPage(index + 1)).getTextContent()
      return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('')
    }),
  )
  await document.destroy()
  return pages.join(' ')
}

/** In the letters that both ways of reading agree on. */
function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKC').match(/[\p{L}\d]+/gu) ?? []
}

/** Twice as large as browsers have it of themselves. */
async function withLargeText(): Promise<string[]> {
  await settings.send('Page.setFontSizes', { fontSizes: { standard: 32 } })
  const faults = await look('beyondWindow().concat(pageFaults.atEdge(), pageFaults.clipped())')
  await settings.send('Page.setFontSizes', { fontSizes: { standard: 16 } })
  return faults
}

/** On A4 with margins of 16 mm. */
async function printed(): Promise<string[]> {
  const headings = JSON.stringify(await look('headings()'))
  return at(673, () =>
    withMedia({ media: 'print' }, async () => [
      ...(await look('beyondWindow()')),
      ...(await look(`wrongInPrint(${headings})`)),
    ]),
  )
}

async function at<Result>(width: number, ask: () => Promise<Result>): Promise<Result> {
  await shown.setViewportSize({ width, height: 900 })
  const result = await ask()
  await shown.setViewportSize({ width: 1280, height: 900 })
  return result
}

async function withMedia<Result>(
  media: NonNullable<Parameters<Page['emulateMedia']>[0]>,
  ask: () => Promise<Result>,
): Promise<Result> {
  await shown.emulateMedia(media)
  const result = await ask()
  await shown.emulateMedia({ media: null, forcedColors: null, colorScheme: null, reducedMotion: null })
  return result
}
