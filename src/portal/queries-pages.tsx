import type { Context } from 'hono'
import type { Officer } from '../accounts/person.ts'
import { tokenOf } from '../accounts/signed-in-route.tsx'
import { readCaseReference } from '../casework/case-reference.ts'
import { answerWords, longestQueryText, type Query, type QueryAbout } from '../review/queries/query.ts'
import { readOwnQueries } from '../review/queries/query-store.ts'
import type { ReviewDesk } from '../review/review-desk.tsx'
import { dayOf, printDate, printYear } from '../scheme/printed-dates.ts'
import { formatReportingYear, parseReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { capital } from '../scheme/sentence-words.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import { DeskForm, DeskTextArea, ErrorSummary, type Problem, problemOf } from '../web/desk-form-controls.tsx'
import { Notice, Standing, State } from '../web/desk-page.tsx'
import { Button } from '../web/form-controls.tsx'
import type { SentForm } from '../web/sent-form.ts'
import { closedSlug, OfficerPage, readAsOfficer, unknownToOfficer } from './officer-page.tsx'
import { findQueryMatter, type QueryMatter, type QueryRequest, raiseQuery } from './query-actions.ts'
import { aboutWords } from './to-do.ts'

/** What the officer's authority has asked, and what the Ombudsman answered. */
export async function showQueries(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  const queries = await readAsOfficer(desk, officer, readOwnQueries)
  const open = queries.filter(({ answer }) => answer === null).length
  return context.html(
    <OfficerPage desk={desk} officer={officer} title="Queries" current={deskAddresses.portalQueries()}>
      {context.req.query('done') === 'raised' && (
        <Notice>Your query was sent. You find the answer here.</Notice>
      )}
      <h1>Queries</h1>
      <Standing>
        {queries.length === 0 ? (
          'None has been raised. A query begins at a case or a figure, while a year is being checked.'
        ) : (
          <>
            <strong>
              {open === 0 ? 'None waits for an answer.' : `${open} of ${queries.length} waiting.`}
            </strong>{' '}
            A query begins at a case or a figure, while a year is being checked.
          </>
        )}
      </Standing>
      <ul class="portal-queries">
        {queries.map((query) => (
          <QueryItem scheme={desk.scheme} query={query} />
        ))}
      </ul>
    </OfficerPage>,
  )
}

function QueryItem({ scheme, query }: { scheme: Scheme; query: Query }) {
  const { id, year, text, raisedPost, raisedAt, answer } = query
  return (
    <li id={`query-${id}`}>
      <h2>
        {capital(aboutWords(scheme, query))}, {printYear(scheme, year)}
      </h2>
      <p class="note">
        {raisedPost}, {printDate(dayOf(scheme, raisedAt))}
      </p>
      <p class="portal-said">{text}</p>
      {answer === null ? (
        <p>
          <State mark="attention">Waiting for the Ombudsman</State>
        </p>
      ) : (
        <>
          <p>
            <State mark="done">{answerWords[answer.kind].given}</State>{' '}
            <span class="note">{printDate(dayOf(scheme, answer.answeredAt))}</span>
          </p>
          {answer.text !== null && <p class="portal-said">{answer.text}</p>}
        </>
      )}
    </li>
  )
}

/** The form that raises a query about the case or figure its address names. */
export async function showNewQuery(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  const request = requestOf((name) => context.req.query(name) ?? '', officer)
  if (!request) return unknownToOfficer(context, desk, officer)
  // Where a comparison of lists led here, the words it found are there already.
  const text = (context.req.query('text') ?? '').slice(0, longestQueryText)
  return newQueryPage(context, desk, officer, { request, problems: [], text })
}

/** Raises the query that the form was filled in with. */
export async function sendQuery(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentForm,
): Promise<Response> {
  const request = requestOf(form.text, officer)
  if (!request) return unknownToOfficer(context, desk, officer)
  const text = form.text('text')
  const raising = await raiseQuery(desk.database, desk.scheme, officer, request, text)
  if (raising.ok) return context.redirect(`${deskAddresses.portalQueries()}?done=raised`, 303)
  if (raising.isUnknown) return unknownToOfficer(context, desk, officer)
  context.status(422)
  return newQueryPage(context, desk, officer, { request, problems: [raising], text })
}

async function newQueryPage(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  {
    request,
    problems,
    text,
  }: { readonly request: QueryRequest; readonly problems: readonly Problem[]; readonly text?: string },
): Promise<Response> {
  const matter = await readAsOfficer(desk, officer, (transaction) =>
    findQueryMatter(transaction, desk.scheme, request),
  )
  if (!matter.ok && matter.isUnknown) return unknownToOfficer(context, desk, officer)
  if (!matter.ok && problems.length === 0) {
    context.status(409)
    return context.html(
      <OfficerPage
        desk={desk}
        officer={officer}
        title="Raise a query"
        current={deskAddresses.portalQueries()}
      >
        <h1>Raise a query</h1>
        <Standing>
          <strong>{matter.reason}</strong>
        </Standing>
      </OfficerPage>,
    )
  }
  const action = deskAddresses.portalQueries()
  const title = `Query about ${aboutWords(desk.scheme, request)}`
  const closed = closedSlug(officer, request)
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title={title}
      current={deskAddresses.portalQueries()}
      back={{
        text: `Cases and figures ${printYear(desk.scheme, request.year)}`,
        href: deskAddresses.portalCases(request.year, closed),
      }}
    >
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <UntilWhen scheme={desk.scheme} matter={matter} />
      <DeskForm action={action} token={tokenOf(desk, officer, action)}>
        <input type="hidden" name="year" value={formatReportingYear(request.year)} />
        {closed !== undefined && <input type="hidden" name="authority" value={closed} />}
        {request.about.kind === 'case' ? (
          <input type="hidden" name="case" value={request.about.reference} />
        ) : (
          <input type="hidden" name="figure" value={request.about.measure} />
        )}
        <DeskTextArea
          id="text"
          label="What is wrong?"
          hint={`Say what the record should be, and how you know. Up to ${longestQueryText.toLocaleString('en-GB')} characters. Leave out names of people.`}
          rows={8}
          value={text}
          error={problemOf(problems, 'text')}
        />
        <Button text="Send the query" />
      </DeskForm>
    </OfficerPage>,
  )
}

function UntilWhen({ scheme, matter }: { scheme: Scheme; matter: QueryMatter }) {
  if (!matter.ok || matter.revision.untilOn === null) return null
  return (
    <Standing>
      {matter.authority.officialName}, {printYear(scheme, matter.revision.year)}.{' '}
      <strong>Queries can be raised until {printDate(matter.revision.untilOn)}.</strong>
    </Standing>
  )
}

/** Reads what an address or a form is about; undefined where it is about nothing that could be. */
function requestOf(text: (name: string) => string, officer: Officer): QueryRequest | undefined {
  const year = parseReportingYear(text('year'))
  const about: QueryAbout | undefined =
    text('case') !== ''
      ? { kind: 'case', reference: readCaseReference(text('case')) ?? text('case') }
      : text('figure') !== ''
        ? { kind: 'figure', measure: text('figure') }
        : undefined
  if (year === undefined || about === undefined) return undefined
  return { slug: text('authority') || officer.authority.slug, year, about }
}
