import { expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import {
  type AgreedAction,
  endingsInWords,
  endingsOfActions,
  endingsOfCases,
  improvements,
} from './promises.ts'

const year = reportingYear(2023)
const actions = { one: 'action', many: 'actions' }

test('actions are counted in the year in which they were settled', () => {
  const ended = endingsOfActions(scheme, year, [
    action({ settledYear: 2023, settlement: 'satisfied' }),
    action({ settledYear: 2022, settlement: 'satisfied' }),
    action({ settledYear: 2023, settlement: 'satisfied-late' }),
    action({ settledYear: null, settlement: null }),
  ])
  expect(ended.map(({ words, count }) => `${words} ${count}`)).toEqual([
    'on time 1',
    'late 1',
    'not carried out 0',
  ])
  expect(endingsInWords(ended, actions)).toBe('1 action was carried out on time and 1 late.')
})

test('what is not known of cases is not taken for none', () => {
  expect(endingsOfCases(scheme, new Map([['complied:satisfied', 3]]))).toEqual([])
})

test('only what changes a service is an improvement, and only if it was written down', () => {
  const found = improvements(
    scheme,
    [
      action({ kind: 'apology', summary: 'Apologise' }),
      action({ kind: 'training', summary: 'Train housing officers' }),
      action({ kind: 'procedure', summary: null }),
    ],
    year,
  )
  expect(found.map(({ summary }) => summary)).toEqual(['Train housing officers'])
})

test.each([
  [{ settlement: 'not-satisfied' }, 'Not carried out'],
  [{ settlement: 'satisfied-late', settledOn: '2024-02-18' }, 'Kept, 34 days late'],
  [{ settlement: 'satisfied-late', settledOn: '2024-01-16' }, 'Kept, 1 day late'],
  [{ settlement: 'satisfied', settledOn: '2024-01-10' }, 'Kept on time'],
  [{ settlement: null }, 'Not settled by 31 March 2024'],
  [{ settlement: null, dueOn: '2024-04-01' }, 'Not yet known'],
] as const)('a promise is told as it stands: %o', (given, words) => {
  const [found] = improvements(scheme, [action({ summary: 'Train', ...given })], year)
  expect(found?.state.words).toBe(words)
})

test('what was not kept comes first', () => {
  const found = improvements(
    scheme,
    [
      action({ summary: 'kept', settlement: 'satisfied' }),
      action({ summary: 'failed', settlement: 'not-satisfied' }),
      action({ summary: 'open', settlement: null }),
    ],
    year,
  )
  expect(found.map(({ summary }) => summary)).toEqual(['failed', 'open', 'kept'])
})

function action(given: Partial<AgreedAction>): AgreedAction {
  return {
    kind: 'training',
    dueOn: '2024-01-15',
    summary: null,
    settledOn: null,
    settledYear: null,
    settlement: null,
    reference: '23 000 001',
    category: 'housing',
    subcategory: null,
    ...given,
  }
}
