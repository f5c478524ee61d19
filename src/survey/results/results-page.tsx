import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage } from '../../accounts/signed-in-route.tsx'
import { currentMoment } from '../../database/current-moment-store.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import { wholePercent } from '../../statistics/rounding.ts'
import { csvAnswer } from '../../web/csv-answer.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskFigures, Standing } from '../../web/desk-page.tsx'
import { isAnonymous, surveyState } from '../survey.ts'
import { type ListedSurvey, readQuestions } from '../survey-store.ts'
import { askedSurvey, noSuchSurvey } from '../surveys-page.tsx'
import { answersFile, codeBook, resultsFile } from './results-files.ts'
import { readGivenAnswers } from './results-store.ts'
import { leastGroup } from './small-groups.ts'
import {
  type Breakdown,
  type ChoiceResult,
  countResults,
  type GivenAnswer,
  type GivenWords,
  type KindResult,
  type QuestionResult,
  type SurveyResults,
  whyNoResults,
} from './survey-results.ts'

/** What came of a survey: each question as a table whose bars are its chart. */
export async function showSurveyResults(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const survey = await askedSurvey(context, desk)
  if (!survey) return noSuchSurvey(context, desk, staff)
  const found = await resultsOf(desk, survey)
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Results: ${survey.title}`}
      current={deskAddresses.surveys()}
      back={{ text: survey.title, href: deskAddresses.survey(survey.id) }}
    >
      <h1>Results</h1>
      {found.ok ? (
        <Results survey={survey} results={found.results} />
      ) : (
        <Standing>
          <strong>{survey.title}.</strong> {found.reason}
        </Standing>
      )}
    </StaffPage>,
  )
}

/** The answers, the code book to them, or the tables, each as a file. */
export async function sendSurveyResults(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const survey = await askedSurvey(context, desk)
  const found = survey && (await resultsOf(desk, survey))
  if (!survey || !found?.ok) return noSuchSurvey(context, desk, staff)
  const { results, given } = found
  const files = {
    'answers.csv': () => answersFile(survey.asks, results, given),
    'code-book.csv': () => codeBook(desk.scheme, survey.asks, results),
    'results.csv': () => resultsFile(results),
  }
  const name = context.req.param('file') ?? ''
  if (!Object.hasOwn(files, name)) return noSuchSurvey(context, desk, staff)
  const { heading, rows } = files[name as keyof typeof files]()
  const mark = desk.site.isDemonstration ? 'DEMONSTRATION-' : ''
  return csvAnswer(context, `${mark}${survey.slug}-${name}`, heading, rows)
}

type FoundResults =
  | { readonly ok: true; readonly results: SurveyResults; readonly given: readonly GivenAnswer[] }
  | { readonly ok: false; readonly reason: string }

async function resultsOf({ database, scheme }: Desk, survey: ListedSurvey): Promise<FoundResults> {
  const state = surveyState(survey, await currentMoment(database))
  const reason = whyNoResults(survey.asks, state, survey.answerCount)
  if (reason !== undefined) return { ok: false, reason }
  const questions = await readQuestions(database, survey.id)
  const given = await readGivenAnswers(database, survey.id)
  return { ok: true, results: countResults(scheme, survey.asks, questions, given), given }
}

function Results({ survey, results }: { survey: ListedSurvey; results: SurveyResults }) {
  const { answerCount, organisationCount, kinds, questions } = results
  return (
    <>
      <Standing>
        <strong>{survey.title}.</strong>{' '}
        {isAnonymous(survey) ? 'Anonymous.' : 'Answers and organisations are counted apart.'}
      </Standing>
      <DeskFigures
        figures={[
          { number: number(answerCount), noun: answerCount === 1 ? 'answer' : 'answers' },
          ...(organisationCount === null
            ? []
            : [
                {
                  number: number(organisationCount),
                  noun: organisationCount === 1 ? 'organisation' : 'organisations',
                  note: 'several people of one may answer',
                },
              ]),
        ]}
      />
      <p class="note">
        Kinds of organisation from which fewer than {leastGroup} answers came are counted together. Where
        fewer than {leastGroup} of a kind chose something, that number is hidden, with others from which it
        could be worked out.
      </p>
      <Files survey={survey} />
      {kinds.length > 0 && <Kinds kinds={kinds} />}
      {questions.map((result) => (
        <OneQuestion result={result} answerCount={answerCount} />
      ))}
    </>
  )
}

function number(count: number): string {
  return count.toLocaleString('en-GB')
}

function Files({ survey: { id } }: { survey: ListedSurvey }) {
  return (
    <ul class="survey-files">
      <li>
        <a href={deskAddresses.surveyResultsFile(id, 'answers')}>Answers (CSV)</a>
      </li>
      <li>
        <a href={deskAddresses.surveyResultsFile(id, 'code-book')}>Code book to the answers (CSV)</a>
      </li>
      <li>
        <a href={deskAddresses.surveyResultsFile(id, 'results')}>These tables (CSV)</a>
      </li>
    </ul>
  )
}

function Kinds({ kinds }: { kinds: readonly KindResult[] }) {
  const hasOrganisations = kinds.some(({ organisationCount }) => organisationCount !== null)
  const most = Math.max(...kinds.map(({ answerCount }) => answerCount))
  return (
    <section aria-labelledby="kinds" class="survey-result">
      <h2 id="kinds">Who answered</h2>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Kind of organisation</th>
            <td class="bar" />
            <th scope="col" class="number">
              Answers
            </th>
            {hasOrganisations && (
              <th scope="col" class="number">
                Organisations
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ name, answerCount, organisationCount }) => (
            <tr>
              <th scope="row">{name}</th>
              <BarCell share={answerCount / most} />
              <td class="number">{number(answerCount)}</td>
              {hasOrganisations && <td class="number">{number(organisationCount ?? 0)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function OneQuestion({ result, answerCount }: { result: QuestionResult; answerCount: number }) {
  const { question, base, choices, breakdown, words } = result
  const id = `question-${question.number}`
  return (
    <section aria-labelledby={id} class="survey-result">
      <h2 id={id}>
        {question.number}. {question.text}
      </h2>
      <p class="note">
        Answered by {number(base)} of {withNoun(number(answerCount), { one: 'answer', many: 'answers' })}
        {question.kind === 'several' && '; several could be chosen'}
      </p>
      {choices.length > 0 && <Choices name={question.text} choices={choices} base={base} />}
      {breakdown && <ByKind breakdown={breakdown} choices={choices} />}
      {question.kind === 'text' && <Words words={words} />}
    </section>
  )
}

function Choices({ name, choices, base }: { name: string; choices: readonly ChoiceResult[]; base: number }) {
  const hasOrganisations = choices.some(({ organisationCount }) => organisationCount !== null)
  return (
    <table class="table">
      <caption class="govuk-visually-hidden">{name}</caption>
      <thead>
        <tr>
          <th scope="col">Answer</th>
          <td class="bar" />
          <th scope="col" class="number">
            Answers
          </th>
          <th scope="col" class="number">
            Share
          </th>
          {hasOrganisations && (
            <th scope="col" class="number">
              Organisations
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {choices.map(({ text, count, organisationCount }) => (
          <tr>
            <th scope="row">{text}</th>
            <BarCell share={base === 0 ? 0 : count / base} />
            <td class="number">{number(count)}</td>
            <td class="number">{base === 0 ? '–' : `${wholePercent(count, base)}%`}</td>
            {hasOrganisations && <td class="number">{number(organisationCount ?? 0)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const barWidth = 128

/** The number stands beside it; the bar is silent. */
function BarCell({ share }: { share: number }) {
  return (
    <td class="bar" aria-hidden="true">
      <svg width={barWidth} height="14" viewBox={`0 0 ${barWidth} 14`} aria-hidden="true" focusable="false">
        <rect width={(share * barWidth).toFixed(1)} height="14" />
      </svg>
    </td>
  )
}

function ByKind({ breakdown, choices }: { breakdown: Breakdown; choices: readonly ChoiceResult[] }) {
  return (
    <details class="desk-more">
      <summary>By kind of organisation</summary>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Kind of organisation</th>
            {choices.map(({ text }) => (
              <th scope="col" class="number">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {breakdown.rows.map(({ name, shown }) => (
            <tr>
              <th scope="row">{name}</th>
              {shown.map((count, index) => (
                <td class="number" data-label={choices[index]?.text}>
                  {count === null ? <span class="survey-hidden">hidden</span> : number(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Words({ words }: { words: readonly GivenWords[] | null }) {
  if (words === null) return <p>Fewer than {leastGroup} people wrote something. It is not shown.</p>
  if (words.length === 0) return <p>Nobody wrote anything.</p>
  return (
    <details class="desk-more">
      <summary>What {withNoun(number(words.length), { one: 'person', many: 'people' })} wrote</summary>
      <ul class="survey-words">
        {words.map(({ words: text, organisation }) => (
          <li>
            {text.split(/\n+/).map((line) => (
              <p>{line}</p>
            ))}
            {organisation !== null && <p class="note">{organisation}</p>}
          </li>
        ))}
      </ul>
    </details>
  )
}
