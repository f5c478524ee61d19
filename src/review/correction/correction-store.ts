import { sql } from 'kysely'
import type { JsonValue } from '../../audit/audit-chain.ts'
import type { CaseRecord, KnownCase } from '../../casework/case-record.ts'
import { auditedFields } from '../../casework/case-record-store.ts'
import { type CaseReference, readCaseReference } from '../../casework/case-reference.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { formatReportingYear, type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'

/** A case that was changed after a release. */
export type CaseCorrection = {
  readonly id: number
  readonly slug: string
  readonly officialName: string
  readonly reference: CaseReference
  /** What changed alone, as it was and as it is. */
  readonly before: Partial<CaseRecord>
  readonly after: Partial<CaseRecord>
  readonly reason: string
  readonly correctedBy: string
  readonly correctedAt: Date
  readonly withdrawnAt: Date | null
  /** The revisions that it changed figures in; none once it is withdrawn. */
  readonly revisions: readonly { readonly year: ReportingYear; readonly revision: number }[]
}

/** Keeps a correction with the revisions it changed figures in, and says its number. */
export async function insertCorrection(
  transaction: Transaction,
  { authority, complaintId }: KnownCase,
  correction: Pick<
    CaseCorrection,
    'before' | 'after' | 'reason' | 'correctedBy' | 'correctedAt' | 'revisions'
  >,
): Promise<number> {
  const { before, after, revisions, ...facts } = correction
  const { caseCorrectionId } = await transaction
    .insertInto('caseCorrection')
    .values({
      ...facts,
      authorityId: authority.id,
      complaintId,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
    })
    .returning('caseCorrectionId')
    .executeTakeFirstOrThrow()
  await transaction
    .insertInto('correctedRevision')
    .values(revisions.map((revision) => ({ caseCorrectionId, ...revision })))
    .execute()
  return caseCorrectionId
}

/** Takes a correction out of its revisions. It stays on record. */
export async function markWithdrawn(
  transaction: Transaction,
  id: number,
  withdrawal: { readonly withdrawnBy: string; readonly withdrawnAt: Date },
): Promise<void> {
  await transaction.deleteFrom('correctedRevision').where('caseCorrectionId', '=', id).execute()
  await transaction.updateTable('caseCorrection').set(withdrawal).where('caseCorrectionId', '=', id).execute()
}

/** The corrections that a revision joins, the first one first. */
export async function readCorrectionsOfRevision(
  database: Database | Transaction,
  year: ReportingYear,
  revision: number,
): Promise<readonly CaseCorrection[]> {
  const rows = await corrections(database)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('correctedRevision')
          .select('year')
          .whereRef('correctedRevision.caseCorrectionId', '=', 'caseCorrection.caseCorrectionId')
          .where('year', '=', year)
          .where('revision', '=', revision),
      ),
    )
    .execute()
  return withRevisions(database, rows)
}

/** The corrections of a case, the first one first, those that were withdrawn too. */
export async function readCorrectionsOfCase(
  database: Database | Transaction,
  { authority, complaintId }: KnownCase,
): Promise<readonly CaseCorrection[]> {
  const rows = await corrections(database)
    .where('caseCorrection.authorityId', '=', authority.id)
    .where('caseCorrection.complaintId', '=', complaintId)
    .execute()
  return withRevisions(database, rows)
}

/** One correction; until the transaction ends nobody else withdraws it. */
export async function lockCorrection(
  transaction: Transaction,
  id: number,
): Promise<CaseCorrection | undefined> {
  const rows = await corrections(transaction)
    .where('caseCorrection.caseCorrectionId', '=', id)
    .forUpdate('caseCorrection')
    .execute()
  return (await withRevisions(transaction, rows))[0]
}

/**
 * Who corrected a case in this revision, changed one by hand that its figures count, or had it calculated, also by
 * taking a case out of it, and so can approve nothing of it. It stands in the record of who did what.
 */
export async function readCorrectionAuthors(
  database: Database | Transaction,
  year: ReportingYear,
  revision: number,
): Promise<readonly string[]> {
  const calculation = calculationEntry(year, revision)
  const { rows } = await sql<{ author: string }>`
    select corrected_by as author
    from case_correction
    join corrected_revision using (case_correction_id)
    where year = ${year} and revision = ${revision}
    union
    select actor
    from audit_entry
    -- As caseSubject writes it.
    join complaint on complaint.reference = replace(subject, 'complaint ', '')
    where action = 'change case' and exists (
      select
      from counted_set
      where counted_set.authority_id = complaint.authority_id
      and year = ${year} and revision = ${revision}
      and complaint.complaint_id = any (complaint_ids)
    )
    union
    select actor
    from audit_entry
    where action = ${calculation.action} and subject = ${calculation.subject}
  `.execute(database)
  return rows.map(({ author }) => author)
}

/** How the record of who did what names that somebody had a revision calculated. */
export function calculationEntry(year: ReportingYear, revision: number) {
  return { action: 'review calculate', subject: `review ${formatReportingYear(year)}, revision ${revision}` }
}

/** Some fields of a case for the record of who did what, with the query that the change answers. */
export function auditedChange(fields: Partial<CaseRecord>, query?: number): JsonValue {
  return query === undefined ? auditedFields(fields) : { ...auditedFields(fields), query }
}

function corrections(database: Database | Transaction) {
  return database
    .selectFrom('caseCorrection')
    .innerJoin('authority', 'authority.authorityId', 'caseCorrection.authorityId')
    .innerJoin('complaint', (join) =>
      join
        .onRef('complaint.authorityId', '=', 'caseCorrection.authorityId')
        .onRef('complaint.complaintId', '=', 'caseCorrection.complaintId'),
    )
    .select(['caseCorrectionId', 'slug', 'officialName', 'reference', 'before', 'after'])
    .select(['caseCorrection.reason', 'correctedBy', 'correctedAt', 'withdrawnAt'])
    .orderBy('caseCorrectionId')
}

type CorrectionRow = Omit<CaseCorrection, 'id' | 'reference' | 'before' | 'after' | 'revisions'> & {
  readonly caseCorrectionId: number
  readonly reference: string
  readonly before: unknown
  readonly after: unknown
}

async function withRevisions(
  database: Database | Transaction,
  rows: readonly CorrectionRow[],
): Promise<readonly CaseCorrection[]> {
  if (rows.length === 0) return []
  const revisions = await database
    .selectFrom('correctedRevision')
    .selectAll()
    .where(
      'caseCorrectionId',
      'in',
      rows.map(({ caseCorrectionId }) => caseCorrectionId),
    )
    .orderBy('year')
    .orderBy('revision')
    .execute()
  return rows.map(({ caseCorrectionId, reference, before, after, ...row }) => ({
    ...row,
    id: caseCorrectionId,
    reference: knownReference(reference),
    before: recordOf(before),
    after: recordOf(after),
    revisions: revisions.flatMap((made) =>
      made.caseCorrectionId === caseCorrectionId
        ? [{ year: reportingYear(made.year), revision: made.revision }]
        : [],
    ),
  }))
}

function knownReference(text: string): CaseReference {
  const reference = readCaseReference(text)
  if (reference === undefined) throw new Error(`the database holds the reference "${text}"`)
  return reference
}

/** What stands in the column was written from fields of a record. */
function recordOf(value: unknown): Partial<CaseRecord> {
  return value as Partial<CaseRecord>
}
