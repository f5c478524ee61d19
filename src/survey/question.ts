import { isOneLine } from '../mail/mail.ts'

/** What kinds of question there are, and how the office calls them. */
export const questionKinds = {
  one: 'One of several options',
  several: 'Any number of options',
  scale: 'A point on a scale',
  text: 'Their own words',
} as const
export type QuestionKind = keyof typeof questionKinds

export type Question = {
  /** Its place in the survey, from 1. */
  readonly number: number
  readonly kind: QuestionKind
  readonly text: string
  readonly hint: string | null
  readonly isRequired: boolean
  /** What can be chosen, where something can. */
  readonly options: readonly string[]
  readonly scale: Scale | null
  /** A new page begins with it, under this heading. */
  readonly pageHeading: string | null
}

/** Points from 1, with words at the first and the last. */
export type Scale = { readonly points: number; readonly lowest: string; readonly highest: string }

/** More are more than anybody answers. */
export const mostQuestions = 60
const mostOptions = 20
const longestOption = 200

/** One page of a survey as people answer it. */
export type QuestionPage = { readonly heading: string | null; readonly questions: readonly Question[] }

/** The questions by page: the first page begins with the first question, whether or not it has a heading. */
export function questionPages(questions: readonly Question[]): readonly QuestionPage[] {
  const pages: { heading: string | null; questions: Question[] }[] = []
  for (const question of questions) {
    const page = pages.at(-1)
    if (page && question.pageHeading === null) page.questions.push(question)
    else pages.push({ heading: question.pageHeading, questions: [question] })
  }
  return pages
}

/** What can be done with a question as a whole. */
export const questionMoves = ['up', 'down', 'remove'] as const
export type QuestionMove = (typeof questionMoves)[number]

/** The questions after one of them changed its place or went, numbered anew. */
export function moveQuestion(
  questions: readonly Question[],
  number: number,
  move: QuestionMove,
): readonly Question[] {
  const rest = questions.filter((question) => question.number !== number)
  const moved = questions.find((question) => question.number === number)
  if (!moved || move === 'remove') return numbered(rest)
  const place = Math.max(0, number - 1 + (move === 'up' ? -1 : 1))
  return numbered(rest.toSpliced(place, 0, moved))
}

/** The questions with one added at the end, or in place of the one that has its number. */
export function putQuestion(questions: readonly Question[], question: Question): readonly Question[] {
  return questions.some(({ number }) => number === question.number)
    ? questions.map((one) => (one.number === question.number ? question : one))
    : numbered([...questions, question])
}

function numbered(questions: readonly Question[]): readonly Question[] {
  return questions.map((question, index) => ({ ...question, number: index + 1 }))
}

export const questionFields = [
  'text',
  'hint',
  'kind',
  'required',
  'options',
  'points',
  'lowest',
  'highest',
  'heading',
] as const
export type QuestionField = (typeof questionFields)[number]
export type TypedQuestion = Readonly<Record<QuestionField, string>>
export type QuestionProblem = { readonly field: QuestionField; readonly reason: string }

/** Reads what somebody typed of a question; everything that is wrong is said at once. */
export function readQuestion(
  typed: TypedQuestion,
  number: number,
):
  | { readonly ok: true; readonly question: Question }
  | { readonly ok: false; readonly problems: readonly QuestionProblem[] } {
  const problems: QuestionProblem[] = []
  const refuse = (field: QuestionField, reason: string) => problems.push({ field, reason })
  const line = (field: QuestionField, most: number) => {
    const text = typed[field]
    if (text.length > most || !isOneLine(text)) {
      refuse(field, `This has ${text.length} characters; ${most} in one line, without tabs, are the most.`)
    }
    return text
  }
  const text = line('text', 300)
  if (text === '') refuse('text', 'Write the question.')
  const hint = line('hint', 300)
  const heading = line('heading', 120)
  const kind = (Object.keys(questionKinds) as QuestionKind[]).find((one) => one === typed.kind)
  if (kind === undefined) refuse('kind', 'Choose how it is answered.')
  const hasOptions = kind === 'one' || kind === 'several'
  const options = hasOptions ? readOptions(typed.options, refuse) : []
  const scale = kind === 'scale' ? readScale(typed, line, refuse) : null
  if (problems.length > 0 || kind === undefined) return { ok: false, problems }
  return {
    ok: true,
    question: {
      number,
      kind,
      text,
      hint: hint === '' ? null : hint,
      isRequired: typed.required === 'yes',
      options,
      scale,
      pageHeading: heading === '' ? null : heading,
    },
  }
}

type Refuse = (field: QuestionField, reason: string) => void

function readOptions(typed: string, refuse: Refuse): readonly string[] {
  const options = typed
    .split('\n')
    .map((option) => option.trim())
    .filter((option) => option !== '')
  const twice = options.find((option, index) => options.indexOf(option) !== index)
  const long = options.find((option) => option.length > longestOption)
  if (options.length < 2 || options.length > mostOptions) {
    refuse('options', `Write 2 to ${mostOptions} options, one to a line; here are ${options.length}.`)
  } else if (twice !== undefined) refuse('options', `"${twice}" is there twice; keep one of them.`)
  else if (long !== undefined) {
    refuse('options', `An option has at most ${longestOption} characters; shorten "${long.slice(0, 40)}…".`)
  }
  return options
}

function readScale(
  typed: TypedQuestion,
  line: (field: QuestionField, most: number) => string,
  refuse: Refuse,
): Scale {
  const points = /^\d{1,2}$/.test(typed.points) ? Number(typed.points) : 0
  if (points < 3 || points > 10) refuse('points', 'A scale has 3 to 10 points; write their number.')
  const [lowest, highest] = [line('lowest', 60), line('highest', 60)]
  if (lowest === '') refuse('lowest', 'Say what the first point means.')
  if (highest === '') refuse('highest', 'Say what the last point means.')
  return { points, lowest, highest }
}

/** What can be chosen, by the number an answer has for it; none where people write words. */
export function choicesOf({ options, scale }: Question): readonly { number: number; text: string }[] {
  if (scale === null) return options.map((text, index) => ({ number: index + 1, text }))
  return Array.from({ length: scale.points }, (_, index) => {
    const number = index + 1
    if (number === 1) return { number, text: `1 – ${scale.lowest}` }
    return { number, text: number === scale.points ? `${number} – ${scale.highest}` : String(number) }
  })
}
