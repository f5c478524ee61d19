import { expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import { type Authority, existedOn } from './authority.ts'
import { successorsOn } from './authority-succession.ts'
import { checkAuthorities, checkRegister, membersOf } from './register.ts'
import { readRegister } from './register-files.ts'

const register = readRegister()
const bySlug = new Map(register.authorities.map((authority) => [authority.slug, authority]))
const lowerTier = ['district', 'unitary', 'metropolitan', 'london']

function countOn(date: string, kinds: readonly string[]): number {
  return register.authorities.filter((a) => kinds.includes(a.kind) && existedOn(a, date)).length
}

test('the register we ship keeps every promise of a register', () => {
  expect(checkRegister(register, scheme)).toEqual([])
})

test.each([
  ['2019-03-31', 326, 27],
  ['2019-04-01', 317, 26],
  ['2020-04-01', 314, 25],
  ['2021-04-01', 309, 24],
  ['2023-03-31', 309, 24],
  ['2023-04-01', 296, 21],
  ['2024-03-31', 296, 21],
])('on %s England has %i lower-tier and %i county bodies', (date, lower, counties) => {
  expect([countOn(date, lowerTier), countOn(date, ['county'])]).toEqual([lower, counties])
})

test.each([
  ['2018-19', 201, 27, 32, 55, 36],
  ['2019-20', 192, 26, 32, 55, 36],
  ['2020-21', 188, 25, 32, 56, 36],
  ['2021-22', 181, 24, 32, 58, 36],
  ['2022-23', 181, 24, 32, 58, 36],
  ['2023-24', 164, 21, 32, 62, 36],
])(
  'in %s the groups have %i districts, %i counties, %i London boroughs, %i unitaries, %i metropolitan',
  (year, ...sizes) => {
    const members = membersOf(register.membership, reportingYear(Number(year.slice(0, 4))))
    const groups = ['district', 'county', 'london', 'unitary', 'metropolitan']
    expect(
      groups.map((group) => members.filter(({ comparisonGroup }) => comparisonGroup === group).length),
    ).toEqual(sizes)
  },
)

test('City of London and Isles of Scilly are councils with letters and in no comparison group', () => {
  const members = register.membership.filter(({ authority }) =>
    ['city-of-london', 'isles-of-scilly'].includes(authority),
  )
  expect(members).toHaveLength(2)
  for (const member of members) {
    expect(member).toMatchObject({ isCouncil: true, getsLetter: true, isOnMap: true, comparisonGroup: null })
  }
})

test('every body that ended has successors, and each chain leads to bodies that exist today', () => {
  const ended = register.authorities.filter(({ endsOn }) => endsOn !== null)
  expect(ended).toHaveLength(54)
  for (const { slug } of ended) {
    const today = successorsOn(bySlug, slug, '2025-07-01')
    expect(today.length, slug).toBeGreaterThan(0)
    for (const body of today) expect(existedOn(body, '2025-07-01'), body.slug).toBe(true)
  }
})

test('a council that ended on 31 March takes part in the year that ended then, and in none after it', () => {
  const isMember = (slug: string, year: number) =>
    membersOf(register.membership, reportingYear(year)).some(({ authority }) => authority === slug)
  expect([2021, 2022, 2023].map((year) => isMember('harrogate', year))).toEqual([true, true, false])
  expect([2018, 2019].map((year) => isMember('taunton-deane', year))).toEqual([true, false])
  expect([2022, 2023].map((year) => isMember('east-midlands', year))).toEqual([false, true])
})

test('where two bodies share a name, the one that still exists has the short address', () => {
  expect(bySlug.get('dorset')?.officialName).toBe('Dorset Council')
  expect(bySlug.get('dorset-county')?.officialName).toBe('Dorset County Council')
  expect(bySlug.get('leicestershire')?.kind).toBe('county')
  expect(bySlug.get('east-midlands')?.officialName).toBe('East Midlands Combined County Authority')
})

test('every council that exists today has a centre point in England and a population for 2023-24', () => {
  const population = new Map(
    register.populations
      .filter(({ year, release }) => year === 2022 && release === 'mid-2023')
      .map(({ authority, residents }) => [authority, residents]),
  )
  const councils = membersOf(register.membership, reportingYear(2023)).filter(({ isCouncil }) => isCouncil)
  expect(councils).toHaveLength(317)
  for (const { authority } of councils) {
    const centre = bySlug.get(authority)?.centre
    expect(centre?.longitude, authority).toSatisfy((x: number) => x > -6.5 && x < 1.8)
    expect(centre?.latitude, authority).toSatisfy((y: number) => y > 49.8 && y < 55.9)
    expect(population.get(authority), authority).toBeGreaterThan(1_000)
  }
})

test('the population of a county is that of its districts together', () => {
  const residents = (slugs: readonly string[]) =>
    register.populations
      .filter((p) => slugs.includes(p.authority) && p.year === 2022 && p.release === 'mid-2023')
      .reduce((sum, p) => sum + p.residents, 0)
  const districts = register.authorities.filter((a) => a.county === 'nottinghamshire').map((a) => a.slug)
  expect(districts).toHaveLength(7)
  expect(residents(['nottinghamshire'])).toBe(residents(districts))
})

test('the districts, unitaries and boroughs together have the population of England', () => {
  const lower = new Set(
    register.authorities.filter((a) => lowerTier.includes(a.kind)).map(({ slug }) => slug),
  )
  const total = register.populations
    .filter((p) => lower.has(p.authority) && p.year === 2022 && p.release === 'mid-2023')
    .reduce((sum, p) => sum + p.residents, 0)
  expect(total).toBe(57_112_542)
})

test('bank holidays include those given once and those moved', () => {
  const holidays = new Map(register.bankHolidays.map(({ date, name }) => [date, name]))
  expect(holidays.get('2020-05-08')).toContain('VE Day')
  expect(holidays.get('2020-05-04')).toBeUndefined()
  expect(holidays.get('2022-06-03')).toContain('Jubilee')
  expect(holidays.get('2022-05-30')).toBeUndefined()
  expect(holidays.get('2023-05-08')).toContain('Coronation')
  const years = register.bankHolidays.map(({ date }) => date.slice(0, 4))
  expect(years.filter((year) => year === '2022')).toHaveLength(10)
  expect(years.filter((year) => year === '2024')).toHaveLength(8)
  for (const { date } of register.bankHolidays) {
    expect(new Date(`${date}T00:00:00Z`).getUTCDay(), date).toSatisfy((day: number) => day > 0 && day < 6)
  }
})

test('a broken register is told everything that is wrong with it', () => {
  const council: Authority = {
    slug: 'amberford',
    officialName: 'Amberford Council',
    shortName: 'Amberford',
    gssCode: 'E06999999',
    kind: 'unitary',
    region: null,
    county: null,
    startsOn: null,
    endsOn: null,
    centre: null,
    successors: [],
    otherNames: [],
    formerNames: [],
  }
  const wrong: Authority = {
    ...council,
    gssCode: 'W06999999',
    kind: 'burgh',
    county: 'nowhere',
    startsOn: '2020-04-01',
    endsOn: '2019-03-31',
    successors: ['nobody', 'earlier'],
  }
  const earlier: Authority = {
    ...council,
    slug: 'earlier',
    officialName: 'Earlier Council',
    gssCode: null,
    endsOn: '2018-03-31',
    successors: ['amberford'],
  }
  expect(checkAuthorities([council, { ...wrong }, earlier], scheme)).toEqual([
    'slug "amberford" stands there more than once',
    'official name "amberford council" stands there more than once',
    'amberford: "W06999999" is no GSS code; one is E and eight digits',
    expect.stringContaining('amberford: "burgh" is no kind of authority'),
    'amberford: it ends on 2019-03-31, before it begins on 2020-04-01',
    'amberford: its county "nowhere" is no county in the register',
    'amberford: its successor "nobody" is not in the register',
    'amberford: its successor "earlier" had ended by then',
  ])
})
