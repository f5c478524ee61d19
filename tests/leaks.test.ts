import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { howMany, sayFigures } from './hardening.ts'
import { type LeakWorld, leakWorld, probe, probedMoments, unnoticedLeaks } from './leaks.ts'

let world: LeakWorld

beforeAll(async () => {
  world = await leakWorld()
}, 120_000)
afterAll(() => world.close())

describe('what is under embargo', () => {
  test('is told to nobody who may not know it, by any address, in any way, at any moment', async () => {
    let probeCount = 0
    for (const moment of probedMoments) {
      const probing = await probe(world, moment)
      probeCount += probing.probeCount
      expect(probing.leaks.slice(0, 20)).toEqual([])
      // Somebody must have read something rightly, or nothing was there to be read.
      expect(probing.rightlyRead.size).toBeGreaterThan(moment.isBefore ? 0 : 5)
    }
    sayFigures(`embargo: ${probeCount} probes at ${probedMoments.length} moments, none leaks`)
    expect(probeCount).toBeGreaterThan(50_000)
  }, 600_000)

  test('would be seen here if any guard forgot it', async () => {
    const most = howMany(3, 10)
    expect(await unnoticedLeaks(world, most)).toEqual([])
    sayFigures(`embargo: ${most} planted leaks, all caught`)
  }, 600_000)
})
