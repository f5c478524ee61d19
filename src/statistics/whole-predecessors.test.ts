import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Counts } from './figure.ts'
import { countsAsIfTodaysAuthoritiesHadExisted, type Predecessor } from './whole-predecessors.ts'

const [suffolkCoastal, waveney, eastSuffolk, county, district, unitary, otherUnitary] = [1, 2, 3, 4, 5, 6, 7]

test('two districts that became one are added up', () => {
  const result = asIf([
    authority(suffolkCoastal, 'district', [eastSuffolk], upheld(2)),
    authority(waveney, 'district', [eastSuffolk], upheld(3)),
    authority(eastSuffolk, 'district', [], null),
  ])
  expect(result).toEqual(new Map([[eastSuffolk, upheld(5)]]))
})

test('through a chain, counts arrive at the authority that exists today', () => {
  const result = asIf([
    authority(suffolkCoastal, 'district', [waveney], upheld(1)),
    authority(waveney, 'district', [eastSuffolk], null),
  ])
  expect(result).toEqual(new Map([[eastSuffolk, upheld(1)]]))
})

test('an authority that went to two is never shared out, nor is either successor shown', () => {
  const result = asIf([
    authority(county, 'county', [unitary, otherUnitary], upheld(9)),
    authority(district, 'district', [unitary], upheld(1)),
  ])
  expect(result.size).toBe(0)
})

test('a county and its districts are two tiers and are not added up', () => {
  const result = asIf([
    authority(county, 'county', [unitary], upheld(9)),
    authority(district, 'district', [unitary], upheld(1)),
  ])
  expect(result.size).toBe(0)
})

test('a successor that already existed is one of those that became it', () => {
  // One district joined another, which had 4 of its own in that year: 2 + 4.
  const members = (kind: string) => [
    authority(suffolkCoastal, 'district', [eastSuffolk], upheld(2)),
    authority(eastSuffolk, kind, [], upheld(4)),
  ]
  expect(asIf(members('district'))).toEqual(new Map([[eastSuffolk, upheld(6)]]))
  expect(asIf(members('unitary')).size).toBe(0)
})

test('an authority nobody became part of is as it was', () => {
  expect(asIf([authority(district, 'district', [], upheld(1))]).size).toBe(0)
})

test('what is not known of one predecessor is not known of the whole', () => {
  const result = asIf([
    authority(suffolkCoastal, 'district', [eastSuffolk], new Map([...upheld(2), ['unsettled', 1]])),
    authority(waveney, 'district', [eastSuffolk], upheld(3)),
  ])
  expect(result.get(eastSuffolk)).toEqual(upheld(5))
})

test('the sums of whole successors are the sums of their predecessors', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 100, max: 105 }), fc.nat(50)), { maxLength: 30 }),
      (members) => {
        const result = asIf(
          members.map(([successor, count], index) =>
            authority(index + 1, 'district', [successor], upheld(count)),
          ),
        )
        const total = [...result.values()].reduce(
          (sum, counts) => sum + (counts.get('decided:upheld') ?? 0),
          0,
        )
        expect(total).toBe(members.reduce((sum, [, count]) => sum + count, 0))
      },
    ),
  )
})

const asIf = countsAsIfTodaysAuthoritiesHadExisted

function authority(
  authorityId: number,
  kind: string,
  successorIds: number[],
  counts: Counts | null,
): Predecessor {
  return { authorityId, kind, successorIds, counts }
}

function upheld(count: number): Counts {
  return new Map([['decided:upheld', count]])
}
