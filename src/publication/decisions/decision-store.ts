import { sql } from 'kysely'
import type { CaseReference } from '../../casework/case-reference.ts'
import type { Database } from '../../database/connection.ts'
import type { IsoDate, ReportingYear } from '../../scheme/reporting-year.ts'
import { quartersAround } from './quarter-windows.ts'

/** A published decision with its statement. */
export type Decision = {
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
  readonly sections: readonly StatementSection[]
  readonly publishedAt: Date
  /** When the scheme's period of publication ends. */
  readonly expiresAt: Date | null
}

export type StatementSection = { readonly heading: string; readonly paragraphs: readonly string[] }

/** What remains of a decision that was taken away. */
export type DecisionTombstone = {
  readonly authorityId: number
  readonly complaintId: number
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  readonly goneAt: Date
  /** Null where its time had passed. */
  readonly withdrawalReason: string | null
}

/** Something the authority agreed to do. How it ended is null until the year of that is public. */
export type AgreedAction = {
  readonly authorityId: number
  readonly complaintId: number
  readonly kind: string
  readonly dueOn: IsoDate
  readonly summary: string | null
  readonly settlement: string | null
}

/** All decisions with this reference: one complaint may be about several authorities. */
export async function readDecisions(
  database: Database,
  reference: CaseReference,
): Promise<readonly Decision[]> {
  const { rows } = await sql<Decision>`
    select
      authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, year, remedy_kinds, summary,
      sections, published_at, expires_at
    from decision_statement
    join authority using (authority_id)
    where reference = ${reference}
    order by authority.official_name
  `.execute(database)
  return rows
}

export async function readTombstones(
  database: Database,
  reference: CaseReference,
): Promise<readonly DecisionTombstone[]> {
  const { rows } = await sql<DecisionTombstone>`
    select authority_id, complaint_id, reference, category, subcategory, gone_at, withdrawal_reason
    from decision_tombstone
    join authority using (authority_id)
    where reference = ${reference}
    order by authority.official_name
  `.execute(database)
  return rows
}

export async function readAgreedActions(
  database: Database,
  decisions: readonly Pick<Decision, 'authorityId' | 'complaintId'>[],
): Promise<readonly AgreedAction[]> {
  const { rows } = await sql<AgreedAction>`
    select authority_id, complaint_id, kind, due_on, summary, settlement
    from recommendation
    join unnest(
      ${decisions.map(({ authorityId }) => authorityId)}::integer[],
      ${decisions.map(({ complaintId }) => complaintId)}::bigint[]
    ) as shown (authority_id, complaint_id) using (authority_id, complaint_id)
    order by authority_id, complaint_id, recommendation_number
  `.execute(database)
  return rows
}

/** How many of an authority's published decisions of a year had this outcome. */
export async function countSameOutcome(
  database: Database,
  { authorityId, year, outcome }: Pick<Decision, 'authorityId' | 'year' | 'outcome'>,
): Promise<number> {
  const { rows } = await sql<{ decisionCount: number }>`
    select count(*) as decision_count
    from decision_statement
    where authority_id = ${authorityId} and year = ${year} and outcome = ${outcome}
  `.execute(database)
  return rows[0]?.decisionCount ?? 0
}

export type ReportOfCase = { readonly slug: string; readonly title: string }

/** The public reports in which this decision stands. */
export async function readReportsOfCase(
  database: Database,
  { authorityId, complaintId }: Pick<Decision, 'authorityId' | 'complaintId'>,
): Promise<readonly ReportOfCase[]> {
  const { rows } = await sql<ReportOfCase>`
    select slug, title
    from public_report_case
    join public_report using (public_report_id)
    where public_report_case.authority_id = ${authorityId} and complaint_id = ${complaintId}
    order by published_at desc
  `.execute(database)
  return rows
}

export type SimilarDecision = Pick<Decision, 'authorityId' | 'reference' | 'category' | 'subcategory'>

/** So many of the latest of the same subject are compared; more would cost more than the answer is worth. */
const mostCompared = 200

/**
 * The decisions of the same subject whose statements share most of the summary's words, out of the latest ones before
 * and after: the index by date and subject finds them without reading the rest.
 */
export async function readSimilarDecisions(
  database: Database,
  decision: Decision,
): Promise<readonly SimilarDecision[]> {
  const subject =
    decision.subcategory === null
      ? `category ${decision.category}`
      : `subcategory ${decision.category}/${decision.subcategory}`
  const { rows } = await sql<SimilarDecision>`
    with words as (
      select replace(plainto_tsquery('english', left(${decision.summary}, 600))::text, '&', '|')::tsquery as any_word
    ), near as materialized (
      select authority_id, complaint_id, reference, category, subcategory, decided_on, search
      from decision_statement
      where facets && array[${subject}]::text[]
      and facets && ${quartersAround(decision.decidedOn).map((quarter) => `quarter ${quarter}`)}::text[]
      and reference <> ${decision.reference}
      limit ${mostCompared}
    )
    select authority_id, reference, category, subcategory
    from near cross join words
    where search @@ any_word
    order by ts_rank(search, any_word, 1) desc, decided_on desc, complaint_id desc
    limit 3
  `.execute(database)
  return rows
}
