import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import type { IsoDate, ReportingYear } from '../../scheme/reporting-year.ts'
import type { DecisionCriteria, DecisionSpan } from './decision-criteria.ts'
import { matched, pageLength, windowsFrom } from './decision-search-store.ts'
import { mostCounted } from './facet-counts.ts'
import { quarterWindows } from './quarter-windows.ts'
import type { SearchCursor } from './search-cursor.ts'

/** A service improvement that was agreed in a published decision. */
export type Improvement = {
  readonly authorityId: number
  readonly complaintId: number
  /** Which of the case's recommendations it is. */
  readonly part: number
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  readonly decidedOn: IsoDate
  readonly year: ReportingYear
  readonly kind: string
  readonly summary: string
  readonly dueOn: IsoDate
  /** Null until the year in which it ended is public. */
  readonly settlement: string | null
  readonly publishedAt: Date
  /** Improvements have no order but by date. */
  readonly rank: null
}

/** Which of a decision's recommendations are meant. */
export type ImprovementFilter = {
  readonly kinds: readonly string[]
  /** How they ended, null for not yet; undefined for any. */
  readonly settlements: readonly (string | null)[] | undefined
}

export type ImprovementCounts = {
  readonly total: number
  readonly isMore: boolean
  readonly authority: ReadonlyMap<number, number>
  readonly category: ReadonlyMap<string, number>
  readonly subcategory: ReadonlyMap<string, number>
  readonly remedy: ReadonlyMap<string, number>
  /** By settlement; those without one under the empty word. */
  readonly settlement: ReadonlyMap<string, number>
}

export async function readImprovements(
  database: Database,
  criteria: DecisionCriteria,
  filter: ImprovementFilter,
  span: DecisionSpan,
  cursor: SearchCursor | undefined,
  rowCount = pageLength,
): Promise<readonly Improvement[]> {
  const isBackwards = cursor?.direction === 'before'
  const direction = isBackwards ? sql`asc` : sql`desc`
  const order = sql`decided_on ${direction}, complaint_id ${direction}, authority_id ${direction}, part ${direction}`
  const beyond =
    cursor === undefined
      ? sql`true`
      : sql`(decided_on, complaint_id, authority_id, recommendation_number) ${isBackwards ? sql`>` : sql`<`} (
          ${cursor.decidedOn}::date, ${cursor.complaintId}::bigint, ${cursor.authorityId}::integer, ${cursor.part}::integer
        )`
  const found = matched(
    criteria,
    windowsFrom(span, cursor),
    order,
    rowCount + 1,
    sql`${beyond} and ${isMeant(filter)}`,
    improvementRows,
  )
  const { rows } =
    await sql<Improvement>`select *, null as rank from (${found}) as found order by ${order}`.execute(
      database,
    )
  return isBackwards ? rows.toReversed() : rows
}

/** How many of the newest `mostCounted` improvements have each value. */
export async function countImprovements(
  database: Database,
  criteria: DecisionCriteria,
  filter: ImprovementFilter,
  span: DecisionSpan,
): Promise<ImprovementCounts> {
  const found = matched(
    criteria,
    quarterWindows(span.oldest, span.newest),
    sql`decided_on desc`,
    mostCounted + 1,
    isMeant(filter),
    improvementRows,
  )
  const { rows } = await countedBy(found).execute(database)
  const of = (facet: CountRow['facet']) =>
    rows
      .filter((row) => row.facet === facet && row.value !== null)
      .map(({ value, improvementCount }) => [value, improvementCount] as const)
  const all = rows.find(({ facet }) => facet === 'all')?.improvementCount ?? 0
  return {
    total: Math.min(all, mostCounted),
    isMore: all > mostCounted,
    authority: new Map(of('authority').map(([value, count]) => [Number(value), count])),
    category: new Map(of('category')),
    subcategory: new Map(of('subcategory')),
    remedy: new Map(of('remedy')),
    settlement: new Map(of('settlement')),
  }
}

const improvementRows = {
  columns: sql`
    authority_id, complaint_id, recommendation_number as part, reference, category, subcategory, decided_on, year, kind,
    promise.summary, due_on, settlement, published_at`,
  from: sql`decision_statement join recommendation as promise using (authority_id, complaint_id)`,
}

/** An improvement without words for everybody to read is only counted with its decision. */
function isMeant({ kinds, settlements }: ImprovementFilter): RawBuilder<unknown> {
  const ended = settlements?.filter((settlement) => settlement !== null)
  return sql`
    kind = any(${kinds}::text[])
    and promise.summary is not null
    and ${
      settlements === undefined || ended === undefined
        ? sql`true`
        : sql`(settlement = any(${ended}::text[]) or (${settlements.includes(null)} and settlement is null))`
    }`
}

type CountRow = {
  readonly facet: 'all' | 'authority' | 'category' | 'subcategory' | 'remedy' | 'settlement'
  readonly value: string
  readonly improvementCount: number
}

function countedBy(found: RawBuilder<unknown>): RawBuilder<CountRow> {
  return sql<CountRow>`
    select
      case grouping(authority_id, kind, subcategory, category, settlement)
        when 15 then 'authority'
        when 23 then 'remedy'
        when 25 then 'subcategory'
        when 29 then 'category'
        when 30 then 'settlement'
        else 'all'
      end as facet,
      case grouping(authority_id, kind, subcategory, category, settlement)
        when 15 then authority_id::text
        when 23 then kind
        when 25 then category || '/' || subcategory
        when 29 then category
        when 30 then coalesce(settlement, '')
      end as value,
      count(*) as improvement_count
    from (${found}) as found
    group by grouping sets ((), (authority_id), (kind), (category), (category, subcategory), (settlement))`
}
