import { afterAll, beforeAll, expect, it } from 'vitest'
import { howMany, sayFigures } from './hardening.ts'
import { killAtRandom, prepareKills } from './kills.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let opened: TestDatabase

beforeAll(async () => {
  opened = await testDatabase()
  await prepareKills(opened.database)
})
afterAll(() => opened.close())

const count = howMany(40, 1_000)

it(
  `a program killed at ${count} random instants leaves nothing half done, lost or doubled`,
  async () => {
    const { broken, during, revisionCount } = await killAtRandom(opened, count, 5_000)
    const works = [...during].map(([what, times]) => `${what} ${times}`).join(', ')
    sayFigures(
      `kills: ${count} (${works}), ${revisionCount} revisions sealed meanwhile, ${broken.length} broken`,
    )
    expect(broken).toEqual([])
    // Otherwise nothing would have been under way when it was killed.
    expect(revisionCount).toBeGreaterThan(1)
  },
  count * 20_000,
)
