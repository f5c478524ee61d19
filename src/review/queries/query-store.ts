import { type RawBuilder, sql } from 'kysely'
import type { Database, Transaction } from '../../database/connection.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { AnswerKind, Query, QueryAbout } from './query.ts'

/** A query as the Ombudsman's staff see it. */
export type ReceivedQuery = Query & {
  readonly slug: string
  readonly officialName: string
}

/** How many queries of a year wait for an answer. Until there is none, the year is not sealed. */
export async function countOpenQueries(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<number> {
  const { count } = await database
    .selectFrom('query')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('year', '=', year)
    .where('answer', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Every query of a year: those without an answer first, and of these the oldest. */
export async function readQueries(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<readonly ReceivedQuery[]> {
  const { rows } = await sql<ReceivedRow>`
    ${received()}
    where year = ${year}
    order by answer is not null, case when answer is null then raised_at end, answered_at desc, query_id
  `.execute(database)
  return rows.map(receivedQuery)
}

/** One query of a year; undefined where there is none of that number. */
export async function readQuery(
  database: Database | Transaction,
  year: ReportingYear,
  id: number,
): Promise<ReceivedQuery | undefined> {
  const { rows } = await sql<ReceivedRow>`
    ${received()} where year = ${year} and query_id = ${id}
  `.execute(database)
  return rows[0] && receivedQuery(rows[0])
}

/** The same, and until the transaction ends nobody else answers it. */
export async function lockQuery(
  transaction: Transaction,
  year: ReportingYear,
  id: number,
): Promise<ReceivedQuery | undefined> {
  const { rows } = await sql<ReceivedRow>`
    ${received()} where year = ${year} and query_id = ${id} for update of query
  `.execute(transaction)
  return rows[0] && receivedQuery(rows[0])
}

/** The queries of the authorities that the session named for this transaction may see, the latest first. */
export async function readOwnQueries(
  transaction: Transaction,
): Promise<readonly (Query & { slug: string })[]> {
  const { rows } = await sql<QueryRow & { slug: string }>`
    select ${columns()}, slug
    from portal.query
    join portal.authority using (authority_id)
    order by raised_at desc, query_id desc
  `.execute(transaction)
  return rows.map((row) => ({ ...queryOf(row), slug: row.slug }))
}

/** Writes down what an officer asks, and says its number. */
export async function insertQuery(
  transaction: Transaction,
  query: {
    readonly authorityId: number
    readonly year: ReportingYear
    readonly revision: number
    readonly reference: string | null
    readonly measure: string | null
    readonly text: string
    readonly raisedBy: string
    readonly raisedPost: string
    readonly raisedAt: Date
  },
): Promise<number> {
  const { queryId } = await transaction
    .insertInto('query')
    .values(query)
    .returning('queryId')
    .executeTakeFirstOrThrow()
  return queryId
}

/** Whether the same is asked already and waits for its answer. */
export async function isAskedAlready(
  transaction: Transaction,
  query: {
    readonly authorityId: number
    readonly year: ReportingYear
    readonly reference: string | null
    readonly measure: string | null
    readonly text: string
  },
): Promise<boolean> {
  const found = await transaction
    .selectFrom('query')
    .select('queryId')
    .where('authorityId', '=', query.authorityId)
    .where('year', '=', query.year)
    .where('reference', 'is not distinct from', query.reference)
    .where('measure', 'is not distinct from', query.measure)
    .where('text', '=', query.text)
    .where('answer', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

/** Keeps the one answer to a query. */
export async function saveAnswer(
  transaction: Transaction,
  id: number,
  answer: {
    readonly answer: AnswerKind
    readonly answerText: string | null
    readonly answeredBy: string
    readonly answeredAt: Date
  },
): Promise<void> {
  await transaction.updateTable('query').set(answer).where('queryId', '=', id).execute()
}

/**
 * Whether the case a query is about, or for a figure any case of its authority, was changed since the query was raised.
 * Both stand in the record of who did what, one after the other.
 */
export async function isChangedSince(transaction: Transaction, id: number): Promise<boolean> {
  const { rows } = await sql<{ isChanged: boolean }>`
    select exists (
      select
      from query
      join complaint
        on complaint.authority_id = query.authority_id
        and complaint.reference = coalesce(query.reference, complaint.reference)
      join audit_entry as change on change.subject = 'complaint ' || complaint.reference
      join audit_entry as raised on raised.subject = 'query ' || query.query_id and raised.action = 'query'
      where query.query_id = ${id} and change.entry_id > raised.entry_id
    ) as is_changed
  `.execute(transaction)
  return rows[0]?.isChanged === true
}

type QueryRow = {
  readonly queryId: number
  readonly year: number
  readonly revision: number
  readonly reference: string | null
  readonly measure: string | null
  readonly text: string
  readonly raisedPost: string
  readonly raisedAt: Date
  readonly answer: AnswerKind | null
  readonly answerText: string | null
  readonly answeredAt: Date | null
}

type ReceivedRow = QueryRow & { readonly slug: string; readonly officialName: string }

function received(): RawBuilder<ReceivedRow> {
  return sql`
    select ${columns()}, slug, official_name
    from query
    join authority using (authority_id)
  `
}

function columns() {
  return sql`
    query_id, year, revision, reference, measure, text, raised_post, raised_at, answer, answer_text,
    answered_at
  `
}

function receivedQuery(row: ReceivedRow): ReceivedQuery {
  return { ...queryOf(row), slug: row.slug, officialName: row.officialName }
}

function queryOf(row: QueryRow): Query {
  const { queryId, year, revision, text, raisedPost, raisedAt, answer, answerText, answeredAt } = row
  return {
    id: queryId,
    year: reportingYear(year),
    revision,
    about: aboutOf(row),
    text,
    raisedPost,
    raisedAt,
    answer: answer !== null && answeredAt !== null ? { kind: answer, text: answerText, answeredAt } : null,
  }
}

function aboutOf({ queryId, reference, measure }: QueryRow): QueryAbout {
  if (reference !== null) return { kind: 'case', reference }
  if (measure !== null) return { kind: 'figure', measure }
  throw new Error(`query ${queryId} is about nothing`)
}
