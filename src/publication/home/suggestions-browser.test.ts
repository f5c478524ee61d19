import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe('suggestions while a name is typed', () => {
  test('are read, chosen and followed by keyboard alone', async () => {
    await open('/', { width: 1280 }, async (page) => {
      const field = page.getByRole('combobox', { name: 'Find your council' })
      await field.focus()
      await page.keyboard.type('district')
      await page.getByRole('option').first().waitFor()
      expect(await field.getAttribute('aria-expanded')).toBe('true')
      expect(await page.getByRole('status').textContent()).toBe('3 suggestions')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      const active = await field.getAttribute('aria-activedescendant')
      const chosen = page.getByRole('option', { selected: true })
      expect(await chosen.getAttribute('id')).toBe(active)
      const name = await chosen.textContent()
      await page.evaluate(axe)
      expect(await page.evaluate(runAxe)).toEqual([])
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForURL('**/authorities/*')
      expect(name).toContain(await page.getByRole('heading', { level: 1 }).textContent())
    })
  })

  test('close at Escape, and what was typed stays', async () => {
    await open('/', { width: 360 }, async (page) => {
      const field = page.getByRole('combobox', { name: 'Find your council' })
      await field.pressSequentially('larch')
      await page.getByRole('option', { name: 'Larchwick District Council' }).waitFor()
      await page.keyboard.press('Escape')
      expect(await page.getByRole('listbox').count()).toBe(0)
      expect(await field.inputValue()).toBe('larch')
    })
  })

  test('lead in two steps from the home page to the council', async () => {
    await open('/', { width: 1280 }, async (page) => {
      await page.getByRole('combobox', { name: 'Find your council' }).pressSequentially('larchwik')
      await page.getByRole('option', { name: 'Larchwick District Council' }).click()
      await page.waitForURL('**/authorities/larchwick')
    })
  })

  test('are never needed: Enter sends the form as it does without scripts', async () => {
    await open('/', { width: 1280 }, async (page) => {
      await page.getByRole('combobox', { name: 'Find your council' }).fill('larch')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/authorities/larchwick')
    })
  })
})

type Window = { readonly width: number; readonly javaScriptEnabled?: boolean }

async function open(
  path: string,
  { width, javaScriptEnabled = true }: Window,
  look: (page: Page) => Promise<void>,
) {
  // The policy that keeps foreign scripts out would keep the checker out too.
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    javaScriptEnabled,
    bypassCSP: true,
  })
  try {
    const page = await context.newPage()
    await page.goto(server.address + path)
    await look(page)
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
