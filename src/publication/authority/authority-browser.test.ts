import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../../tests/browser.ts'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'
import { type RunningServer, serve } from '../../server.ts'

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

const path = '/authorities/larchwick?year=2023-24'

test('who hears the page hears its parts in order, each chart by its name, and no ring', async () => {
  await open({ width: 1280 }, async (page) => {
    const heard = await page.locator('main').ariaSnapshot()
    const parts = heard
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /^- (heading|img|figure)\b/.test(line))
      // The letters within a chart are no part of its name.
      .map((line) => line.replace(/": .*/, '"'))
    expect(parts).toEqual([
      '- heading "Larchwick District Council" [level=1]',
      '- heading "Complaints upheld" [level=2]',
      '- heading "Compliance with recommendations" [level=2]',
      '- heading "Satisfactory remedy" [level=2]',
      '- heading "Several years together" [level=2]',
      '- heading "Where it stands among 2 district councils" [level=2]',
      '- img "Where Larchwick stands among 2 district councils, 2023-24 Larchwick 75%, 18 of 24. Within what chance alone could explain for its number of investigations. Of these 2, none stands beyond the outer line; chance alone would hardly ever put one there."',
      '- heading "How to read this" [level=3]',
      '- heading "What people complained about" [level=2]',
      '- heading "What was decided" [level=2]',
      '- img "What was decided about Larchwick, 2023-24 29 decisions. 24 were investigations; 18 of those found fault."',
      '- heading "What was promised, and kept" [level=2]',
      '- heading "One square, one case" [level=3]',
    ])
  })
})

test.each([
  [1280, 608],
  [768, 608],
  [360, 328],
])('a window of %i px gets the chart drawn for it, once and not shrunk', async (width, drawnWidth) => {
  await open({ width }, async (page) => {
    const charts = page.getByRole('img', { name: /^Where Larchwick stands/ })
    expect(await charts.count()).toBe(1)
    expect((await charts.boundingBox())?.width).toBe(drawnWidth)
    const sizes = await charts
      .locator('text')
      .evaluateAll((texts) =>
        texts.map((text) =>
          Number.parseFloat(text.ownerDocument.defaultView?.getComputedStyle(text).fontSize ?? ''),
        ),
      )
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16)
  })
})

test('without scripts the sentence, the table and the files of a chart are there', async () => {
  await open({ width: 1280, javaScriptEnabled: false }, async (page) => {
    const quote = page.getByText('“Where Larchwick stands among 2 district councils')
    expect(await quote.isVisible()).toBe(false)
    await page.getByText('Quote this of all district councils').click()
    expect(await quote.isVisible()).toBe(true)
    await page.getByText('Table of all district councils').click()
    expect(await page.getByRole('cell', { name: '45 of 76' }).isVisible()).toBe(true)
    await page.getByRole('link', { name: 'SVG of all district councils' }).click()
    expect(page.url()).toMatch(/\/charts\/2023-24\/funnel\.svg$/)
  })
})

test('letters in a chart cover no other letters', async () => {
  for (const width of [1280, 360]) {
    await open({ width }, async (page) => {
      const overlapping = await page.getByRole('img').evaluateAll((charts) =>
        charts.flatMap((chart) => {
          const texts = [...chart.querySelectorAll('text')].map((text) => ({
            words: text.textContent,
            box: text.getBoundingClientRect(),
          }))
          return texts.flatMap((one, index) =>
            texts
              .slice(index + 1)
              .filter(
                ({ box }) =>
                  one.box.left < box.right - 1 &&
                  box.left < one.box.right - 1 &&
                  one.box.top < box.bottom - 6 &&
                  box.top < one.box.bottom - 6,
              )
              .map(({ words }) => `${one.words} / ${words}`),
          )
        }),
      )
      expect(overlapping).toEqual([])
    })
  }
})

type Window = { readonly width: number; readonly javaScriptEnabled?: boolean }

async function open({ width, javaScriptEnabled = true }: Window, look: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled })
  try {
    const page = await context.newPage()
    await page.goto(server.address + path)
    await look(page)
  } finally {
    await context.close()
  }
}
