import { expect, test } from 'vitest'
import type { Authority } from '../authorities/authority.ts'
import { demonstrationList, similarPlaces } from './similar-places.ts'

const places = [
  ['ash', 'district', 100_000],
  ['birch', 'district', 110_000],
  ['cedar', 'district', 88_000],
  ['dogwood', 'district', 300_000],
  ['elm', 'county', 101_000],
  ['real', 'district', 100_500],
  ['gone', 'district', 100_100],
] as const

const authorities = places.map(([slug, kind]): Authority & { readonly isInvented: boolean } => ({
  slug,
  kind,
  officialName: slug,
  shortName: slug,
  gssCode: null,
  region: null,
  county: null,
  startsOn: null,
  endsOn: slug === 'gone' ? '2020-03-31' : null,
  centre: null,
  successors: [],
  otherNames: [],
  formerNames: [],
  isInvented: slug !== 'real',
}))
const similar = similarPlaces(
  authorities,
  places.map(([authority, , residents]) => ({ authority, year: 2022, release: 'first', residents })),
)

test('invented neighbours are of the same kind, the nearest in residents by proportion first', () => {
  // 110,000 is 1.1 times 100,000; 100,000 is 1.136 times 88,000; 300,000 is 3 times.
  expect(similar.get('ash')).toEqual(['birch', 'cedar', 'dogwood'])
})

test('no real body, none that closed and none of another kind is anybody’s neighbour', () => {
  expect([...similar.keys()].sort()).toEqual(['ash', 'birch', 'cedar', 'dogwood'])
  for (const neighbours of similar.values()) {
    for (const slug of ['real', 'gone', 'elm']) expect(neighbours).not.toContain(slug)
  }
})

test('the list says that it is a demonstration', () => {
  expect(demonstrationList.list).toBe('demonstration')
  expect(demonstrationList.note).toContain('DEMONSTRATION')
})
