import { afterEach, expect, test } from 'vitest'
import { howMany, sayFigures } from '../../tests/hardening.ts'
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

const mailCount = howMany(1_000, 10_000)
const killCount = howMany(8, 100)

test(
  `of ${mailCount} mails through a hostile server none is lost, and none is doubled but by name`,
  async () => {
    opened = await testDatabase()
    const server = await hostileServer(1)
    try {
      await queueLetters(opened.database, mailCount, 1)
      await sendUntilSettled(opened.database, server, 1, mailCount / 2)
      const copies = await readCopies(opened.database)
      sayFigures(`mail: ${figuresOf(copies, server)}`)
      expect(disagreements(copies, server.arrivals)).toEqual([])
      expect(server.arrivals.length).toBeGreaterThan(2.5 * mailCount)
    } finally {
      await server.close()
    }
  },
  mailCount * 600,
)

test(
  `killed at ${killCount} random instants while it sends, the program loses nothing and doubles nothing but by name`,
  async () => {
    opened = await testDatabase()
    const server = await hostileServer(2)
    try {
      await queueLetters(opened.database, killCount * 40, 2)
      const settings = { seed: 2, kills: killCount, seconds: killCount * 30 }
      await sendThroughKills(opened.database, opened.url, server, settings)
      const copies = await readCopies(opened.database)
      sayFigures(`mail, ${killCount} kills: ${figuresOf(copies, server)}`)
      expect(disagreements(copies, server.arrivals)).toEqual([])
    } finally {
      await server.close()
    }
  },
  killCount * 40_000,
)
