import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import type { Figure, GroupAverage, YearlyFigures } from '../../statistics/figure.ts'
import { committeeQuestions, type QuestionFacts, questionRules } from './committee-questions.ts'

type Parts = Readonly<Record<string, readonly [number, number] | readonly [number] | 'nothing'>>

/** Figures and averages by measure: [18, 24] is 18 of 24, [3] a plain count. */
function figures(
  own: Parts,
  averages: Readonly<Record<string, readonly [number, number]>> = {},
): YearlyFigures {
  return {
    year: reportingYear(2023),
    revision: 1,
    methodVersion: 1,
    comparisonGroup: Object.keys(averages).length === 0 ? null : 'district',
    figures: new Map(
      Object.entries(own).map(([measure, parts]) => [
        measure,
        { ...figureOf(parts), origin: { kind: 'cases' as const } },
      ]),
    ),
    averages: new Map(Object.entries(averages).map(([measure, parts]) => [measure, averageOf(parts)])),
  }
}

function figureOf(parts: Parts[string]): Figure {
  if (parts === 'nothing') return { state: 'nothing-to-report' }
  const [numerator, denominator] = parts
  return denominator === undefined
    ? { state: 'calculated', numerator }
    : { state: 'calculated', numerator, denominator }
}

function averageOf([numerator, denominator]: readonly [number, number]): GroupAverage {
  return { numerator, denominator, memberCount: 100, groupMemberCount: 100, meanOfRates: null }
}

function asked(own: YearlyFigures, others: Partial<QuestionFacts> = {}) {
  return committeeQuestions({
    scheme,
    name: 'Larchwick',
    figures: own,
    decidedCount: 40,
    warning: undefined,
    improvements: [],
    ...others,
  })
}

test('a failure to comply is asked about first, however few', () => {
  const questions = asked(figures({ compliance: [17, 18], 'late-compliance': [3, 17], unsettled: [2] }))
  expect(questions.map(({ rule }) => rule)).toEqual(['failure-to-comply', 'due-and-unsettled', 'late'])
  expect(questions[0]).toEqual({
    rule: 'failure-to-comply',
    question: 'What stopped Larchwick carrying out what it had agreed in 1 case, and what is different now?',
    because: 'In 1 case, agreed actions were not carried out.',
  })
  expect(questions[1]?.question).toBe(
    'Who sees to it that Larchwick settles the agreed actions left open at the year’s end in 2 cases, and by when?',
  )
  expect(questions[2]?.question).toContain('What made Larchwick late in 3 cases')
})

test('a rate is asked about where it clearly differs, with both numbers', () => {
  // Of 10,000 at the others 6,000 were upheld; 45 of 50 come by chance in far fewer than 1 of 1,000 years.
  const [question] = asked(
    figures({ 'complaints-upheld': [45, 50] }, { 'complaints-upheld': [6_045, 10_050] }),
  )
  expect(question).toEqual({
    rule: 'clearly-more',
    question:
      'Why are there more complaints upheld than at similar councils, and what can be learned from it?',
    because: 'Complaints upheld: 90% (45 of 50), 60% at similar councils; more than chance could explain.',
  })
  const [fewer] = asked(
    figures({ 'satisfactory-remedy': [1, 80] }, { 'satisfactory-remedy': [2_001, 10_080] }),
  )
  expect(fewer?.rule).toBe('clearly-fewer')
  expect(fewer?.question).toContain('fewer upheld complaints already put right than at similar councils')
})

test('a rate that chance could explain gives rise to no question', () => {
  expect(asked(figures({ 'complaints-upheld': [35, 50] }, { 'complaints-upheld': [6_035, 10_050] }))).toEqual(
    [],
  )
})

test('of few cases the rate is never asked about', () => {
  const questions = asked(figures({ 'complaints-upheld': [2, 2] }, { 'complaints-upheld': [6_002, 10_002] }))
  expect(questions.map(({ rule }) => rule)).toEqual(['too-few'])
  expect(questions[0]?.question).toBe(
    'What do Larchwick’s own records of complaints say, beyond the 2 investigations of the year?',
  )
})

test('where nothing was decided it is asked whether people know how to complain', () => {
  const [question, ...others] = asked(figures({ 'complaints-upheld': 'nothing' }), { decidedCount: 0 })
  expect(question?.rule).toBe('nothing-decided')
  expect(question?.question).toContain('know how to complain')
  expect(others).toEqual([])
})

test('where something was decided and nothing investigated, the council’s own records are asked for', () => {
  expect(asked(figures({ 'complaints-upheld': 'nothing' })).map(({ rule }) => rule)).toEqual([
    'nothing-investigated',
  ])
})

test('a service area that its own past did not lead to expect is asked about by name', () => {
  const [question] = asked(figures({}), {
    warning: {
      warnings: [
        {
          category: 'housing',
          name: 'Housing',
          decisionCount: 9,
          strong: '9 upheld',
          rest: ', where 1 would be expected from its past',
          facts: { years: [], expected: 1 },
        },
      ],
      chance: '',
      published: undefined,
    },
  })
  expect(question).toEqual({
    rule: 'service-area',
    question:
      'What has changed in housing, where more complaints were upheld than the years before lead to expect?',
    because: 'Housing: 9 upheld, where 1 would be expected from its past.',
  })
})

test('a promised improvement that was not made is asked about before those that were', () => {
  const action = {
    kind: 'procedure',
    dueOn: '2023-09-01',
    summary: 'Check every letter.',
    settledOn: '2023-12-01',
    settledYear: 2023,
    reference: '23 000 001',
    category: 'housing',
    subcategory: null,
  }
  const questions = asked(figures({}), {
    improvements: [
      {
        summary: 'Check every letter.',
        action: { ...action, settlement: 'not-satisfied' },
        state: { words: 'Not carried out', isFailure: true },
      },
      {
        summary: 'Train staff.',
        action: { ...action, settlement: 'satisfied' },
        state: { words: 'Kept on time', isFailure: false },
      },
    ],
  })
  expect(questions.map(({ rule, question }) => [rule, question])).toEqual([
    ['improvement-not-made', 'When will Larchwick make the 1 improvement it promised and did not make?'],
    ['improvement-made', 'How do we know that the 1 improvement Larchwick made to its services works?'],
  ])
})

test('every rule is told in the method', () => {
  const method = readFileSync(new URL('../../../docs/methodology.md', import.meta.url), 'utf8')
  const section = method.split(/^## /m).find((part) => part.startsWith('Questions for a committee'))
  for (const rule of questionRules) expect(section).toContain(`**${rule}**`)
})
