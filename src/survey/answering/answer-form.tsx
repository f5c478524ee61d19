import type { Context } from 'hono'
import { LinkedPage } from '../../accounts/linked-page.tsx'
import type { VisitorDesk } from '../../accounts/visitor-desk.tsx'
import { printMoment } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import {
  DeskCheckboxes,
  DeskForm,
  DeskRadios,
  DeskSelect,
  DeskTextArea,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import { formToken } from '../../web/sent-form.ts'
import { surveyAddresses } from '../../web/survey-addresses.ts'
import { answerWords, longestWords, questionField } from '../answer.ts'
import { choicesOf, type Question } from '../question.ts'
import { isAnonymous, type Survey } from '../survey.ts'
import type { SeenSurvey } from './answering-store.ts'
import {
  type AnswerStep,
  answerFields,
  answerSteps,
  answersOf,
  type BegunAnswer,
  kindField,
  organisationField,
  sentText,
  sentTexts,
} from './begun-answer.ts'

/** In place of a session, in the tokens of forms that anybody may send. */
export const anybody = 'people without an account'

/** A survey that somebody answers, and how far they are. */
export type Answering = {
  readonly survey: SeenSurvey
  readonly questions: readonly Question[]
  readonly begun: BegunAnswer
}

/** What the survey is for, and what becomes of an answer, before anything is asked. */
export function startPage(context: Context, desk: VisitorDesk, survey: SeenSurvey, invitation: string) {
  return context.html(
    <LinkedPage desk={desk} title={survey.title}>
      <h1>{survey.title}</h1>
      <Standing>
        <strong>
          {isAnonymous(survey) ? 'This survey is anonymous.' : 'You answer for your organisation.'}
        </strong>{' '}
        Open until {printMoment(desk.scheme, survey.closesAt)}.
      </Standing>
      {survey.introduction.split(/\n+/).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      <WhatIsKept survey={survey} />
      <SurveyForm desk={desk} survey={survey}>
        <input type="hidden" name="invitation" value={invitation} />
        <div class="desk-actions">
          <Button text="Start" does="start" />
        </div>
      </SurveyForm>
    </LinkedPage>,
  )
}

function WhatIsKept({ survey }: { survey: Survey }) {
  return (
    <p>
      {isAnonymous(survey)
        ? 'We keep what you answer and nothing that leads to you: no name, no address, no cookie, no day or time. '
        : 'We keep your answer with the name of your organisation and the day. Your own name is not asked. '}
      {survey.asks === 'organisation' && 'Several people of one organisation may answer. '}
      You can save what you have begun and come back to it.
    </p>
  )
}

/** One page of questions, with all that was answered on the others. */
export function stepPage(
  context: Context,
  desk: VisitorDesk,
  answering: Answering,
  place: number,
  problems: readonly Problem[] = [],
) {
  const { survey, questions, begun } = answering
  const steps = answerSteps(survey, questions)
  const step = steps[place] ?? steps[0]
  if (!step) throw new Error(`the survey ${survey.slug} has no questions`)
  const heading = step.kind === 'about' ? 'Your organisation' : (step.heading ?? survey.title)
  return context.html(
    <LinkedPage desk={desk} title={`${heading}: ${survey.title}`}>
      <ErrorSummary problems={problems} />
      <p class="note">{placeWords(heading === survey.title ? '' : survey.title, place, steps.length)}</p>
      <h1>{heading}</h1>
      <SurveyForm desk={desk} survey={survey}>
        <Carried answering={answering} shown={fieldsOn(step)} place={place} />
        <div class="survey-step">
          {step.kind === 'about' ? (
            <AboutFields scheme={desk.scheme} survey={survey} begun={begun} problems={problems} />
          ) : (
            step.questions.map((question) => (
              <QuestionFields
                question={question}
                begun={begun}
                problem={problemOf(problems, questionField(question))}
              />
            ))
          )}
        </div>
        <div class="desk-actions">
          <Button text="Continue" does="next" />
          {place > 0 && <Button text="Back" does="back" isSecondary={true} />}
          <Button text="Save and come back later" does="save" isSecondary={true} />
        </div>
      </SurveyForm>
    </LinkedPage>,
  )
}

/** "Our letters · page 2 of 3". */
function placeWords(title: string, place: number, count: number): string {
  const page = count === 1 ? '' : `page ${place + 1} of ${count}`
  return [title, title === '' ? capital(page) : page].filter((words) => words !== '').join(' · ')
}

/** Everything answered, before it is sent. */
export function checkPage(context: Context, desk: VisitorDesk, answering: Answering) {
  const { survey, questions } = answering
  const steps = answerSteps(survey, questions)
  return context.html(
    <LinkedPage desk={desk} title={`Check your answers: ${survey.title}`}>
      <p class="note">{survey.title}</p>
      <h1>Check your answers</h1>
      <Standing>
        <strong>Nothing has been sent yet.</strong> Once sent, an answer cannot be changed.
      </Standing>
      <SurveyForm desk={desk} survey={survey}>
        <Carried answering={answering} shown={[]} place={steps.length} />
        <Button text="Send the answer" does="send" />
        {steps.map((step, place) => (
          <section class="survey-check" aria-labelledby={`step-${place}`}>
            <h2 id={`step-${place}`}>
              {step.kind === 'about' ? 'Your organisation' : (step.heading ?? `Page ${place + 1}`)}
            </h2>
            <AnswersOf desk={desk} answering={answering} step={step} />
            <button type="submit" class="link-button" name="do" value={`page-${place}`}>
              Change
              <span class="govuk-visually-hidden"> page {place + 1}</span>
            </button>
          </section>
        ))}
        <div class="desk-actions">
          <Button text="Send the answer" does="send" />
          <Button text="Save and come back later" does="save" isSecondary={true} />
        </div>
      </SurveyForm>
    </LinkedPage>,
  )
}

/** What was answered, as it can be read and copied. */
export function AnswersOf({
  desk,
  answering: { questions, begun },
  step,
}: {
  desk: Pick<VisitorDesk, 'scheme'>
  answering: Answering
  step: AnswerStep
}) {
  if (step.kind === 'about') {
    const organisation = sentText(begun, organisationField)
    const kind = desk.scheme.authorityKinds.find(({ code }) => code === sentText(begun, kindField))
    return (
      <dl class="survey-answers">
        {organisation !== '' && (
          <>
            <dt>Organisation</dt>
            <dd>{organisation}</dd>
          </>
        )}
        {kind && (
          <>
            <dt>Kind of organisation</dt>
            <dd>{capital(kind.name)}</dd>
          </>
        )}
      </dl>
    )
  }
  const answers = answersOf(questions, begun)
  return (
    <dl class="survey-answers">
      {step.questions.map((question) => {
        const words = answerWords(question, answers)
        return (
          <>
            <dt>{question.text}</dt>
            {words.length === 0 ? (
              <dd class="survey-answers__none">Not answered</dd>
            ) : (
              words.map((line) => <dd>{line}</dd>)
            )}
          </>
        )
      })}
    </dl>
  )
}

function SurveyForm({
  desk,
  survey,
  children,
}: {
  desk: VisitorDesk
  survey: Survey
  children: Parameters<typeof DeskForm>[0]['children']
}) {
  const action = surveyAddresses.survey(survey.slug)
  return (
    <DeskForm action={action} token={formToken(desk.secret, anybody, action)}>
      {children}
    </DeskForm>
  )
}

function fieldsOn(step: AnswerStep): readonly string[] {
  return step.kind === 'about' ? [organisationField, kindField] : step.questions.map(questionField)
}

/** What the page does not show goes with it all the same, so that nothing need be kept anywhere. */
function Carried({
  answering: { questions, begun },
  shown,
  place,
}: {
  answering: Answering
  shown: readonly string[]
  place: number
}) {
  return (
    <>
      <input type="hidden" name="form" value={begun.form} />
      <input type="hidden" name="asked" value={begun.asked} />
      <input type="hidden" name="invitation" value={begun.invitation} />
      <input type="hidden" name="draft" value={begun.draft} />
      <input type="hidden" name="place" value={String(place)} />
      {answerFields(questions)
        .filter((field) => !shown.includes(field))
        .flatMap((field) =>
          sentTexts(begun, field).map((text) => <input type="hidden" name={field} value={text} />),
        )}
    </>
  )
}

function AboutFields({
  scheme,
  survey,
  begun,
  problems,
}: {
  scheme: Scheme
  survey: Survey
  begun: BegunAnswer
  problems: readonly Problem[]
}) {
  const isNamed = survey.asks === 'organisation'
  const kinds = scheme.authorityKinds.map(({ code, name }) => ({ value: code, text: capital(name) }))
  return (
    <>
      {isNamed && (
        <DeskTextInput
          id={organisationField}
          label="Which organisation do you answer for?"
          hint={`Such as “Westmarch District Council”. ${capital(scheme.site.authorityWords.all)} are known by their names.`}
          autocomplete="organization"
          value={sentText(begun, organisationField)}
          error={problemOf(problems, organisationField)}
        />
      )}
      <DeskSelect
        id={kindField}
        label="What kind of organisation is it?"
        hint={
          isNamed
            ? 'Only where we do not know it by its name.'
            : 'Kinds of which few people answer are counted together.'
        }
        items={[{ value: '', text: isNamed ? 'As you have it on record' : 'Choose one' }, ...kinds]}
        value={sentText(begun, kindField)}
        error={problemOf(problems, kindField)}
      />
    </>
  )
}

function QuestionFields({
  question,
  begun,
  problem,
}: {
  question: Question
  begun: BegunAnswer
  problem: string | undefined
}) {
  const field = questionField(question)
  const texts = sentTexts(begun, field)
  const settings = {
    id: field,
    label: question.isRequired ? question.text : `${question.text} (optional)`,
    error: problem,
  }
  const choices = choicesOf(question).map(({ number, text }) => ({
    value: String(number),
    text,
    isChosen: texts.includes(String(number)),
  }))
  const hint = question.hint ?? undefined
  switch (question.kind) {
    case 'text':
      return (
        <DeskTextArea
          {...settings}
          hint={
            hint ?? `Up to ${longestWords.toLocaleString('en-GB')} characters. Leave out names of people.`
          }
          value={texts[0] ?? ''}
        />
      )
    case 'several':
      return <DeskCheckboxes {...settings} hint={hint ?? 'Choose as many as you like.'} choices={choices} />
    case 'one':
    case 'scale':
      return <DeskRadios {...settings} hint={hint} choices={choices} />
  }
}
