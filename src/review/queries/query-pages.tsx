import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { currentMoment } from '../../database/current-moment-store.ts'
import { daysBetween } from '../../scheme/calendar-days.ts'
import { dayOf, printDate, printYear } from '../../scheme/printed-dates.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { inDays } from '../../scheme/sentence-words.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskRadios,
  DeskTextArea,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Notice, Standing, State } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import { opening } from '../../web/opening.ts'
import type { SentForm } from '../../web/sent-form.ts'
import { recordLook } from '../embargoed-look-actions.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { askedYear, noSuchReview } from '../review-parts.tsx'
import { readStanding } from '../review-standing-store.ts'
import { answerKinds, answerWords, longestQueryText, type Query } from './query.ts'
import { answerQuery } from './query-actions.ts'
import { type ReceivedQuery, readQueries, readQuery } from './query-store.ts'

/** What authorities have asked about a year: what waits for an answer first, by how long. */
export async function showYearQueries(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  const year = askedYear(context)
  const standing = year !== undefined && (await readStanding(desk.database, year))
  if (year === undefined || !standing) return noSuchReview(context, desk, staff)
  await recordLook(desk, staff, standing, 'queries')
  const queries = await readQueries(desk.database, year)
  const name = printYear(desk.scheme, year)
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Queries ${name}`}
      current={deskAddresses.desk()}
      back={{ text: `Annual review ${name}`, href: deskAddresses.review(year) }}
    >
      {context.req.query('done') === 'answered' && (
        <Notice>The query was answered. The authority can read it now.</Notice>
      )}
      <h1>Queries {name}</h1>
      <QueriesStanding scheme={desk.scheme} queries={queries} now={standing.now} />
      {queries.length > 0 && (
        <table class="desk-table desk-table--list">
          <thead>
            <tr>
              <th scope="col">Where it stands</th>
              <th scope="col">About</th>
              <th scope="col">Authority</th>
              <th scope="col">What is wrong</th>
            </tr>
          </thead>
          <tbody>
            {queries.map((query) => (
              <tr>
                <td>
                  <QueryState scheme={desk.scheme} query={query} now={standing.now} />
                </td>
                <td>
                  <a href={deskAddresses.query(year, query.id)}>{aboutWords(desk.scheme, query)}</a>
                </td>
                <td>
                  {query.officialName}
                  <span class="note">{query.raisedPost}</span>
                </td>
                <td>{opening(query.text, 120)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </StaffPage>,
  )
}

function QueriesStanding({
  scheme,
  queries,
  now,
}: {
  scheme: Scheme
  queries: readonly ReceivedQuery[]
  now: Date
}) {
  const open = queries.filter(({ answer }) => answer === null)
  const oldest = Math.max(...open.map((query) => ageInDays(scheme, query, now)))
  if (queries.length === 0) return <Standing>No authority has raised a query about this year.</Standing>
  if (open.length === 0) {
    return (
      <Standing>
        <strong>All {queries.length} answered.</strong> Queries stand in nothing’s way.
      </Standing>
    )
  }
  return (
    <Standing>
      <strong>
        {open.length === 1 ? '1 query waits' : `${open.length} queries wait`} for an answer
        {oldest > 0 && `, the oldest for ${inDays(oldest)}`}.
      </strong>{' '}
      The year is not sealed before each has one.
    </Standing>
  )
}

function QueryState({ scheme, query, now }: { scheme: Scheme; query: Query; now: Date }) {
  if (query.answer !== null) return <State mark="done">{answerWords[query.answer.kind].given}</State>
  const days = ageInDays(scheme, query, now)
  return <State mark="attention">{days === 0 ? 'Waits since today' : `Waits ${inDays(days)}`}</State>
}

function ageInDays(scheme: Scheme, { raisedAt }: Query, now: Date): number {
  return daysBetween(dayOf(scheme, raisedAt), dayOf(scheme, now))
}

function aboutWords(scheme: Scheme, { about }: Query): string {
  if (about.kind === 'case') return `Case ${about.reference}`
  return scheme.measures.find(({ code }) => code === about.measure)?.name ?? about.measure
}

/** One query, and the form that answers it. */
export async function showQuery(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  return queryPage(context, desk, staff, { problems: [] })
}

/** Answers a query. */
export async function sendAnswer(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  const id = askedQuery(context)
  if (year === undefined || id === undefined) return noSuchReview(context, desk, staff)
  const answering = await answerQuery(desk.database, year, id, {
    actor: staff.email,
    answer: answerKinds.find((kind) => kind === form.text('answer')),
    text: form.text('text'),
  })
  if (answering.ok) return context.redirect(`${deskAddresses.queries(year)}?done=answered`, 303)
  context.status(answering.isStale ? 409 : 422)
  return queryPage(context, desk, staff, { problems: [answering], form })
}

/** Whoever changed the case for this query comes back here to say so. */
function isJustChanged(context: Context): boolean {
  return ['changed', 'corrected'].includes(context.req.query('done') ?? '')
}

function askedQuery(context: Context): number | undefined {
  const text = context.req.param('query') ?? ''
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined
}

async function queryPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  { problems, form }: { readonly problems: readonly Problem[]; readonly form?: SentForm },
): Promise<Response> {
  const year = askedYear(context)
  const id = askedQuery(context)
  const query = year !== undefined && id !== undefined ? await readQuery(desk.database, year, id) : undefined
  if (year === undefined || !query) return noSuchQuery(context, desk, staff, year)
  const standing = await readStanding(desk.database, year)
  if (standing) await recordLook(desk, staff, standing, `query ${query.id}`)
  const { scheme } = desk
  const title = `${aboutWords(scheme, query)}, ${query.officialName}`
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Query: ${title}`}
      current={deskAddresses.desk()}
      back={{ text: `Queries ${printYear(scheme, year)}`, href: deskAddresses.queries(year) }}
    >
      {isJustChanged(context) && <Notice>The case was changed. Now answer the authority.</Notice>}
      <ErrorSummary problems={problems} />
      <h1>{aboutWords(scheme, query)}</h1>
      <Standing>
        {query.officialName}.{' '}
        <strong>
          <QueryState scheme={scheme} query={query} now={await currentMoment(desk.database)} />
        </strong>
      </Standing>
      <p class="note">
        {query.raisedPost}, {printDate(dayOf(scheme, query.raisedAt))}
      </p>
      <p class="query-said">{query.text}</p>
      {query.about.kind === 'case' && (
        <p>
          <a href={deskAddresses.case(query.slug, query.about.reference)}>What is on record of the case</a>
        </p>
      )}
      <Answer
        desk={desk}
        staff={staff}
        query={query}
        problems={problems}
        text={form?.text('text')}
        chosen={form?.text('answer') ?? (isJustChanged(context) ? 'changed' : undefined)}
      />
    </StaffPage>,
  )
}

function Answer({
  desk,
  staff,
  query,
  problems,
  text,
  chosen,
}: {
  desk: ReviewDesk
  staff: Staff
  query: ReceivedQuery
  problems: readonly Problem[]
  text: string | undefined
  chosen: string | undefined
}) {
  const { answer, year, id } = query
  if (answer !== null) {
    return (
      <section>
        <h2>Answer</h2>
        <p class="note">
          {answerWords[answer.kind].given}, {printDate(dayOf(desk.scheme, answer.answeredAt))}
        </p>
        {answer.text !== null && <p class="query-said">{answer.text}</p>}
      </section>
    )
  }
  if (!mayDo(staff, 'answer-queries')) return null
  const action = deskAddresses.query(year, id)
  return (
    <section>
      <h2>Answer</h2>
      <p>The authority reads it as it stands, and it cannot be changed afterwards.</p>
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <DeskRadios
          id="answer"
          label="What becomes of it?"
          error={problemOf(problems, 'answer')}
          choices={answerKinds.map((kind) => ({
            value: kind,
            text: answerWords[kind].choice,
            isChosen: chosen === kind,
            ...(kind === 'changed' && { children: <ChangeFirst query={query} staff={staff} /> }),
          }))}
        />
        <DeskTextArea
          id="text"
          label="Reason or explanation"
          hint={`Up to ${longestQueryText.toLocaleString('en-GB')} characters. Needed unless the record was changed.`}
          value={text}
          error={problemOf(problems, 'text')}
        />
        <Button text="Send the answer" />
      </DeskForm>
    </section>
  )
}

/** A query is answered by a change only when there is one. */
function ChangeFirst({ query, staff }: { query: ReceivedQuery; staff: Staff }) {
  const { about, slug, year, id } = query
  if (about.kind !== 'case' || !mayDo(staff, 'change-cases')) return null
  return (
    <p>
      <a href={deskAddresses.caseChange(slug, about.reference, { year, id })}>Change the case</a> first; then
      answer here.
    </p>
  )
}

function noSuchQuery(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  year: ReportingYear | undefined,
): Response | Promise<Response> {
  const back = year === undefined ? deskAddresses.desk() : deskAddresses.queries(year)
  return context.html(
    <StaffPage desk={desk} person={staff} title="No such query" current={deskAddresses.desk()}>
      <h1>There is no such query</h1>
      <p>
        <a href={back}>See the queries there are</a>.
      </p>
    </StaffPage>,
    404,
  )
}
