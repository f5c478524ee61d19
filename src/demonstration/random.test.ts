import { describe, expect, test } from 'vitest'
import { drawByWeight, highestScoring, random, shuffled } from './random.ts'

describe('reproducible chance', () => {
  test('the same seed and label give the same numbers, another label others', () => {
    const three = (label: string) => {
      const chance = random(7, label)
      return [chance.between(1, 1_000_000), chance.between(1, 1_000_000), chance.between(1, 1_000_000)]
    }
    expect(three('names')).toEqual(three('names'))
    expect(three('names')).not.toEqual(three('places'))
  })

  test('numbers are spread evenly: of 100,000 about a tenth fall in each tenth', () => {
    const chance = random(1, 'even')
    const tenths = Array.from({ length: 10 }, () => 0)
    for (let draw = 0; draw < 100_000; draw++) {
      const at = chance.between(0, 9)
      tenths[at] = (tenths[at] ?? 0) + 1
    }
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(400)
  })

  test('draws by weight add up exactly, follow the weights, and leave out what weighs nothing', () => {
    const draws = drawByWeight(random(1, 'weights'), [1, 0, 3], 4_000)
    expect(draws.reduce((sum, count) => sum + count, 0)).toBe(4_000)
    expect(draws[1]).toBe(0)
    expect(Math.abs((draws[2] ?? 0) - 3_000)).toBeLessThan(150)
  })

  test('exactly as many are chosen as asked for, the highest scores first', () => {
    expect(highestScoring([3, 9, 4, 7], 2, (value) => value)).toEqual([9, 7])
    expect(() => highestScoring([1], 2, (value) => value)).toThrow('2 cannot be chosen from 1')
  })

  test('shuffling keeps every value', () => {
    expect(shuffled(random(1, 'deck'), [1, 2, 3, 4, 5]).toSorted()).toEqual([1, 2, 3, 4, 5])
  })
})
