import { describe, expect, test } from 'vitest'
import { blockSentence, type ChecklistFacts, checklistOf } from './checklist.ts'

const inOrder: ChecklistFacts = {
  figures: { isOutdated: false, notKnown: [] },
  correction: 'corrects-nothing',
  population: { name: 'mid-2022 as first released', count: 315, missing: [] },
  letters: {
    count: 392,
    councilCount: 317,
    passedCount: 392,
    provenCount: 392,
    unprovenCount: 0,
    failing: [],
    held: [],
    leftOut: [],
    undecided: [],
    unapprovedParagraphs: [],
    newOfficeHolders: [],
    withoutName: [],
    unusedBlocks: [],
  },
  queries: { openCount: 0, answeredCount: 31, oldest: [] },
  wording: 'approved',
  seriesBreak: null,
  survey: null,
  unrecordedWorkshops: [],
}

test('a review with everything done has nothing that blocks it, and says what is in order with its count', () => {
  const { blocks, worthKnowing, inOrder: done } = checklistOf(inOrder)
  expect(blocks).toEqual([])
  expect(worthKnowing).toEqual([])
  expect(done.map(({ count, title }) => `${count} ${title}`)).toEqual([
    '1 Figures are those their cases give',
    '392 Figures read back from their PDF equal the record',
    '31 Queries, all answered',
    '315 Populations, mid-2022 as first released',
    '1 Wording of the year is approved',
  ])
})

describe('approval is blocked by', () => {
  const letters = (change: Partial<ChecklistFacts['letters']>) => ({
    letters: { ...inOrder.letters, ...change },
  })
  test.each<[string, Partial<ChecklistFacts>, string]>([
    ['figures that were never calculated', { figures: null }, 'Figures not calculated'],
    [
      'figures older than their cases',
      { figures: { isOutdated: true, notKnown: [] } },
      'Figures older than their cases',
    ],
    [
      'a query without an answer',
      {
        queries: {
          openCount: 1,
          answeredCount: 3,
          oldest: [{ authority: 'Larchwick District Council', about: 'one case', days: 9 }],
        },
      },
      'Larchwick District Council, one case, 9 days.',
    ],
    [
      'a letter that cannot be made',
      letters({
        failing: [{ authority: 'Sedgely District Council', reason: 'no chief executive is on record.' }],
      }),
      'Sedgely District Council: no chief executive is on record.',
    ],
    [
      'a letter held by a person',
      letters({ held: [{ authority: 'Larchwick', reason: 'Wait.' }] }),
      'Larchwick: Wait.',
    ],
    [
      'a letter nobody has decided about',
      letters({ undecided: ['Larchwick'] }),
      'Letters neither passed nor held',
    ],
    [
      'a letter that was not read back',
      letters({ unprovenCount: 2 }),
      'Letters not read back from their PDF',
    ],
    [
      'added words nobody else approved',
      letters({ unapprovedParagraphs: ['Larchwick'] }),
      'Added words not approved',
    ],
    ['wording nobody approved', { wording: 'not-approved' }, 'Wording of the year not approved'],
    [
      'a population that is missing',
      { population: { name: 'mid-2022 as first released', count: 314, missing: ['Larchwick'] } },
      'No estimate for mid-2022 as first released.',
    ],
  ])('%s', (_, change, words) => {
    const { blocks } = checklistOf({ ...inOrder, ...change })
    expect(blocks).toHaveLength(1)
    expect(`${blocks[0]?.title} ${blocks[0]?.detail}`).toContain(words)
  })
})

test('what only warns never blocks', () => {
  const { blocks, worthKnowing } = checklistOf({
    ...inOrder,
    letters: {
      ...inOrder.letters,
      leftOut: [{ authority: 'Sedgely', reason: 'Its figures are before a court.' }],
      newOfficeHolders: ['Larchwick', 'Sedgely', 'Hollow Fell', 'Old Holm'],
      withoutName: ['Larchwick'],
      unusedBlocks: ['survey'],
    },
    seriesBreak: { year: 2022, name: 'fewer borderline cases', reason: 'Earlier years cannot be compared.' },
    survey: { address: 'https://ombudsman.example/survey', fault: 'none-open' },
    unrecordedWorkshops: ['The first stage, 6 May 2025'],
  })
  expect(blocks).toEqual([])
  expect(worthKnowing.map(({ about }) => about)).toEqual([
    'left-out-letters',
    'office-holders',
    'names',
    'break',
    'blocks',
    'survey',
    'training',
  ])
  expect(worthKnowing[1]?.detail).toBe('Larchwick, Sedgely, Hollow Fell and 1 more.')
  expect(worthKnowing[5]?.title).toBe('No survey is open on the day of the letters')
})

test.each([
  [0, 'Nothing stands between this review and approval.'],
  [1, 'One thing stands between this review and approval.'],
  [3, 'Three things stand between this review and approval.'],
  [12, '12 things stand between this review and approval.'],
])('%i blocking things are said in a sentence', (count, sentence) => {
  expect(blockSentence(count, 'approval')).toBe(sentence)
})
