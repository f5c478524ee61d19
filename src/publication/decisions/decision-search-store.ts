import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import type { IsoDate, ReportingYear } from '../../scheme/reporting-year.ts'
import {
  type CompiledSearch,
  type DecisionCriteria,
  type DecisionSpan,
  narrows,
} from './decision-criteria.ts'
import { type FacetCounts, mostCounted } from './facet-counts.ts'
import { firstDayOfQuarter, quarterWindows } from './quarter-windows.ts'
import type { SearchCursor } from './search-cursor.ts'
import type { SearchTerm } from './search-words.ts'
import { fragmentEnd, matchEnd, matchStart } from './snippet-marks.ts'

/** Rows of one page. */
export const pageLength = 20

/** A decision as a list shows it. */
export type ListedDecision = {
  readonly authorityId: number
  readonly complaintId: number
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  readonly outcome: string
  readonly decidedOn: IsoDate
  readonly year: ReportingYear
  readonly remedyKinds: readonly string[]
  readonly summary: string
  readonly publishedAt: Date
  /** Exactly as the database says it; null where the newest come first. */
  readonly rank: string | null
}

/**
 * The terms as one query of the database, every word as it is stemmed in the index. `isSearchable` is false where
 * nothing was left but what must not be found.
 */
export async function compileSearch(
  database: Database,
  terms: readonly SearchTerm[],
): Promise<CompiledSearch> {
  if (terms.length === 0) return { query: null, isSearchable: false }
  // A word with a hyphen or a stop in it is several to the index, which follow one another like those of a phrase.
  const parts = terms.map(({ text, isExcluded }) =>
    isExcluded ? sql`!!phraseto_tsquery('english', ${text})` : sql`phraseto_tsquery('english', ${text})`,
  )
  const { rows } = await sql<{ query: string; nodeCount: number; sought: string }>`
    select query::text as query, numnode(query) as node_count, querytree(query) as sought
    from (select ${sql.join(parts, sql` && `)} as query) as compiled
  `.execute(database)
  const [row] = rows
  if (row === undefined || row.nodeCount === 0) return { query: null, isSearchable: false }
  return { query: row.query, isSearchable: row.sought !== 'T' }
}

/** One page of results after or before the cursor, in the order of the list; one more row than the page shows, if there is one. */
export async function readDecisionPage(
  database: Database,
  criteria: DecisionCriteria,
  span: DecisionSpan,
  cursor: SearchCursor | undefined,
  rowCount = pageLength,
): Promise<readonly ListedDecision[]> {
  const isBackwards = cursor?.direction === 'before'
  const direction = isBackwards ? sql`asc` : sql`desc`
  const order = sql`decided_on ${direction}, complaint_id ${direction}, authority_id ${direction}`
  const beyond =
    cursor === undefined
      ? sql`true`
      : sql`(decided_on, complaint_id, authority_id) ${isBackwards ? sql`>` : sql`<`} (${cursor.decidedOn}::date, ${cursor.complaintId}::bigint, ${cursor.authorityId}::integer)`
  const found = narrows(criteria)
    ? nearOr(
        criteria,
        order,
        rowCount + 1,
        beyond,
        matched(criteria, windowsFrom(span, cursor), order, rowCount + 1, beyond),
      )
    : // All decisions there are: the index by date gives them in order.
      sql`
        select ${keys} from decision_statement
        where ${beyond}
        order by ${order}
        limit ${rowCount + 1}`
  const rows = await readListed(database, found, sql`null::real`, order)
  return isBackwards ? rows.reverse() : rows
}

/** One page of the newest `mostCounted` matches, best first. */
export async function readBestDecisions(
  database: Database,
  criteria: DecisionCriteria,
  span: DecisionSpan,
  cursor: SearchCursor | undefined,
): Promise<readonly ListedDecision[]> {
  const isBackwards = cursor?.direction === 'before'
  const direction = isBackwards ? sql`asc` : sql`desc`
  const order = sql`rank ${direction}, decided_on ${direction}, complaint_id ${direction}, authority_id ${direction}`
  const beyond =
    cursor === undefined
      ? sql`true`
      : sql`(rank, decided_on, complaint_id, authority_id) ${isBackwards ? sql`>` : sql`<`} (${cursor.rank ?? '0'}::real, ${cursor.decidedOn}::date, ${cursor.complaintId}::bigint, ${cursor.authorityId}::integer)`
  const newest = matched(
    criteria,
    quarterWindows(span.oldest, span.newest),
    newestFirst,
    mostCounted,
    sql`true`,
  )
  // A match in the summary weighs more than one in the statement, and one in a long text less.
  const found = sql`
    select * from (
      select authority_id, complaint_id, decided_on, ts_rank(search, ${criteria.query}::tsquery, 1) as rank
      from (${newest}) as newest
    ) as ranked
    where ${beyond}
    order by ${order}
    limit ${pageLength + 1}`
  const rows = await readListed(
    database,
    found,
    sql`found.rank`,
    sql`found.rank ${direction}, decided_on ${direction}, complaint_id ${direction}, authority_id ${direction}`,
  )
  return isBackwards ? rows.reverse() : rows
}

/** The latest published of the matches, for a feed. */
export async function readLatestPublished(
  database: Database,
  criteria: DecisionCriteria,
  span: DecisionSpan,
  rowCount: number,
): Promise<readonly ListedDecision[]> {
  const found = narrows(criteria)
    ? sql`
        select * from (
          ${matched(criteria, quarterWindows(span.oldest, span.newest), newestFirst, mostCounted, sql`true`)}
        ) as newest
        order by published_at desc, complaint_id desc, authority_id desc
        limit ${rowCount}`
    : sql`
        select ${keys} from decision_statement
        order by published_at desc, complaint_id desc, authority_id desc
        limit ${rowCount}`
  return readListed(
    database,
    found,
    sql`null::real`,
    sql`published_at desc, complaint_id desc, authority_id desc`,
  )
}

/** How many of the matches have each value; out of more than `mostCounted` it counts among as many of the newest. */
export async function countFacets(
  database: Database,
  criteria: DecisionCriteria,
  span: DecisionSpan,
): Promise<FacetCounts> {
  const windows = quarterWindows(span.oldest, span.newest)
  // Within a few quarters it does not matter which of the matches are counted, and sorting them would cost.
  const order = criteria.isExclusion ? newestFirst : null
  const found = matched(criteria, windows, order, mostCounted + 1, sql`true`)
  const { rows } = await countedBy(found).execute(database)
  return cappedCounts(facetCounts(rows))
}

/** How many decisions of all that are public have each value, and the days of the oldest and the newest. */
export async function countAllDecisions(
  database: Database,
): Promise<{ readonly counts: FacetCounts; readonly span: DecisionSpan | null }> {
  const { rows } = await countedBy(sql`select ${keys} from decision_statement`).execute(database)
  const { rows: spans } = await sql<{ oldest: IsoDate | null; newest: IsoDate | null }>`
    select min(decided_on) as oldest, max(decided_on) as newest from decision_statement
  `.execute(database)
  const { oldest = null, newest = null } = spans[0] ?? {}
  return {
    counts: facetCounts(rows),
    span: oldest === null || newest === null ? null : { oldest, newest },
  }
}

/** Where words matched, a decision each by its number: text with the marks of `matchStart` and `matchEnd`. */
export async function readSnippets(
  database: Database,
  query: string,
  decisions: readonly Pick<ListedDecision, 'authorityId' | 'complaintId'>[],
): Promise<ReadonlyMap<string, string>> {
  const options = `StartSel=${matchStart}, StopSel=${matchEnd}, MaxFragments=2, MinWords=10, MaxWords=22, FragmentDelimiter=${fragmentEnd}`
  const { rows } = await sql<{ authorityId: number; complaintId: number; snippet: string }>`
    select authority_id, complaint_id, ts_headline('english', whole, ${query}::tsquery, ${options}) as snippet
    from decision_statement
    join unnest(
      ${decisions.map(({ authorityId }) => authorityId)}::integer[],
      ${decisions.map(({ complaintId }) => complaintId)}::bigint[]
    ) as shown (authority_id, complaint_id) using (authority_id, complaint_id)
    cross join lateral (
      select left(
        translate(
          summary || coalesce(
            (
              select string_agg(' ' || (paragraph #>> '{}'), '' order by place)
              from jsonb_path_query(sections, '$[*].paragraphs[*]') with ordinality as of_statement (paragraph, place)
            ),
            ''
          ),
          ${matchStart + matchEnd + fragmentEnd},
          ''
        ),
        ${mostSearchedForSnippet}
      ) as whole
    ) as text
  `.execute(database)
  return new Map(rows.map((row) => [decisionKey(row), row.snippet]))
}

/** Characters of a statement in which matches are marked; few statements are longer. */
const mostSearchedForSnippet = 30_000

export function decisionKey({
  authorityId,
  complaintId,
}: Pick<ListedDecision, 'authorityId' | 'complaintId'>): string {
  return `${authorityId} ${complaintId}`
}

const newestFirst = sql`decided_on desc, complaint_id desc, authority_id desc`

const keys = sql`authority_id, complaint_id, category, subcategory, outcome, decided_on, remedy_kinds, published_at, search`

const decisionRows = { columns: keys, from: sql`decision_statement` }

/**
 * The first so many matches in this order. The index is asked for a few quarters at a time, and for no more once there
 * are enough: a common word stands in hundreds of thousands of decisions, of which a page and its counts need few.
 * Where the first quarters show that there are few matches, it is asked for all the others at once.
 * `offset 0` keeps the planner from walking through the decisions in order instead, which it would misjudge.
 */
export function matched(
  criteria: DecisionCriteria,
  windows: readonly (readonly number[])[],
  order: RawBuilder<unknown> | null,
  rowCount: number,
  beyond: RawBuilder<unknown>,
  rows: MatchedRows = decisionRows,
): RawBuilder<unknown> {
  const first = windows.slice(0, probedWindows)
  const others = windows.slice(probedWindows)
  const inWindows = (searched: readonly (readonly number[])[], also: RawBuilder<unknown>) => {
    const within = inOrder(
      criteria,
      order,
      rowCount,
      sql`
      select ${rows.columns}
      from ${rows.from}
      where ${sql.join(conditions(criteria), sql` and `)}
      and facets && string_to_array(searched.quarters, ';')
      and ${beyond}
      offset 0`,
    )
    return sql`
      select within.*
      from unnest(${searched.map(quarterFacets)}::text[]) with ordinality as searched (quarters, place)
      cross join lateral (${within}) as within
      where ${also}`
  }
  if (others.length === 0 || criteria.isExclusion) {
    return sql`${inWindows(windows, sql`true`)} limit ${rowCount}`
  }
  const few = Math.floor((fewMatches * first.flat().length) / windows.flat().length)
  const isFew = sql`(select count(*) from probed) <= ${few}`
  const atOnce = inOrder(
    criteria,
    order,
    rowCount,
    sql`
    select ${rows.columns}
    from ${rows.from}
    where ${sql.join(conditions(criteria), sql` and `)}
    and ${besides(first.flat(), others.flat())}
    and ${beyond}
    and ${isFew}
    offset 0`,
  )
  return sql`
    with probed as materialized (${inWindows(first, sql`true`)} limit ${rowCount})
    select * from (
      select * from probed
      union all
      select * from (${atOnce}) as others
      union all
      select * from (${inWindows(others, sql`not ${isFew}`)}) as others
    ) as found
    limit ${rowCount}`
}

/**
 * The nearest decisions where those that match fill a page, and what the index finds where they do not. Of a word that
 * stands in nearly every decision the index would gather a whole quarter for one page.
 */
function nearOr(
  criteria: DecisionCriteria,
  order: RawBuilder<unknown>,
  rowCount: number,
  beyond: RawBuilder<unknown>,
  found: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (rowCount > mostNear) return found
  return sql`
    with near as materialized (
      select * from (
        select ${keys}, facets, year
        from decision_statement
        where ${beyond}
        order by ${order}
        limit ${mostNear}
      ) as nearest
      where ${sql.join(conditions(criteria), sql` and `)}
      ${criteria.isExclusion ? sql`and search @@ ${criteria.query}::tsquery` : sql``}
    )
    select ${keys} from near where (select count(*) from near) >= ${rowCount}
    union all
    select * from (${found}) as found where (select count(*) from near) < ${rowCount}`
}

/** So many decisions are looked through one by one; it costs about a millisecond. */
const mostNear = 60

/** What is read of each match. */
type MatchedRows = { readonly columns: RawBuilder<unknown>; readonly from: RawBuilder<unknown> }

/** The first four quarters show how many matches there may be in all. */
const probedWindows = 3

/** So many are read at once sooner than quarter by quarter. */
const fewMatches = 3 * mostCounted

function quarterFacets(quarters: readonly number[]): string {
  return quarters.map((quarter) => `quarter ${quarter}`).join(';')
}

/** The days that are in none of the first quarters, on the side of the others. */
function besides(first: readonly number[], others: readonly number[]): RawBuilder<unknown> {
  const isBackInTime = Math.min(...others) < Math.min(...first)
  return isBackInTime
    ? sql`decided_on < ${firstDayOfQuarter(Math.min(...first))}::date`
    : sql`decided_on >= ${firstDayOfQuarter(Math.max(...first) + 1)}::date`
}

function inOrder(
  criteria: DecisionCriteria,
  order: RawBuilder<unknown> | null,
  rowCount: number,
  rows: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const ordered = sql`select * from (${rows}) as unordered ${order === null ? sql`` : sql`order by ${order}`}`
  // What must not be found is looked for in one decision after the other, until there are enough.
  return criteria.isExclusion
    ? sql`select * from (${ordered} offset 0) as possible where search @@ ${criteria.query}::tsquery limit ${rowCount}`
    : sql`${ordered} limit ${rowCount}`
}

function conditions(criteria: DecisionCriteria) {
  const { query, isExclusion, facets, authorityIds, remedyKinds, from, to } = criteria
  return [
    sql`true`,
    ...(query === null || isExclusion ? [] : [sql`search @@ ${query}::tsquery`]),
    ...facets.map((values) => sql`facets && ${values}::text[]`),
    ...(authorityIds === null ? [] : [sql`authority_id = any(${authorityIds}::integer[])`]),
    ...(remedyKinds === null ? [] : [sql`remedy_kinds && ${remedyKinds}::text[]`]),
    ...(from === null ? [] : [sql`year >= ${from}`]),
    ...(to === null ? [] : [sql`year <= ${to}`]),
  ]
}

/** From the cursor's quarter on, or back from it to the newest. */
export function windowsFrom(
  span: DecisionSpan,
  cursor: SearchCursor | undefined,
): readonly (readonly number[])[] {
  if (cursor === undefined) return quarterWindows(span.oldest, span.newest)
  if (cursor.direction === 'after') return quarterWindows(span.oldest, cursor.decidedOn)
  return quarterWindows(cursor.decidedOn, span.newest, 'oldest first')
}

async function readListed(
  database: Database,
  found: RawBuilder<unknown>,
  rank: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Promise<ListedDecision[]> {
  const { rows } = await sql<ListedDecision>`
    select
      authority_id, complaint_id, statement.reference, statement.category, statement.subcategory, statement.outcome,
      decided_on, statement.year, statement.remedy_kinds, statement.summary, statement.published_at,
      ${rank}::text as rank
    from (${found}) as found
    join decision_statement as statement using (authority_id, complaint_id, decided_on)
    order by ${order}
  `.execute(database)
  return [...rows]
}

type CountRow = {
  /** Null in rows that count by subject, outcome and remedies together. */
  readonly authorityId: number | null
  readonly category: string | null
  readonly subcategory: string | null
  readonly outcome: string | null
  readonly remedyKinds: readonly string[] | null
  readonly decisionCount: number
}

/** Counted twice over and no more often: whatever a facet needs is a sum of these few hundred rows. */
function countedBy(found: RawBuilder<unknown>): RawBuilder<CountRow> {
  return sql<CountRow>`
    select authority_id, category, subcategory, outcome, remedy_kinds, count(*) as decision_count
    from (${found}) as found
    group by grouping sets ((authority_id), (category, subcategory, outcome, remedy_kinds))`
}

function facetCounts(rows: readonly CountRow[]): FacetCounts {
  const authority = new Map<number, number>()
  const category = new Map<string, number>()
  const subcategory = new Map<string, number>()
  const outcome = new Map<string, number>()
  const remedy = new Map<string, number>()
  let total = 0
  for (const row of rows) {
    const count = row.decisionCount
    if (row.authorityId !== null) {
      authority.set(row.authorityId, count)
      continue
    }
    total += count
    add(category, row.category, count)
    add(subcategory, row.subcategory && `${row.category}/${row.subcategory}`, count)
    add(outcome, row.outcome, count)
    for (const kind of row.remedyKinds ?? []) add(remedy, kind, count)
  }
  return { total, isMore: false, authority, category, subcategory, outcome, remedy }
}

function add(counts: Map<string, number>, value: string | null, count: number): void {
  if (value !== null) counts.set(value, (counts.get(value) ?? 0) + count)
}

function cappedCounts(counts: FacetCounts): FacetCounts {
  return counts.total > mostCounted ? { ...counts, total: mostCounted, isMore: true } : counts
}
