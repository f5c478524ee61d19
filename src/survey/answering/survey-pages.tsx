import { type Context, Hono } from 'hono'
import { knowableClient } from '../../accounts/account-page.tsx'
import { LinkedPage, linkedMessage } from '../../accounts/linked-page.tsx'
import { newToken } from '../../accounts/secret-token.ts'
import type { VisitorDesk } from '../../accounts/visitor-desk.tsx'
import type { VisitorLimit } from '../../accounts/visitor-limits.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import { capital, numberInWords } from '../../scheme/sentence-words.ts'
import { Standing } from '../../web/desk-page.tsx'
import { readSentForm, type SentForm } from '../../web/sent-form.ts'
import { surveyAddresses, surveyPaths } from '../../web/survey-addresses.ts'
import type { Question } from '../question.ts'
import { isAnonymous } from '../survey.ts'
import { readQuestions } from '../survey-store.ts'
import { type Answering, AnswersOf, anybody, checkPage, startPage, stepPage } from './answer-form.tsx'
import { invitationState, keepBegun, problemsAt, resumeBegun, sendSurveyAnswer } from './answering-actions.ts'
import { findSeenSurvey, readOpenSurveys, type SeenSurvey, type Taking } from './answering-store.ts'
import {
  answerFields,
  answerSteps,
  type BegunAnswer,
  markOf,
  wasChanged,
  wordsWritten,
} from './begun-answer.ts'

/** A whole office may stand behind one address. */
const sendingLimit: VisitorLimit = { mostTimes: 60, seconds: 3_600 }

/** Everything that was typed goes with each page. */
const mostBytes = 600_000

/** Where people answer surveys, with no account, no cookie and no script. */
export function surveyPages(desk: VisitorDesk): Hono {
  const app = new Hono()
  app.get(surveyPaths.surveys, (context) => showSurveys(context, desk))
  app.get(surveyPaths.survey, async (context) => {
    const survey = await askedSurvey(context, desk)
    if (!survey) return noSuchSurvey(context, desk)
    if (survey.isClosed) return closedPage(context, desk, survey)
    return survey.hasOpenLink ? startPage(context, desk, survey, '') : refuse(context, desk, 'not-invited')
  })
  app.get(surveyPaths.surveyInvitation, async (context) => {
    const survey = await askedSurvey(context, desk)
    const token = context.req.param('token') ?? ''
    const state = survey && (await invitationState(desk.visitor, survey, token))
    if (!survey || state === 'unknown') return noSuchSurvey(context, desk)
    if (state === 'used') return refuse(context, desk, 'used-invitation')
    return survey.isClosed ? closedPage(context, desk, survey) : startPage(context, desk, survey, token)
  })
  app.get(surveyPaths.surveyDraft, async (context) => {
    const survey = await askedSurvey(context, desk)
    const resumed = survey && (await resumeBegun(desk.visitor, survey, context.req.param('token') ?? ''))
    if (!survey || !resumed) return noSuchDraft(context, desk)
    const questions = await readQuestions(desk.visitor, survey.id)
    const answering = { survey, questions, begun: resumed.begun }
    if (survey.isClosed) return closedPage(context, desk, survey, answering)
    return wasChanged(survey, questions, resumed.begun)
      ? changedPage(context, desk, answering)
      : pageAt(context, desk, answering, resumed.place)
  })
  app.post(surveyPaths.survey, async (context) => {
    const survey = await askedSurvey(context, desk)
    if (!survey) return noSuchSurvey(context, desk)
    const reading = await readSentForm(context, desk.secret, anybody, mostBytes)
    if (!reading.ok) {
      context.status(reading.status)
      return linkedMessage(context, desk, 'Nothing was sent', reading.reason)
    }
    const questions = await readQuestions(desk.visitor, survey.id)
    const begun = begunIn(reading.form, survey, questions)
    return takeStep(context, desk, { survey, questions, begun }, reading.form)
  })
  // What lies below here is nobody's to sign in for.
  app.all('/survey/*', (context) => noSuchSurvey(context, desk))
  return app
}

async function askedSurvey(context: Context, { visitor }: VisitorDesk): Promise<SeenSurvey | undefined> {
  return findSeenSurvey(visitor, context.req.param('slug') ?? '')
}

/** The one survey that is open, or those there are. */
async function showSurveys(context: Context, desk: VisitorDesk): Promise<Response> {
  const [only, ...others] = await readOpenSurveys(desk.visitor)
  if (only && others.length === 0) return context.redirect(surveyAddresses.survey(only.slug), 302)
  if (!only) {
    return linkedMessage(
      context,
      desk,
      'No survey is open',
      'When we ask for your views again, the annual letters and our e-mails say so.',
    )
  }
  return context.html(
    <LinkedPage desk={desk} title="Surveys">
      <h1>Surveys</h1>
      <Standing>
        <strong>{capital(numberInWords(others.length + 1))} surveys are open.</strong> Choose the one you were
        asked to answer.
      </Standing>
      <ul class="survey-list">
        {[only, ...others].map((survey) => (
          <li>
            <a href={surveyAddresses.survey(survey.slug)}>{survey.title}</a>
            <span class="note">Open until {printMoment(desk.scheme, survey.closesAt)}</span>
          </li>
        ))}
      </ul>
    </LinkedPage>,
  )
}

/** What a form carries, as it was typed. A form without a number of its own begins here. */
function begunIn(form: SentForm, survey: SeenSurvey, questions: readonly Question[]): BegunAnswer {
  const key = (name: string) => (/^[\w-]{43}$/.test(form.text(name)) ? form.text(name) : '')
  return {
    form: key('form') || newToken(),
    asked: form.text('do') === 'start' ? markOf(survey, questions) : key('asked'),
    invitation: key('invitation'),
    draft: key('draft'),
    fields: Object.fromEntries(
      answerFields(questions).map((field) => [field, form.texts(field).filter((text) => text !== '')]),
    ),
  }
}

/** What somebody does on a page: go on, go back, save, or send. */
async function takeStep(
  context: Context,
  desk: VisitorDesk,
  answering: Answering,
  form: SentForm,
): Promise<Response> {
  const { survey, questions, begun } = answering
  const [doing = '', page = ''] = form.text('do').split('page-')
  const place = placeIn(form.text('place'), answering)
  if (wasChanged(survey, questions, begun)) return changedPage(context, desk, answering)
  if (doing === 'send') return send(context, desk, answering)
  if (survey.isClosed) return closedPage(context, desk, survey, answering)
  if (doing === 'start') return stepPage(context, desk, answering, 0)
  if (doing === 'save') return save(context, desk, answering, place)
  if (doing === 'back') return pageAt(context, desk, answering, Math.max(0, place - 1))
  if (page !== '') return pageAt(context, desk, answering, placeIn(page, answering))
  const problems = await problemsAt(desk.visitor, desk.scheme, survey, questions, begun, place)
  if (problems.length === 0) return pageAt(context, desk, answering, place + 1)
  context.status(422)
  return stepPage(context, desk, answering, place, problems)
}

function placeIn(text: string, { survey, questions }: Answering): number {
  const place = /^\d{1,3}$/.test(text) ? Number(text) : 0
  return Math.min(place, answerSteps(survey, questions).length)
}

/** The page at a place; after the last one all answers stand to be checked. */
function pageAt(context: Context, desk: VisitorDesk, answering: Answering, place: number) {
  const { survey, questions } = answering
  return place >= answerSteps(survey, questions).length
    ? checkPage(context, desk, answering)
    : stepPage(context, desk, answering, place)
}

async function save(
  context: Context,
  desk: VisitorDesk,
  { survey, begun }: Answering,
  place: number,
): Promise<Response> {
  const wait = waitOf(context, desk, 'survey save')
  if (wait !== undefined) return wait
  const token = await keepBegun(desk.visitor, survey, begun, place)
  const link = surveyAddresses.surveyDraft(survey.slug, token)
  return context.html(
    <LinkedPage desk={desk} title="Your answers are saved">
      <h1>Your answers are saved</h1>
      <Standing>
        <strong>Keep this link: it is the only way back to them.</strong> It works until{' '}
        {printMoment(desk.scheme, survey.closesAt)}, or until you send them.
      </Standing>
      <p class="survey-link">
        <a href={link}>{desk.siteUrl + link}</a>
      </p>
      <p>
        We do not know who you are and cannot send it to you. What you have answered so far is locked with the
        link: without it, nobody can read it, and neither can we.
      </p>
    </LinkedPage>,
  )
}

async function send(context: Context, desk: VisitorDesk, answering: Answering): Promise<Response> {
  const wait = waitOf(context, desk, 'survey answer')
  if (wait !== undefined) return wait
  const { survey, questions, begun } = answering
  const sending = await sendSurveyAnswer(desk.visitor, desk.scheme, survey, questions, begun)
  switch (sending.state) {
    case 'sent':
    case 'sent-before':
      return thankYou(context, desk, survey)
    case 'problems':
      context.status(422)
      return stepPage(context, desk, answering, sending.place, sending.problems)
    case 'closed':
      return closedPage(context, desk, survey, answering)
    case 'unknown':
      return noSuchSurvey(context, desk)
    default:
      return refuse(context, desk, sending.state, answering)
  }
}

/** Undefined where this client may go on. */
function waitOf(context: Context, desk: VisitorDesk, what: string) {
  const seconds = desk.limits.take(what, knowableClient(context), sendingLimit)
  if (seconds === 0) return undefined
  context.status(429)
  context.header('Retry-After', String(seconds))
  return linkedMessage(
    context,
    desk,
    'Too many at once',
    'So many answers came from your network within the hour that we take no more for now. Go back, keep the page open, and send yours later.',
  )
}

function thankYou(context: Context, desk: VisitorDesk, survey: SeenSurvey) {
  return context.html(
    <LinkedPage desk={desk} title="Thank you">
      <h1>Thank you</h1>
      <Standing>
        <strong>Your answer has reached us.</strong> {survey.title}
      </Standing>
      <p>
        {isAnonymous(survey)
          ? 'Nothing we keep leads from it to you, so we cannot tell you what it says, change it or take it out again.'
          : 'It counts for your organisation. Colleagues of yours may answer too.'}
      </p>
      <p>You can close this page.</p>
    </LinkedPage>,
  )
}

function closedPage(context: Context, desk: VisitorDesk, survey: SeenSurvey, answering?: Answering) {
  const when = printMoment(desk.scheme, survey.closesAt)
  return notTaken(context, desk, {
    status: 410,
    title: 'This survey is closed',
    help: `${survey.title} closed on ${when}, and answers are no longer taken.`,
    answering,
  })
}

const refusals: Readonly<
  Record<Extract<Taking, 'not-invited' | 'used-invitation'>, Omit<NotTaken, 'answering'>>
> = {
  'not-invited': {
    status: 403,
    title: 'This survey is by invitation',
    help: 'Use the link in the e-mail that invited you. If you have none, ask whoever told you of the survey.',
  },
  'used-invitation': {
    status: 410,
    title: 'This invitation has been used',
    help: 'It was good for one answer, and that has reached us. If that was not you, ask for another invitation.',
  },
}

function refuse(context: Context, desk: VisitorDesk, state: keyof typeof refusals, answering?: Answering) {
  return notTaken(context, desk, { ...refusals[state], answering })
}

type NotTaken = {
  readonly status: 403 | 410
  readonly title: string
  readonly help: string
  readonly answering: Answering | undefined
}

/** Nothing typed is lost: it stands here to be copied. */
function notTaken(context: Context, desk: VisitorDesk, { status, title, help, answering }: NotTaken) {
  context.status(status)
  if (!answering) return linkedMessage(context, desk, title, help)
  return context.html(
    <LinkedPage desk={desk} title={title}>
      <h1>{title}</h1>
      <Standing>
        <strong>Your answer was not taken.</strong> {help}
      </Standing>
      <p>This is what you had answered, to copy if you want to keep it. We do not.</p>
      {answerSteps(answering.survey, answering.questions).map((step) => (
        <AnswersOf desk={desk} answering={answering} step={step} />
      ))}
    </LinkedPage>,
  )
}

/** It was taken back and mended before anybody had answered: what was ticked may be no answer to what it asks now. */
function changedPage(context: Context, desk: VisitorDesk, { survey, begun }: Answering) {
  const { slug } = survey
  const written = wordsWritten(begun)
  context.status(409)
  return context.html(
    <LinkedPage desk={desk} title="The questions were changed">
      <h1>The questions were changed</h1>
      <Standing>
        <strong>Nothing was sent.</strong> We changed the survey after you began.{' '}
        <a
          href={
            begun.invitation === ''
              ? surveyAddresses.survey(slug)
              : surveyAddresses.surveyInvitation(slug, begun.invitation)
          }
        >
          Begin again
        </a>
        .
      </Standing>
      {written.length > 0 && (
        <>
          <p>This is what you had written, to copy if you want to keep it.</p>
          <ul class="survey-words">
            {written.map((text) => (
              <li>{text}</li>
            ))}
          </ul>
        </>
      )}
    </LinkedPage>,
  )
}

function noSuchSurvey(context: Context, desk: VisitorDesk) {
  context.status(404)
  return linkedMessage(
    context,
    desk,
    'There is no such survey',
    'Check that the whole address was copied. What is open now stands at the address /survey.',
  )
}

function noSuchDraft(context: Context, desk: VisitorDesk) {
  context.status(404)
  return linkedMessage(
    context,
    desk,
    'Nothing is saved here',
    'Answers are erased once they are sent, and when the survey closes. If neither is so, check that the whole link was copied.',
  )
}
