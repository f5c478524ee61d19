import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses, paths } from '../src/web/addresses.ts'
import { visitorPrefixes } from '../src/web/desk-addresses.ts'
import { type Answer, ask, type Crawl, crawl, header, routeOf, textOf } from './crawler.ts'
import {
  draftMarkers,
  embargoedWorlds,
  markers,
  oneSecondBefore,
  releaseMoment,
  setMomentOf,
  type World,
} from './embargoed-world.ts'

let worlds: Awaited<ReturnType<typeof embargoedWorlds>>
let embargoed: World
let without: World
/** One second before the moment, and at it. */
let before: Crawl
let at: Crawl
/** Every address of either moment. */
let asked: readonly string[]
let probeCount = 0

/** Those without a parameter; some that nothing leads to; and some that are refused. The others are found from there. */
const beginnings = [
  ...Object.values(paths).filter((path) => !path.includes(':')),
  addresses.authorityDecisions('larchwick'),
  addresses.authorityImprovements('larchwick'),
  addresses.authorityReports('larchwick'),
  '/nowhere',
  '/authorities/nobody',
  '/%E0%A4%A',
  `/authorities?search=${'a'.repeat(501)}`,
]

beforeAll(async () => {
  worlds = await embargoedWorlds()
  embargoed = worlds.embargoed
  without = worlds.without
  await setMomentOf([embargoed, without], oneSecondBefore)
  before = await crawl(embargoed.app, beginnings)
  await setMomentOf([embargoed], releaseMoment)
  at = await crawl(embargoed.app, beginnings)
  asked = [...new Set([...before.answers.keys(), ...at.answers.keys()])]
  probeCount += before.answers.size + at.answers.size
}, 600_000)
afterAll(async () => {
  await worlds.close()
  console.info(`The crawler asked ${probeCount} times, for ${asked.length} addresses.`)
})

describe('every address of the site', () => {
  test('is visited, at one moment or the other', () => {
    const visited = new Set(
      [...before.answers, ...at.answers]
        .filter(([, { status }]) => status < 400)
        .map(([address]) => routeOf(address)),
    )
    expect(Object.keys(paths).filter((name) => !visited.has(name))).toEqual([])
  })

  test.each([
    ['one second before the moment', () => before],
    ['at the moment', () => at],
  ])('that is linked is there, and none is in error, %s', (_, of) => {
    const { answers, links } = of()
    const broken = links.flatMap(({ from, to, fragment }) => {
      const answer = answers.get(to)
      if (answer === undefined) return []
      // The document's addresses were filled in by the crawler, also with what is not there.
      if (from === paths.openApi && answer.status === 404) return []
      // Booking and answering are done in another part of the site.
      if (visitorPrefixes.some((prefix) => to.startsWith(`${prefix}/`))) return []
      // What was taken down says so, at the address it had.
      if (answer.status >= 400 && answer.status !== 410) return [`${from} → ${to}: ${answer.status}`]
      const isThere = fragment === '' || answer.body.includes(`id="${decodeURIComponent(fragment)}"`)
      return isThere ? [] : [`${from} → ${to}#${fragment}: no such part`]
    })
    expect([...new Set(broken)]).toEqual([])
    expect([...answers].filter(([, { status }]) => status >= 500).map(([address]) => address)).toEqual([])
    expect([...embargoed.faults, ...without.faults]).toEqual([])
  })
})

describe('one second before the moment', () => {
  test('every answer is to the byte what it is where the unreleased data does not exist', async () => {
    await setMomentOf([embargoed, without], oneSecondBefore)
    const differing: string[] = []
    for (const address of asked) {
      const tag =
        header(at.answers.get(address) ?? before.answers.get(address) ?? noAnswer, 'etag') ?? 'W/"none"'
      for (const request of [
        {},
        { method: 'HEAD' },
        { headers: { 'if-none-match': tag } },
        { headers: { 'accept-encoding': 'gzip, br' } },
        { method: 'POST' },
      ]) {
        const [ours, theirs] = await Promise.all([
          ask(embargoed.app, address, request),
          ask(without.app, address, request),
        ])
        probeCount += 2
        if (textOf(ours) !== textOf(theirs) || !ours.body.equals(theirs.body)) {
          differing.push(`${JSON.stringify(request)} ${address}: ${difference(textOf(ours), textOf(theirs))}`)
        }
      }
    }
    expect(differing).toEqual([])
  }, 600_000)

  test('no answer says a word of what is under embargo', () => {
    // That there will be such a year is no secret.
    const words = [...Object.values(markers), ...draftMarkers].filter((word) => word !== markers.year)
    const leaks = [...before.answers].flatMap(([address, answer]) =>
      words.filter((word) => textOf(answer).includes(word)).map((word) => `${address}: ${word}`),
    )
    expect(leaks).toEqual([])
  })
})

describe('at the moment', () => {
  test('everything that waited for it is there, and no draft', () => {
    const all = [...at.answers.values()].map(textOf).join('\n')
    expect(Object.values(markers).filter((word) => !all.includes(word))).toEqual([])
    expect(draftMarkers.filter((word) => all.includes(word))).toEqual([])
  })

  test('every page has it at once, also where an earlier one was kept', async () => {
    await setMomentOf([embargoed], oneSecondBefore)
    for (const address of asked) await ask(embargoed.app, address)
    await setMomentOf([embargoed], releaseMoment)
    const differing: string[] = []
    for (const address of asked) {
      const [kept, made] = [await ask(embargoed.app, address), await ask(embargoed.anotherApp, address)]
      probeCount += 3
      if (textOf(kept) !== textOf(made))
        differing.push(`${address}: ${difference(textOf(kept), textOf(made))}`)
    }
    expect(differing).toEqual([])
  }, 600_000)
})

const noAnswer: Answer = { status: 0, headers: [], body: Buffer.alloc(0) }

/** The first place where two texts differ, in their bodies rather than their tags, with what stands around it. */
function difference(one: string, other: string): string {
  const [ours = '', theirs = ''] = [one, other].map((text) => text.slice(text.indexOf('\n\n')))
  const [a, b] = ours === theirs ? [one, other] : [ours, theirs]
  const place = Array.from({ length: a.length }).findIndex((_, index) => a[index] !== b[index])
  const start = Math.max(0, place - 80)
  return `…${a.slice(start, place + 80)}… / …${b.slice(start, place + 80)}…`
}
