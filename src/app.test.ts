import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InventedSite, inventedSite } from '../tests/invented-publication.ts'

let invented: InventedSite

beforeAll(async () => {
  invented = await inventedSite()
})
afterAll(() => invented.close())

describe('bad input gets a clear answer and never a stack trace', () => {
  test.each([
    ['an unknown address', '/nowhere', 404, 'Page not found'],
    ['an unknown council', '/authorities/nobody-at-all', 404, 'We do not know this council'],
    ['a year that is none', '/authorities/larchwick?year=2023-25', 404, 'A year is written like 2023-24'],
    ['a year without figures', '/authorities/larchwick?year=1950-51', 404, 'A year is written like 2023-24'],
    ['a letter of no year', '/authorities/larchwick/letters/last', 404, 'A year is written like 2023-24'],
    [
      'a letter of no year as PDF',
      '/authorities/larchwick/letters/last.pdf',
      404,
      'A year is written like 2023-24',
    ],
    ['an unknown measure', '/authorities/larchwick/figures/2023-24/luck', 404, 'There is no such figure'],
    ['a way out of the folder', '/authorities/..%2f..%2fetc%2fpasswd', 404, 'We do not know this council'],
    ['dots in a file', '/assets/..%2f..%2fpackage.json', 404, 'Page not found'],
    ['percent signs that mean nothing', '/authorities/%E0%A4%A', 400, 'This address cannot be read'],
    [
      'percent signs that mean nothing after the ?',
      '/authorities?search=%ZZ',
      400,
      'This address cannot be read',
    ],
    ['a character no text may hold', '/authorities/lar%00chwick', 400, 'This address cannot be read'],
    ['an over-long query', `/authorities?search=${'a'.repeat(501)}`, 400, 'That is too long'],
    ['an over-long slug', `/authorities/${'a'.repeat(3_000)}`, 404, 'We do not know this council'],
    ['a query that is no search', '/authorities?search=%F0%9F%98%80', 200, 'No name is like that'],
  ])('%s', async (_, path, status, words) => {
    const response = await invented.app.request(path)
    const html = await response.text()
    expect(response.status).toBe(status)
    expect(html).toContain(words)
    expect(html).not.toMatch(/\bat .*:\d+:\d+|node_modules|Error:/)
    expect(invented.faults).toEqual([])
  })

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    '%s is refused and told what is allowed',
    async (method) => {
      const response = await invented.app.request('/authorities/larchwick', { method })
      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toBe('GET, HEAD')
      expect(await response.text()).toContain('This page can only be read')
    },
  )

  test('a fault of ours is a page without its cause, and is reported to the operator', async () => {
    const broken = await inventedSite()
    try {
      await broken.opened.pool.query('alter view published.figure rename to lost')
      const response = await broken.app.request('/authorities/larchwick')
      const html = await response.text()
      expect(response.status).toBe(500)
      expect(html).toContain('Sorry, something went wrong here')
      expect(html).not.toContain('relation')
      expect(String(broken.faults[0])).toContain('relation')
    } finally {
      await broken.close()
    }
  })
})

describe('what browsers and caches rely on', () => {
  test('a page is not sent twice', async () => {
    const first = await invented.app.request('/authorities/larchwick')
    const tag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toBe('no-cache')
    const again = await invented.app.request('/authorities/larchwick', { headers: { 'if-none-match': tag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(again.headers.get('cache-control')).toBe('no-cache')
  })

  test('HEAD answers as GET does, without the page', async () => {
    const get = await invented.app.request('/authorities/larchwick')
    const head = await invented.app.request('/authorities/larchwick', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
  })

  test('pages are compressed for those who ask', async () => {
    const plain = await (await invented.app.request('/authorities/larchwick')).text()
    const response = await invented.app.request('/authorities/larchwick', {
      headers: { 'accept-encoding': 'gzip' },
    })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(gunzipSync(Buffer.from(await response.arrayBuffer())).toString()).toBe(plain)
  })

  test('our own files may be kept for ever, under names that change with them', async () => {
    const html = await (await invented.app.request('/')).text()
    const stylesheet = /href="(\/assets\/upheld\.[0-9a-f]{10}\.css)"/.exec(html)?.[1] ?? ''
    const response = await invented.app.request(stylesheet)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8')
  })

  test('no page asks another host for anything, or carries a script or style of its own', async () => {
    for (const path of [
      '/',
      '/authorities',
      '/authorities/larchwick',
      '/method',
      '/authorities/larchwick/letters/2023-24',
    ]) {
      const response = await invented.app.request(path)
      const html = await response.text()
      expect(html).not.toMatch(/(?:src|srcset|action)="(?:https?:)?\/\//)
      expect(html).not.toMatch(/<link[^>]+href="(?:https?:)?\/\//)
      expect(html).not.toMatch(/<style|\sstyle="|\son[a-z]+="|<script(?![^>]*\ssrc=)/)
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})

describe('health', () => {
  test('is good while the database answers', async () => {
    const response = await invented.app.request('/health')
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok', database: 'ok' }])
  })

  test('is bad once it does not', async () => {
    const broken = await inventedSite()
    await broken.close()
    const response = await broken.app.request('/health')
    expect([response.status, await response.json()]).toEqual([
      503,
      { status: 'failing', database: 'not answering' },
    ])
  })
})
