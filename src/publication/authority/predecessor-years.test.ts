import { expect, test } from 'vitest'
import { authorityId, type KnownAuthority } from '../../authorities/authority.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import type { Counts } from '../../statistics/figure.ts'
import { familyOf, predecessorYears } from './predecessor-years.ts'

const newHolm = body(1, 'new-holm')
const eastHolm = body(2, 'east-holm', ['new-holm'])
const westHolm = body(3, 'west-holm', ['new-holm'])
const before = reportingYear(2018)

test('whole predecessors are added up, marked with their names', () => {
  // 2 of 3 and 1 of 3 are 3 of 6.
  const [year] = rowsOf([newHolm, eastHolm, westHolm], [eastHolm, westHolm])
  expect(year).toMatchObject({ name: '2018-19', predecessors: 'East-holm and West-holm' })
  expect(year?.cells[0]).toEqual({ printed: '50%', base: '3 of 6' })
})

test('nothing is shown where a predecessor was shared out', () => {
  const farHolm = body(4, 'far-holm')
  const shared = { ...westHolm, successors: ['new-holm', 'far-holm'] }
  expect(rowsOf([newHolm, eastHolm, shared, farHolm], [eastHolm, shared])).toEqual([])
})

test('nothing is shown where a county and its districts became one', () => {
  const county = { ...westHolm, kind: 'county' }
  expect(rowsOf([newHolm, eastHolm, county], [eastHolm, county])).toEqual([])
})

test('a year of its own is not overwritten', () => {
  expect(
    predecessorYears(scheme, newHolm, [newHolm, eastHolm, westHolm], countsOf([eastHolm, westHolm]), [
      before,
    ]),
  ).toEqual([])
})

test('an authority that followed nobody stands alone', () => {
  expect(familyOf([newHolm, eastHolm, body(5, 'elsewhere')], 'elsewhere').map(({ slug }) => slug)).toEqual([
    'elsewhere',
  ])
})

function rowsOf(all: readonly KnownAuthority[], counted: readonly KnownAuthority[]) {
  return predecessorYears(scheme, newHolm, familyOf(all, 'new-holm'), countsOf(counted), [])
}

function countsOf(counted: readonly KnownAuthority[]) {
  const counts = counted.map(({ id }, index): [number, Counts] => [
    id,
    new Map([
      ['decided:upheld', 2 - index],
      ['decided:not-upheld', 1 + index],
    ]),
  ])
  return new Map([[before, new Map(counts)]])
}

function body(id: number, slug: string, successors: readonly string[] = []): KnownAuthority {
  return {
    id: authorityId(id),
    slug,
    officialName: `${slug} Council`,
    shortName: slug.slice(0, 1).toUpperCase() + slug.slice(1),
    gssCode: null,
    kind: 'district',
    region: null,
    county: null,
    startsOn: null,
    endsOn: null,
    centre: null,
    successors,
    otherNames: [],
    formerNames: [],
    isInvented: true,
  }
}
