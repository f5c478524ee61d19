import type { Answers } from '../survey/answer.ts'
import { choicesOf, type Question } from '../survey/question.ts'
import type { Asked } from '../survey/survey.ts'
import type { Random } from './random.ts'

/** A survey of the demonstration: so many days before the day it is loaded it opened, and so many after it closes. */
export type InventedSurvey = {
  readonly slug: string
  readonly title: string
  readonly introduction: string
  readonly asks: Asked
  readonly hasOpenLink: boolean
  readonly openedDaysAgo: number
  readonly closesInDays: number
  readonly questions: readonly Question[]
}

const plain = { hint: null, isRequired: true, options: [], scale: null, pageHeading: null } as const
const howClear = { points: 5, lowest: 'Not at all', highest: 'Very' } as const

/** The one that the letters mean. */
export const openSurvey: InventedSurvey = {
  slug: 'annual-review-letters',
  title: 'Our annual review letters',
  introduction:
    'We write to your organisation every year. Tell us what you do with the letter and what would make it more useful.\n\nIt takes five minutes.',
  asks: 'organisation',
  hasOpenLink: true,
  openedDaysAgo: 24,
  closesInDays: 45,
  questions: [
    {
      ...plain,
      number: 1,
      kind: 'several',
      text: 'Who reads the letter in your organisation?',
      options: [
        'Chief executive',
        'Councillors',
        'Complaints team',
        'Service managers',
        'Nobody that I know of',
      ],
      pageHeading: 'The letter',
    },
    {
      ...plain,
      number: 2,
      kind: 'one',
      text: 'Was it discussed at a meeting last year?',
      options: ['Yes, in public', 'Yes, not in public', 'No', 'I do not know'],
    },
    { ...plain, number: 3, kind: 'scale', text: 'How clear are its figures?', scale: howClear },
    {
      ...plain,
      number: 4,
      kind: 'scale',
      text: 'How useful is the map of councils?',
      isRequired: false,
      scale: howClear,
      pageHeading: 'The figures online',
    },
    { ...plain, number: 5, kind: 'text', text: 'What would you change?', isRequired: false },
  ],
}

/** One that is over. */
export const closedSurvey: InventedSurvey = {
  slug: 'working-with-our-investigators',
  title: 'Working with our investigators',
  introduction:
    'How is it to be asked by us about a complaint? Please be frank: nobody can tell who said what.',
  asks: 'kind',
  hasOpenLink: true,
  openedDaysAgo: 150,
  closesInDays: -95,
  questions: [
    {
      ...plain,
      number: 1,
      kind: 'one',
      text: 'How long did you have to answer our last enquiry?',
      options: ['Long enough', 'Hardly long enough', 'Not long enough', 'I have not had one'],
      pageHeading: 'Our enquiries',
    },
    { ...plain, number: 2, kind: 'scale', text: 'How clear was what we asked for?', scale: howClear },
    {
      ...plain,
      number: 3,
      kind: 'several',
      text: 'What would help you?',
      isRequired: false,
      options: ['An earlier telephone call', 'Fewer documents', 'A named contact', 'More time'],
    },
    { ...plain, number: 4, kind: 'text', text: 'What should we do differently?', isRequired: false },
  ],
}

/** What people write, of which each is written by several. */
const remarks: readonly string[] = [
  'Send it a week earlier, please.',
  'Put the comparison with similar councils first.',
  'A summary on one page would help our members.',
  'Say more plainly what a small number means.',
  'The online figures are more useful than the letter.',
  'Nothing. It is clear.',
]

/** What one person may have answered: most are content, and some leave out what they may. */
export function inventAnswers(chance: Random, questions: readonly Question[]): Answers {
  const answers: Record<number, readonly number[] | string> = {}
  for (const question of questions) {
    if (!question.isRequired && chance.unit() < 0.4) continue
    answers[question.number] = inventAnswer(chance, question)
  }
  return answers
}

function inventAnswer(chance: Random, question: Question): readonly number[] | string {
  const numbers = choicesOf(question).map(({ number }) => number)
  switch (question.kind) {
    case 'text':
      return remarks[chance.between(0, remarks.length - 1)] ?? ''
    case 'several': {
      const chosen = numbers.filter((number) => chance.unit() < 0.7 / number)
      return chosen.length > 0 ? chosen : numbers.slice(0, 1)
    }
    case 'scale':
      return [Math.min(numbers.length, Math.max(1, Math.round(numbers.length * 0.72 + chance.normal())))]
    case 'one':
      // The earlier an option stands, the more choose it.
      return [Math.min(numbers.length, 1 + Math.floor(numbers.length * chance.unit() ** 2))]
  }
}
