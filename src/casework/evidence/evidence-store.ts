import { sql } from 'kysely'
import type { Database, Transaction } from '../../database/connection.ts'
import type { RecommendationKey } from '../recommendation/recommendation-store.ts'
import type { Evidence, EvidenceFile } from './evidence.ts'
import type { FileType } from './file-type.ts'
import type { ScanState } from './virus-scanner.ts'

/** As the owner sees it, or as the session that the transaction has named. */
type Schema = 'public' | 'portal'

/** What was sent and what is being prepared about a recommendation, the first first; a draft last. */
export async function readEvidence(
  database: Database | Transaction,
  schema: Schema,
  { authorityId, complaintId, recommendationNumber }: RecommendationKey,
): Promise<readonly Evidence[]> {
  const { rows } = await sql<Evidence>`
    select
      evidence_id as id, text, is_complete, begun_post, sent_at, sent_post, version, broken_off_at, read_at, answer,
      (${filesOf(schema)}) as files
    from ${sql.table(`${schema}.evidence`)} as evidence
    where authority_id = ${authorityId} and complaint_id = ${complaintId}
    and recommendation_number = ${recommendationNumber}
    order by sent_at nulls last, evidence_id
  `.execute(database)
  return rows
}

function filesOf(schema: Schema) {
  const stored = schema === 'public' ? sql`join public.stored_file using (authority_id, sha256)` : sql``
  return sql`
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'number', file_number, 'name', name, 'type', type, 'byteCount', byte_count, 'scan', scan
        )
        order by file_number
      ),
      '[]'
    )
    from ${sql.table(`${schema}.evidence_file`)} as evidence_file
    ${stored}
    where evidence_file.authority_id = evidence.authority_id and evidence_file.evidence_id = evidence.evidence_id
  `
}

/** Whether an authority has begun to show anything about a recommendation. */
export async function hasEvidence(transaction: Transaction, key: RecommendationKey): Promise<boolean> {
  return (await readEvidence(transaction, 'public', key)).length > 0
}

/** Begins a draft; where a colleague has begun it in the same moment, that one is it. */
export async function beginDraft(
  transaction: Transaction,
  key: RecommendationKey,
  begun: { readonly begunBy: string; readonly begunPost: string; readonly begunAt: Date },
): Promise<void> {
  await transaction
    .insertInto('evidence')
    .values({ ...key, ...begun, text: '' })
    .onConflict((conflict) =>
      conflict
        .columns(['authorityId', 'complaintId', 'recommendationNumber'])
        .where('sentAt', 'is', null)
        .doNothing(),
    )
    .execute()
}

/** The draft about a recommendation. Until the transaction ends nobody else changes or sends it. */
export async function lockDraft(
  transaction: Transaction,
  key: RecommendationKey,
): Promise<Evidence | undefined> {
  await transaction
    .selectFrom('evidence')
    .select('evidenceId')
    .where('authorityId', '=', key.authorityId)
    .where('complaintId', '=', key.complaintId)
    .where('recommendationNumber', '=', key.recommendationNumber)
    .where('sentAt', 'is', null)
    .forUpdate()
    .execute()
  return (await readEvidence(transaction, 'public', key)).find(({ sentAt }) => sentAt === null)
}

export type DraftChange = {
  readonly text?: string
  readonly isComplete?: boolean | null
  readonly brokenOffAt: Date | null
}

export async function saveDraft(
  transaction: Transaction,
  authorityId: number,
  evidenceId: number,
  change: DraftChange,
): Promise<void> {
  await transaction
    .updateTable('evidence')
    .set({ ...change, version: sql`version + 1` })
    .where('authorityId', '=', authorityId)
    .where('evidenceId', '=', evidenceId)
    .execute()
}

export async function markSent(
  transaction: Transaction,
  authorityId: number,
  evidenceId: number,
  sent: { readonly sentAt: Date; readonly sentBy: string; readonly sentPost: string },
): Promise<void> {
  await transaction
    .updateTable('evidence')
    .set(sent)
    .where('authorityId', '=', authorityId)
    .where('evidenceId', '=', evidenceId)
    .execute()
}

/** A file that is taken, as it is to be kept. */
export type FileToStore = {
  readonly name: string
  readonly type: FileType
  readonly content: Buffer
  readonly sha256: Buffer
  readonly scan: ScanState
}

/** Whether this content was found to be harmful before; undefined where an authority has not sent it yet. */
export async function findStored(
  transaction: Transaction,
  authorityId: number,
  sha256: Buffer,
): Promise<ScanState | undefined> {
  const row = await transaction
    .selectFrom('storedFile')
    .select('scan')
    .where('authorityId', '=', authorityId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row?.scan as ScanState | undefined
}

/** Keeps a file with a draft. The same content is kept once. */
export async function storeFile(
  transaction: Transaction,
  authorityId: number,
  evidenceId: number,
  { name, type, content, sha256, scan }: FileToStore,
  storedAt: Date,
): Promise<void> {
  await transaction
    .insertInto('storedFile')
    .values({ authorityId, sha256, type, byteCount: content.length, content, scan, storedAt })
    .onConflict((conflict) => conflict.columns(['authorityId', 'sha256']).doNothing())
    .execute()
  await sql`
    insert into evidence_file (authority_id, evidence_id, file_number, name, sha256)
    select ${authorityId}, ${evidenceId}, coalesce(max(file_number), 0) + 1, ${name}, ${sha256}
    from evidence_file
    where authority_id = ${authorityId} and evidence_id = ${evidenceId}
  `.execute(transaction)
}

/** Whether a draft has a file of this content. */
export async function hasFile(
  transaction: Transaction,
  authorityId: number,
  evidenceId: number,
  sha256: Buffer,
): Promise<boolean> {
  const row = await transaction
    .selectFrom('evidenceFile')
    .select('fileNumber')
    .where('authorityId', '=', authorityId)
    .where('evidenceId', '=', evidenceId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row !== undefined
}

/** Takes a file out of a draft, and its content with it where nothing else has it. */
export async function removeFile(
  transaction: Transaction,
  authorityId: number,
  evidenceId: number,
  fileNumber: number,
): Promise<void> {
  const removed = await transaction
    .deleteFrom('evidenceFile')
    .where('authorityId', '=', authorityId)
    .where('evidenceId', '=', evidenceId)
    .where('fileNumber', '=', fileNumber)
    .returning('sha256')
    .executeTakeFirst()
  if (removed === undefined) return
  // A colleague may be adding the same content elsewhere at this moment: what is read next sees what they did.
  await sql`
    select from stored_file where authority_id = ${authorityId} and sha256 = ${removed.sha256} for update
  `.execute(transaction)
  await sql`
    delete from stored_file
    where authority_id = ${authorityId} and sha256 = ${removed.sha256}
    and scan <> 'harmful'
    and not exists (
      select
      from evidence_file
      where evidence_file.authority_id = stored_file.authority_id and evidence_file.sha256 = stored_file.sha256
    )
  `.execute(transaction)
}

/** A file as somebody is handed it. */
export type HandedFile = Pick<EvidenceFile, 'name' | 'type'> & { readonly content: Buffer }

/**
 * A file of some evidence; undefined where there is none, where it is not that recommendation's, and where nobody is
 * handed it because it may be harmful. Staff are handed what was sent.
 */
export async function readFile(
  database: Database | Transaction,
  schema: Schema,
  { authorityId, complaintId, recommendationNumber }: RecommendationKey,
  { evidenceId, fileNumber }: { readonly evidenceId: number; readonly fileNumber: number },
): Promise<HandedFile | undefined> {
  const isSent = schema === 'public' ? sql`and sent_at is not null` : sql``
  const isSafe = schema === 'public' ? sql`and scan in ('unscanned', 'clean')` : sql``
  const { rows } = await sql<HandedFile>`
    select evidence_file.name, stored_file.type, stored_file.content
    from ${sql.table(`${schema}.evidence`)} as evidence
    join ${sql.table(`${schema}.evidence_file`)} as evidence_file
      on evidence_file.authority_id = evidence.authority_id and evidence_file.evidence_id = evidence.evidence_id
    join ${sql.table(`${schema}.stored_file`)} as stored_file
      on stored_file.authority_id = evidence_file.authority_id and stored_file.sha256 = evidence_file.sha256
    where evidence.authority_id = ${authorityId} and evidence.complaint_id = ${complaintId}
    and evidence.recommendation_number = ${recommendationNumber} and evidence.evidence_id = ${evidenceId}
    and file_number = ${fileNumber} ${isSent} ${isSafe}
  `.execute(database)
  return rows[0]
}

/** Records that everything sent about a recommendation was read. */
export async function markEvidenceRead(
  transaction: Transaction,
  key: RecommendationKey,
  read: { readonly readAt: Date; readonly readBy: string; readonly answer?: string },
): Promise<number> {
  const { numUpdatedRows } = await transaction
    .updateTable('evidence')
    .set(read)
    .where('authorityId', '=', key.authorityId)
    .where('complaintId', '=', key.complaintId)
    .where('recommendationNumber', '=', key.recommendationNumber)
    .where('sentAt', 'is not', null)
    .where('readAt', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Names content that an authority sent. */
export type StoredFileKey = { readonly authorityId: number; readonly sha256: Buffer }

/** The files that no scanner has answered for yet, the one that has waited longest first. */
export async function readWaitingFiles(database: Database): Promise<readonly StoredFileKey[]> {
  return database
    .selectFrom('storedFile')
    .select(['authorityId', 'sha256'])
    .where('scan', '=', 'waiting')
    .orderBy('storedAt')
    .execute()
}

/** The content of a file; undefined where it was taken back meanwhile. */
export async function readContent(
  database: Database,
  { authorityId, sha256 }: StoredFileKey,
): Promise<Buffer | undefined> {
  const row = await database
    .selectFrom('storedFile')
    .select('content')
    .where('authorityId', '=', authorityId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row?.content
}

/** Keeps what a scanner said; of what is harmful nothing but its hash remains. */
export async function saveScan(
  transaction: Transaction,
  { authorityId, sha256 }: StoredFileKey,
  scan: 'clean' | 'harmful',
): Promise<void> {
  await transaction
    .updateTable('storedFile')
    .set(scan === 'harmful' ? { scan, content: Buffer.alloc(0) } : { scan })
    .where('authorityId', '=', authorityId)
    .where('sha256', '=', sha256)
    .execute()
}

/** How many files a draft has, and how large they are together. */
export async function sizeOfDraft(
  transaction: Transaction,
  authorityId: number,
  evidenceId: number,
): Promise<{ readonly count: number; readonly bytes: number }> {
  const { rows } = await sql<{ count: number; bytes: number }>`
    select count(*) as count, coalesce(sum(byte_count), 0)::bigint as bytes
    from evidence_file
    join stored_file using (authority_id, sha256)
    where authority_id = ${authorityId} and evidence_id = ${evidenceId}
  `.execute(transaction)
  return rows[0] ?? { count: 0, bytes: 0 }
}
