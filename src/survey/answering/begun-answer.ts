import { createHash } from 'node:crypto'
import { isOneLine } from '../../mail/mail.ts'
import { type AnswerProblem, type Answers, answerProblems, questionField, readAnswers } from '../answer.ts'
import { type Question, type QuestionPage, questionPages } from '../question.ts'
import type { Survey } from '../survey.ts'

/** Everything a form carries from page to page, as it was typed: nothing of it is kept here before it is sent or saved. */
export type BegunAnswer = {
  /** Drawn by lot when the form was begun; sent twice, it is one answer. */
  readonly form: string
  /** Stands for the questions as they were when the form was begun. */
  readonly asked: string
  /** The link of an invitation, or to resume; empty where there is none. */
  readonly invitation: string
  readonly draft: string
  readonly fields: Readonly<Record<string, readonly string[]>>
}

/** The same for the same questions: a number that was ticked is no answer to another question. */
export function markOf(survey: Survey, questions: readonly Question[]): string {
  return createHash('sha256')
    .update(JSON.stringify([survey.asks, questions]))
    .digest('base64url')
}

/** Whether the survey was taken back and changed after somebody began to answer it. */
export function wasChanged(survey: Survey, questions: readonly Question[], { asked }: BegunAnswer): boolean {
  return asked !== '' && asked !== markOf(survey, questions)
}

/** What somebody wrote in their own words, also where nobody knows any more what was asked. */
export function wordsWritten({ fields }: BegunAnswer): readonly string[] {
  return Object.values(fields)
    .flat()
    .filter((text) => /\D/.test(text))
}

export const organisationField = 'organisation'
export const kindField = 'kind'

/** One page of the form: about whoever answers, or with questions. */
export type AnswerStep = { readonly kind: 'about' } | ({ readonly kind: 'questions' } & QuestionPage)

/** The pages in their order. */
export function answerSteps(survey: Survey, questions: readonly Question[]): readonly AnswerStep[] {
  const pages = questionPages(questions).map((page) => ({ kind: 'questions' as const, ...page }))
  return survey.asks === 'nothing' ? pages : [{ kind: 'about' }, ...pages]
}

/** The fields of a survey's form, whichever page they stand on. */
export function answerFields(questions: readonly Question[]): readonly string[] {
  return [organisationField, kindField, ...questions.map(questionField)]
}

export function sentTexts({ fields }: BegunAnswer, field: string): readonly string[] {
  return fields[field] ?? []
}

export function sentText(begun: BegunAnswer, field: string): string {
  return sentTexts(begun, field)[0] ?? ''
}

export function answersOf(questions: readonly Question[], begun: BegunAnswer): Answers {
  return readAnswers(questions, (field) => sentTexts(begun, field))
}

/** What an organisation is on record as: one of the register, or a name and a kind; or a kind alone, or nothing. */
export type Answerer = {
  readonly authorityId: number | null
  readonly organisation: string | null
  readonly kind: string | null
}

const longestName = 200

/** Reads who answers, as far as the survey asks. */
export function readAnswerer(
  survey: Survey,
  begun: BegunAnswer,
  kinds: readonly string[],
  find: (name: string) => { readonly id: number; readonly kind: string } | undefined,
): { readonly ok: true; readonly answerer: Answerer } | ({ readonly ok: false } & AnswerProblem) {
  const kind = kinds.find((code) => code === sentText(begun, kindField)) ?? null
  const nobody = { authorityId: null, organisation: null, kind: null }
  if (survey.asks === 'nothing') return { ok: true, answerer: nobody }
  if (survey.asks === 'kind') {
    if (kind !== null) return { ok: true, answerer: { ...nobody, kind } }
    return { ok: false, field: kindField, reason: 'Choose what kind of organisation you answer for.' }
  }
  const name = sentText(begun, organisationField)
  if (name === '')
    return { ok: false, field: organisationField, reason: 'Name the organisation you answer for.' }
  if (name.length > longestName || !isOneLine(name)) {
    const reason = `The name has ${name.length} characters; ${longestName} in one line, without tabs, are the most.`
    return { ok: false, field: organisationField, reason }
  }
  const found = find(name)
  if (found) return { ok: true, answerer: { authorityId: found.id, organisation: null, kind: found.kind } }
  if (kind !== null) return { ok: true, answerer: { ...nobody, organisation: name, kind } }
  const reason = `We do not know “${name}” by that name. Write its whole name, or choose what kind of organisation it is.`
  return { ok: false, field: kindField, reason }
}

/** What stands in the way of the questions of one page. */
export function stepProblems(step: AnswerStep, begun: BegunAnswer): readonly AnswerProblem[] {
  if (step.kind === 'about') return []
  return answerProblems(step.questions, answersOf(step.questions, begun))
}
