import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'

let invented: InventedSite

beforeAll(async () => {
  invented = await inventedSite()
})
afterAll(() => invented.close())

describe('the site map', () => {
  test('leads to pages that are all there', async () => {
    const pages = await listed()
    expect(pages.length).toBeGreaterThan(20)
    for (const page of pages) {
      const response = await invented.app.request(page)
      expect([page, response.status]).toEqual([page, 200])
    }
  })

  test('has every authority and every letter that is public, and nothing before its moment', async () => {
    const pages = await listed()
    for (const slug of ['larchwick', 'sedgely', 'hollow-fell', 'old-holm']) {
      expect(pages).toContain(`http://localhost/authorities/${slug}`)
    }
    expect(pages).toContain('http://localhost/authorities/larchwick/letters/2023-24')
    expect(pages.filter((page) => page.includes('2024-25'))).toEqual([])
  })

  test('a list that is not there is not there', async () => {
    for (const file of ['decisions-0', 'decisions-1', 'decisions-9999999', 'others']) {
      expect((await invented.app.request(`/sitemaps/${file}.xml`)).status).toBe(404)
    }
  })

  test('is named to search engines by a real site, and a demonstration asks them to stay away', async () => {
    const robots = async (site: InventedSite) => (await site.app.request('/robots.txt')).text()
    expect(await robots(invented)).toBe('User-agent: *\nDisallow: /\n')
    const real = await inventedSite(false)
    try {
      expect(await robots(real)).toBe('User-agent: *\nDisallow:\nSitemap: http://localhost/sitemap.xml\n')
    } finally {
      await real.close()
    }
  })
})

describe('what is said of privacy is so', () => {
  const pages = [
    '/',
    '/authorities?search=Larchwik',
    '/method',
    '/privacy',
    '/authorities/larchwick/letters/2023-24',
  ]

  test('no page sets a cookie', async () => {
    for (const page of pages) {
      expect((await invented.app.request(page)).headers.get('set-cookie')).toBeNull()
    }
  })

  test('nothing on a page is loaded from anybody else', async () => {
    for (const page of pages) {
      const html = await (await invented.app.request(page)).text()
      const loaded = [...html.matchAll(/<(?:script|img|link|iframe)[^>]+(?:src|href)="([^"]+)"/g)]
      expect(loaded.length).toBeGreaterThan(0)
      for (const [, address = ''] of loaded) expect(address).toMatch(/^\/[^/]/)
    }
  })

  test('the contact is that of the latest letters', async () => {
    for (const page of ['/privacy', '/accessibility']) {
      expect(await (await invented.app.request(page)).text()).toContain('mailto:reviews@ombudsman.example')
    }
  })
})

test('every feed that is offered is one', async () => {
  const html = await (await invented.app.request('/feeds')).text()
  const feeds = [...html.matchAll(/href="(\/[^"]+\.atom)"/g)].map(([, address = '']) => address)
  expect(feeds).toHaveLength(3)
  for (const feed of feeds) {
    const response = await invented.app.request(feed)
    expect([feed, response.status]).toEqual([feed, 200])
    expect(response.headers.get('content-type')).toContain('application/atom+xml')
  }
})

/** Every page of every list that the site map names. */
async function listed(): Promise<readonly string[]> {
  const files = await locations('/sitemap.xml')
  return (await Promise.all(files.map(locations))).flat()
}

async function locations(address: string): Promise<readonly string[]> {
  const response = await invented.app.request(address)
  expect([address, response.headers.get('content-type')]).toEqual([address, 'application/xml; charset=utf-8'])
  return [...(await response.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, page = '']) => page)
}
