import { request } from 'node:http'
import { Hono } from 'hono'
import { afterEach, expect, test, vi } from 'vitest'
import { portFromEnvironment, serve } from './server.ts'

const app = new Hono().get('/', (context) => context.text('here'))

afterEach(() => vi.unstubAllEnvs())

test('a port that is taken is named, with what to run instead', async () => {
  const first = await serve(app, 0)
  try {
    const port = Number(new URL(first.address).port)
    await expect(serve(app, port)).rejects.toThrow(`Port ${port} is in use; run PORT=${port + 1} npm start`)
  } finally {
    await first.close()
  }
})

test('a server that was closed leaves its port to the next', async () => {
  const first = await serve(app, 0)
  const port = Number(new URL(first.address).port)
  await first.close()
  const second = await serve(app, port)
  expect(await (await fetch(second.address)).text()).toBe('here')
  await second.close()
})

test('it listens on this machine alone', async () => {
  const server = await serve(app, 0)
  expect(server.address).toMatch(/^http:\/\/localhost:\d+$/)
  await server.close()
})

test('addresses a browser would not send get an answer, not a crash', async () => {
  const server = await serve(app, 0)
  try {
    for (const path of ['/../../etc/passwd', '/%', '//', '/?%'])
      expect(await statusOf(server.address, path)).toBeLessThan(500)
    expect(await statusOf(server.address, '/')).toBe(200)
  } finally {
    await server.close()
  }
})

test.each(['', 'abc', '70000', '-1', '80.5'])('PORT=%j is refused in words', (port) => {
  vi.stubEnv('PORT', port)
  expect(portFromEnvironment).toThrow(`PORT is "${port}", which is no port`)
})

/** Unlike fetch, sends the path exactly as it is given. */
function statusOf(address: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(address, { path }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}
