import { describe, expect, test } from 'vitest'
import { edition202324 } from './editions/2023-24/edition.ts'
import { editionNames, editionOf, loadEdition } from './editions.ts'
import { fillBlock, parseWording } from './wording.ts'

const wording = parseWording(
  'test',
  `# Not part of any letter

## greeting

Dear {name}, see [our map]({map}) or
**ask us**. It's open.

## ending

### short

Bye

### long

First.

Second.
`,
)

const fill = (values: Record<string, string | null>) => fillBlock(wording, 'greeting', '', values)

describe('wording', () => {
  test('is prose with bold, links and placeholders', () => {
    const { paragraphs, problems } = fillBlock(
      parseWording('test', '## a\n\nSee [it]({map}), **now**, {name}'),
      'a',
      '',
      {
        map: 'https://map.example/',
        name: 'you',
      },
    )
    expect(problems).toEqual([])
    expect(paragraphs).toEqual([
      [
        { text: 'See ' },
        { text: 'it', address: 'https://map.example/' },
        { text: ', ' },
        { text: 'now', isStrong: true },
        { text: ', you' },
      ],
    ])
  })

  test('runs on over line breaks, and apostrophes come out curly', () => {
    const { paragraphs } = fillBlock(parseWording('test', "## a\n\nIt's\none line"), 'a', '', {})
    expect(paragraphs).toEqual([[{ text: 'It’s one line' }]])
  })

  test('has variants, and paragraphs parted by blank lines', () => {
    expect(fillBlock(wording, 'ending', 'long', {}).paragraphs).toHaveLength(2)
    expect(fillBlock(wording, 'ending', 'short', {}).paragraphs).toEqual([[{ text: 'Bye' }]])
  })

  test('a value that looks like markup is printed as it is', () => {
    const { paragraphs } = fillBlock(parseWording('test', '## a\n\nDear {name}'), 'a', '', {
      name: '**[x](y) {map}**',
    })
    expect(paragraphs).toEqual([[{ text: 'Dear **[x](y) {map}**' }]])
  })

  test('a missing value is a problem, and so is a placeholder nobody knows', () => {
    expect(fill({ name: null, map: 'https://map.example' }).problems).toEqual([
      'there is no value for {name}',
    ])
    expect(fill({ name: 'you' }).problems).toEqual(['{map} is not a placeholder of this edition'])
    expect(fill({ name: ' ', map: 'm' }).problems).toEqual(['there is no value for {name}'])
  })

  test.each([
    ['a star without a partner', '## a\n\nNow **bold'],
    ['a brace without a partner', '## a\n\nDear {name'],
    ['a block twice', '## a\n\nx\n\n## a\n\ny'],
    ['a block without text', '## a\n\n## b\n\nx'],
  ])('%s is refused', (_, text) => {
    expect(() => parseWording('test', text)).toThrow(/wording test/)
  })
})

describe('an edition', () => {
  test.each(editionNames)('%s has wording for each of its rules and a rule for all its wording', (name) => {
    expect(loadEdition(name)?.rules.name).toBe(name)
  })

  test('names the block that one side lacks', () => {
    expect(() => editionOf(edition202324, '## title\n\nA letter\n\n## joke\n\nHa')).toThrow(
      /opening \(compared\) has no wording.*joke is in no rule of the edition/,
    )
  })

  test('that does not exist is not made up', () => {
    expect(loadEdition('2021-22')).toBeUndefined()
    expect(loadEdition('../2023-24')).toBeUndefined()
  })
})
