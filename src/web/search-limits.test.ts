import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { clientOf, SearchGate } from './search-limits.ts'

const limits = {
  mostAtOnce: 3,
  mostAtOncePerClient: 2,
  mostWaiting: 4,
  mostWaitingPerClient: 2,
  patienceMilliseconds: 1_000,
}

/** Work that ends when it is told to. */
function work() {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const state = { hasBegun: false }
  return {
    state,
    end,
    run: async () => {
      state.hasBegun = true
      await ended
      return 'made'
    },
  }
}

test('a flood from one address waits in line while others are served', async () => {
  const gate = new SearchGate(limits)
  const flood = Array.from({ length: 6 }, work)
  const answers = flood.map(({ run }) => gate.pass('one', run))
  const other = work()
  const otherAnswer = gate.pass('other', other.run)
  await Promise.resolve()
  expect(flood.map(({ state }) => state.hasBegun)).toEqual([true, true, false, false, false, false])
  expect(other.state.hasBegun).toBe(true)
  // Two at once and two in line: the fifth and the sixth are sent away at once.
  expect(await answers[4]).toBeUndefined()
  expect(await answers[5]).toBeUndefined()

  flood[0]?.end()
  expect(await answers[0]).toEqual({ made: 'made' })
  expect(flood[2]?.state.hasBegun).toBe(true)
  for (const { end } of [...flood, other]) end()
  expect(await Promise.all([...answers.slice(1, 4), otherAnswer])).toEqual(Array(4).fill({ made: 'made' }))
})

test('who has waited too long is sent away, and work that fails makes room', async () => {
  const gate = new SearchGate({ ...limits, mostAtOnce: 1, patienceMilliseconds: 20 })
  const endless = work()
  const first = gate.pass('one', endless.run)
  expect(await gate.pass('other', work().run)).toBeUndefined()
  endless.end()
  await first
  await expect(gate.pass('one', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  expect(await gate.pass('one', () => Promise.resolve(1))).toEqual({ made: 1 })
})

test('only a trusted proxy says where a request comes from', async () => {
  const app = new Hono()
  app.get('/:proxy', (context) => context.text(clientOf(context, context.req.param('proxy'))))
  const headers = { 'x-forwarded-for': '198.51.100.7, 203.0.113.9' }
  const from = (address: string) => ({ incoming: { socket: { remoteAddress: address } } })
  const asked = async (proxy: string, address: string) =>
    (await app.request(`/${proxy}`, { headers }, from(address))).text()
  expect(await asked('192.0.2.1', '::ffff:192.0.2.1')).toBe('203.0.113.9')
  expect(await asked('192.0.2.1', '192.0.2.2')).toBe('192.0.2.2')
})
