import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { faultSummaries, promiseSentences } from '../../../tests/labelled-promises.ts'
import { careMatters } from '../../demonstration/statement-matters-care.ts'
import { childrenMatters } from '../../demonstration/statement-matters-children.ts'
import { corporateMatters } from '../../demonstration/statement-matters-corporate.ts'
import { environmentMatters } from '../../demonstration/statement-matters-environment.ts'
import { highwaysMatters } from '../../demonstration/statement-matters-highways.ts'
import { housingMatters } from '../../demonstration/statement-matters-housing.ts'
import { moneyMatters } from '../../demonstration/statement-matters-money.ts'
import { planningMatters } from '../../demonstration/statement-matters-planning.ts'
import {
  type FoundFault,
  faultsAgain,
  type PromisedImprovement,
  repeatedPromises,
  sameFrom,
} from './learning.ts'
import { faultVector, similarity, type WordVector, wordVector } from './similar-text.ts'

const promise = (
  reference: string,
  text: string,
  more: Partial<PromisedImprovement> = {},
): PromisedImprovement => ({
  reference,
  category: 'housing',
  subcategory: 'Homelessness',
  decidedOn: `20${reference.slice(0, 2)}-06-01`,
  kind: 'training',
  text,
  settledOn: `20${reference.slice(0, 2)}-09-01`,
  settlement: 'satisfied',
  ...more,
})

const fault = (reference: string, summary: string, more: Partial<FoundFault> = {}): FoundFault => ({
  reference,
  category: 'housing',
  subcategory: 'Homelessness',
  decidedOn: `20${reference.slice(0, 2)}-06-01`,
  summary,
  ...more,
})

const overcrowding = 'Train allocations officers on how the scheme treats overcrowding'
const overcrowdingAgain = 'Hold a workshop about overcrowding under the allocations scheme for staff'

describe('the same promise', () => {
  test('is found in other words, of another case, and the one made again last comes first', () => {
    const found = repeatedPromises([
      promise('23 000 003', overcrowdingAgain),
      promise('20 000 001', overcrowding),
      promise('21 000 002', 'Train staff to take a homelessness application before bailiffs come'),
      promise('24 000 004', 'Train officers to take homelessness applications before bailiffs come'),
    ])
    expect(found.map(({ promises }) => promises.map(({ reference }) => reference))).toEqual([
      ['21 000 002', '24 000 004'],
      ['20 000 001', '23 000 003'],
    ])
  })

  test('is none that one case makes twice, of another category, or of another kind', () => {
    const one = promise('20 000 001', overcrowding)
    expect(repeatedPromises([one, promise('20 000 001', overcrowdingAgain)])).toEqual([])
    expect(repeatedPromises([one, promise('23 000 003', overcrowding, { category: 'planning' })])).toEqual([])
    expect(repeatedPromises([one, promise('23 000 003', overcrowding, { kind: 'procedure' })])).toEqual([])
  })

  test('is none that shares only what every promise says', () => {
    const found = repeatedPromises([
      promise('20 000 001', 'Remind staff to follow the procedure on council tax summonses'),
      promise('23 000 003', 'Remind officers to follow the policy on blue badges'),
    ])
    expect(found).toEqual([])
  })
})

test('a promise about nothing in particular is compared with none, be it the same to the letter', () => {
  const text = 'Remind the staff concerned of what its procedure says'
  expect(repeatedPromises([promise('20 000 001', text), promise('23 000 003', text)])).toEqual([])
})

describe('the same fault', () => {
  const first = fault(
    '20 000 001',
    'Mr X complained that the Council ended his interim accommodation without a written decision. It agreed to pay £200.',
  )
  const later = fault(
    '23 000 003',
    'The Council stopped interim accommodation before a written decision was sent. It agreed to train staff.',
  )
  const isComplied = (settlement: string) => settlement !== 'not-satisfied'
  const kept = promise('20 000 001', 'Check that decision letters went out')

  test('is one decided after everything that was promised had been done', () => {
    expect(faultsAgain([kept], [later, first], isComplied)).toEqual([
      { fault: first, kept: [kept], keptOn: '2020-09-01', again: [later] },
    ])
  })

  test.each([
    ['before it was done', [kept], { ...later, decidedOn: '2020-09-01' }],
    ['while a promise is open', [kept, { ...kept, settledOn: null, settlement: null }], later],
    ['where a promise was not kept', [{ ...kept, settlement: 'not-satisfied' }], later],
    ['where nothing was promised', [], later],
    ['of another subcategory', [kept], { ...later, subcategory: 'Allocations' }],
    [
      'that is another',
      [kept],
      { ...later, summary: 'The Council lost medical evidence for the housing register.' },
    ],
    [
      'that only ended alike',
      [kept],
      {
        ...later,
        summary:
          'The Council lost medical evidence. It agreed to send a written decision on interim accommodation.',
      },
    ],
  ])('is none %s', (_, promises, other) => {
    expect(faultsAgain(promises, [first, other], isComplied)).toEqual([])
  })
})

const demonstrationMatters = [
  ...[...careMatters, ...childrenMatters, ...corporateMatters, ...environmentMatters],
  ...[...highwaysMatters, ...housingMatters, ...moneyMatters, ...planningMatters],
]

type Pair = { readonly isSame: boolean; readonly likeness: number }

describe('on the labelled set', () => {
  const promises = promiseSentences().map((sentence) => ({ ...sentence, vector: wordVector(sentence.text) }))
  const faults = faultSummaries().map((summary) => ({ ...summary, vector: faultVector(summary.text) }))

  test('promises are told apart with precision at least 0.93 and recall at least 0.85, as docs/reliability.md says', () => {
    const pairs = pairsOf(
      promises,
      (one, other) => one.category === other.category && one.kind === other.kind,
      (one, other) => one.promise === other.promise,
    )
    const { precision, recall } = measured(pairs)
    expect(precision).toBeGreaterThanOrEqual(0.93)
    expect(recall).toBeGreaterThanOrEqual(0.85)
    expect(reliability).toContain(rowOf('the same promise made again', pairs))
  })

  test('faults are told apart with precision at least 0.95 and recall at least 0.65, as docs/reliability.md says', () => {
    const pairs = pairsOf(
      faults,
      (one, other) => one.subcategory === other.subcategory,
      (one, other) => one.fault === other.fault,
    )
    const { precision, recall } = measured(pairs)
    expect(precision).toBeGreaterThanOrEqual(0.95)
    expect(recall).toBeGreaterThanOrEqual(0.65)
    expect(reliability).toContain(rowOf('the same fault found again', pairs))
  })

  test('of different promises that were written for the demonstration at most 1 of 100 pairs is taken for the same', () => {
    const pairs = (['procedure', 'training', 'information'] as const).flatMap((kind) =>
      pairsOf(
        demonstrationMatters.flatMap(({ category, actions }) =>
          actions[kind].map((text) => ({ category, text, vector: wordVector(text) })),
        ),
        (one, other) => one.category === other.category && one.text !== other.text,
        () => false,
      ),
    )
    const mistaken = pairs.filter(({ likeness }) => likeness >= sameFrom).length
    expect(mistaken / pairs.length).toBeLessThanOrEqual(0.01)
    expect(reliability).toContain(`${mistaken} of ${pairs.length}`)
  })

  test('2,000 promises of one authority, with as many faults in a dozen subcategories, are compared within a fraction of a second', () => {
    const many = Array.from({ length: 2_000 }, (_, place) => {
      const { category, kind, text } = promises[place % promises.length] ?? {
        category: '',
        kind: '',
        text: '',
      }
      const reference = `${20 + (place % 5)} ${String(place).padStart(6, '0').replace(/(...)/, '$1 ')}`
      // No two alike by chance: the slowest case.
      return promise(reference, `${text} ${['red', 'blue', 'green', 'black', 'white'][place % 5]}${place}`, {
        category,
        kind,
      })
    })
    const found = many.map(({ reference }, place) => {
      const { category, subcategory, text } = faults[place % faults.length] ?? {
        category: '',
        subcategory: '',
        text: '',
      }
      return fault(reference, text, { category, subcategory: `${subcategory} ${place % 3}` })
    })
    // The quickest of several: tests run beside one another.
    const took = Math.min(
      ...[1, 2, 3, 4].map(() => {
        const begun = performance.now()
        repeatedPromises(many)
        faultsAgain(many, found, () => true)
        return performance.now() - begun
      }),
    )
    expect(took).toBeLessThan(1_000)
  })
})

const reliability = readFileSync(new URL('../../../docs/reliability.md', import.meta.url), 'utf8')

function pairsOf<One extends { readonly vector: WordVector }>(
  all: readonly One[],
  isCompared: (one: One, other: One) => boolean,
  isSame: (one: One, other: One) => boolean,
): readonly Pair[] {
  return all.flatMap((one, place) =>
    all
      .slice(place + 1)
      .filter((other) => isCompared(one, other))
      .map((other) => ({ isSame: isSame(one, other), likeness: similarity(one.vector, other.vector) })),
  )
}

function measured(pairs: readonly Pair[]) {
  const found = pairs.filter(({ likeness }) => likeness >= sameFrom)
  const right = found.filter(({ isSame }) => isSame).length
  return { precision: right / found.length, recall: right / pairs.filter(({ isSame }) => isSame).length }
}

/** As docs/reliability.md says it. */
function rowOf(what: string, pairs: readonly Pair[]): string {
  const { precision, recall } = measured(pairs)
  const same = pairs.filter(({ isSame }) => isSame).length
  return `| ${what} | ${same} | ${pairs.length - same} | ${precision.toFixed(2)} | ${recall.toFixed(2)} |`
}
