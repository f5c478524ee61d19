import { sql } from 'kysely'
import type { AuthorityId } from '../../authorities/authority.ts'
import { authorityId } from '../../authorities/authority.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import { type CaseReference, readCaseReference } from '../case-reference.ts'
import type { AgreedAction } from './agreed-action.ts'
import type { Recommendation } from './recommendation.ts'

/** What has to be known of a case to say what may become of its recommendations. */
export type RecommendedCase = {
  readonly authority: { readonly id: AuthorityId; readonly slug: string; readonly officialName: string }
  readonly complaintId: number
  readonly reference: CaseReference
  readonly category: string
  readonly subcategory: string | null
  readonly outcome: string | null
  readonly decidedOn: IsoDate | null
  readonly remedyDueOn: IsoDate | null
  readonly complianceOutcome: string | null
  readonly complianceRecordedOn: IsoDate | null
  /** How far it is worked on here; null where it came with a file. */
  readonly stage: string | null
}

/** A recommendation with who agreed and who settled it. */
export type RecordedRecommendation = Recommendation & {
  /** Everybody who agreed it or changed it; null where it came with a file. */
  readonly agreedBy: readonly string[] | null
  readonly settledBy: string | null
  readonly shown: Shown
  /** How often the authority has sent something about it. */
  readonly sentCount: number
}

/** Whether the authority has sent anything about it, and whether that waits to be read; `complete` says that it is done. */
export type Shown = 'nothing' | 'to-read' | 'complete' | 'read'

/** Names a recommendation in the database. */
export type RecommendationKey = {
  readonly authorityId: number
  readonly complaintId: number
  readonly recommendationNumber: number
}

export async function findRecommendedCase(
  database: Database | Transaction,
  slug: string,
  reference: CaseReference,
): Promise<RecommendedCase | undefined> {
  const row = await caseQuery(database, slug, reference).executeTakeFirst()
  return row && recommendedCase(row)
}

/** The same, and until the transaction ends nobody else changes it or what was agreed in it. */
export async function lockRecommendedCase(
  transaction: Transaction,
  slug: string,
  reference: CaseReference,
): Promise<RecommendedCase | undefined> {
  const row = await caseQuery(transaction, slug, reference).forUpdate('complaint').executeTakeFirst()
  return row && recommendedCase(row)
}

function caseQuery(database: Database | Transaction, slug: string, reference: CaseReference) {
  return database
    .selectFrom('complaint')
    .innerJoin('authority', 'authority.authorityId', 'complaint.authorityId')
    .leftJoin('caseFile', (join) =>
      join
        .onRef('caseFile.authorityId', '=', 'complaint.authorityId')
        .onRef('caseFile.complaintId', '=', 'complaint.complaintId'),
    )
    .select(['complaint.authorityId as id', 'slug', 'officialName', 'complaint.complaintId', 'reference'])
    .select(['category', 'subcategory', 'outcome', 'decidedOn', 'remedyDueOn'])
    .select(['complianceOutcome', 'complianceRecordedOn', 'caseFile.stage'])
    .where('slug', '=', slug)
    .where('reference', '=', reference)
}

type CaseRow = Omit<RecommendedCase, 'authority' | 'reference'> & {
  readonly id: number
  readonly slug: string
  readonly officialName: string
  readonly reference: string
}

function recommendedCase({ id, slug, officialName, reference, ...row }: CaseRow): RecommendedCase {
  const read = readCaseReference(reference)
  if (read === undefined) throw new Error(`the database holds the reference "${reference}"`)
  return { ...row, reference: read, authority: { id: authorityId(id), slug, officialName } }
}

/** What was agreed in a case, in order. */
export async function readRecommendations(
  database: Database | Transaction,
  {
    authority,
    complaintId,
  }: Pick<RecommendedCase, 'complaintId'> & { readonly authority: { readonly id: AuthorityId } },
): Promise<readonly RecordedRecommendation[]> {
  const rows = await database
    .selectFrom('recommendation')
    .select([
      'recommendationNumber as number',
      'kind',
      'text',
      'amountPence',
      'dueOn',
      'evidenceWanted',
      'summary',
    ])
    .select(['openSince', 'settlement', 'settledOn', 'settlementReason', 'agreedBy', 'settledBy'])
    .select(
      sql<Shown>`coalesce(
        (
          select case
            when bool_or(read_at is null and is_complete) then 'complete'
            when bool_or(read_at is null) then 'to-read'
            else 'read'
          end
          from evidence
          where evidence.authority_id = recommendation.authority_id
          and evidence.complaint_id = recommendation.complaint_id
          and evidence.recommendation_number = recommendation.recommendation_number
          and sent_at is not null
        ),
        'nothing'
      )`.as('shown'),
    )
    .select(
      sql<number>`(
        select count(*)::integer
        from evidence
        where evidence.authority_id = recommendation.authority_id
        and evidence.complaint_id = recommendation.complaint_id
        and evidence.recommendation_number = recommendation.recommendation_number
        and sent_at is not null
      )`.as('sentCount'),
    )
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .orderBy('recommendationNumber')
    .execute()
  return rows
}

export async function insertRecommendation(
  transaction: Transaction,
  { authority, complaintId }: RecommendedCase,
  { agreedBy, ...action }: AgreedAction & { readonly agreedBy: string },
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into recommendation (
      authority_id, complaint_id, recommendation_number, kind, text, amount_pence, due_on, evidence_wanted, summary, agreed_by
    )
    select ${authority.id}, ${complaintId}, coalesce(max(recommendation_number), 0) + 1, ${action.kind}, ${action.text},
      ${action.amountPence}::integer, ${action.dueOn}::date, ${action.evidenceWanted}, ${action.summary}, array[${agreedBy}]
    from recommendation
    where authority_id = ${authority.id} and complaint_id = ${complaintId}
    returning recommendation_number as number
  `.execute(transaction)
  const [row] = rows
  if (row === undefined) throw new Error(`nothing was added to complaint ${complaintId}`)
  return row.number
}

export async function saveRecommendation(
  transaction: Transaction,
  key: RecommendationKey,
  { agreedBy, ...action }: AgreedAction & { readonly agreedBy: readonly string[] },
): Promise<void> {
  await transaction
    .updateTable('recommendation')
    .set({ ...action, agreedBy: [...agreedBy] })
    .$call(keyed(key))
    .execute()
}

export async function deleteRecommendation(transaction: Transaction, key: RecommendationKey): Promise<void> {
  await transaction
    .deleteFrom('movedDueDate')
    .where('authorityId', '=', key.authorityId)
    .where('complaintId', '=', key.complaintId)
    .where('recommendationNumber', '=', key.recommendationNumber)
    .execute()
  await transaction
    .deleteFrom('recommendation')
    .where('authorityId', '=', key.authorityId)
    .where('complaintId', '=', key.complaintId)
    .where('recommendationNumber', '=', key.recommendationNumber)
    .execute()
}

/**
 * Makes the case's due date the latest of its actions, and says what it is now. Before the decision it has none: what is
 * agreed with a draft is not due, and no year counts it as unsettled.
 */
export async function followDueDates(
  transaction: Transaction,
  {
    authority,
    complaintId,
  }: Pick<RecommendedCase, 'complaintId'> & { readonly authority: { readonly id: AuthorityId } },
): Promise<IsoDate | null> {
  const { rows } = await sql<{ remedyDueOn: IsoDate | null }>`
    update complaint
    set remedy_due_on = (
      select case when decided_on is not null then max(due_on) end
      from recommendation
      where recommendation.authority_id = complaint.authority_id
      and recommendation.complaint_id = complaint.complaint_id
    )
    where authority_id = ${authority.id} and complaint_id = ${complaintId}
    returning remedy_due_on
  `.execute(transaction)
  return rows[0]?.remedyDueOn ?? null
}

export type MovedDueDate = {
  readonly movedAt: Date
  readonly fromOn: IsoDate
  readonly toOn: IsoDate
  readonly reason: string
}

export async function moveDueDate(
  transaction: Transaction,
  key: RecommendationKey,
  moved: MovedDueDate & { readonly movedBy: string },
): Promise<void> {
  await transaction.updateTable('recommendation').set({ dueOn: moved.toOn }).$call(keyed(key)).execute()
  await transaction
    .insertInto('movedDueDate')
    .values({ ...key, ...moved })
    .execute()
}

/** From what to what a due date was moved, the first move first. */
export async function readMovedDueDates(
  database: Database | Transaction,
  key: RecommendationKey,
): Promise<readonly MovedDueDate[]> {
  return database
    .selectFrom('movedDueDate')
    .select(['movedAt', 'fromOn', 'toOn', 'reason'])
    .where('authorityId', '=', key.authorityId)
    .where('complaintId', '=', key.complaintId)
    .where('recommendationNumber', '=', key.recommendationNumber)
    .orderBy('movedAt')
    .execute()
}

/** How many due dates were moved since a moment. */
export async function countMovedSince(database: Database, since: Date): Promise<number> {
  const { count } = await database
    .selectFrom('movedDueDate')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('movedAt', '>=', since)
    .executeTakeFirstOrThrow()
  return count
}

export async function saveSettlement(
  transaction: Transaction,
  key: RecommendationKey,
  settlement: {
    readonly settlement: string
    readonly settledOn: IsoDate
    readonly settledBy: string
    readonly settlementReason: string | null
  },
): Promise<void> {
  await transaction.updateTable('recommendation').set(settlement).$call(keyed(key)).execute()
}

/** Records what became of a case, and with which year's figures it is told how each of its actions ended. */
export async function saveComplianceOutcome(
  transaction: Transaction,
  { authority, complaintId }: RecommendedCase,
  {
    outcome,
    recordedOn,
    year,
  }: { readonly outcome: string; readonly recordedOn: IsoDate; readonly year: ReportingYear },
): Promise<void> {
  await transaction
    .updateTable('recommendation')
    .set({ settledYear: year })
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .execute()
  await transaction
    .updateTable('complaint')
    .set({ complianceOutcome: outcome, complianceRecordedOn: recordedOn })
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .execute()
}

/**
 * The years, of these and in order, that two people have approved or that are sealed or released. Until the transaction
 * ends nobody moves one of them on.
 */
export async function lockSettledYears(
  transaction: Transaction,
  from: ReportingYear,
  until: ReportingYear | null,
): Promise<readonly ReportingYear[]> {
  const { rows } = await sql<{ year: number }>`
    select year
    from cycle
    where year >= ${from} and year <= coalesce(${until}::integer, year)
    order by year
    for update
  `.execute(transaction)
  if (rows.length === 0) return []
  const { rows: settled } = await sql<{ year: number }>`
    select distinct year
    from revision
    where year = any (${rows.map(({ year }) => year)}::integer[])
    and (
      sealed_at is not null or published_at is not null or 'approved' = (
        select stage
        from review_step
        where review_step.year = revision.year and review_step.revision = revision.revision
        order by step_id desc
        limit 1
      )
    )
    order by year
  `.execute(transaction)
  return settled.map(({ year }) => reportingYear(year))
}

function keyed({ authorityId: id, complaintId, recommendationNumber }: RecommendationKey) {
  return <
    Q extends {
      where(column: 'authorityId' | 'complaintId' | 'recommendationNumber', operator: '=', value: number): Q
    },
  >(
    query: Q,
  ): Q =>
    query
      .where('authorityId', '=', id)
      .where('complaintId', '=', complaintId)
      .where('recommendationNumber', '=', recommendationNumber)
}
