import type { Scheme } from '../../scheme/scheme.ts'
import { choicesOf, type Question } from '../question.ts'
import type { Asked } from '../survey.ts'
import type { GivenAnswer, SurveyResults } from './survey-results.ts'

export type TableFile = {
  readonly heading: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** Of an anonymous survey an answer has nothing beside it that tells whose it may be, its kind of organisation neither. */
export const namedColumns = ['organisation', 'organisation_kind', 'answered_on'] as const

/** One answer a line. */
export function answersFile(
  asks: Asked,
  { questions }: SurveyResults,
  given: readonly GivenAnswer[],
): TableFile {
  const isNamed = asks === 'organisation'
  const columns = answerColumns(questions)
  return {
    heading: ['answer', ...(isNamed ? namedColumns : []), ...columns.map(({ name }) => name)],
    rows: given.map((one, index) => [
      index + 1,
      ...(isNamed ? [one.organisation, one.kind, one.answeredOn] : []),
      ...columns.map(({ cell }) => cell(one)),
    ]),
  }
}

type AnswerColumn = {
  readonly name: string
  readonly question: Question
  /** Of the option that the column is about, where each has its own. */
  readonly option: number | null
  readonly cell: (given: GivenAnswer) => string | number | null
}

/** A column for each question; one for each option where several can be chosen. What is not shown has none. */
function answerColumns(questions: SurveyResults['questions']): readonly AnswerColumn[] {
  return questions.flatMap(({ question, words }): AnswerColumn[] => {
    const { number, kind } = question
    if (kind === 'several') {
      return choicesOf(question).map(({ number: option }) => ({
        name: `q${number}_${option}`,
        question,
        option,
        cell: ({ answers }) => {
          const chosen = answers[number]
          if (!Array.isArray(chosen)) return null
          return chosen.includes(option) ? 1 : 0
        },
      }))
    }
    if (kind === 'text' && words === null) return []
    return [
      {
        name: `q${number}`,
        question,
        option: null,
        cell: ({ answers }) => {
          const answer = answers[number]
          return typeof answer === 'string' ? answer : (answer?.[0] ?? null)
        },
      },
    ]
  })
}

export const codeBookColumns = ['column', 'question', 'kind', 'code', 'meaning'] as const

/** What the columns and the numbers in the file of answers mean. */
export function codeBook(scheme: Scheme, asks: Asked, { questions }: SurveyResults): TableFile {
  const about =
    asks === 'organisation'
      ? [
          ['organisation', 'Which organisation answered', 'name', null, null],
          ...scheme.authorityKinds.map(({ code, name }) => [
            'organisation_kind',
            'Kind of organisation',
            'one',
            code,
            name,
          ]),
          ['answered_on', 'Day of the answer', 'date', null, null],
        ]
      : []
  return {
    heading: codeBookColumns,
    rows: [
      ['answer', 'Number of the answer, which says nothing about it', 'number', null, null],
      ...about,
      ...answerColumns(questions).flatMap(({ name, question, option }) => codesOf(name, question, option)),
    ],
  }
}

function codesOf(column: string, question: Question, option: number | null): (string | number | null)[][] {
  const { text, kind } = question
  if (kind === 'text') return [[column, text, kind, null, null]]
  const choices = choicesOf(question)
  if (option === null) return choices.map((choice) => [column, text, kind, choice.number, choice.text])
  const chosen = choices.find(({ number }) => number === option)?.text ?? ''
  return [
    [column, text, kind, 1, `Chose: ${chosen}`],
    [column, text, kind, 0, `Did not choose: ${chosen}`],
  ]
}

export const resultsColumns = [
  'question',
  'text',
  'kind_of_organisation',
  'choice',
  'answers',
  'state',
] as const

/** Every number of the page of results: of all, and by kind of organisation, with the small ones left out. */
export function resultsFile({ questions }: SurveyResults): TableFile {
  return {
    heading: resultsColumns,
    rows: questions.flatMap(({ question, choices, breakdown }) => [
      ...choices.map(({ text, count }) => [question.number, question.text, 'all', text, count, 'shown']),
      ...(breakdown?.rows ?? []).flatMap(({ name, shown }) =>
        choices.map(({ text }, index) => {
          const count = shown[index] ?? null
          return [question.number, question.text, name, text, count, count === null ? 'hidden' : 'shown']
        }),
      ),
    ]),
  }
}
