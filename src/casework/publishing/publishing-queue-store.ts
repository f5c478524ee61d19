import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { ListPlace } from '../import/list-place.ts'
import type { PublishingList } from './publishing-queue.ts'

/** A case in a list of publication. */
export type QueuedDecision = {
  readonly place: ListPlace
  readonly slug: string
  readonly officialName: string
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  readonly decidedOn: IsoDate | null
  /** Open marks of the anonymity check. */
  readonly openCount: number
  readonly ground: string | null
  /** Who asked for a hold. */
  readonly askedBy: string | null
  /** Since when or from when: the moment that orders the list, where it is one. */
  readonly moment: Date | null
  /** Held by a review of the decision and by nobody's word. */
  readonly isUnderReview: boolean
}

/** The published ones of so many days stand in the list of what was published lately. */
const latelyDays = 60
/** Counting stops there, so that it takes no longer the more there are. */
export const mostCounted = 999

/** One page of a list, after a place in it. */
export async function readQueue(
  database: Database,
  list: PublishingList,
  after: ListPlace | undefined,
  rowCount: number,
): Promise<readonly QueuedDecision[]> {
  const { rows } = await sql<Omit<QueuedDecision, 'place'> & PlaceRow>`
    select place.at::text as at, place.authority_id, place.complaint_id, slug, official_name, complaint.reference,
      complaint.category, complaint.subcategory, complaint.decided_on, place.ground, place.asked_by, place.moment,
      place.is_under_review,
      (
        select count(*)::integer
        from anonymity_mark as mark
        where mark.authority_id = place.authority_id and mark.complaint_id = place.complaint_id
        and mark.settled is null
      ) as open_count
    from (${placesOf(list, after)} limit ${rowCount}) as place
    join authority using (authority_id)
    join complaint using (authority_id, complaint_id)
    order by ${isLatestFirst(list) ? sql`place.at desc` : sql`place.at`}, place.authority_id, place.complaint_id
  `.execute(database)
  return rows.map(({ at, authorityId, complaintId, ...row }) => ({
    ...row,
    place: { at, ids: [authorityId, complaintId] },
  }))
}

type PlaceRow = { readonly at: string; readonly authorityId: number; readonly complaintId: number }

/** How many stand in each list, to `mostCounted`. */
export async function countQueues(database: Database): Promise<Readonly<Record<PublishingList, number>>> {
  const counted = (list: PublishingList) => sql`
    (select count(*)::integer from (select from (${placesOf(list, undefined)}) as place limit ${mostCounted + 1}) as one)`
  const { rows } = await sql<Record<string, number>>`
    select ${counted('to-write')} as writing, ${counted('to-check')} as checking, ${counted('to-agree')} as agreeing,
      ${counted('waiting')} as waiting, ${counted('published')} as published, ${counted('held')} as held
  `.execute(database)
  const [row = {}] = rows
  return {
    'to-write': row.writing ?? 0,
    'to-check': row.checking ?? 0,
    'to-agree': row.agreeing ?? 0,
    waiting: row.waiting ?? 0,
    published: row.published ?? 0,
    held: row.held ?? 0,
  }
}

function isLatestFirst(list: PublishingList): boolean {
  return list === 'published' || list === 'held'
}

/** The cases of a list in its order, by an index each. */
function placesOf(list: PublishingList, after: ListPlace | undefined): RawBuilder<unknown> {
  switch (list) {
    case 'to-write':
      return draftsThatWaitFor('writing', after)
    case 'to-check':
      return draftsThatWaitFor('checking', after)
    case 'to-agree':
      return sql`
        select asked_at as at, authority_id, complaint_id, ground, asked_by, asked_at as moment,
          false as is_under_review
        from publication_hold
        where ended_at is null and agreed_at is null ${past(after, sql`asked_at`, false)}
        order by asked_at, authority_id, complaint_id`
    case 'waiting':
      return sql`
        select published_at as at, authority_id, complaint_id, null as ground, null as asked_by,
          published_at as moment, false as is_under_review
        from decision_statement
        where published_at > published.current_moment() and withdrawn_at is null
        ${past(after, sql`published_at`, false)}
        order by published_at, authority_id, complaint_id`
    case 'published':
      return sql`
        select published_at as at, authority_id, complaint_id, null as ground, null as asked_by,
          published_at as moment, false as is_under_review
        from decision_statement
        where published_at <= published.current_moment()
        and published_at > published.current_moment() - make_interval(days => ${latelyDays})
        and withdrawn_at is null
        ${past(after, sql`published_at`, true)}
        order by published_at desc, authority_id, complaint_id`
    case 'held':
      return sql`
        select at, authority_id, complaint_id, ground, asked_by, moment, is_under_review
        from (
          select asked_at as at, authority_id, complaint_id, ground, asked_by, asked_at as moment,
            false as is_under_review
          from publication_hold
          where ended_at is null and agreed_at is not null
          union all
          select written_at, authority_id, complaint_id, null, null, written_at, true
          from statement_draft
          where waits_for = 'review'
        ) as held
        where true ${past(after, sql`at`, true)}
        order by at desc, authority_id, complaint_id`
  }
}

function draftsThatWaitFor(task: 'writing' | 'checking', after: ListPlace | undefined): RawBuilder<unknown> {
  return sql`
    select decided_on as at, authority_id, complaint_id, null as ground, null as asked_by, null::timestamptz as moment,
      false as is_under_review
    from statement_draft
    where waits_for = ${task} ${past(after, sql`decided_on`, false, 'date')}
    order by decided_on, authority_id, complaint_id`
}

function past(
  after: ListPlace | undefined,
  column: RawBuilder<unknown>,
  isDescending: boolean,
  type: 'date' | 'timestamptz' = 'timestamptz',
): RawBuilder<unknown> {
  if (after === undefined) return sql``
  const at = sql`${after.at}::${sql.raw(type)}`
  const rest = sql`(authority_id, complaint_id) > (${after.ids[0]}::bigint, ${after.ids[1]}::bigint)`
  // The first condition is what an index can begin at.
  return isDescending
    ? sql`and ${column} <= ${at} and (${column} < ${at} or ${rest})`
    : sql`and ${column} >= ${at} and (${column} > ${at} or ${rest})`
}
