import type { Context } from 'hono'
import type { Staff } from '../accounts/person.ts'
import { type Desk, StaffPage, tokenOf } from '../accounts/signed-in-route.tsx'
import { currentMoment } from '../database/current-moment-store.ts'
import { withNoun } from '../scheme/count-noun.ts'
import { dayOf, printMoment } from '../scheme/printed-dates.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { capital, numberInWords } from '../scheme/sentence-words.ts'
import { timeOf } from '../scheme/wall-clock.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import {
  DeskForm,
  DeskRadios,
  DeskTextArea,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../web/desk-form-controls.tsx'
import { type Mark, Notice, Standing, State } from '../web/desk-page.tsx'
import { Button, ButtonLink } from '../web/form-controls.tsx'
import type { SentForm } from '../web/sent-form.ts'
import { surveyAddresses } from '../web/survey-addresses.ts'
import {
  type Asked,
  type KeptSurvey,
  type SurveyField,
  type SurveyState,
  surveyFields,
  surveyState,
  type TypedSurvey,
} from './survey.ts'
import { changeSurvey, createSurvey } from './survey-actions.ts'
import { findSurvey, type ListedSurvey, readSurveys } from './survey-store.ts'

/** What a state is called, with its mark. */
const stateWords: Readonly<Record<SurveyState, { readonly word: string; readonly mark: Mark }>> = {
  draft: { word: 'Draft', mark: 'open' },
  waiting: { word: 'Opens later', mark: 'attention' },
  open: { word: 'Open', mark: 'done' },
  closed: { word: 'Closed', mark: 'open' },
}

/** Every survey there is or was. */
export async function showSurveys(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const now = await currentMoment(desk.database)
  const surveys = await readSurveys(desk.database)
  const open = surveys.filter((survey) => surveyState(survey, now) === 'open')
  return context.html(
    <StaffPage desk={desk} person={staff} title="Surveys" current={deskAddresses.surveys()}>
      <h1>Surveys</h1>
      <Standing>
        <strong>{openWords(open.length)}</strong> Letters send people to{' '}
        {desk.siteUrl + surveyAddresses.surveys()}
        {open.length === 1 ? ', which leads to it.' : '.'}
      </Standing>
      <div class="desk-actions">
        <ButtonLink text="Begin a survey" href={deskAddresses.newSurvey()} />
      </div>
      {surveys.length > 0 && (
        <table class="desk-table desk-table--list">
          <thead>
            <tr>
              <th scope="col">Survey</th>
              <th scope="col">State</th>
              <th scope="col">Closes</th>
              <th scope="col" class="number">
                Answers
              </th>
            </tr>
          </thead>
          <tbody>
            {surveys.map((survey) => (
              <SurveyRow scheme={desk.scheme} survey={survey} state={surveyState(survey, now)} />
            ))}
          </tbody>
        </table>
      )}
    </StaffPage>,
  )
}

function openWords(count: number): string {
  if (count === 0) return 'No survey is open.'
  return `${capital(numberInWords(count))} ${count === 1 ? 'survey is' : 'surveys are'} open.`
}

function SurveyRow({ scheme, survey, state }: { scheme: Scheme; survey: ListedSurvey; state: SurveyState }) {
  const { word, mark } = stateWords[state]
  return (
    <tr>
      <th scope="row">
        <a href={deskAddresses.survey(survey.id)}>{survey.title}</a>
      </th>
      <td>
        <State mark={mark}>{word}</State>
      </td>
      <td data-label={state === 'closed' ? 'Closed' : 'Closes'}>{printMoment(scheme, survey.closesAt)}</td>
      <td class="number" data-label="Answers">
        {survey.answerCount.toLocaleString('en-GB')}
      </td>
    </tr>
  )
}

/** Where a survey is begun. */
export async function showNewSurvey(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  return settingsPage(context, desk, staff, { survey: undefined, typed: emptySurvey, problems: [] })
}

export async function sendNewSurvey(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const typed = typedSurvey(form)
  const change = await createSurvey(desk.database, desk.scheme, typed, staff.email)
  if (change.ok) return context.redirect(`${deskAddresses.survey(change.id)}?done=begun`, 303)
  context.status(422)
  return settingsPage(context, desk, staff, { survey: undefined, typed, problems: change.problems })
}

/** Where a draft says something else of itself. */
export async function showSurveySettings(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const survey = await askedSurvey(context, desk)
  if (!survey) return noSuchSurvey(context, desk, staff)
  return settingsPage(context, desk, staff, { survey, typed: typedOf(desk.scheme, survey), problems: [] })
}

export async function sendSurveySettings(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const survey = await askedSurvey(context, desk)
  if (!survey) return noSuchSurvey(context, desk, staff)
  const typed = typedSurvey(form)
  const edit = { id: survey.id, version: Number(form.text('version')), actor: staff.email }
  const change = await changeSurvey(desk.database, desk.scheme, edit, typed)
  if (change.ok) return context.redirect(`${deskAddresses.survey(survey.id)}?done=changed`, 303)
  context.status(change.isStale ? 409 : 422)
  return settingsPage(context, desk, staff, {
    survey,
    typed,
    problems: change.problems,
    isStale: change.isStale ?? false,
  })
}

/** The survey that an address names. */
export async function askedSurvey(context: Context, { database }: Desk): Promise<ListedSurvey | undefined> {
  const text = context.req.param('survey') ?? ''
  return /^[1-9]\d{0,8}$/.test(text) ? findSurvey(database, Number(text)) : undefined
}

export function noSuchSurvey(context: Context, desk: Desk, staff: Staff): Response | Promise<Response> {
  return context.html(
    <StaffPage desk={desk} person={staff} title="No such survey" current={deskAddresses.surveys()}>
      <h1>There is no such survey</h1>
      <p>
        <a href={deskAddresses.surveys()}>See the surveys there are</a>.
      </p>
    </StaffPage>,
    404,
  )
}

const emptySurvey: TypedSurvey = {
  title: '',
  slug: '',
  introduction: '',
  asks: '',
  way: 'open',
  'opens-on': '',
  'opens-time': '09:00',
  'closes-on': '',
  'closes-time': '17:00',
}

function typedSurvey(form: SentForm): TypedSurvey {
  return Object.fromEntries(surveyFields.map((field) => [field, form.text(field)])) as TypedSurvey
}

function typedOf(scheme: Scheme, survey: KeptSurvey): TypedSurvey {
  return {
    title: survey.title,
    slug: survey.slug,
    introduction: survey.introduction,
    asks: survey.asks,
    way: survey.hasOpenLink ? 'open' : 'invited',
    'opens-on': dayOf(scheme, survey.opensAt),
    'opens-time': timeOf(scheme, survey.opensAt),
    'closes-on': dayOf(scheme, survey.closesAt),
    'closes-time': timeOf(scheme, survey.closesAt),
  }
}

/** What is asked about whoever answers, and what becomes of it. */
export const askedWords: Readonly<Record<Asked, { readonly text: string; readonly hint: string }>> = {
  organisation: {
    text: 'Their organisation',
    hint: 'Not anonymous: you see which organisation said what. Answers and organisations are counted apart.',
  },
  kind: {
    text: 'Only what kind of organisation it is',
    hint: 'Anonymous. Results come by kind of organisation, small groups together, once it is closed.',
  },
  nothing: { text: 'Nothing', hint: 'Anonymous. Results come once it is closed.' },
}

type SettingsPage = {
  readonly survey: ListedSurvey | undefined
  readonly typed: TypedSurvey
  readonly problems: readonly Problem[]
  readonly isStale?: boolean
}

function settingsPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  { survey, typed, problems, isStale = false }: SettingsPage,
) {
  const title = survey === undefined ? 'Begin a survey' : 'Change the survey'
  const action =
    survey === undefined ? deskAddresses.newSurvey() : deskAddresses.survey(survey.id, 'settings')
  const of = (id: SurveyField) => ({ id, value: typed[id], error: problemOf(problems, id) })
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={title}
      current={deskAddresses.surveys()}
      back={
        survey === undefined
          ? { text: 'Surveys', href: deskAddresses.surveys() }
          : { text: survey.title, href: deskAddresses.survey(survey.id) }
      }
    >
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <Standing>
        <strong>Nobody sees it before you open it.</strong> Questions come next.
      </Standing>
      {isStale && survey && <Theirs desk={desk} survey={survey} />}
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <input type="hidden" name="version" value={String(survey?.version ?? 0)} />
        <DeskTextInput {...of('title')} label="Title" />
        <DeskTextArea
          {...of('introduction')}
          label="Introduction"
          hint="What it is for, how long it takes, what will come of it. Everybody reads it first."
        />
        <DeskRadios
          id="asks"
          label="What are people asked about themselves?"
          error={problemOf(problems, 'asks')}
          choices={(Object.keys(askedWords) as Asked[]).map((value) => ({
            value,
            ...askedWords[value],
            isChosen: typed.asks === value,
          }))}
        />
        <DeskRadios
          id="way"
          label="Who may answer?"
          error={problemOf(problems, 'way')}
          choices={[
            { value: 'open', text: 'Anybody who has the link', hint: 'People can be invited as well.' },
            {
              value: 'invited',
              text: 'Only people you invite',
              hint: 'Each invitation is good for one answer.',
            },
          ].map((choice) => ({ ...choice, isChosen: typed.way === choice.value }))}
        />
        <DeskTextInput {...of('opens-on')} label="Opens on" type="date" />
        <DeskTextInput {...of('opens-time')} label="Opening time" type="time" width={10} />
        <DeskTextInput {...of('closes-on')} label="Closes on" type="date" />
        <DeskTextInput {...of('closes-time')} label="Closing time" type="time" width={10} />
        <DeskTextInput
          {...of('slug')}
          label="Its part of the address"
          hint="Small letters, digits and hyphens. Left empty, it is made from the title."
        />
        <Button text={isStale ? 'Save this in place of theirs' : 'Save'} />
      </DeskForm>
    </StaffPage>,
  )
}

/** What somebody else saved meanwhile, above what was typed. */
function Theirs({ desk, survey }: { desk: Desk; survey: ListedSurvey }) {
  return (
    <section aria-labelledby="theirs">
      <h2 id="theirs">What it says now</h2>
      <p>
        <strong>{survey.title}.</strong> {survey.introduction}
      </p>
      <p class="note">
        {askedWords[survey.asks].text}. {survey.hasOpenLink ? 'Anybody may answer.' : 'By invitation.'} Open{' '}
        {printMoment(desk.scheme, survey.opensAt)} to {printMoment(desk.scheme, survey.closesAt)}. Its{' '}
        {withNoun(survey.questionCount, { one: 'question', many: 'questions' })} may have changed too.
      </p>
    </section>
  )
}

/** What was just done to a survey. */
export function SurveyNotice({ context }: { context: Context }) {
  const words: Readonly<Record<string, string>> = {
    begun: 'The survey is begun. Write its questions.',
    changed: 'The survey was changed.',
    question: 'The question was saved.',
    rearranged: 'The questions were rearranged.',
    opened: 'The survey is opened.',
    'taken-back': 'The survey is a draft again.',
    closing: 'When it closes was changed.',
    closed: 'The survey is closed.',
    invited: `${invitedWords(context.req.query('count'), context.req.query('already'))}`,
  }
  const done = words[context.req.query('done') ?? '']
  return done === undefined ? null : <Notice>{done}</Notice>
}

function invitedWords(count = '0', already = '0'): string {
  const whole = (text: string) => (/^\d{1,5}$/.test(text) ? Number(text) : 0)
  const invited = withNoun(whole(count), { one: 'invitation is', many: 'invitations are' })
  const before = whole(already)
  return `${invited} on the way.${before > 0 ? ` ${before} had been invited before, and were not again.` : ''}`
}
