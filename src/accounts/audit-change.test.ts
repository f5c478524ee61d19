import { expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { changesOf } from './audit-change.ts'

test('what changed stands thing by thing, in words, with UK days and times; what stayed is left out', () => {
  const before = { outcome: 'not-upheld', decidedOn: '2023-09-01', category: 'housing', isPublished: true }
  const after = {
    outcome: 'upheld',
    decidedOn: '2023-09-02',
    category: 'housing',
    isPublished: false,
    publishedAt: '2024-07-24T08:30:00.000Z',
  }
  expect(changesOf(scheme, before, after)).toEqual([
    { name: 'outcome', before: 'not-upheld', after: 'upheld' },
    { name: 'decided on', before: '1 September 2023', after: '2 September 2023' },
    { name: 'is published', before: 'yes', after: 'no' },
    { name: 'published at', before: null, after: '24 July 2024, 9:30am' },
  ])
})

test('what is inside something else is named after it, and lists are told in one line', () => {
  const after = {
    year: 2023,
    cycle: { letterDate: '2024-07-17' },
    recommendations: [{ kind: 'apology' }, { kind: 'payment' }],
    places: ['London', 'Leeds'],
    none: [],
    many: Array.from({ length: 23 }, (_, index) => index),
  }
  const parts = changesOf(scheme, null, after).map(({ name, after: text }) => [name, text])
  expect(parts.slice(0, 6)).toEqual([
    ['year', '2023'],
    ['cycle, letter date', '17 July 2024'],
    ['recommendations, 1, kind', 'apology'],
    ['recommendations, 2, kind', 'payment'],
    ['places', 'London, Leeds'],
    ['none', 'none'],
  ])
  expect(parts[6]?.[1]).toMatch(/18, 19 and 3 more$/)
})

test('what was taken away stands there no more, and one value alone has no name of its own', () => {
  expect(changesOf(scheme, { reason: 'A query is open.' }, null)).toEqual([
    { name: 'reason', before: 'A query is open.', after: null },
  ])
  expect(changesOf(scheme, null, 'lost')).toEqual([{ name: 'value', before: null, after: 'lost' }])
  expect(changesOf(scheme, null, null)).toEqual([])
})

test('what only looks like a day is told as it is', () => {
  const after = { day: '2024-19-45', moment: '2024-99-24T08:30:00Z', empty: '' }
  expect(changesOf(scheme, null, after).map(({ after: text }) => text)).toEqual([
    '2024-19-45',
    '2024-99-24T08:30:00Z',
    'nothing',
  ])
})
