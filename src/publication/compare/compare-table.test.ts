import { describe, expect, test } from 'vitest'
import { authorityId, type KnownAuthority } from '../../authorities/authority.ts'
import { authorityNames } from '../../authorities/authority-name-search.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'
import { type Offer, queryOf, readChoice } from './compare-choice.ts'
import { type Compared, chanceInWords, compareTable } from './compare-table.ts'

const year = reportingYear(2023)
const [measure] = scheme.measures
if (!measure) throw new Error('the scheme has no measures')

function body(index: number, name: string): KnownAuthority {
  return {
    id: authorityId(index + 1),
    slug: name.toLowerCase(),
    officialName: `${name} Council`,
    shortName: name,
    gssCode: null,
    kind: 'district',
    region: null,
    county: null,
    startsOn: null,
    endsOn: null,
    centre: null,
    successors: [],
    otherNames: [],
    formerNames: [],
    isInvented: true,
  }
}

/** So many of so many upheld, in a group whose members together had so many of so many; null stands in no group. */
function compared(
  index: number,
  name: string,
  [numerator, denominator]: readonly [number, number],
  group: { readonly code: string; readonly average: readonly [number, number] } | null,
): Compared {
  const figures: YearlyFigures = {
    year,
    revision: 1,
    methodVersion: 1,
    figures: new Map([
      ['complaints-upheld', { state: 'calculated', numerator, denominator, origin: { kind: 'cases' } }],
    ]),
    comparisonGroup: group?.code ?? null,
    averages: new Map(
      group
        ? [
            [
              'complaints-upheld',
              {
                numerator: group.average[0],
                denominator: group.average[1],
                memberCount: 20,
                groupMemberCount: 20,
                meanOfRates: null,
              },
            ],
          ]
        : [],
    ),
  }
  return { authority: body(index, name), figures }
}

const districts = { code: 'district', average: [630, 1000] } as const
const counties = { code: 'county', average: [1700, 2000] } as const

describe('a table of several', () => {
  test('has one line of the average where all are of one group', () => {
    const table = compareTable(
      scheme,
      measure,
      [compared(0, 'Ash', [30, 50], districts), compared(1, 'Birch', [20, 30], districts)],
      undefined,
      'name',
    )
    expect(table.average).toEqual({ at: 0.63, label: 'similar 63%' })
    expect(table.groups).toEqual(['district councils 63%'])
  })

  test('has no one average where they are of several groups: each is judged against its own', () => {
    const table = compareTable(
      scheme,
      measure,
      [compared(0, 'Ash', [45, 50], districts), compared(1, 'Birch', [45, 50], counties)],
      undefined,
      'name',
    )
    expect(table.average).toBeUndefined()
    expect(table.groups).toEqual(['district councils 63%', 'county councils 85%'])
    const [ash, birch] = table.sections[0]?.rows ?? []
    // 45 of 50 is beyond chance beside 62% of the other districts, and not beside 85% of the other counties.
    expect(ash?.verdict.strong).toBe('Higher')
    expect(birch?.verdict.strong).toBe('No clear difference')
    expect([ash?.mark?.average, birch?.mark?.average]).toEqual([0.63, 0.85])
  })

  test('keeps few apart without a per cent, also when sorted by rate', () => {
    const table = compareTable(
      scheme,
      measure,
      [
        compared(0, 'Ash', [1, 1], districts),
        compared(1, 'Birch', [20, 30], districts),
        compared(2, 'Cedar', [25, 30], districts),
        compared(3, 'Dogwood', [3, 4], null),
      ],
      undefined,
      'highest',
    )
    expect(
      table.sections.map(({ kind, rows }) => [
        kind,
        ...rows.map(({ authority, printed }) => [authority.shortName, printed]),
      ]),
    ).toEqual([
      ['compared', ['Cedar', '83%'], ['Birch', '67%']],
      ['few', ['Ash', '']],
      ['not-compared', ['Dogwood', '75%']],
    ])
  })

  test('says how often chance alone would mark one of them', () => {
    const rows = Array.from({ length: 10 }, (_, index) =>
      compared(index, `Ash${index}`, [60, 100], districts),
    )
    const table = compareTable(scheme, measure, rows, undefined, 'name')
    // Each of ten at most 2 in 1,000: at most once in 50 tables.
    expect(table.expectedByChance).toBeLessThanOrEqual(0.02)
    expect(chanceInWords(table)).toMatch(
      /^With these 10, chance alone would mark one as different in about one of \d+ such tables\.$/,
    )
  })
})

describe('the address of a table', () => {
  const authorities = Array.from({ length: 12 }, (_, index) => body(index, `Ash${index}`))
  const offer: Offer = { scheme, authorities, names: authorityNames(authorities), lists: [], years: [year] }
  const read = (query: string) => readChoice(offer, new URLSearchParams(query))

  test('names up to ten, and says the same again', () => {
    const ten = Array.from({ length: 10 }, (_, index) => `ash${index}`).join('.')
    const reading = read(`with=${ten}&sort=highest`)
    if (!reading.ok) throw new Error(reading.problem.title)
    expect(queryOf(reading.choice)).toEqual({
      authority: undefined,
      with: ten,
      measure: 'complaints-upheld',
      year: '2023-24',
      sort: 'highest',
    })
  })

  test.each([
    ['eleven', Array.from({ length: 11 }, (_, index) => `with=ash${index}`).join('&')],
    [
      'ten beside the one the reader comes from',
      `authority=ash11&with=${Array.from({ length: 10 }, (_, index) => `ash${index}`).join('.')}`,
    ],
  ])('refuses %s', (_, query) => {
    expect(read(query)).toMatchObject({
      ok: false,
      problem: {
        status: 400,
        title: 'That is more than 10',
        help: expect.stringContaining('11 were chosen'),
      },
    })
  })

  test('counts nobody twice', () => {
    const reading = read('authority=ash1&with=ash1.ash2.Ash2+Council&with=ash2')
    expect(reading).toMatchObject({ ok: true, choice: { chosen: { by: 'hand', slugs: ['ash2'] } } })
  })
})
