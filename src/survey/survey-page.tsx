import type { Context } from 'hono'
import type { Staff } from '../accounts/person.ts'
import { type Desk, StaffPage, tokenOf } from '../accounts/signed-in-route.tsx'
import { currentMoment } from '../database/current-moment-store.ts'
import { withNoun } from '../scheme/count-noun.ts'
import { dayOf, printMoment } from '../scheme/printed-dates.ts'
import { timeOf } from '../scheme/wall-clock.ts'
import { CasePart } from '../web/case-part.tsx'
import { deskAddresses } from '../web/desk-addresses.ts'
import { DeskForm, DeskTextInput, ErrorSummary, type Problem, problemOf } from '../web/desk-form-controls.tsx'
import { type DeskFigure, DeskFigures, Standing } from '../web/desk-page.tsx'
import { Button, ButtonLink } from '../web/form-controls.tsx'
import type { SentForm } from '../web/sent-form.ts'
import { surveyAddresses } from '../web/survey-addresses.ts'
import { choicesOf, type Question, questionKinds, questionPages } from './question.ts'
import { countAnswerers } from './results/results-store.ts'
import { isAnonymous, type SurveyState, surveyState } from './survey.ts'
import { changeClosing, openSurvey, type SurveyChange, takeSurveyBack } from './survey-actions.ts'
import { type ListedSurvey, readQuestions } from './survey-store.ts'
import { askedSurvey, askedWords, noSuchSurvey, SurveyNotice } from './surveys-page.tsx'

/** One survey: how it stands, what it asks, and what can be done with it. */
export async function showSurvey(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  return surveyPage(context, desk, staff, [])
}

/** Opens a draft, or takes an open survey back that nobody has answered. */
export async function sendSurveyOpening(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const edit = await askedEdit(context, desk, staff, form)
  if (!edit) return noSuchSurvey(context, desk, staff)
  const isBack = form.text('do') === 'take-back'
  const change = isBack ? await takeSurveyBack(desk.database, edit) : await openSurvey(desk.database, edit)
  return answered(context, desk, staff, form, change, isBack ? 'taken-back' : 'opened')
}

/** Moves when a survey closes, or closes it at once. */
export async function sendSurveyClosing(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const edit = await askedEdit(context, desk, staff, form)
  if (!edit) return noSuchSurvey(context, desk, staff)
  const isNow = form.text('do') === 'close'
  const closing = isNow ? 'now' : { date: form.text('closes-on'), time: form.text('closes-time') }
  const change = await changeClosing(desk.database, desk.scheme, edit, closing)
  return answered(context, desk, staff, form, change, isNow ? 'closed' : 'closing')
}

async function askedEdit(context: Context, desk: Desk, staff: Staff, form: SentForm) {
  const survey = await askedSurvey(context, desk)
  return survey && { id: survey.id, version: Number(form.text('version')), actor: staff.email }
}

async function answered(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
  change: SurveyChange,
  done: string,
): Promise<Response> {
  if (change.ok) return context.redirect(`${deskAddresses.survey(change.id)}?done=${done}`, 303)
  context.status(change.isStale ? 409 : 422)
  return surveyPage(context, desk, staff, change.problems, form)
}

async function surveyPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  problems: readonly Problem[],
  form?: SentForm,
): Promise<Response> {
  const survey = await askedSurvey(context, desk)
  if (!survey) return noSuchSurvey(context, desk, staff)
  const state = surveyState(survey, await currentMoment(desk.database))
  const questions = await readQuestions(desk.database, survey.id)
  const shown = { desk, staff, survey, state, problems, form }
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={survey.title}
      current={deskAddresses.surveys()}
      back={{ text: 'Surveys', href: deskAddresses.surveys() }}
    >
      <SurveyNotice context={context} />
      <ErrorSummary problems={problems} />
      <h1>{survey.title}</h1>
      <SurveyStanding {...shown} />
      {state !== 'draft' && <DeskFigures figures={await figuresOf(desk, survey)} />}
      {survey.answerCount > 0 && (
        <div class="desk-actions">
          <ButtonLink text="Results" href={deskAddresses.survey(survey.id, 'results')} />
        </div>
      )}
      <CasePart
        id="about"
        head="About it"
        note={survey.hasOpenLink ? 'Anybody may answer' : 'By invitation'}
        isChapter={true}
      >
        {survey.introduction.split(/\n+/).map((paragraph) => (
          <p>{paragraph}</p>
        ))}
        <p class="note">
          Asked about themselves: {askedWords[survey.asks].text.toLowerCase()}. {askedWords[survey.asks].hint}
        </p>
        <p class="note">
          Address: {state === 'open' ? <SurveyLink desk={desk} survey={survey} /> : linkOf(desk, survey)}
        </p>
        {state === 'draft' && (
          <p>
            <a href={deskAddresses.survey(survey.id, 'settings')}>Change this</a>
          </p>
        )}
      </CasePart>
      <CasePart
        id="questions"
        head="Questions"
        note={state === 'draft' ? undefined : 'They stay as they are once it is open'}
      >
        <Questions
          desk={desk}
          staff={staff}
          survey={survey}
          questions={questions}
          isDraft={state === 'draft'}
        />
      </CasePart>
      {(state === 'open' || state === 'waiting') && (
        <CasePart id="invitations" head="Invitations" note="Each is good for one answer">
          <p>
            {survey.invitedCount === 0
              ? 'Nobody has been invited.'
              : `${withNoun(survey.invitedCount.toLocaleString('en-GB'), { one: 'invitation', many: 'invitations' })}, ${survey.usedCount.toLocaleString('en-GB')} used.`}{' '}
            <a href={deskAddresses.survey(survey.id, 'invitations')}>Invite people</a>
          </p>
        </CasePart>
      )}
      <NextStep {...shown} />
    </StaffPage>,
  )
}

type Shown = {
  readonly desk: Desk
  readonly staff: Staff
  readonly survey: ListedSurvey
  readonly state: SurveyState
  readonly problems: readonly Problem[]
  readonly form: SentForm | undefined
}

function linkOf({ siteUrl }: Desk, { slug }: ListedSurvey): string {
  return siteUrl + surveyAddresses.survey(slug)
}

function SurveyLink({ desk, survey }: { desk: Desk; survey: ListedSurvey }) {
  return <a href={surveyAddresses.survey(survey.slug)}>{linkOf(desk, survey)}</a>
}

function SurveyStanding({ desk: { scheme }, survey, state }: Shown) {
  const closes = printMoment(scheme, survey.closesAt)
  const words = {
    draft: ['A draft.', `It is to be open from ${printMoment(scheme, survey.opensAt)} to ${closes}.`],
    waiting: [`Opens on ${printMoment(scheme, survey.opensAt)}.`, `It closes on ${closes}.`],
    open: [`Open until ${closes}.`, ''],
    closed: [`Closed on ${closes}.`, 'Whom it asked is forgotten.'],
  }[state]
  return (
    <Standing>
      <strong>{words[0]}</strong> {words[1]} {isAnonymous(survey) && 'Anonymous.'}
    </Standing>
  )
}

async function figuresOf(desk: Desk, survey: ListedSurvey): Promise<readonly DeskFigure[]> {
  const number = (count: number) => count.toLocaleString('en-GB')
  const organisations = isAnonymous(survey) ? null : await countAnswerers(desk.database, survey.id)
  return [
    { number: number(survey.answerCount), noun: survey.answerCount === 1 ? 'answer' : 'answers' },
    ...(organisations === null
      ? []
      : [
          {
            number: number(organisations),
            noun: organisations === 1 ? 'organisation' : 'organisations',
            note: 'several people of one may answer',
          },
        ]),
    ...(survey.invitedCount === 0
      ? []
      : [
          {
            number: number(survey.usedCount),
            noun: 'invitations used',
            note: `of ${number(survey.invitedCount)}`,
            tone: 'waiting' as const,
          },
        ]),
  ]
}

/** What it asks, page by page as people see it; in a draft with what can be done about each question. */
function Questions({
  desk,
  staff,
  survey,
  questions,
  isDraft,
}: Pick<Shown, 'desk' | 'staff' | 'survey'> & { questions: readonly Question[]; isDraft: boolean }) {
  return (
    <>
      {questions.length === 0 && <p>There are none yet.</p>}
      {questionPages(questions).map(({ heading, questions: onPage }, index) => (
        <div class="survey-page">
          <h3>
            <span class="note">Page {index + 1}</span> {heading ?? survey.title}
          </h3>
          <ol start={onPage[0]?.number ?? 1} class="survey-questions">
            {onPage.map((question) => (
              <li>
                <p>{question.text}</p>
                <p class="note">
                  {questionKinds[question.kind]}
                  {question.isRequired ? '' : ', optional'}
                  {choicesOf(question).length > 0 &&
                    `: ${choicesOf(question)
                      .map(({ text }) => text)
                      .join(' · ')}`}
                </p>
                {isDraft && (
                  <QuestionTools
                    desk={desk}
                    staff={staff}
                    survey={survey}
                    question={question}
                    isLast={question.number === questions.length}
                  />
                )}
              </li>
            ))}
          </ol>
        </div>
      ))}
      {isDraft && (
        <p>
          <a href={deskAddresses.surveyQuestion(survey.id, 'new')}>Add a question</a>
        </p>
      )}
    </>
  )
}

function QuestionTools({
  desk,
  staff,
  survey,
  question: { number, text },
  isLast,
}: Pick<Shown, 'desk' | 'staff' | 'survey'> & { question: Question; isLast: boolean }) {
  const action = deskAddresses.surveyQuestionPlace(survey.id, number)
  const about = <span class="govuk-visually-hidden">: {text}</span>
  const tools = [
    ...(number > 1 ? [['up', 'Move up']] : []),
    ...(isLast ? [] : [['down', 'Move down']]),
    ['remove', 'Remove'],
  ]
  return (
    <div class="survey-tools">
      <a href={deskAddresses.surveyQuestion(survey.id, number)}>Change{about}</a>
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <input type="hidden" name="version" value={String(survey.version)} />
        {tools.map(([move, word]) => (
          <button type="submit" class="link-button" name="do" value={move}>
            {word}
            {about}
          </button>
        ))}
      </DeskForm>
    </div>
  )
}

/** Opening a draft; closing an open one. */
function NextStep({ desk, staff, survey, state, problems, form }: Shown) {
  const opening = deskAddresses.survey(survey.id, 'opening')
  const closing = deskAddresses.survey(survey.id, 'closing')
  const version = <input type="hidden" name="version" value={String(survey.version)} />
  if (state === 'closed') return null
  if (state === 'draft') {
    return (
      <CasePart id="opening" head="Open it" isChapter={true}>
        <p>From then on its questions and settings stay as they are, unless you take it back unanswered.</p>
        <DeskForm action={opening} token={tokenOf(desk, staff, opening)}>
          {version}
          <Button text="Open the survey" />
        </DeskForm>
      </CasePart>
    )
  }
  return (
    <CasePart id="closing" head="Close it" isChapter={true}>
      <DeskForm action={closing} token={tokenOf(desk, staff, closing)}>
        {version}
        <DeskTextInput
          id="closes-on"
          label="Closes on"
          type="date"
          value={form?.text('closes-on') || dayOf(desk.scheme, survey.closesAt)}
          error={problemOf(problems, 'closes-on')}
        />
        <DeskTextInput
          id="closes-time"
          label="Closing time"
          type="time"
          width={10}
          value={form?.text('closes-time') || timeOf(desk.scheme, survey.closesAt)}
        />
        <div class="desk-actions">
          <Button text="Change when it closes" does="move" isSecondary={true} />
          {state === 'open' && <Button text="Close it now" does="close" isSecondary={true} />}
        </div>
      </DeskForm>
      {survey.answerCount === 0 && (
        <DeskForm action={opening} token={tokenOf(desk, staff, opening)}>
          {version}
          <p>Nobody has answered yet, so it can still be mended.</p>
          <Button text="Take it back" does="take-back" isSecondary={true} />
        </DeskForm>
      )}
    </CasePart>
  )
}
