import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'

type Media = NonNullable<Parameters<Page['emulateMedia']>[0]>
type Cookies = Parameters<BrowserContext['addCookies']>[0]

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pageFaults = readFileSync(new URL('./page-faults.js', import.meta.url), 'utf8')

/** A browser's own window with somebody's cookies, in which whatever page is open can be looked at from all sides. */
export type Looker = {
  readonly page: Page
  /** Opens an address and says what it answered with, and everything that is wrong with the page. */
  look(address: string): Promise<{ readonly status: number | undefined; readonly faults: PageFaults }>
  /** Everything that is wrong with the page that is open, but what went wrong in opening it. */
  faultsOfShown(): Promise<ShownFaults>
}

/** What is wrong with a page as it is read, in words, by how it is read. */
export type ShownFaults = Readonly<
  Record<
    'axe' | 'designSystem' | 'otherColours' | 'motion' | 'zoomed' | 'largeText' | 'narrow' | 'printed',
    readonly string[]
  >
>

/** Also what its own browser said while it was opened. */
export type PageFaults = ShownFaults &
  Readonly<Record<'fonts' | 'policy' | 'errors' | 'otherHosts', readonly string[]>>

/** Of a page of which nothing is wrong. */
export const noShownFaults: ShownFaults = {
  axe: [],
  designSystem: [],
  otherColours: [],
  motion: [],
  zoomed: [],
  largeText: [],
  narrow: [],
  printed: [],
}

/** Of a page of which nothing is wrong, nor was in opening it. */
export const noPageFaults: PageFaults = {
  ...noShownFaults,
  fonts: [],
  policy: [],
  errors: [],
  otherHosts: [],
}

export async function openLooker(browser: Browser, cookies: Cookies = []): Promise<Looker> {
  const context = await browser.newContext()
  await context.addCookies(cookies)
  // Such a script comes before the page and outside of its policy, which stays in force.
  await context.addInitScript(axe)
  await context.addInitScript(pageFaults)
  const page = await context.newPage()
  await resize(page, 1280)
  const settings = await context.newCDPSession(page)
  return {
    page,
    look: (address) => look(page, settings, address),
    faultsOfShown: () => faultsOfShown(page, settings),
  }
}

/** A narrow window without scripts, and what makes the page in it scroll sideways. */
export async function openScriptless(
  browser: Browser,
  cookies: Cookies = [],
): Promise<{ readonly page: Page; beyondWindow(): Promise<readonly string[]> }> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 320, height: 900 },
  })
  await context.addCookies(cookies)
  const page = await context.newPage()
  return { page, beyondWindow: () => page.evaluate(`${pageFaults}; pageFaults.beyondWindow()`) }
}

async function look(page: Page, settings: CDPSession, address: string) {
  const asked: string[] = []
  const errors: string[] = []
  const noteRequest = (request: { url(): string }) => asked.push(request.url())
  const noteError = (error: Error) => errors.push(error.message)
  const noteMessage = (message: { type(): string; text(): string }) =>
    message.type() === 'error' && errors.push(message.text())
  page.on('request', noteRequest)
  page.on('pageerror', noteError)
  page.on('console', noteMessage)
  const status = (await page.goto(address))?.status()
  const fonts = await page.evaluate<string[]>(
    `document.fonts.ready.then(() => [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family))`,
  )
  const policy = await page.evaluate<string[]>('policyViolations')
  const shown = await faultsOfShown(page, settings)
  page.off('request', noteRequest)
  page.off('pageerror', noteError)
  page.off('console', noteMessage)
  const { origin } = new URL(address)
  return {
    status,
    faults: {
      ...shown,
      fonts: fonts.join().includes('Source Sans 3') ? [] : [`only ${fonts.join(', ') || 'none'} is loaded`],
      policy,
      // A page that says what is missing is itself reported as missing.
      errors: errors.filter((message) => status === 200 || !message.includes(String(status))),
      otherHosts: asked.filter((url) => !url.startsWith(origin)),
    },
  }
}

/**
 * Each change of the window or of what the reader has set takes the browser a while, so that the checks follow one another
 * without a way back between them.
 */
async function faultsOfShown(page: Page, settings: CDPSession): Promise<ShownFaults> {
  const faults = (question: string) => page.evaluate<string[]>(`pageFaults.${question}`)
  const axe = await faults('runAxe()')
  const designSystem = await faults('unlikeDesignSystem()')
  const headings = JSON.stringify(await faults('headings()'))
  const otherColours = await inOtherColours()
  await page.emulateMedia({ ...ownMedia, reducedMotion: 'reduce' })
  const motion = await faults('moving()')
  await page.emulateMedia(ownMedia)
  const largeText = await withLargeText()
  await resize(page, 640)
  const zoomed = await faults('beyondWindow().concat(pageFaults.atEdge())')
  await resize(page, 320)
  const narrow = await faults('beyondWindow().concat(pageFaults.atEdge())')
  const printed = await onPaper()
  return { axe, designSystem, otherColours, motion, zoomed, largeText, narrow, printed }

  async function inOtherColours(): Promise<string[]> {
    await faults('rememberLooks()')
    await page.emulateMedia({ ...ownMedia, forcedColors: 'active', colorScheme: 'dark' })
    const vanished = await faults('vanished()')
    await page.keyboard.press('Tab')
    return [...vanished, ...(await faults('unseenFocus()')).map((stop) => `focus not seen: ${stop}`)]
  }

  /** Twice as large as browsers have it of themselves. */
  async function withLargeText(): Promise<string[]> {
    await settings.send('Page.setFontSizes', { fontSizes: { standard: 32 } })
    const found = await faults('beyondWindow().concat(pageFaults.atEdge(), pageFaults.clipped())')
    await settings.send('Page.setFontSizes', { fontSizes: { standard: 16 } })
    return found
  }

  /** On A4 with margins of 16 mm; afterwards it is a window again. */
  async function onPaper(): Promise<string[]> {
    await resize(page, 673)
    await page.emulateMedia({ ...ownMedia, media: 'print' })
    const found = [...(await faults('beyondWindow()')), ...(await faults(`wrongInPrint(${headings})`))]
    await page.emulateMedia(ownMedia)
    await resize(page, 1280)
    return found
  }
}

/** Nothing set by the reader. */
const ownMedia: Media = { media: null, forcedColors: null, colorScheme: null, reducedMotion: null }

function resize(page: Page, width: number): Promise<void> {
  return page.setViewportSize({ width, height: 900 })
}
