import { expect, test } from 'vitest'
import { atomFeed, atomId } from './atom-feed.ts'

test('whatever stands in a title, the feed stays XML, and shows it as text', () => {
  const text = atomFeed({
    id: atomId('feed'),
    title: 'Damp & "mould" <b>\u0000\u000b',
    author: 'The Ombudsman',
    updated: new Date('2024-07-01T08:00:00Z'),
    self: 'https://example.org/decisions.atom?q=a&outcome=upheld',
    page: 'https://example.org/decisions',
    entries: [],
  })
  expect(text).toContain('<title>Damp &amp; &quot;mould&quot; &lt;b&gt;</title>')
  expect(text).toContain('href="https://example.org/decisions.atom?q=a&amp;outcome=upheld"')
  expect(text).toContain('<updated>2024-07-01T08:00:00.000Z</updated>')
})

test('the same thing always has the same id, and another thing another', () => {
  expect(atomId('decision larchwick 23 001 234')).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
  expect(atomId('decision larchwick 23 001 234')).toBe(atomId('decision larchwick 23 001 234'))
  expect(atomId('decision larchwick 23 001 234')).not.toBe(atomId('decision larchwick 23 001 235'))
})
