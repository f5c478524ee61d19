import { describe, expect, test } from 'vitest'
import { layOutArea } from './area-bars.ts'
import { spreadApart } from './chart-boxes.ts'
import { textWidth, wrapText } from './chart-text.ts'
import { layOutSplit } from './split-bar.ts'

describe('a service area over the years', () => {
  test('has bars in proportion, and a line at what is expected', () => {
    // 80 px for the 8 of the last year: 10 px each.
    const area = layOutArea(
      {
        years: [2, 4, 8].map((count, index) => ({ year: 2021 + index, name: `${2021 + index}`, count })),
        expected: 3,
      },
      'narrow',
    )
    expect(area.bars.map(({ height }) => height)).toEqual([20, 40, 80])
    expect(area.expectedY).toBe(76)
    expect(area.bars.map(({ isLast }) => isLast)).toEqual([false, false, true])
    expect(area.yearLabels.map(({ text }) => text)).toEqual(['2021', '2022', '2023'])
  })

  test('names the first and the last year where not all fit', () => {
    const years = Array.from({ length: 10 }, (_, index) => ({
      year: 2014 + index,
      name: `${2014 + index}-${15 + index}`,
      count: 1,
    }))
    const { yearLabels } = layOutArea({ years, expected: 1 }, 'narrow')
    expect(yearLabels.map(({ text }) => text)).toEqual(['2014-15', '2023-24'])
  })
})

describe('the bar of all decisions', () => {
  test('is parted in proportion', () => {
    // 328 px for 100 decisions, a gap of 2 px after a part.
    const split = layOutSplit({
      notInvestigated: { count: 75, label: 'Not investigated 75' },
      investigated: { count: 25, label: 'Investigated 25' },
      notUpheld: { count: 10, label: '10 not upheld' },
      upheld: { count: 15, label: '15 upheld' },
    })
    expect(split?.parts.map(({ kind, x, width }) => [kind, x, width])).toEqual([
      ['not-investigated', 0, 244],
      ['not-upheld', 246, 30.8],
      ['upheld', 278.8, 49.2],
    ])
  })

  test('is not drawn without decisions', () => {
    const none = { count: 0, label: '' }
    expect(
      layOutSplit({ notInvestigated: none, investigated: none, notUpheld: none, upheld: none }),
    ).toBeUndefined()
  })

  test('leads from a small part to its label', () => {
    const split = layOutSplit({
      notInvestigated: { count: 80, label: 'Not investigated 80' },
      investigated: { count: 20, label: 'Investigated 20' },
      notUpheld: { count: 18, label: '18 not upheld' },
      upheld: { count: 2, label: '2 upheld' },
    })
    const [label] = split?.labels.filter(({ text }) => text === '18 not upheld') ?? []
    // Ends before "2 upheld" begins.
    expect(label?.x).toBeLessThan(328 - textWidth('2 upheld', { size: 16, isStrong: true }) - 10)
  })
})

test('labels on one line of sight keep their order and their distance', () => {
  expect(spreadApart([10, 12, 100], 20, { from: 0, to: 110 })).toEqual([10, 30, 100])
  expect(spreadApart([100, 98], 20, { from: 0, to: 110 })).toEqual([110, 90])
})

test('text is broken between words only', () => {
  expect(wrapText('About where its number of investigations would put it.', 200, { size: 16 })).toEqual([
    'About where its number of',
    'investigations would put it.',
  ])
})
