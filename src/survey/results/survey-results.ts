import type { Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import type { Answers } from '../answer.ts'
import { choicesOf, type Question } from '../question.ts'
import type { Asked, SurveyState } from '../survey.ts'
import { hideSmallNumbers, leastGroup, mergeSmallGroups, type ShownCount } from './small-groups.ts'

/** An answer as it is on record. */
export type GivenAnswer = {
  /** One of the register's, or the name that was given; null in an anonymous survey. */
  readonly organisation: string | null
  /** The code of a kind of organisation; null where it was not asked. */
  readonly kind: string | null
  readonly answeredOn: string | null
  readonly answers: Answers
}

export type SurveyResults = {
  readonly answerCount: number
  /** Null in an anonymous survey. */
  readonly organisationCount: number | null
  readonly kinds: readonly KindResult[]
  readonly questions: readonly QuestionResult[]
}

export type KindResult = {
  readonly name: string
  readonly answerCount: number
  readonly organisationCount: number | null
}

export type QuestionResult = {
  readonly question: Question
  /** How many answered it. */
  readonly base: number
  readonly choices: readonly ChoiceResult[]
  readonly breakdown: Breakdown | null
  /** What people wrote; null where that is not shown. */
  readonly words: readonly GivenWords[] | null
}

export type ChoiceResult = {
  readonly number: number
  readonly text: string
  readonly count: number
  readonly organisationCount: number | null
}

export type GivenWords = { readonly words: string; readonly organisation: string | null }

/** A question's answers by kind of organisation, the choices in their order; small numbers are hidden. */
export type Breakdown = {
  readonly rows: readonly { readonly name: string; readonly shown: readonly ShownCount[] }[]
}

/**
 * Why the results cannot be seen yet, as a sentence; undefined where they can. While an anonymous survey is open, what
 * one more answer changes would tell what it says.
 */
export function whyNoResults(asks: Asked, state: SurveyState, answerCount: number): string | undefined {
  if (answerCount === 0) return 'Nobody has answered yet.'
  if (asks === 'organisation') return undefined
  if (state !== 'closed') {
    return 'This survey is anonymous. Its results are shown once it is closed: before, each answer could be told from what it changes.'
  }
  if (answerCount >= leastGroup) return undefined
  return `This survey is anonymous, and fewer than ${leastGroup} people answered it. What they said is not shown.`
}

/** Counts what was answered: answers and organisations apart, and by kind of organisation without small groups. */
export function countResults(
  scheme: Scheme,
  asks: Asked,
  questions: readonly Question[],
  given: readonly GivenAnswer[],
): SurveyResults {
  const isNamed = asks === 'organisation'
  const groups = mergeSmallGroups(
    scheme.authorityKinds.map(({ code, plural }) => ({
      name: capital(plural),
      items: given.filter(({ kind }) => kind === code),
    })),
    'Other kinds, together',
  )
  const organisations = (answers: readonly GivenAnswer[]) => (isNamed ? countOrganisations(answers) : null)
  return {
    answerCount: given.length,
    organisationCount: organisations(given),
    kinds: groups.map(({ name, items }) => ({
      name,
      answerCount: items.length,
      organisationCount: organisations(items),
    })),
    questions: questions.map((question) => ({
      question,
      base: given.filter(({ answers }) => answers[question.number] !== undefined).length,
      choices: choicesOf(question).map(({ number, text }) => {
        const chose = given.filter(({ answers }) => hasChosen(answers, question, number))
        return { number, text, count: chose.length, organisationCount: organisations(chose) }
      }),
      breakdown: breakDown(question, groups),
      words: question.kind === 'text' ? shownWords(question, given, isNamed) : null,
    })),
  }
}

function countOrganisations(answers: readonly GivenAnswer[]): number {
  return new Set(answers.map(({ organisation }) => organisation?.toLowerCase())).size
}

function hasChosen(answers: Answers, { number: question }: Question, number: number): boolean {
  const answer = answers[question]
  return Array.isArray(answer) && answer.includes(number)
}

function breakDown(
  question: Question,
  groups: readonly { readonly name: string; readonly items: readonly GivenAnswer[] }[],
): Breakdown | null {
  const choices = choicesOf(question)
  if (choices.length === 0 || groups.length < 2) return null
  const counts = groups.map(({ items }) =>
    choices.map(({ number }) => items.filter(({ answers }) => hasChosen(answers, question, number)).length),
  )
  const shown = question.kind === 'several' ? hideEachAlone(counts, groups) : hideTogether(counts, groups)
  return { rows: groups.map(({ name }, index) => ({ name, shown: shown[index] ?? [] })) }
}

type Counts = readonly (readonly number[])[]
type Sized = readonly { readonly items: readonly unknown[] }[]

/** Whoever answered chose one of them: with those who did not answer, they are all of a group. */
function hideTogether(counts: Counts, groups: Sized): readonly (readonly ShownCount[])[] {
  const whole = counts.map((row, index) => {
    const answered = row.reduce((sum, count) => sum + count, 0)
    return [...row, (groups[index]?.items.length ?? 0) - answered]
  })
  return hideSmallNumbers(whole).map((row) => row.slice(0, -1))
}

/** Each option was chosen or not, whatever else was chosen. */
function hideEachAlone(counts: Counts, groups: Sized): readonly (readonly ShownCount[])[] {
  const columns = (counts[0] ?? []).map((_, option) =>
    hideSmallNumbers(
      counts.map((row, index) => {
        const chose = row[option] ?? 0
        return [chose, (groups[index]?.items.length ?? 0) - chose]
      }),
    ).map(([chose = null]) => chose),
  )
  return counts.map((_, row) => columns.map((column) => column[row] ?? null))
}

/** In the order of the alphabet, which tells nothing of who answered when. */
function shownWords(
  { number }: Question,
  given: readonly GivenAnswer[],
  isNamed: boolean,
): readonly GivenWords[] | null {
  const words = given.flatMap(({ answers, organisation }) => {
    const answer = answers[number]
    return typeof answer === 'string' ? [{ words: answer, organisation }] : []
  })
  if (!isNamed && words.length < leastGroup) return null
  return words.toSorted((one, other) => one.words.localeCompare(other.words, 'en-GB'))
}
