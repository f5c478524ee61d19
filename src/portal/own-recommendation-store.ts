import { sql } from 'kysely'
import type { Recommendation } from '../casework/recommendation/recommendation.ts'
import type { Transaction } from '../database/connection.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'

/** A recommendation as an officer's session sees it, with its case. */
export type OwnRecommendation = Recommendation & {
  readonly authorityId: number
  readonly slug: string
  readonly complaintId: number
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  readonly decidedOn: IsoDate
  /** When evidence was last sent that says the action is complete, unless more was asked for since. */
  readonly completeSentAt: Date | null
  /** What the Ombudsman still wants, where it answered and nothing was sent since. */
  readonly isMoreWanted: boolean
}

/** What is still to be done of what the session's authorities agreed to, the nearest date first. */
export async function readOpenRecommendations(
  transaction: Transaction,
): Promise<readonly OwnRecommendation[]> {
  const { rows } = await sql<OwnRecommendation>`
    ${ownRecommendations()}
    where open_since is not null
    order by due_on, reference, recommendation_number
  `.execute(transaction)
  return rows
}

/** Where in the kept ones a page of the list begins: after this one. */
export type KeptPlace = { readonly on: IsoDate; readonly reference: string; readonly number: number }

/** What was settled, or closed with its case, the last first; after a place in that list. */
export async function readEndedRecommendations(
  transaction: Transaction,
  place: KeptPlace | undefined,
  limit: number,
): Promise<readonly (OwnRecommendation & { readonly endedOn: IsoDate; readonly ended: string })[]> {
  const after =
    place === undefined
      ? sql``
      : sql`where (ended_on, reference, number) < (${place.on}::date, ${place.reference}, ${place.number}::integer)`
  const { rows } = await sql<OwnRecommendation & { endedOn: IsoDate; ended: string }>`
    select *
    from (
      ${ownRecommendations(sql`
        , coalesce(settled_on, compliance_recorded_on) as ended_on, coalesce(settlement, compliance_outcome) as ended
      `)}
      where settlement is not null or compliance_outcome is not null
    ) as ended
    ${after}
    order by ended_on desc, reference desc, number desc
    limit ${limit}
  `.execute(transaction)
  return rows
}

/** How many there are of each: open, and ended each way. */
export async function countOwnRecommendations(transaction: Transaction): Promise<{
  readonly open: number
  readonly ended: readonly { readonly ended: string; readonly count: number }[]
  /** The first year in which one ended. */
  readonly since: IsoDate | null
}> {
  const { rows } = await sql<{ ended: string | null; count: number; since: IsoDate | null }>`
    select coalesce(settlement, compliance_outcome) as ended, count(*) as count,
      min(coalesce(settled_on, compliance_recorded_on)) as since
    from portal.recommendation
    join portal.recommended_case using (authority_id, complaint_id)
    group by 1
  `.execute(transaction)
  const since = rows.flatMap((row) => (row.since === null ? [] : [row.since])).toSorted()[0] ?? null
  return {
    open: rows.find(({ ended }) => ended === null)?.count ?? 0,
    ended: rows.flatMap(({ ended, count }) => (ended === null ? [] : [{ ended, count }])),
    since,
  }
}

/** One recommendation of an authority; undefined where the session may see none of that name. */
export async function findOwnRecommendation(
  transaction: Transaction,
  authorityId: number,
  reference: string,
  number: number,
): Promise<OwnRecommendation | undefined> {
  const { rows } = await sql<OwnRecommendation>`
    ${ownRecommendations()}
    where recommendation.authority_id = ${authorityId} and reference = ${reference}
    and recommendation_number = ${number}
  `.execute(transaction)
  return rows[0]
}

/** The dates that an action was due on before, the first move first. */
export async function readOwnMovedDates(
  transaction: Transaction,
  { authorityId, complaintId, number }: OwnRecommendation,
): Promise<readonly { readonly fromOn: IsoDate; readonly toOn: IsoDate; readonly reason: string }[]> {
  const { rows } = await sql<{ fromOn: IsoDate; toOn: IsoDate; reason: string }>`
    select from_on, to_on, reason
    from portal.moved_due_date
    where authority_id = ${authorityId} and complaint_id = ${complaintId} and recommendation_number = ${number}
    order by moved_at
  `.execute(transaction)
  return rows
}

/** Until the transaction ends nobody settles it. */
export async function lockOwnRecommendation(
  transaction: Transaction,
  { authorityId, complaintId, number }: OwnRecommendation,
): Promise<void> {
  await sql`
    select
    from public.recommendation
    where authority_id = ${authorityId} and complaint_id = ${complaintId} and recommendation_number = ${number}
    for update
  `.execute(transaction)
}

function ownRecommendations(more = sql``) {
  return sql`
    select
      recommendation.authority_id, authority.slug, recommendation.complaint_id, reference, category, subcategory,
      decided_on, recommendation_number as number, recommendation.kind, text, amount_pence, due_on, evidence_wanted, summary,
      open_since, settlement, settled_on, settlement_reason,
      case when last_sent.answer is null and last_sent.is_complete then last_sent.sent_at end as complete_sent_at,
      last_sent.answer is not null as is_more_wanted
      ${more}
    from portal.recommendation as recommendation
    join portal.recommended_case using (authority_id, complaint_id)
    join portal.authority as authority on authority.authority_id = recommendation.authority_id
    left join lateral (
      select sent_at, is_complete, answer
      from portal.evidence
      where evidence.authority_id = recommendation.authority_id
      and evidence.complaint_id = recommendation.complaint_id
      and evidence.recommendation_number = recommendation.recommendation_number
      and sent_at is not null
      order by sent_at desc
      limit 1
    ) as last_sent on true
  `
}
