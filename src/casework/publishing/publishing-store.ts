import { sql } from 'kysely'
import type { Database, Transaction } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { MarkKind } from '../anonymity/anonymity-mark.ts'
import type { ComplainantRecord } from '../anonymity/own-words-marks.ts'
import { arrayParameter } from '../array-parameter-store.ts'
import type { KnownCase } from '../case-record.ts'
import type { StatementSection } from '../decision-statement.ts'
import type { Hold, Publication, PublishedStatement, StatementDraft } from './publication-standing.ts'
import type { SettledMark } from './settled-marks.ts'
import type { StatementText } from './statement-text.ts'

/** A case as the tables of publication know it. */
export type CaseKey = Pick<KnownCase, 'authority' | 'complaintId'>

/** Everything about the publication of a case. */
export async function readPublicationOf(
  database: Database | Transaction,
  known: Pick<KnownCase, 'authority' | 'complaintId' | 'record'>,
): Promise<Publication> {
  return {
    outcome: known.record.outcome,
    decidedOn: known.record.decidedOn,
    draft: await readDraft(database, known),
    marks: await readMarks(database, known),
    hold: await readHold(database, known),
    isUnderReview: await isUnderReview(database, known),
    statement: await readStatement(database, known),
  }
}

async function readDraft(
  database: Database | Transaction,
  { authority, complaintId }: CaseKey,
): Promise<StatementDraft | null> {
  const row = await database
    .selectFrom('statementDraft')
    .select(['summary', 'version', 'checkedVersion', 'publishedVersion', 'writtenBy', 'writtenAt'])
    .select(sql<readonly StatementSection[]>`sections`.as('sections'))
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .executeTakeFirst()
  return row ?? null
}

async function readMarks(
  database: Database | Transaction,
  { authority, complaintId }: CaseKey,
): Promise<readonly SettledMark[]> {
  const rows = await database
    .selectFrom('anonymityMark')
    .select(['place', 'startsAt', 'endsAt', 'marked', 'why', 'settledReason', 'settledBy', 'settledAt'])
    .select(sql<MarkKind>`kind`.as('kind'))
    .select(sql<'harmless' | 'taken-out' | null>`settled`.as('settled'))
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .orderBy('markId')
    .execute()
  return rows.map(({ settled, settledReason, settledBy, settledAt, ...mark }) => ({
    ...mark,
    settlement:
      settled === null || settledBy === null || settledAt === null
        ? null
        : { as: settled, reason: settledReason, by: settledBy, at: settledAt },
  }))
}

async function readHold(
  database: Database | Transaction,
  { authority, complaintId }: CaseKey,
): Promise<Hold | null> {
  const row = await database
    .selectFrom('publicationHold')
    .select(['ground', 'reason', 'askedBy', 'askedAt', 'agreedBy', 'agreedAt'])
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

async function isUnderReview(
  database: Database | Transaction,
  { authority, complaintId }: CaseKey,
): Promise<boolean> {
  const { rows } = await sql<{ isUnderReview: boolean }>`
    select is_decision_under_review(${authority.id}, ${complaintId}) as is_under_review
  `.execute(database)
  return rows[0]?.isUnderReview === true
}

async function readStatement(
  database: Database | Transaction,
  { authority, complaintId }: CaseKey,
): Promise<PublishedStatement | null> {
  const row = await database
    .selectFrom('decisionStatement')
    .select(['publishedAt', 'withdrawnAt', 'withdrawalReason'])
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .executeTakeFirst()
  return row ?? null
}

/** A decided case that has no statement yet stands in the list of those to write. */
export async function expectStatement(
  transaction: Transaction,
  { decisionPublication }: Scheme,
  { authority, complaintId }: CaseKey,
  decision: { readonly outcome: string; readonly decidedOn: IsoDate; readonly by: string; readonly at: Date },
): Promise<void> {
  if (!decisionPublication.outcomes.includes(decision.outcome)) return
  await transaction
    .insertInto('statementDraft')
    .values({
      authorityId: authority.id,
      complaintId,
      summary: '',
      sections: sql`'[]'::jsonb`,
      writtenBy: decision.by,
      writtenAt: decision.at,
      decidedOn: decision.decidedOn,
      waitsFor: 'writing',
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Keeps a statement in place of what was written before; the anonymity check has read it. */
export async function saveDraft(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  draft: StatementText & {
    readonly version: number
    readonly writtenBy: string
    readonly writtenAt: Date
    readonly decidedOn: IsoDate
  },
): Promise<void> {
  const { sections, ...rest } = draft
  const values = {
    ...rest,
    sections: sql<string>`${JSON.stringify(sections)}::jsonb`,
    checkedVersion: draft.version,
  }
  await transaction
    .insertInto('statementDraft')
    .values({ ...values, authorityId: authority.id, complaintId })
    .onConflict((conflict) => conflict.columns(['authorityId', 'complaintId']).doUpdateSet(values))
    .execute()
}

/** The version that the anonymity check read last. */
export async function saveChecked(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  version: number,
): Promise<void> {
  await transaction
    .updateTable('statementDraft')
    .set({ checkedVersion: version })
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .execute()
}

/** Keeps marks in place of those that were there. */
export async function replaceMarks(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  marks: readonly SettledMark[],
): Promise<void> {
  await transaction
    .deleteFrom('anonymityMark')
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .execute()
  if (marks.length === 0) return
  await transaction
    .insertInto('anonymityMark')
    .values(
      marks.map(({ settlement, ...mark }) => ({
        ...mark,
        authorityId: authority.id,
        complaintId,
        settled: settlement?.as ?? null,
        settledReason: settlement?.reason ?? null,
        settledBy: settlement?.by ?? null,
        settledAt: settlement?.at ?? null,
      })),
    )
    .execute()
}

/** Says in the lists what has to come next, once everything else about the case is written. */
export async function refreshDraft(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
): Promise<void> {
  await sql`select refresh_statement_draft(${authority.id}, ${complaintId})`.execute(transaction)
}

/** The version that is published now, or waits for its day; null where none does any more. */
export async function savePublishedVersion(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  version: number | null,
): Promise<void> {
  await transaction
    .updateTable('statementDraft')
    .set({ publishedVersion: version })
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .execute()
}

/** Takes a statement that waits for its day off the list. One that everybody could read already stays. */
export async function deleteScheduled(transaction: Transaction, known: CaseKey): Promise<void> {
  await sql`
    delete from decision_statement
    where authority_id = ${known.authority.id} and complaint_id = ${known.complaintId}
    and published_at > published.current_moment()
  `.execute(transaction)
  await savePublishedVersion(transaction, known, null)
}

export async function insertHold(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  hold: {
    readonly ground: string
    readonly reason: string
    readonly askedBy: string
    readonly askedAt: Date
  },
): Promise<void> {
  await transaction
    .insertInto('publicationHold')
    .values({ ...hold, authorityId: authority.id, complaintId })
    .execute()
}

/** Changes the hold in force: somebody agreed to it, or it ended. */
export async function saveHold(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  change:
    | { readonly agreedBy: string; readonly agreedAt: Date }
    | { readonly endedBy: string; readonly endedAt: Date },
): Promise<void> {
  await transaction
    .updateTable('publicationHold')
    .set(change)
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .where('endedAt', 'is', null)
    .execute()
}

/** What is on record of who complained, for the check alone: it is not shown. */
export async function readComplainantRecord(
  database: Database | Transaction,
  { authority, complaintId }: CaseKey,
): Promise<ComplainantRecord | null> {
  const row = await database
    .selectFrom('complainant')
    .select(['name', 'address', 'email', 'telephone', 'representative'])
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .executeTakeFirst()
  return row ?? null
}

/** How many other decisions of the authority about the same subject are published or to be, some months around. */
export async function countAlike(
  database: Database | Transaction,
  { decisionPublication }: Scheme,
  { authority, complaintId, record }: Pick<KnownCase, 'authority' | 'complaintId' | 'record'>,
  months: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count
    from complaint
    where authority_id = ${authority.id}
    and complaint_id <> ${complaintId}
    and category = ${record.category}
    and subcategory is not distinct from ${record.subcategory}
    and decided_on between ${record.decidedOn}::date - make_interval(months => ${months})
      and ${record.decidedOn}::date + make_interval(months => ${months})
    and outcome = any(${arrayParameter(decisionPublication.outcomes, 'text')})
  `.execute(database)
  return rows[0]?.count ?? 0
}
