import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { nationalReviewCommands } from '../../review/national-review-commands.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import type { NationalCount } from '../../statistics/national-count.ts'
import { regionsView, upheldView } from './review-view.ts'
import { chanceInWords, changesBetween } from './year-changes.ts'

let invented: InventedSite
const foreword = 'Six of every ten.\n\nAnd a second paragraph.\n'

beforeAll(async () => {
  invented = await inventedSite()
})
afterAll(() => invented.close())

describe('a review is a release of its own', () => {
  test('a year that has figures has no review until it is written', async () => {
    expect((await invented.app.request('/reviews/2023-24')).status).toBe(404)
    expect(await textOf('/reviews')).toContain('No year has been reviewed yet.')
  })

  test('it becomes public at its own moment, and no page knows of it before', async () => {
    const printed = await review('2023-24', '--publish', '2024-07-29T09:30:00+01:00')
    expect(printed).toContain('public from 29 July 2024, 9:30am')
    await setMoment(invented.opened.database, new Date('2024-07-29T08:29:59Z'))
    expect((await invented.app.request('/reviews/2023-24')).status).toBe(404)
    expect((await invented.app.request('/reviews/2023-24/charts/received.svg')).status).toBe(404)
    expect(await textOf('/reviews')).toContain('No year has been reviewed yet.')
    expect(await textOf('/')).not.toContain('Year in review 2023-24')
    await setMoment(invented.opened.database, new Date('2024-07-29T08:30:00Z'))
    expect(await textOf('/reviews/2023-24')).toContain('Six of every ten.')
    expect(await textOf('/reviews')).toContain('Year in review 2023-24')
    expect(await textOf('/')).toContain('Year in review 2023-24')
  })

  test('a review never comes before the figures of its year', async () => {
    await review('2024-25', '--publish', '2024-01-01T00:00:00Z')
    expect((await invented.app.request('/reviews/2024-25')).status).toBe(404)
  })

  test('its moment stays once it has passed, and its foreword can be written anew', async () => {
    await expect(review('2023-24', '--publish', '2030-01-01T00:00:00Z')).rejects.toThrow('is public already')
    expect(await review('2023-24')).toContain('foreword changed, public from 29 July 2024')
  })

  test('a moment without a time zone is refused', async () => {
    await expect(review('2023-24', '--publish', '2024-07-24 09:30')).rejects.toThrow(
      'write it with its time zone',
    )
  })
})

describe('the year in figures', () => {
  test('shows what was received, by category', async () => {
    // 18 upheld and 45 were received about housing in the year, 6, 5 and 31 about planning: 105.
    const text = await textOf('/reviews/2023-24')
    expect(text).toContain('105 complaints received. Housing came first: 60%.')
    expect(text).toContain('Housing 63 60% Planning and development 42 40%')
  })

  test('shows how often fault was found in each service and kind, with the interval in words', async () => {
    const text = await textOf('/reviews/2023-24')
    // 63 of 63 about housing, none of 37 about planning.
    expect(text).toContain('Most often: housing, 100%. Least often: planning and development, 0%.')
    expect(text).toContain('Housing 94% to 100% 100% 63')
    expect(text).toContain('District councils 53% to 72% 63% 100')
  })

  test('says failures first, then what was on time and late', async () => {
    expect(await textOf('/reviews/2023-24')).toContain(
      'In 1 case, agreed actions were not carried out. 14 carried out on time; 3 late.',
    )
  })

  test('says what changed by more than chance explains, and how often chance alone would', async () => {
    // 15 and 6 received the year before, 63 and 42 in this one; all of housing upheld in both.
    const text = await textOf('/reviews/2023-24')
    expect(text).toContain('Housing: more complaints 15 → to 63')
    expect(text).toMatch(
      /Of \d+ comparisons with 2022-23, \d differ by more than chance alone could explain\./,
    )
    expect(text).toMatch(/Chance alone would give/)
  })

  test('each chart is a file that says it is a demonstration', async () => {
    for (const chart of ['received', 'upheld-by-service', 'upheld-by-kind']) {
      const svg = await invented.app.request(`/reviews/2023-24/charts/${chart}.svg`)
      expect(svg.headers.get('content-disposition')).toBe(
        `inline; filename="DEMONSTRATION-review-2023-24-${chart}.svg"`,
      )
      expect(await svg.text()).toContain('DEMONSTRATION')
    }
    const png = await invented.app.request('/reviews/2023-24/charts/received.png')
    expect(png.headers.get('content-type')).toBe('image/png')
    expect((await invented.app.request('/reviews/2023-24/charts/nothing.svg')).status).toBe(404)
  })
})

test('rows that do not add up to the whole come with how many are missing', () => {
  // 3 of 4 about a district in a region, 1 of 2 about a body in no group and no region.
  const figuresOf = (numerator: number, denominator: number, group: string | null) => ({
    year: reportingYear(2023),
    revision: 1,
    methodVersion: 1,
    comparisonGroup: group,
    region: group === null ? null : 'North East',
    figures: new Map([
      [
        'complaints-upheld',
        { state: 'calculated', numerator, denominator, origin: { kind: 'cases' } } as const,
      ],
    ]),
    averages: new Map([
      ['complaints-upheld', { numerator, denominator, memberCount: 1, groupMemberCount: 1, meanOfRates: 1 }],
    ]),
  })
  const figures = [figuresOf(3, 4, 'district'), figuresOf(1, 2, null)]
  const sources = { year: reportingYear(2023), counts: [], figures }
  expect(upheldView(scheme, sources)).toMatchObject({ ungroupedCount: 2, unknownCount: 6 })
  expect(regionsView(scheme, sources)).toMatchObject({ outsideCount: 2 })
})

describe('two years beside one another', () => {
  const none = { figures: [], counts: [] as readonly NationalCount[] }

  test('are never compared across a break', () => {
    const changes = changesBetween(
      scheme,
      { ...none, year: reportingYear(2021) },
      { ...none, year: reportingYear(2022) },
    )
    expect(changes).toMatchObject({
      kind: 'break',
      reason: expect.stringContaining('fewer borderline cases'),
    })
  })

  test('a service without a complaint in either year is no comparison that found something', () => {
    const changes = changesBetween(
      scheme,
      { ...none, year: reportingYear(2022) },
      { ...none, year: reportingYear(2023) },
    )
    expect(changes).toMatchObject({ kind: 'compared', changes: [], expectedByChance: 0 })
  })

  test('what chance alone would give is said in years', () => {
    expect(chanceInWords(0)).toBe('Chance alone would give none.')
    expect(chanceInWords(0.035)).toBe('Chance alone would give one in about 29 such years.')
    expect(chanceInWords(2.2)).toBe('Chance alone would give about 2.')
  })
})

/** Runs the command over the site's database, and gives what it printed; a refusal is thrown. */
async function review(year: string, ...publish: readonly string[]): Promise<string> {
  const file = join(tmpdir(), `foreword-${process.pid}.txt`)
  writeFileSync(file, foreword)
  const lines: string[] = []
  const [command] = nationalReviewCommands
  await command?.run({
    operands: [year],
    options: { foreword: file, publish: publish[1] },
    scheme,
    database: () => Promise.resolve(invented.opened),
    print: (line) => lines.push(line),
    progress: () => {},
    signal: new AbortController().signal,
  })
  return lines.join('\n')
}

async function textOf(path: string): Promise<string> {
  const response = await invented.app.request(path)
  expect([path, response.status]).toEqual([path, 200])
  return (await response.text())
    .replace(/<(svg|script)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:])/g, '$1')
}
