import { sql } from 'kysely'
import type { JsonValue } from '../../audit/audit-chain.ts'
import type { Transaction } from '../../database/connection.ts'
import { reportingYearOf } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { arrayParameter } from '../array-parameter-store.ts'
import type { LineRecommendation, StatedCase } from './decision-statement-line.ts'

/** The cases of these references, with what is published of them. */
export async function readStatedCases(
  transaction: Transaction,
  references: readonly string[],
): Promise<readonly StatedCase[]> {
  const { rows } = await sql<StatedCase>`
    select slug as authority, official_name as authority_name, complaint.reference, complaint.decided_on,
      complaint.outcome, compliance_outcome,
      coalesce(
        (
          select jsonb_agg(
            jsonb_build_object(
              'number', recommendation_number, 'kind', kind, 'dueOn', due_on, 'summary', recommendation.summary,
              'settledOn', settled_on, 'settlement', settlement, 'isSettledHere', settled_by is not null
            )
            order by recommendation_number
          )
          from recommendation
          where recommendation.authority_id = complaint.authority_id
          and recommendation.complaint_id = complaint.complaint_id
        ),
        '[]'
      ) as recommendations,
      case
        when exists (
          select
          from publication_hold as hold
          where hold.authority_id = complaint.authority_id and hold.complaint_id = complaint.complaint_id
          and ended_at is null
        ) then 'hold'
        when is_decision_under_review(complaint.authority_id, complaint.complaint_id) then 'review'
      end as kept_back_by,
      case when statement.complaint_id is not null then
        jsonb_build_object(
          'publishedAt', published_at,
          'withdrawal',
          case when withdrawn_at is not null then
            jsonb_build_object('at', withdrawn_at, 'reason', withdrawal_reason)
          end
        )
      end as statement
    from complaint
    join authority using (authority_id)
    left join decision_statement as statement using (authority_id, complaint_id)
    where complaint.reference = any(${arrayParameter(references, 'text')})
  `.execute(transaction)
  return rows
}

/** Everything that is published of one case, for the audit record. */
export type PublishedCase = { readonly [key: string]: JsonValue }

/** What is published of the cases of these references, by reference; those of which nothing is are left out. */
export async function readPublishedCases(
  transaction: Transaction,
  references: readonly string[],
): Promise<ReadonlyMap<string, PublishedCase>> {
  const { rows } = await sql<{ reference: string; published: PublishedCase }>`
    select reference,
      to_jsonb(statement) - '{authority_id,complaint_id,reference,search}'::text[] || jsonb_build_object(
        'recommendations',
        (
          select jsonb_agg(
            jsonb_build_array(recommendation_number, recommendation.summary, settled_on, settlement)
            order by recommendation_number
          )
          from recommendation
          where recommendation.authority_id = statement.authority_id
          and recommendation.complaint_id = statement.complaint_id
        )
      ) as published
    from decision_statement as statement
    where reference = any(${arrayParameter(references, 'text')})
  `.execute(transaction)
  return new Map(rows.map(({ reference, published }) => [reference, published]))
}

/** Keeps what lines say of recommendations: what an improvement is, and how each ended. */
export async function writeSettlements(
  transaction: Transaction,
  scheme: Scheme,
  recommendations: readonly (LineRecommendation & { readonly reference: string })[],
): Promise<void> {
  const column = (value: (row: (typeof recommendations)[number]) => string | number | null, type: string) =>
    arrayParameter(recommendations.map(value), type)
  await sql`
    update recommendation
    set summary = written.summary, settled_on = written.settled_on, settled_year = written.settled_year,
      settlement = written.settlement
    from unnest(
      ${column(({ reference }) => reference, 'text')},
      ${column(({ number }) => number, 'smallint')},
      ${column(({ summary }) => summary, 'text')},
      ${column(({ settledOn }) => settledOn, 'date')},
      ${column(({ settledOn }) => (settledOn === null ? null : reportingYearOf(scheme, settledOn)), 'smallint')},
      ${column(({ settlement }) => settlement, 'text')}
    ) as written (reference, number, summary, settled_on, settled_year, settlement)
    join complaint using (reference)
    where recommendation.authority_id = complaint.authority_id
    and recommendation.complaint_id = complaint.complaint_id
    and recommendation_number = written.number
    and (recommendation.summary, recommendation.settled_on, recommendation.settlement)
      is distinct from (written.summary, written.settled_on, written.settlement)
  `.execute(transaction)
}
