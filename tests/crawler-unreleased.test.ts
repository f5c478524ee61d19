import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, textOf } from './crawler.ts'
import { embargoedWorlds, markers, oneSecondBefore, setMomentOf, type World } from './embargoed-world.ts'

let worlds: Awaited<ReturnType<typeof embargoedWorlds>>
let world: World

beforeAll(async () => {
  worlds = await embargoedWorlds()
  world = worlds.embargoed
  await setMomentOf([world], oneSecondBefore)
})
afterAll(() => worlds.close())

/** Something that is under embargo, and something of the same form that never was. */
const pairs = [
  ['a year', '/authorities/larchwick?year=2024-25', '/authorities/larchwick?year=2031-32'],
  ['a letter', '/authorities/larchwick/letters/2024-25', '/authorities/larchwick/letters/2031-32'],
  [
    'a letter as PDF',
    '/authorities/larchwick/letters/2024-25.pdf',
    '/authorities/larchwick/letters/2031-32.pdf',
  ],
  [
    'a corrected letter',
    '/authorities/larchwick/letters/2023-24/revisions/2',
    '/authorities/larchwick/letters/2023-24/revisions/9',
  ],
  [
    'a figure',
    '/authorities/larchwick/figures/2024-25/compliance',
    '/authorities/larchwick/figures/2031-32/compliance',
  ],
  [
    'a chart',
    '/authorities/larchwick/charts/2024-25/complaints-upheld.svg',
    '/authorities/larchwick/charts/2031-32/complaints-upheld.svg',
  ],
  [
    'a committee pack',
    '/authorities/larchwick/committee-pack/2024-25',
    '/authorities/larchwick/committee-pack/2031-32',
  ],
  ['a map', '/map?year=2024-25', '/map?year=2031-32'],
  ['a comparison', '/compare?authority=larchwick&year=2024-25', '/compare?authority=larchwick&year=2031-32'],
  [
    'a decision',
    '/decisions/housing/zqsubcategory/23-000-006',
    '/decisions/housing/zqsubcategory/23-999-999',
  ],
  ['a report', `/reports/${markers.reportTitle.toLowerCase()}-slug`, '/reports/nothingoftitle-slug'],
  ['a seal', '/seals/seal-2024-25-1.json', '/seals/seal-2031-32-1.json'],
  ['a national review', '/reviews/2024-25', '/reviews/2031-32'],
  ['a download', '/data/figures-2024-25.csv', '/data/figures-2031-32.csv'],
  ['a search for its words', `/decisions?q=${markers.summary}`, '/decisions?q=Xqsummary'],
] as const

describe('what is under embargo answers like what never existed', () => {
  test.each(pairs)('%s', async (_, embargoed, never) => {
    for (const request of [{}, { method: 'HEAD' }]) {
      // Asked again, as anything that is kept would answer otherwise then.
      for (const _time of ['first', 'second']) {
        const [one, other] = [await ask(world.app, embargoed, request), await ask(world.app, never, request)]
        expect(withoutAddress(textOf(one))).toBe(withoutAddress(textOf(other)))
      }
    }
  })

  test('by the clock too: medians of 1,000 answers lie less than a millisecond apart', async () => {
    const apart: string[] = []
    for (const [name, embargoed, never] of pairs.filter(([name]) => timed.includes(name))) {
      const times: [number[], number[]] = [[], []]
      for (let count = 0; count < 1_000; count += 1) {
        // By turns, so that what else the machine does falls on both.
        for (const [index, address] of (count % 2 === 0 ? [0, 1] : [1, 0]).map(
          (which) => [which, [embargoed, never][which]] as const,
        )) {
          const start = performance.now()
          await ask(world.app, address ?? '')
          times[index === 0 ? 0 : 1].push(performance.now() - start)
        }
      }
      const difference = Math.abs(median(times[0]) - median(times[1]))
      if (difference >= 1) apart.push(`${name}: ${difference.toFixed(2)} ms`)
    }
    expect(apart).toEqual([])
  }, 300_000)
})

/** What an answer says besides the words of its own address; its length in bytes is among its headers. */
function withoutAddress(text: string): string {
  return text
    .replaceAll(/2024-25|2031-32/g, 'YEAR')
    .replaceAll(/23[- ]000[- ]006|23[- ]999[- ]999/g, 'REFERENCE')
    .replaceAll(/revisions?(\/| )[29]/g, 'REVISION')
    .replaceAll(/Zqsummary|Xqsummary|zqreporttitle|nothingoftitle/gi, 'WORD')
    .replaceAll(/etag: .*/g, 'etag')
}

/** One of each kind of question to the database. */
const timed = ['a letter', 'a decision', 'a report']

function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN
}
