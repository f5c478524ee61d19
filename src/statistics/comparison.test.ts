import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import {
  type ChanceTest,
  chanceOfBeingOutside,
  comparisonSentence,
  outliersOf,
  verdictOf,
  verdictOfTest,
} from './comparison.ts'
import type { Figure, GroupAverage } from './figure.ts'
import { groupAverage } from './group-average.ts'

describe('the test against the other authorities of the group', () => {
  test('1 of 2 among districts at 234 of 371 is too few to tell', () => {
    // Others: 233 of 369. Both upheld: (233/369)² = 0.399; neither: (136/369)² = 0.136. Nothing reaches 0.001.
    expect(verdict('complaints-upheld', [1, 2], [234, 371])).toBe('too-few-to-tell')
  })

  test('the authority itself is taken out of what it is compared with', () => {
    // Others 10 of 20: all of 10 by chance is (1/2)^10 = 0.00098. Itself included, (20/30)^10 = 0.017 would be inside.
    expect(verdict('complaints-upheld', [10, 10], [20, 30])).toBe('higher')
    // One fewer is (1/2)^9 = 0.00195, and then no result of nine is outside.
    expect(verdict('complaints-upheld', [9, 9], [19, 29])).toBe('too-few-to-tell')
  })

  test('at a chance of one in ten, three of three are exactly one in a thousand: outside', () => {
    expect(verdict('complaints-upheld', [3, 3], [4, 13])).toBe('higher')
    expect(verdict('complaints-upheld', [2, 3], [3, 13])).toBe('no-clear-difference')
    expect(verdict('complaints-upheld', [0, 3], [1, 13])).toBe('no-clear-difference')
    expect(verdict('complaints-upheld', [2, 2], [3, 12])).toBe('too-few-to-tell')
  })

  test('where all the others are alike, the test allows them one unlike case more than they had', () => {
    // 199 of 199 others: a failure is given a chance of 1 in 200.
    expect(verdict('compliance', [0, 1], [199, 200])).toBe('too-few-to-tell')
    // 999 of 999 others: 1 in 1,000, which is outside.
    expect(verdict('compliance', [0, 1], [999, 1000])).toBe('lower')
    // Two failures of two beside 198 of 198: (1/199)² is about 1 in 40,000.
    expect(verdict('compliance', [0, 2], [198, 200])).toBe('lower')
    expect(verdict('compliance', [9, 10], [999, 1000])).toBe('no-clear-difference')
    // Ten others, none upheld; 8 of 8 here: (1/11)⁸.
    expect(verdict('complaints-upheld', [8, 8], [8, 18])).toBe('higher')
  })

  test('a failure elsewhere makes nobody stand out who did not before', () => {
    // 29 of 31. Beside 848 of 848, with a chance of failure of 1/849: 0.0006. Beside 847 of 848, 1/848: the same.
    expect(verdict('compliance', [29, 31], [877, 879])).toBe('lower')
    expect(verdict('compliance', [29, 31], [876, 879])).toBe('lower')
  })

  test('a result like that of all the others is never outside, however many cases it has', () => {
    expect(verdict('compliance', [10, 10], [1000, 1000])).toBe('no-clear-difference')
    expect(verdict('compliance', [1000, 1000], [1010, 1010])).toBe('no-clear-difference')
    expect(verdict('complaints-upheld', [0, 1000], [0, 1010])).toBe('no-clear-difference')
  })

  test('an authority with fewer agreed actions carried out than the others is lower', () => {
    // Others 700 of 705. At 40 of 45 the chance of so few is about 0.00002.
    expect(verdict('compliance', [40, 45], [740, 750])).toBe('lower')
    expect(verdict('compliance', [44, 45], [744, 750])).toBe('no-clear-difference')
  })

  test('a rate is compared through the share of the residents', () => {
    // A tenth of the residents: of 100 upheld in the group, 10 are expected and 22 are too many.
    const residents = [100_000, 1_000_000] as const
    expect(rateVerdict(10, 100, residents)).toBe('no-clear-difference')
    expect(rateVerdict(22, 100, residents)).toBe('higher')
    expect(rateVerdict(1, 100, residents)).toBe('lower')
    expect(rateVerdict(1, 2, residents)).toBe('too-few-to-tell')
  })

  test('nothing is compared outside a group, alone in one, or with nothing to report', () => {
    const upheld = measure('complaints-upheld')
    const own: Figure = { state: 'calculated', numerator: 1, denominator: 2 }
    expect(verdictOf(upheld, own, undefined)).toBeUndefined()
    expect(verdict('complaints-upheld', [1, 2], [1, 2])).toBeUndefined()
    expect(verdictOf(upheld, { state: 'nothing-to-report' }, average(3, 4))).toBeUndefined()
    expect(verdictOf(measure('late-compliance'), own, average(3, 4))).toBeUndefined()
  })

  test('a group that is tiny or enormous gets an answer', () => {
    expect(verdict('complaints-upheld', [0, 1], [0, 2])).toBe('too-few-to-tell')
    expect(verdict('complaints-upheld', [5e8, 1e9], [1e9, 2e9])).toBe('no-clear-difference')
    expect(verdict('complaints-upheld', [5.01e8, 1e9], [1e9, 2e9])).toBe('higher')
  })
})

test('"too few to tell" is said exactly where no possible result could be outside', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 }), chances(), (trials, chance) => {
      const verdicts = Array.from({ length: trials + 1 }, (_, observed) =>
        verdictOfTest({ observed, trials, chance }),
      )
      const exact = Array.from({ length: trials + 1 }, (_, observed) =>
        exactVerdict({ observed, trials, chance }),
      )
      const isEverOutside = exact.some((one) => one !== 'inside')
      for (const [observed, found] of verdicts.entries()) {
        if (!isEverOutside) expect(found).toBe('too-few-to-tell')
        else expect(found).toBe(exact[observed] === 'inside' ? 'no-clear-difference' : exact[observed])
      }
    }),
    { numRuns: 400 },
  )
})

test('more failures elsewhere never turn an authority that is inside into "lower", nor the reverse', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.nat(60),
      fc.integer({ min: 1, max: 1500 }),
      (trials, failures, others) => {
        const observed = Math.max(0, trials - failures)
        let wasLower = true
        let wasHigher = true
        for (let elsewhere = 0; elsewhere <= Math.min(others, 12); elsewhere += 1) {
          const isLower =
            verdictOfTest({ observed, trials, chance: { of: others - elsewhere, in: others } }) === 'lower'
          const isHigher =
            verdictOfTest({ observed: trials - observed, trials, chance: { of: elsewhere, in: others } }) ===
            'higher'
          if (!wasLower) expect(isLower).toBe(false)
          if (!wasHigher) expect(isHigher).toBe(false)
          wasLower = isLower
          wasHigher = isHigher
        }
      },
    ),
    { numRuns: 400 },
  )
})

test('the number of outliers that chance produces is the probability of all results outside', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), chances(), (trials, chance) => {
      let outside = 0
      for (let observed = 0; observed <= trials; observed += 1) {
        const verdict = exactVerdict({ observed, trials, chance })
        if (verdict !== 'inside') outside += exactProbability(observed, trials, allowingForOneMore(chance))
      }
      expect(chanceOfBeingOutside({ trials, chance })).toBeCloseTo(outside, 12)
      expect(outside).toBeLessThanOrEqual(0.002 * (1 + 1e-9))
    }),
    { numRuns: 200 },
  )
})

test('where all the others are alike, chance still produces outliers', () => {
  // Beside 999 of 999 a single case fails once in 1,000, and is then outside.
  expect(chanceOfBeingOutside({ trials: 1, chance: { of: 999, in: 999 } })).toBeCloseTo(0.001, 15)
  expect(chanceOfBeingOutside({ trials: 1, chance: { of: 0, in: 999 } })).toBeCloseTo(0.001, 15)
})

test('a list of outliers says how many chance alone would put there', () => {
  const upheld = measure('complaints-upheld')
  const members = new Map<string, Figure>([
    ...Array.from({ length: 20 }, (_, index) => [`council ${index}`, share(50, 100)] as const),
    ['far above', share(80, 100)],
    ['far below', share(20, 100)],
    ['tiny', share(1, 1)],
    ['silent', { state: 'nothing-to-report' }],
  ])
  const outliers = outliersOf(upheld, members, groupAverage(upheld, [...members.values()]))
  expect(outliers.higher).toEqual(['far above'])
  expect(outliers.lower).toEqual(['far below'])
  expect(outliers.expectedByChance).toBeGreaterThan(0.01)
  expect(outliers.expectedByChance).toBeLessThan(22 * 0.002)
})

test('each verdict has one sentence, and a difference names its direction in words', () => {
  const compliance = measure('compliance')
  expect(comparisonSentence(compliance, 'too-few-to-tell')).toBe('Too few to tell.')
  expect(comparisonSentence(compliance, 'no-clear-difference')).toBe(
    'No clear difference: within what chance alone could explain.',
  )
  expect(comparisonSentence(compliance, 'lower')).toBe(
    'Lower: fewer agreed actions carried out than at similar councils.',
  )
  expect(comparisonSentence(measure('complaints-upheld'), 'higher')).toBe(
    'Higher: more complaints upheld than at similar councils.',
  )
})

function verdict(code: string, own: readonly [number, number], group: readonly [number, number]) {
  return verdictOf(measure(code), share(...own), average(...group))
}

function rateVerdict(upheld: number, groupUpheld: number, [own, all]: readonly [number, number]) {
  return verdictOf(measure('upheld-per-100000'), share(upheld, own), average(groupUpheld, all))
}

function share(numerator: number, denominator: number): Figure {
  return { state: 'calculated', numerator, denominator }
}

function average(numerator: number, denominator: number): GroupAverage {
  return { numerator, denominator, memberCount: 2, groupMemberCount: 2, meanOfRates: null }
}

function chances() {
  return fc
    .record({ base: fc.integer({ min: 1, max: 40 }), share: fc.nat(40) })
    .map(({ base, share: successes }) => ({ of: successes % (base + 1), in: base }))
}

/** By brute force in whole numbers: the tail on each side times a thousand, against everything. */
function exactVerdict({ observed, trials, chance }: ChanceTest): 'higher' | 'lower' | 'inside' {
  const allowed = allowingForOneMore(chance)
  const all = BigInt(allowed.in) ** BigInt(trials)
  let atMost = 0n
  let atLeast = 0n
  for (let result = 0; result <= trials; result += 1) {
    const weight = exactWeight(result, trials, allowed)
    if (result <= observed) atMost += weight
    if (result >= observed) atLeast += weight
  }
  // A result cannot lie beyond others who are all alike on their own side.
  if (atLeast * 1000n <= all && chance.of < chance.in) return 'higher'
  if (atMost * 1000n <= all && chance.of > 0) return 'lower'
  return 'inside'
}

/** Where the others are all alike, as if they had one case more, unlike the rest. */
function allowingForOneMore(chance: ChanceTest['chance']): ChanceTest['chance'] {
  if (chance.of === 0) return { of: 1, in: chance.in + 1 }
  if (chance.of === chance.in) return { of: chance.in, in: chance.in + 1 }
  return chance
}

function exactProbability(result: number, trials: number, chance: ChanceTest['chance']): number {
  const scale = 10n ** 18n
  return Number((exactWeight(result, trials, chance) * scale) / BigInt(chance.in) ** BigInt(trials)) / 1e18
}

function exactWeight(result: number, trials: number, chance: ChanceTest['chance']): bigint {
  const ways = waysToChoose(trials, result)
  return ways * BigInt(chance.of) ** BigInt(result) * BigInt(chance.in - chance.of) ** BigInt(trials - result)
}

function waysToChoose(from: number, chosen: number): bigint {
  let ways = 1n
  for (let k = 0; k < chosen; k += 1) ways = (ways * BigInt(from - k)) / BigInt(k + 1)
  return ways
}

function measure(code: string) {
  const found = ombudsmanForEngland.measures.find((candidate) => candidate.code === code)
  if (!found) throw new Error(`no measure ${code}`)
  return found
}
