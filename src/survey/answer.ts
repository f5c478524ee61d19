import { choicesOf, type Question } from './question.ts'

/** What was answered, by the number of the question: what was chosen, or words. Nothing stands for no answer. */
export type Answers = Readonly<Record<number, readonly number[] | string>>

/** Words answered are no essay. */
export const longestWords = 2_000

/** The field in which a form carries the answer to a question. */
export function questionField({ number }: Pick<Question, 'number'>): string {
  return `q${number}`
}

export type AnswerProblem = { readonly field: string; readonly reason: string }

/** Reads the answers to some questions from what a form sent. What is none of its choices is left out. */
export function readAnswers(
  questions: readonly Question[],
  sent: (field: string) => readonly string[],
): Answers {
  const answers: Record<number, readonly number[] | string> = {}
  for (const question of questions) {
    const texts = sent(questionField(question))
    if (question.kind === 'text') {
      const [words = ''] = texts
      if (words !== '') answers[question.number] = words
      continue
    }
    const chosen = choicesOf(question)
      .map(({ number }) => number)
      .filter((number) => texts.includes(String(number)))
    const kept = question.kind === 'several' ? chosen : chosen.slice(0, 1)
    if (kept.length > 0) answers[question.number] = kept
  }
  return answers
}

/** What stands in the way of the answers to some questions. */
export function answerProblems(questions: readonly Question[], answers: Answers): readonly AnswerProblem[] {
  return questions.flatMap((question) => {
    const answer = answers[question.number]
    const field = questionField(question)
    if (answer === undefined) {
      return question.isRequired
        ? [{ field, reason: `Answer question ${question.number}: ${question.text}` }]
        : []
    }
    if (typeof answer !== 'string' || answer.length <= longestWords) return []
    const length = answer.length.toLocaleString('en-GB')
    return [
      {
        field,
        reason: `The answer to question ${question.number} has ${length} characters; ${longestWords.toLocaleString('en-GB')} are the most.`,
      },
    ]
  })
}

/** An answer as people read it, one line for each thing chosen; none where there is no answer. */
export function answerWords(question: Question, answers: Answers): readonly string[] {
  const answer = answers[question.number]
  if (answer === undefined) return []
  if (typeof answer === 'string') return answer.split('\n')
  return choicesOf(question)
    .filter(({ number }) => answer.includes(number))
    .map(({ text }) => text)
}
