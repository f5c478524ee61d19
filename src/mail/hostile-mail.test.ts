import { afterEach, expect, test } from 'vitest'
import {
  disagreements,
  figuresOf,
  queueLetters,
  readCopies,
  sendThroughKills,
  sendUntilSettled,
} from '../../tests/hostile-mail.ts'
import { hostileServer } from '../../tests/hostile-mail-server.ts'
import { type TestDatabase, testDatabase } from '../../tests/test-database.ts'

let opened: TestDatabase | undefined

afterEach(async () => {
  await opened?.close()
})

test('of 1,000 mails through a hostile server none is lost, and none is doubled but by name', async () => {
  opened = await testDatabase()
  const server = await hostileServer(1)
  try {
    await queueLetters(opened.database, 1_000, 1)
    await sendUntilSettled(opened.database, server, 1, 200)
    const copies = await readCopies(opened.database)
    expect(disagreements(copies, server.arrivals)).toEqual([])
    expect(server.arrivals.length).toBeGreaterThan(2_500)
    console.log(figuresOf(copies, server))
  } finally {
    await server.close()
  }
}, 240_000)

test('killed at random instants while it sends, the program loses nothing and doubles nothing but by name', async () => {
  opened = await testDatabase()
  const server = await hostileServer(2)
  try {
    await queueLetters(opened.database, 300, 2)
    await sendThroughKills(opened.database, opened.url, server, { seed: 2, kills: 8, seconds: 150 })
    expect(disagreements(await readCopies(opened.database), server.arrivals)).toEqual([])
  } finally {
    await server.close()
  }
}, 240_000)
