import { expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import type { CountedSet } from '../../scheme/scheme.ts'
import { receivedByCategory, receivedFinding } from './casework-tables.ts'

test('a service is said to come first only where it does', () => {
  expect(findingOf({ housing: 3, planning: 2 })).toBe('5 complaints received. Housing came first.')
  expect(findingOf({ housing: 3, planning: 3 })).toBe('6 complaints received. No one service came first.')
  expect(findingOf({ housing: 1 })).toBe('1 complaint received.')
  expect(findingOf({})).toBe('No complaints received.')
})

function findingOf(received: Readonly<Record<string, number>>): string {
  const counts = new Map<CountedSet, number>(
    scheme.categories.map(({ code }) => [`received:${code}`, received[code] ?? 0]),
  )
  const byCategory = receivedByCategory(scheme, counts)
  return byCategory === undefined ? 'not known' : receivedFinding(scheme, byCategory, undefined)
}
