import { describe, expect, test } from 'vitest'
import { council, letterExamples, named } from '../../fixtures/letters/example-facts.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { composeLetter } from './compose-letter.ts'
import { loadEdition } from './editions.ts'
import { type Letter, printedTexts } from './letter.ts'
import type { LetterFacts } from './letter-facts.ts'
import { letterDocument } from './letter-html.tsx'

function letterOf(facts: LetterFacts): Letter {
  const edition = loadEdition(facts.cycle.edition)
  const composed = edition && composeLetter(facts, edition, ombudsmanForEngland)
  if (!composed?.ok) throw new Error('the example has no letter')
  return composed.letter
}

const visibleText = (html: string) =>
  html
    .replace(/<style>.*<\/style>/s, '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s/g, '')

describe('the web page of a letter', () => {
  test.each(Object.entries(letterExamples))('%s says everything the letter says', (_, facts) => {
    const letter = letterOf(facts)
    const text = visibleText(letterDocument(letter))
    const said = letter.sections.flatMap(({ paragraphs }) =>
      paragraphs.map(({ runs }) => runs.map((run) => run.text).join('')),
    )
    const boxes = letter.statistics.boxes.flatMap((box) =>
      [box.name, box.plainWords, box.warning, box.sentence, box.average, box.rate, box.base].filter(
        (words) => words !== null,
      ),
    )
    const missing = [...said, ...boxes, ...letter.statistics.notes.paragraphs].filter(
      (words) => !text.includes(words.replaceAll(/\s/g, '')),
    )
    expect(missing).toEqual([])
    expect([...printedTexts(letter)].length).toBeGreaterThan(20)
  })

  test('a name with markup in it is text', () => {
    const html = letterDocument(
      letterOf({ ...council, ...named('<script>alert(1)</script> & Council', 'odd') }),
    )
    expect(html).not.toContain('<script>')
    expect(html).toContain('&lt;script&gt;')
  })

  test('rings are silent, headings are in order, and a demonstration says so and is not indexed', () => {
    const html = letterDocument(letterOf(council))
    expect(html.match(/<svg[^>]+aria-hidden="true"/g)).toHaveLength(3)
    expect([...html.matchAll(/<h([1-6])/g)].map(([, level]) => level).join('')).toBe('122223333')
    expect(html).toMatch(
      /<title>DEMONSTRATION: Annual review letter 2023-24, Harrowmere District Council<\/title>/,
    )
    expect(html).toContain('noindex')
  })

  test('a real installation’s letter says nothing of a demonstration', () => {
    const html = letterDocument(letterOf({ ...council, demonstrationNote: null }))
    expect(html).not.toMatch(/DEMONSTRATION|noindex/)
  })
})
