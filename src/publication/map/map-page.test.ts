import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../../tests/browser.ts'
import { publishUnsealed } from '../../../tests/sealed-rows.ts'
import { type TestDatabase, testDatabase } from '../../../tests/test-database.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { createApp } from '../../app.ts'
import { existedOn } from '../../authorities/authority.ts'
import { readAuthorities, saveAuthorities } from '../../authorities/authority-store.ts'
import { saveBoundaries } from '../../authorities/boundary-store.ts'
import { simplifyBoundaries } from '../../authorities/boundary-topology.ts'
import { recordInstallation } from '../../authorities/installation-store.ts'
import { readRegister } from '../../authorities/register-files.ts'
import { saveCycle, saveCycleAuthorities } from '../../cycle/cycle-store.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { type RunningServer, serve } from '../../server.ts'

/**
 * As many councils as England has, at its places, of its kinds, with invented names from "Council 001" and
 * figures by rule: about the one of number n there were n mod 3 investigations if it is a district, else
 * 10 + n mod 40, and two thirds of them were upheld. "Council 500" is a county. 2024-25 is there and not yet public.
 */
let opened: TestDatabase
let real: Hono
let demonstration: Hono
let server: RunningServer
let browser: Browser
const faults: unknown[] = []

beforeAll(async () => {
  opened = await testDatabase()
  await setMoment(opened.database, new Date('2024-08-01T12:00:00Z'))
  await fill()
  const app = (isDemonstration: boolean) =>
    createApp({
      database: opened.published,
      scheme,
      isDemonstration,
      printLetter: () => Promise.reject(new Error('no letter is printed here')),
      typeset: () => Promise.reject(new Error('nothing is typeset here')),
      onFault: (error) => faults.push(error),
    })
  real = app(false)
  demonstration = app(true)
  server = await serve(real, 0)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await opened?.close()
})

test('the table comes before the picture, and says of everybody what the picture says', async () => {
  const html = await page('/map?page=all')
  expect(html.indexOf('<table')).toBeLessThan(html.indexOf('<svg class="map"'))
  expect(rowsOf(html)).toHaveLength(296)
  expect(marksOf(html)).toHaveLength(296)
  const inTable = new Set(rowsOf(html).map((row) => /authorities\/([^?"]+)/.exec(row)?.[1]))
  const inPicture = new Set(marksOf(html).map((mark) => /authority=([^#"]+)/.exec(mark)?.[1]))
  expect(inPicture).toEqual(inTable)
})

test('the first view is under 60 kB compressed, with its styles and its script', async () => {
  const html = await page('/map')
  const files = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map(([, file]) => file)
  expect(files.length).toBeGreaterThanOrEqual(2)
  const bodies = await Promise.all([html, ...files.map((file) => page(file ?? ''))])
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
  expect(bytes).toBeLessThan(60_000)
  // The page itself is the part that only the map can make larger.
  expect(gzipSync(html).length).toBeLessThan(18_000)
})

test('districts are too few to tell, shown as counts and hollow, never as a per cent', async () => {
  const html = await page('/map?page=all')
  const few = rowsOf(html).filter((row) => row.includes('too few to tell'))
  expect(few.length).toBeGreaterThan(90)
  for (const row of few) expect(textOf(row)).toMatch(/ \d of \d ○/)
  expect(html).toContain('mark--few')
  expect(textOf(html)).toContain('Every district has too few investigations to compare.')
})

test('the legend states the bounds of its classes and how many stand in each', async () => {
  const text = textOf(await page('/map'))
  for (const words of ['under 60%', '60% to under 70%', '90% or more']) expect(text).toContain(words)
  const counts = [
    ...text.matchAll(/(?:under 60%|to under \d0%|90% or more|too few to tell|none investigated) \((\d+)\)/g),
  ]
  expect(counts.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(296)
})

test('rows go from A to Z, or by value with the small bases apart', async () => {
  const byName = names(await page('/map'))
  expect(byName.slice(0, 2)).toEqual(['Council 001', 'Council 002'])
  expect(byName).toHaveLength(23)
  const html = await page('/map?sort=value&page=all')
  const [enough = '', few = '', none = ''] = html.split('<tbody>').slice(1)
  const shares = [...enough.matchAll(/(\d+)%/g)].map(([, share]) => Number(share))
  expect(shares.length).toBeGreaterThan(100)
  expect(shares).toEqual(shares.toSorted((one, other) => other - one))
  expect(few).toContain('Too few to tell, A to Z')
  expect(none).toContain('Nothing to report, A to Z')
})

test('where failing is what there is to see, the failures are counted first and come first', async () => {
  const html = await page('/map?measure=compliance&sort=value&page=all')
  expect(textOf(html)).toContain(
    'In at least one case, agreed actions were not carried out by 296 of 296 councils.',
  )
  const shares = [...(html.split(/<\/?tbody>/)[1] ?? '').matchAll(/(\d+)%/g)].map(([, share]) =>
    Number(share),
  )
  expect(shares.length).toBeGreaterThan(20)
  expect(shares).toEqual(shares.toSorted((one, other) => one - other))
})

test('the pages of the table have everybody once', async () => {
  const pages = await Promise.all(Array.from({ length: 13 }, (_, at) => page(`/map?page=${at + 1}`)))
  const everybody = pages.flatMap(names)
  expect(everybody).toHaveLength(296)
  expect(new Set(everybody).size).toBe(296)
})

test('the other layer has the counties in place of the districts', async () => {
  const text = textOf(await page('/map?layer=counties&page=all'))
  expect(text).toContain('Counties and single-tier councils, 1 to 153 of 153')
  expect(text).toContain('Council 500')
})

test('who is chosen is read in words, ringed and marked in the table', async () => {
  const html = await page('/map?authority=council-001')
  expect(html).toContain('map__chosen')
  expect(html).toContain('(chosen on the map)')
  expect(/id="reading">(.*?)<\/div>/s.exec(html)?.[1]).toContain('Council 001')
})

test('who stands on the other layer is shown the way there', async () => {
  const html = await page('/map?authority=council-500')
  expect(textOf(html)).toContain('It stands on the other: counties and single-tier.')
  expect(html).toContain('/map?layer=counties&amp;authority=council-500')
})

test('the form and every link keep what else was asked', async () => {
  const html = await page('/map?year=2022-23&view=hexagons&sort=base')
  expect(html).toContain('<input type="hidden" name="view" value="hexagons"/>')
  expect(html).toContain('<option value="2022-23" selected')
  expect(html).toContain('/map?year=2022-23&amp;sort=base"')
  expect(html).toContain('/map.csv?year=2022-23&amp;view=hexagons&amp;sort=base')
})

test('a failure to comply is said first', async () => {
  const html = await page('/map?measure=compliance&authority=council-200')
  expect(/id="reading">(.*?)<\/div>/s.exec(html)?.[1]).toContain(
    '<span class="failure">In 1 case, agreed actions were not carried out. </span>',
  )
})

test('the file has every row of the table, with exact numbers', async () => {
  const response = await real.request('/map.csv?layer=counties')
  expect(response.headers.get('content-disposition')).toContain('map-complaints-upheld-counties-2023-24.csv')
  const lines = (await response.text()).trim().split('\r\n')
  expect(lines).toHaveLength(154)
  expect(lines.at(-1)).toMatch(/^council-5\d\d,Council 5\d\d,county,/)
})

test('a demonstration says so in the file’s name and in every row', async () => {
  const response = await demonstration.request('/map.csv')
  expect(response.headers.get('content-disposition')).toContain('DEMONSTRATION-map-')
  const [heading, ...lines] = (await response.text()).trim().split('\r\n')
  expect(heading).toMatch(/,demonstration$/)
  expect(lines.every((line) => line.endsWith(',yes'))).toBe(true)
})

test('areas are drawn from the boundaries that were brought in, and not without them', async () => {
  expect(textOf(await page('/map?view=areas'))).toContain('have not been brought in')
  await bringInSquares()
  const html = await page('/map?view=areas')
  expect(marksOf(html)).toHaveLength(296)
  expect(textOf(html)).toContain('Contains OS data © Crown copyright and database right 2023')
  // The counties' have not been brought in.
  expect(textOf(await page('/map?view=areas&layer=counties'))).toContain('have not been brought in')
})

test('a demonstration never draws areas, even if there are boundaries', async () => {
  await bringInSquares()
  const html = await (await demonstration.request('/map?view=areas')).text()
  expect(marksOf(html)).toHaveLength(0)
  expect(textOf(html)).toContain('Figures that are made up are never shown on the area of a real body.')
})

test.each([
  ['/map?measure=happiness', 'There is no measure “happiness” here'],
  ['/map?year=1066-67', 'There is no year “1066-67” here'],
  ['/map?year=2024-25', 'There is no year “2024-25” here'],
  ['/map?layer=parishes', 'There is no layer “parishes” here'],
  ['/map?view=globe', 'There is no view “globe” here'],
  ['/map?sort=colour', 'There is no order “colour” here'],
  ['/map?page=0', 'There is no page “0”'],
  ['/map?page=1000000000', 'There is no page “1000000000”'],
  ['/map?page=14', 'The table has no page 14.'],
  ['/map?authority=atlantis', 'Nobody here has the name “atlantis”.'],
  ['/map.csv?measure=happiness', 'There is no measure “happiness” here'],
])('%s is answered with what is wrong', async (address, words) => {
  const response = await real.request(address)
  expect(response.status).toBe(404)
  expect(textOf(await response.text())).toContain(words)
  expect(faults).toEqual([])
})

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

test.each(['/map', '/map?view=hexagons&authority=council-001', '/map?view=areas&sort=value'])(
  '%s has no accessibility fault that a machine can find, with the script at work',
  async (address) => {
    await bringInSquares()
    await open(address, 1280, true, async (shown) => {
      await shown.locator('.map-frame').waitFor()
      await shown.evaluate(axe)
      expect(
        await shown.evaluate<string[]>(
          `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
            .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
        ),
      ).toEqual([])
    })
  },
)

test.each([
  ['/map', 320],
  ['/map', 490],
  ['/map', 650],
  ['/map', 970],
  ['/map', 1280],
  ['/map?view=hexagons', 320],
  ['/map?view=areas', 320],
] as const)(
  '%s is read at %i px without scripts and without scrolling sideways, its lettering at 16 px or more',
  async (address, width) => {
    await open(address, width, false, async (shown) => {
      expect(await shown.evaluate('document.documentElement.scrollWidth')).toBe(width)
      const sizes = await shown.evaluate<number[]>(
        `(() => {
          const map = document.getElementById('map')
          const scale = map.getBoundingClientRect().width / map.viewBox.baseVal.width
          return [...map.querySelectorAll('text')]
            .filter((text) => text.checkVisibility())
            .map((text) => parseFloat(getComputedStyle(text).fontSize) * scale)
        })()`,
      )
      for (const size of sizes) expect(size).toBeGreaterThanOrEqual(15.9)
    })
  },
)

test('to assistive technology the table comes first, and the picture is one image without links', async () => {
  await open('/map', 1280, false, async (shown) => {
    const tree = await shown.locator('.map-page').ariaSnapshot()
    const at = (part: string) => {
      expect(tree).toContain(part)
      return tree.indexOf(part)
    }
    const order = [
      'link "Skip the table, to the map"',
      'All 296 councils',
      'table "Districts and single-tier councils, 1 to 23 of 296"',
      'img "Map: complaints upheld, 2023-24"',
      'heading "Complaints upheld"',
      '60% to under 70%',
    ].map(at)
    expect(order).toEqual(order.toSorted((one, other) => one - other))
    // A link in each of 23 rows, two that sort, three of the pager, and the two to the map and the method.
    expect(tree.match(/ link "/g)).toHaveLength(23 + 2 + 3 + 2)
  })
})

test('pointing at a mark reads it; leaving the map reads everybody again', async () => {
  await open('/map', 1280, true, async (shown) => {
    const box = shown.locator('#reading')
    await expect.poll(() => box.textContent()).toContain('All 296 councils')
    await shown.locator('#map a[href*="council-296"]').hover({ force: true })
    await expect.poll(() => box.textContent()).toContain('investigated')
    expect(await box.textContent()).toMatch(/Council \d{3}/)
    await shown.mouse.move(5, 5)
    await expect.poll(() => box.textContent()).toContain('All 296 councils')
  })
})

test('the keyboard reads the map as one thing, council after council, and chooses one', async () => {
  await open('/map?view=hexagons', 1280, true, async (shown) => {
    const box = shown.locator('#reading')
    await shown.locator('.map-frame').focus()
    await shown.keyboard.press('Home')
    await expect.poll(() => box.textContent()).toContain('Council 001')
    await shown.keyboard.press('ArrowRight')
    const neighbour = await box.locator('.reading__name').textContent()
    expect(neighbour).toMatch(/Council \d{3}/)
    expect(neighbour).not.toBe('Council 001')
    await shown.keyboard.press('Enter')
    await shown.waitForURL(/authority=/)
    expect(await box.locator('.reading__name').textContent()).toBe(neighbour)
  })
})

test('the map can be enlarged and made whole again', async () => {
  await open('/map', 1280, true, async (shown) => {
    const seen = () => shown.locator('#map').getAttribute('viewBox')
    const whole = await seen()
    await shown.getByRole('button', { name: 'Enlarge' }).click()
    expect(Number((await seen())?.split(' ')[2])).toBeLessThan(624)
    await shown.getByRole('button', { name: 'Whole map' }).click()
    expect(await seen()).toBe(whole)
  })
})

test('without scripts a visitor changes the year, opens the hexagons and chooses a council', async () => {
  await open('/map', 1280, false, async (shown) => {
    await shown.getByLabel('Year').first().selectOption('2022-23')
    await shown.getByRole('button', { name: 'Show' }).first().click()
    await shown.getByRole('link', { name: 'Hexagons' }).click()
    await shown.locator('#map a[href*="council-001"]').click({ force: true })
    expect(shown.url()).toContain('/map?year=2022-23&view=hexagons&authority=council-001')
    expect(await shown.locator('#reading').textContent()).toContain('Council 001')
  })
})

async function open(
  address: string,
  width: number,
  javaScriptEnabled: boolean,
  look: (shown: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled })
  try {
    const shown = await context.newPage()
    const errors: string[] = []
    shown.on('pageerror', (error) => errors.push(error.message))
    shown.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await shown.goto(server.address + address)
    await look(shown)
    expect(errors).toEqual([])
  } finally {
    await context.close()
  }
}

async function page(address: string): Promise<string> {
  const response = await real.request(address)
  expect([address, response.status]).toEqual([address, 200])
  return response.text()
}

function rowsOf(html: string): readonly string[] {
  return [...html.matchAll(/<tr[^>]*><th scope="row">.*?<\/tr>/gs)].map(([row]) => row)
}

function marksOf(html: string): readonly string[] {
  return [...html.matchAll(/<a [^>]*class="mark mark--[^>]*>/g)].map(([mark]) => mark)
}

function names(html: string): readonly string[] {
  return rowsOf(html).map((row) => /Council \d{3}/.exec(textOf(row))?.[0] ?? '')
}

function textOf(html: string): string {
  return html
    .replace(/<svg\b.*?<\/svg>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:)])/g, '$1')
}

async function fill(): Promise<void> {
  const layer = scheme.site.map?.layers.flatMap(({ kinds }) => kinds) ?? []
  const standing = readRegister().authorities.filter(
    (body) => layer.includes(body.kind) && body.centre !== null && existedOn(body, '2023-12-31'),
  )
  const single = standing.filter(({ kind }) => kind !== 'county')
  const counties = standing.filter(({ kind }) => kind === 'county')
  const councils = [
    ...single.map((body, at) => ({ ...body, ...named(at + 1) })),
    ...counties.map((body, at) => ({ ...body, ...named(at + 500) })),
  ].map((body) => ({
    ...body,
    ...{ gssCode: null, county: null, successors: [], otherNames: [], formerNames: [] },
    isInvented: true,
  }))
  await opened.database.transaction().execute(async (transaction) => {
    await recordInstallation(transaction, false)
    await saveAuthorities(transaction, councils)
    for (const year of [2022, 2023, 2024].map(reportingYear)) {
      await saveCycle(transaction, {
        year,
        edition: null,
        letterDate: `${year + 1}-07-17`,
        publishedAt: new Date(`${year + 1}-07-24T08:30:00Z`),
        population: null,
        settings: cycleSettings,
      })
      await saveCycleAuthorities(
        transaction,
        year,
        councils.map(({ slug, kind }) => ({
          slug,
          ...{ isCouncil: true, getsLetter: true, isOnMap: true },
          comparisonGroup: kind,
        })),
      )
      await sql`insert into revision (year, revision) values (${year}, 1)`.execute(transaction)
    }
  })
  const ids = new Map((await readAuthorities(opened.database)).map(({ slug, id }) => [slug, id]))
  for (const year of [2022, 2023, 2024]) {
    await sql`
      insert into figure (authority_id, year, revision, measure, state, numerator, denominator, origin,
        method_version, comparison_group)
      select id, ${year}, 1, measure, case when base = 0 then 'nothing-to-report' else 'calculated' end,
        case when base > 0 then base - (base + 1) / 3 end, base, 'cases', 1, kind
      from unnest(
        ${councils.map(({ slug }) => ids.get(slug) ?? 0)}::integer[],
        ${councils.map(({ kind }) => kind)}::text[],
        ${councils.map(({ number, kind }) => (kind === 'district' ? number % 3 : 10 + (number % 40)))}::integer[]
      ) as council (id, kind, base)
      cross join unnest(array['complaints-upheld', 'satisfactory-remedy']) as measure
    `.execute(opened.database)
    await sql`
      insert into figure (authority_id, year, revision, measure, state, numerator, denominator, origin,
        method_version, comparison_group)
      select id, ${year}, 1, 'compliance', 'calculated', base - 1, base, 'cases', 1, kind
      from unnest(
        ${councils.map(({ slug }) => ids.get(slug) ?? 0)}::integer[],
        ${councils.map(({ kind }) => kind)}::text[],
        ${councils.map(({ number }) => 5 + (number % 7))}::integer[]
      ) as council (id, kind, base)
    `.execute(opened.database)
    await sql`
      insert into group_average (year, revision, comparison_group, measure, numerator, denominator,
        member_count, group_member_count, mean_of_rates)
      select ${year}, 1, comparison_group, measure, sum(coalesce(numerator, 0)), sum(denominator), count(*),
        count(*), null
      from figure where year = ${year} group by comparison_group, measure
    `.execute(opened.database)
  }
  await publishUnsealed(opened.database)
}

function named(number: number) {
  const printed = String(number).padStart(3, '0')
  return {
    number,
    slug: `council-${printed}`,
    officialName: `Council ${printed} of the Tests`,
    shortName: `Council ${printed}`,
  }
}

/** A square of a tenth of a degree around the middle of every council of the first layer. */
async function bringInSquares(): Promise<void> {
  const [layer] = scheme.site.map?.layers ?? []
  const areas = (await readAuthorities(opened.database)).flatMap(({ slug, kind, centre }) => {
    if (centre === null || !layer?.kinds.includes(kind)) return []
    const { longitude: x, latitude: y } = centre
    const corners = [
      [x - 0.05, y - 0.05],
      [x - 0.05, y + 0.05],
      [x + 0.05, y + 0.05],
      [x + 0.05, y - 0.05],
      [x - 0.05, y - 0.05],
    ] as const
    return { slug, polygons: [[corners]] }
  })
  const set = { layer: layer?.code ?? '', year: 2023, fileName: 'squares.geojson' }
  await opened.database
    .transaction()
    .execute((transaction) => saveBoundaries(transaction, set, simplifyBoundaries({ ...set, areas })))
}

const cycleSettings = {
  letterhead: ['The', 'Ombudsman'],
  contacts: {
    addressLines: ['PO Box 1'],
    telephone: '0300',
    email: 'a@ombudsman.example',
    website: 'o.example',
  },
  signatory: { name: 'The Ombudsman', lines: ['The Ombudsman'] },
  addresses: {
    map: 'https://o.example/map',
    method: 'https://o.example/method',
    handlingCode: 'https://o.example/code',
    training: 'https://o.example/training',
    survey: 'https://o.example/survey',
  },
}
