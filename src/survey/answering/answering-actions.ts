import { z } from 'zod'
import { newToken, tokenHash } from '../../accounts/secret-token.ts'
import { authorityNames, findAuthority } from '../../authorities/authority-name-search.ts'
import type { Database } from '../../database/connection.ts'
import { asHolderOf } from '../../database/visitor-database.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { AnswerProblem } from '../answer.ts'
import type { Question } from '../question.ts'
import {
  currentVisitorMoment,
  findDraft,
  findInvitation,
  readOrganisations,
  type SeenSurvey,
  saveDraft,
  type Taking,
  takeAnswer,
} from './answering-store.ts'
import {
  type Answerer,
  answerSteps,
  answersOf,
  type BegunAnswer,
  readAnswerer,
  stepProblems,
} from './begun-answer.ts'
import { openDraft, sealDraft } from './draft-seal.ts'

/** Who answers, or what is wrong with what they said of it. */
async function findAnswerer(
  visitor: Database,
  scheme: Scheme,
  survey: SeenSurvey,
  begun: BegunAnswer,
): Promise<{ readonly ok: true; readonly answerer: Answerer } | ({ readonly ok: false } & AnswerProblem)> {
  const kinds = scheme.authorityKinds.map(({ code }) => code)
  if (survey.asks !== 'organisation') return readAnswerer(survey, begun, kinds, () => undefined)
  const today = dayOf(scheme, await currentVisitorMoment(visitor))
  const names = authorityNames(await readOrganisations(visitor, today))
  return readAnswerer(survey, begun, kinds, (name) => findAuthority(names, name))
}

/** What is wrong with the page at a place, the first thing first. */
export async function problemsAt(
  visitor: Database,
  scheme: Scheme,
  survey: SeenSurvey,
  questions: readonly Question[],
  begun: BegunAnswer,
  place: number,
): Promise<readonly AnswerProblem[]> {
  const step = answerSteps(survey, questions)[place]
  if (step === undefined) return []
  if (step.kind === 'questions') return stepProblems(step, begun)
  const found = await findAnswerer(visitor, scheme, survey, begun)
  return found.ok ? [] : [found]
}

export type Sending =
  | { readonly state: Taking }
  /** Something is wrong on the page at this place. */
  | { readonly state: 'problems'; readonly place: number; readonly problems: readonly AnswerProblem[] }

/** Sends an answer: it is taken once, however often it is sent. */
export async function sendSurveyAnswer(
  visitor: Database,
  scheme: Scheme,
  survey: SeenSurvey,
  questions: readonly Question[],
  begun: BegunAnswer,
): Promise<Sending> {
  const places = answerSteps(survey, questions).map((_, place) => place)
  for (const place of places) {
    const problems = await problemsAt(visitor, scheme, survey, questions, begun, place)
    if (problems.length > 0) return { state: 'problems', place, problems }
  }
  const found = await findAnswerer(visitor, scheme, survey, begun)
  if (!found.ok) return { state: 'problems', place: 0, problems: [found] }
  const state = await takeAnswer(visitor, {
    surveyId: survey.id,
    formHash: tokenHash(begun.form),
    invitationHash: begun.invitation === '' ? null : tokenHash(begun.invitation),
    draftHash: begun.draft === '' ? null : tokenHash(begun.draft),
    ...found.answerer,
    answeredOn: dayOf(scheme, await currentVisitorMoment(visitor)),
    answers: answersOf(questions, begun),
  })
  return { state }
}

/** Keeps what was begun under a link, a new one the first time; says with what it can be resumed. */
export async function keepBegun(
  visitor: Database,
  survey: SeenSurvey,
  begun: BegunAnswer,
  place: number,
): Promise<string> {
  const token = begun.draft === '' ? newToken() : begun.draft
  const sealed = sealDraft(token, { ...begun, draft: token, place })
  await asHolderOf(visitor, token, (transaction) =>
    saveDraft(transaction, { surveyId: survey.id, tokenHash: tokenHash(token), sealed }),
  )
  return token
}

/** What was begun, and where; undefined where the link is not of this survey, was sent, or was erased. */
export async function resumeBegun(
  visitor: Database,
  survey: SeenSurvey,
  token: string,
): Promise<{ readonly begun: BegunAnswer; readonly place: number } | undefined> {
  const draft = await asHolderOf(visitor, token, findDraft)
  if (draft === undefined || draft.surveyId !== survey.id) return undefined
  const { place, ...begun } = sealedDraft.parse(openDraft(token, draft.sealed))
  return { begun, place }
}

const sealedDraft = z.strictObject({
  form: z.string(),
  asked: z.string(),
  invitation: z.string(),
  draft: z.string(),
  fields: z.record(z.string(), z.array(z.string())),
  place: z.number(),
})

/** Whether an invitation is to this survey, and can still be used. */
export async function invitationState(
  visitor: Database,
  survey: SeenSurvey,
  token: string,
): Promise<'open' | 'used' | 'unknown'> {
  const invitation = await asHolderOf(visitor, token, findInvitation)
  if (invitation === undefined || invitation.surveyId !== survey.id) return 'unknown'
  return invitation.isUsed ? 'used' : 'open'
}
