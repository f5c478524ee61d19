import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import { type ListPlace, readPlace } from '../import/list-place.ts'
import type { FollowUpDays } from './follow-up-days.ts'

/** The lists that compliance officers work through. */
export const recommendationLists = [
  'overdue',
  'due-soon',
  'long-outstanding',
  'evidence',
  'not-kept',
] as const
export type RecommendationList = (typeof recommendationLists)[number]

export type ListedRecommendation = {
  readonly slug: string
  readonly officialName: string
  readonly reference: string
  readonly number: number
  readonly kind: string
  readonly text: string | null
  readonly amountPence: number | null
  readonly summary: string | null
  readonly dueOn: IsoDate
  readonly openSince: IsoDate | null
  /** When something of it was last sent that nobody has read yet; or when it was recorded as not carried out. */
  readonly at: Date | null
  /** Something that was sent about it waits to be read. */
  readonly isToRead: boolean
  /** What waits to be read says that it is done. */
  readonly isSaidComplete: boolean
  /** Whether what was sent says that it is done. */
  readonly isComplete: boolean | null
  /** Where the next page of a list goes on: by what the list is ordered, and what makes it unique. */
  readonly place: string
}

/** How many recommendations stand in each list. */
export async function countLists(
  database: Database,
  { today, soonUntil, longSince }: FollowUpDays,
): Promise<Readonly<Record<RecommendationList, number>>> {
  const { rows } = await sql<{
    overdue: number
    soon: number
    long: number
    evidence: number
    notKept: number
  }>`
    select
      (select count(*) from recommendation where open_since is not null and due_on < ${today}::date) as overdue,
      (
        select count(*)
        from recommendation
        where open_since is not null and due_on between ${today}::date and ${soonUntil}::date
      ) as soon,
      (select count(*) from recommendation where open_since <= ${longSince}::date) as long,
      (select count(*) from evidence where ${isToRead}) as evidence,
      (select count(*) from action_not_taken where decision is null) as not_kept
  `.execute(database)
  const [row] = rows
  if (row === undefined) throw new Error('nothing was counted')
  return {
    overdue: row.overdue,
    'due-soon': row.soon,
    'long-outstanding': row.long,
    evidence: row.evidence,
    'not-kept': row.notKept,
  }
}

/** What was sent about an action that is still open, and nobody has read. */
const isToRead = sql`
  sent_at is not null and read_at is null
  and exists (
    select
    from recommendation
    where recommendation.authority_id = evidence.authority_id
    and recommendation.complaint_id = evidence.complaint_id
    and recommendation.recommendation_number = evidence.recommendation_number
    and open_since is not null
  )
`

/** A place in a list, as an address carries it. */
export function placeIn(list: RecommendationList, text: string): ListPlace | undefined {
  return readPlace(text, list === 'evidence' ? 2 : 3)
}

/** A page of a list after a place in it, what waits longest first. */
export async function readList(
  database: Database,
  list: RecommendationList,
  days: FollowUpDays,
  after: ListPlace | undefined,
  limit: number,
): Promise<readonly ListedRecommendation[]> {
  const { from, where, order, shownOrder } = listed(list, days, after)
  const { rows } = await sql<ListedRecommendation>`
    select slug, official_name, reference, recommendation_number as number, recommendation.kind, recommendation.text,
      amount_pence, summary, due_on, open_since, page.at, page.is_complete, page.place,
      unread.is_complete is not null as is_to_read, coalesce(unread.is_complete, false) as is_said_complete
    from (
      select ${from}
      where ${where}
      order by ${order}
      limit ${limit}
    ) as page
    join recommendation using (authority_id, complaint_id, recommendation_number)
    join complaint using (authority_id, complaint_id)
    join authority using (authority_id)
    left join lateral (
      select bool_or(is_complete) as is_complete
      from evidence
      where evidence.authority_id = recommendation.authority_id
      and evidence.complaint_id = recommendation.complaint_id
      and evidence.recommendation_number = recommendation.recommendation_number
      and sent_at is not null and read_at is null
    ) as unread on true
    order by ${shownOrder}
  `.execute(database)
  return rows
}

function listed(
  list: RecommendationList,
  { today, soonUntil, longSince }: FollowUpDays,
  place: ListPlace | undefined,
): {
  readonly from: RawBuilder<unknown>
  readonly where: RawBuilder<unknown>
  readonly order: RawBuilder<unknown>
  /** The same order once the page is joined with what is shown of it. */
  readonly shownOrder: RawBuilder<unknown>
} {
  const key = sql`authority_id, complaint_id, recommendation_number`
  const ofRecommendations = (column: RawBuilder<unknown>, where: RawBuilder<unknown>) => ({
    from: sql`
      ${key}, null::timestamptz as at, null::boolean as is_complete,
      ${column} as sort_on,
      ${column}::text || '_' || authority_id || '.' || complaint_id || '.' || recommendation_number as place
      from recommendation`,
    where: sql`open_since is not null and ${where} ${afterPlace(place, column, sql`date`, key)}`,
    order: sql`${column}, ${key}`,
    shownOrder: sql`page.sort_on, ${key}`,
  })
  const moment = (column: RawBuilder<unknown>) =>
    sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
  switch (list) {
    case 'overdue':
      return ofRecommendations(sql`due_on`, sql`due_on < ${today}::date`)
    case 'due-soon':
      return ofRecommendations(sql`due_on`, sql`due_on between ${today}::date and ${soonUntil}::date`)
    case 'long-outstanding':
      return ofRecommendations(sql`open_since`, sql`open_since <= ${longSince}::date`)
    case 'evidence':
      return {
        from: sql`
          ${key}, sent_at as at, is_complete,
          evidence_id,
          ${moment(sql`sent_at`)} || '_' || authority_id || '.' || evidence_id as place
          from evidence`,
        where: sql`
          ${isToRead}
          ${afterPlace(place, sql`sent_at`, sql`timestamptz`, sql`authority_id, evidence_id`)}`,
        order: sql`sent_at, authority_id, evidence_id`,
        shownOrder: sql`page.at, authority_id, page.evidence_id`,
      }
    case 'not-kept':
      return {
        from: sql`
          ${key}, recorded_at as at, null::boolean as is_complete,
          ${moment(sql`recorded_at`)} || '_' || authority_id || '.' || complaint_id || '.' || recommendation_number as place
          from action_not_taken`,
        where: sql`decision is null ${afterPlace(place, sql`recorded_at`, sql`timestamptz`, key)}`,
        order: sql`recorded_at, ${key}`,
        shownOrder: sql`page.at, ${key}`,
      }
  }
}

function afterPlace(
  place: ListPlace | undefined,
  column: RawBuilder<unknown>,
  type: RawBuilder<unknown>,
  key: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (place === undefined) return sql``
  const ids = sql.join(place.ids.map((id) => sql`${id}::bigint`))
  return sql`and (${column}, ${key}) > (${place.at}::${type}, ${ids})`
}
