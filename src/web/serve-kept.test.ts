import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { beforeEach, describe, expect, test } from 'vitest'
import { serve } from '../server.ts'
import { KeptAnswers } from './kept-answers.ts'
import { serveKept } from './serve-kept.ts'
import { sharedRead } from './shared-read.ts'

let state: string
let stateReadCount: number
/** The addresses of the pages that were made, in order. */
let made: string[]
/** What happens while a page is being made. */
let meanwhile: () => void | Promise<void>
let app: Hono

beforeEach(() => {
  state = 'before'
  stateReadCount = 0
  made = []
  meanwhile = () => {}
  const pages = new Hono()
  pages.use(async (context, next) => {
    made.push(context.req.url.replace('http://localhost', ''))
    context.header('Cache-Control', 'no-cache')
    await next()
  })
  pages.get('/page', async (context) => {
    const first = state
    await meanwhile()
    return context.html(`<p>${'long '.repeat(1_000)}${first} ${state}</p>`)
  })
  pages.get('/same', (context) => context.text('the same in every state'))
  pages.get('/fails', (context) => context.text('failed', 500))
  pages.get('/secret', (context) => context.text('not to be kept', 200, { 'Cache-Control': 'no-store' }))
  pages.get('/download', (context) =>
    context.body(
      new ReadableStream({
        pull(controller) {
          controller.enqueue(new Uint8Array(500_000))
          if (made.push('piece') === 11) controller.close()
        },
      }),
    ),
  )
  app = new Hono().all(
    '*',
    serveKept(pages, async () => {
      stateReadCount += 1
      return state === 'unknown' ? undefined : state
    }),
  )
})

describe('a page', () => {
  test('is made once, and again when what is public has changed', async () => {
    await app.request('/page')
    await app.request('/page')
    expect(made).toEqual(['/page'])
    state = 'after'
    expect(await (await app.request('/page')).text()).toContain('after after')
    expect(made).toEqual(['/page', '/page'])
  })

  test('is made once for all who ask for it at the same moment, from one reading of the state', async () => {
    meanwhile = () => new Promise((resolve) => setTimeout(resolve, 20))
    const answers = await Promise.all(Array.from({ length: 50 }, () => app.request('/page')))
    const texts = new Set(await Promise.all(answers.map((answer) => answer.text())))
    expect([texts.size, made]).toEqual([1, ['/page']])
    // The first reads it for itself, all others together once more, and once it is read after the page is made.
    expect(stateReadCount).toBe(3)
  })

  test('that was being made while what is public changed is made again, and never shows both', async () => {
    meanwhile = () => {
      state = 'after'
    }
    expect(await (await app.request('/page')).text()).toContain('after after')
    expect(made).toHaveLength(2)
    await app.request('/page')
    expect(made).toHaveLength(2)
  })

  test('has one tag for its content, in whatever state and compression', async () => {
    const tags = []
    for (const [now, encoding] of [
      ['before', ''],
      ['after', 'br'],
      ['later', 'gzip'],
    ] as const) {
      state = now
      tags.push(
        (await app.request('/same', { headers: { 'accept-encoding': encoding } })).headers.get('etag'),
      )
    }
    expect(new Set(tags).size).toBe(1)
    expect(tags[0]).toMatch(/^W\/"[\w-]{27}"$/)
  })

  test('is not sent to who has it, and then not made either', async () => {
    const tag = (await app.request('/page')).headers.get('etag') ?? ''
    for (const held of [tag, tag.replace('W/', ''), `"other", ${tag}`, '*']) {
      const answer = await app.request('/page', { headers: { 'if-none-match': held } })
      expect([held, answer.status, await answer.text()]).toEqual([held, 304, ''])
      expect(answer.headers.get('etag')).toBe(tag)
      expect(answer.headers.get('cache-control')).toBe('no-cache')
    }
    expect(made).toHaveLength(1)
    state = 'after'
    expect((await app.request('/page', { headers: { 'if-none-match': tag } })).status).toBe(200)
  })

  test('is compressed as the visitor reads it, and says that it may be', async () => {
    const plain = await (await app.request('/page')).text()
    const br = await app.request('/page', { headers: { 'accept-encoding': 'gzip, deflate, br' } })
    expect(br.headers.get('content-encoding')).toBe('br')
    expect(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).toString()).toBe(plain)
    const gzip = await app.request('/page', { headers: { 'accept-encoding': 'gzip, br;q=0' } })
    expect(gzip.headers.get('content-encoding')).toBe('gzip')
    const bytes = Buffer.from(await gzip.arrayBuffer())
    expect(gunzipSync(bytes).toString()).toBe(plain)
    expect(gzip.headers.get('content-length')).toBe(String(bytes.length))
    for (const answer of [br, gzip, await app.request('/page')]) {
      expect(answer.headers.get('vary')).toBe('Accept-Encoding')
    }
    expect(made).toHaveLength(1)
  })

  test('asked for by HEAD has the same headers and no text, kept or not', async () => {
    const cold = await app.request('/page', { method: 'HEAD' })
    const get = await app.request('/page')
    const warm = await app.request('/page', { method: 'HEAD' })
    expect([await cold.text(), await warm.text()]).toEqual(['', ''])
    expect([...cold.headers]).toEqual([...get.headers])
    expect([...warm.headers]).toEqual([...get.headers])
    expect(made).toHaveLength(1)
  })

  test('is found under any spelling of its address', async () => {
    await app.request('/same?b=2&a=1')
    await app.request('/same?a=1&b=2')
    await app.request('/s%61me?a=1&b=%32')
    expect(made).toEqual(['/same?b=2&a=1'])
  })

  test('is never that of another host', async () => {
    await app.request('http://one.example/same')
    await app.request('http://two.example/same')
    expect(made).toHaveLength(2)
  })
})

describe('what is not kept', () => {
  test.each(['/fails', '/secret', '/nowhere'])('%s', async (path) => {
    const first = await app.request(path)
    const second = await app.request(path)
    expect(made).toHaveLength(2)
    expect(first.headers.get('etag')).toBeNull()
    expect([second.status, await second.text()]).toEqual([first.status, await first.text()])
  })

  test('a long download is sent as it is made', async () => {
    const answer = await app.request('/download')
    const reader = answer.body?.getReader()
    await reader?.read()
    expect(made.length).toBeLessThan(9)
    let length = 500_000
    for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) {
      length += piece.value.length
    }
    expect(length).toBe(5_000_000)
  })

  test('anything, while the state cannot be read', async () => {
    state = 'unknown'
    expect((await app.request('/same')).status).toBe(200)
    expect((await app.request('/same')).status).toBe(200)
    expect(made).toHaveLength(2)
  })

  test('changes: they go to the site itself', async () => {
    expect((await app.request('/same', { method: 'POST' })).status).toBe(404)
    expect(stateReadCount).toBe(0)
  })
})

describe('kept answers', () => {
  test('take no more room than they are given; what was not read for longest goes first', () => {
    // Each takes two and a half thousand bytes, with what is known of it and its compressed copy.
    const kept = new KeptAnswers(11_000)
    const answer = (length: number) => ({
      status: 200,
      headers: {},
      body: Buffer.alloc(length),
      tag: 'W/""',
      isCompressible: false,
      sent: new Map(),
    })
    for (const name of ['a', 'b', 'c', 'd']) kept.keep('one', name, answer(1_000))
    kept.find('one', 'a')
    kept.keep('one', 'e', answer(1_000))
    expect(['a', 'b', 'c', 'd', 'e'].filter((name) => kept.find('one', name))).toEqual(['a', 'c', 'd', 'e'])
    kept.keep('one', 'huge', answer(20_000))
    expect(['a', 'c', 'd', 'e', 'huge'].filter((name) => kept.find('one', name))).toEqual([])
  })
})

test('whoever asks while a reading is under way gets the next one, together with all others', async () => {
  let count = 0
  const read = sharedRead(async () => {
    count += 1
    const number = count
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (number === 2) throw new Error('second')
    return number
  })
  const results = await Promise.allSettled([read(), read(), read()])
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([
    1,
    'failed',
    'failed',
  ])
  expect(await read()).toBe(3)
})

test('an answer over the wire is the one the site gives, kept or not, whole, by HEAD or unchanged', async () => {
  const server = await serve(app, 0)
  try {
    for (const path of ['/page', '/page', '/same?a=1', '/fails', '/nowhere']) {
      const tag = (await app.request(path)).headers.get('etag') ?? '"none"'
      for (const request of [{}, { method: 'HEAD' }, { headers: { 'if-none-match': tag } }]) {
        const [wire, site] = [await fetch(server.address + path, request), await app.request(path, request)]
        const headersOf = ({ headers }: Response) =>
          [...headers].filter(
            ([name]) =>
              !['date', 'connection', 'keep-alive', 'content-encoding', 'content-length'].includes(name),
          )
        expect([path, wire.status, headersOf(wire)]).toEqual([path, site.status, headersOf(site)])
        expect(await wire.text()).toBe(await site.text())
      }
    }
  } finally {
    await server.close()
  }
})
