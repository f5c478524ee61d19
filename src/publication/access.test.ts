import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../tests/browser.ts'
import { routeOf } from '../../tests/crawler.ts'
import { everyPage, filesByPath, pagesByPath, type WholeSite, wholeSite } from '../../tests/every-page.ts'
import { type Looker, noPageFaults, openLooker, openScriptless } from '../../tests/looked-at-page.ts'
import { paths } from '../web/addresses.ts'

let site: WholeSite
let browser: Browser
let looker: Looker
let scriptless: Awaited<ReturnType<typeof openScriptless>>

beforeAll(async () => {
  site = await wholeSite()
  browser = await launchBrowser()
  looker = await openLooker(browser)
  scriptless = await openScriptless(browser)
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
    expect(await looker.look(site.addressOf(address))).toEqual({ status, faults: noPageFaults })
  })

  test('is read at 320 px without scrolling sideways, without scripts', async () => {
    await scriptless.page.goto(site.addressOf(address))
    expect(await scriptless.beyondWindow()).toEqual([])
    expect(await scriptless.page.getByRole('heading', { level: 1 }).count()).toBe(1)
  })
})

test.each([
  '/authorities/larchwick?year=2023-24',
  '/authorities/larchwick/letters/2023-24',
  '/authorities/larchwick/committee-pack/2023-24',
  '/reviews/2023-24',
])('%s loses no word on paper', async (address) => {
  const { page } = looker
  await page.goto(site.addressOf(address))
  await page.emulateMedia({ media: 'print' })
  const words = await page.evaluate<string>('pageFaults.seenWords()')
  const paper = await page.pdf({ format: 'A4' })
  await page.emulateMedia({ media: null })
  const printed = new Set(wordsOf(await textOnPaper(paper)))
  expect(wordsOf(words).length).toBeGreaterThan(200)
  expect(wordsOf(words).filter((word) => !printed.has(word))).toEqual([])
})

test('no page was in error', () => {
  expect(site.faults).toEqual([])
})

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
