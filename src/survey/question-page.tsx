import type { Context } from 'hono'
import type { Staff } from '../accounts/person.ts'
import { type Desk, StaffPage, tokenOf } from '../accounts/signed-in-route.tsx'
import { deskAddresses } from '../web/desk-addresses.ts'
import {
  DeskCheckboxes,
  DeskForm,
  DeskRadios,
  DeskTextArea,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../web/desk-form-controls.tsx'
import { Standing } from '../web/desk-page.tsx'
import { Button } from '../web/form-controls.tsx'
import type { SentForm } from '../web/sent-form.ts'
import {
  type Question,
  type QuestionField,
  type QuestionKind,
  questionFields,
  questionKinds,
  questionMoves,
  type TypedQuestion,
} from './question.ts'
import { rearrangeQuestions, writeQuestion } from './survey-actions.ts'
import { type ListedSurvey, readQuestions } from './survey-store.ts'
import { askedSurvey, noSuchSurvey } from './surveys-page.tsx'

/** Where a question is written, or written anew. */
export async function showQuestion(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const found = await askedQuestion(context, desk)
  if (!found) return noSuchSurvey(context, desk, staff)
  const typed = found.question === undefined ? emptyQuestion : typedOf(found.question)
  return questionPage(context, desk, staff, { ...found, typed, problems: [] })
}

export async function sendQuestion(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const found = await askedQuestion(context, desk)
  if (!found) return noSuchSurvey(context, desk, staff)
  const { survey, question } = found
  const typed = Object.fromEntries(questionFields.map((field) => [field, form.text(field)])) as TypedQuestion
  const edit = { id: survey.id, version: Number(form.text('version')), actor: staff.email }
  const change = await writeQuestion(desk.database, edit, question?.number, typed)
  if (change.ok) {
    const to =
      form.text('do') === 'another'
        ? deskAddresses.surveyQuestion(survey.id, 'new')
        : deskAddresses.survey(survey.id)
    return context.redirect(`${to}?done=question`, 303)
  }
  context.status(change.isStale ? 409 : 422)
  const isStale = change.isStale ?? false
  return questionPage(context, desk, staff, { ...found, typed, problems: change.problems, isStale })
}

/** Moves a question, or removes it. */
export async function sendQuestionPlace(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const found = await askedQuestion(context, desk)
  const move = questionMoves.find((one) => one === form.text('do'))
  if (!found?.question || !move) return noSuchSurvey(context, desk, staff)
  const { survey, question } = found
  const edit = { id: survey.id, version: Number(form.text('version')), actor: staff.email }
  const change = await rearrangeQuestions(desk.database, edit, question.number, move)
  if (change.ok) return context.redirect(`${deskAddresses.survey(survey.id)}?done=rearranged`, 303)
  context.status(409)
  return questionPage(context, desk, staff, { ...found, typed: typedOf(question), problems: change.problems })
}

async function askedQuestion(context: Context, desk: Desk) {
  const survey = await askedSurvey(context, desk)
  if (!survey) return undefined
  const asked = context.req.param('question')
  if (asked === 'new') return { survey, question: undefined }
  const question = (await readQuestions(desk.database, survey.id)).find(
    ({ number }) => String(number) === asked,
  )
  return question && { survey, question }
}

const emptyQuestion: TypedQuestion = {
  text: '',
  hint: '',
  kind: '',
  required: '',
  options: '',
  points: '5',
  lowest: '',
  highest: '',
  heading: '',
}

function typedOf({ text, hint, kind, isRequired, options, scale, pageHeading }: Question): TypedQuestion {
  return {
    text,
    hint: hint ?? '',
    kind,
    required: isRequired ? 'yes' : '',
    options: options.join('\n'),
    points: String(scale?.points ?? 5),
    lowest: scale?.lowest ?? '',
    highest: scale?.highest ?? '',
    heading: pageHeading ?? '',
  }
}

type QuestionPageSettings = {
  readonly survey: ListedSurvey
  readonly question: Question | undefined
  readonly typed: TypedQuestion
  readonly problems: readonly Problem[]
  readonly isStale?: boolean
}

function questionPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  { survey, question, typed, problems, isStale = false }: QuestionPageSettings,
) {
  const title = question === undefined ? 'Add a question' : `Question ${question.number}`
  const action = deskAddresses.surveyQuestion(survey.id, question?.number ?? 'new')
  const of = (id: QuestionField) => ({ id, value: typed[id], error: problemOf(problems, id) })
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={title}
      current={deskAddresses.surveys()}
      back={{ text: survey.title, href: deskAddresses.survey(survey.id) }}
    >
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <Standing>
        <strong>One thing at a time, in plain words.</strong>{' '}
        {question === undefined && 'It comes after those there are.'}
      </Standing>
      {isStale && question && (
        <section aria-labelledby="theirs">
          <h2 id="theirs">What it says now</h2>
          <p>{question.text}</p>
          <p class="note">{[questionKinds[question.kind], ...question.options].join(' · ')}</p>
        </section>
      )}
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <input type="hidden" name="version" value={String(survey.version)} />
        <DeskTextInput {...of('text')} label="Question" />
        <DeskTextInput {...of('hint')} label="Hint (optional)" />
        <DeskRadios
          id="kind"
          label="How is it answered?"
          error={problemOf(problems, 'kind')}
          choices={(Object.keys(questionKinds) as QuestionKind[]).map((value) => ({
            value,
            text: questionKinds[value],
            isChosen: typed.kind === value,
          }))}
        />
        <DeskTextArea {...of('options')} label="Options" hint="One to a line, where options are chosen." />
        <fieldset class="govuk-fieldset survey-scale-fields">
          <legend class="govuk-fieldset__legend">The scale, where a point is chosen</legend>
          <DeskTextInput {...of('points')} label="Points" inputmode="numeric" width={5} />
          <DeskTextInput {...of('lowest')} label="The first point means" width={20} />
          <DeskTextInput {...of('highest')} label="The last point means" width={20} />
        </fieldset>
        <DeskCheckboxes
          id="required"
          label="Must it be answered?"
          choices={[
            { value: 'yes', text: 'Yes, nobody goes on without', isChosen: typed.required === 'yes' },
          ]}
        />
        <DeskTextInput
          {...of('heading')}
          label="Heading of a new page (optional)"
          hint="Where it is given, a new page begins with this question."
        />
        <div class="desk-actions">
          <Button text={isStale ? 'Save this in place of theirs' : 'Save'} />
          {question === undefined && <Button text="Save and add another" does="another" isSecondary={true} />}
        </div>
      </DeskForm>
    </StaffPage>,
  )
}
