import { sql } from 'kysely'
import type { Database, Transaction } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { ReportText } from './report-draft.ts'

/** A public report that nobody has issued yet. */
export type ReportDraft = {
  readonly id: number
  readonly authorityId: number
  /** Slug of the authority, and its name. */
  readonly authority: string
  readonly officialName: string
  readonly slug: string
  readonly title: string
  readonly summary: string
  readonly caseReferences: readonly string[]
  readonly publishOn: IsoDate
  readonly furtherTo: number | null
  readonly settledMarks: readonly SettledReportMark[]
  readonly version: number
  readonly writers: readonly string[]
  readonly writtenAt: Date
}

/** A mark of the anonymity check that a person found harmless. */
export type SettledReportMark = {
  readonly place: string
  readonly kind: string
  readonly marked: string
  readonly reason: string | null
  readonly by: string
}

function drafts(database: Database | Transaction) {
  return database
    .selectFrom('publicReportDraft as draft')
    .innerJoin('authority', 'authority.authorityId', 'draft.authorityId')
    .select([
      'draft.reportDraftId as id',
      'draft.authorityId',
      'authority.slug as authority',
      'authority.officialName',
      'draft.slug',
      'draft.title',
      'draft.summary',
      'draft.caseReferences',
      'draft.publishOn',
      'draft.furtherTo',
      'draft.version',
      'draft.writers',
      'draft.writtenAt',
    ])
    .select(sql<readonly SettledReportMark[]>`draft.settled_marks`.as('settledMarks'))
}

/** Every draft, the latest first. */
export async function readReportDrafts(database: Database): Promise<readonly ReportDraft[]> {
  return drafts(database).orderBy('draft.writtenAt', 'desc').limit(mostListed).execute()
}

/** Far more than are ever in hand at once. */
const mostListed = 200

export async function findReportDraft(
  database: Database | Transaction,
  id: number,
): Promise<ReportDraft | undefined> {
  return drafts(database).where('draft.reportDraftId', '=', id).executeTakeFirst()
}

/** The same, and until the transaction ends nobody else changes it. */
export async function lockReportDraft(
  transaction: Transaction,
  id: number,
): Promise<ReportDraft | undefined> {
  return drafts(transaction).where('draft.reportDraftId', '=', id).forUpdate('draft').executeTakeFirst()
}

type WrittenDraft = ReportText & {
  readonly authorityId: number
  readonly furtherTo: number | null
  readonly writers: readonly string[]
  readonly writtenAt: Date
}

function valuesOf(draft: WrittenDraft) {
  const { authorityId, slug, title, summary, caseReferences, publishOn, furtherTo, writers, writtenAt } =
    draft
  return {
    authorityId,
    slug,
    title,
    summary,
    caseReferences: [...caseReferences],
    publishOn,
    furtherTo,
    writers: [...writers],
    writtenAt,
  }
}

export async function insertReportDraft(transaction: Transaction, draft: WrittenDraft): Promise<number> {
  const { reportDraftId } = await transaction
    .insertInto('publicReportDraft')
    .values(valuesOf(draft))
    .returning('reportDraftId')
    .executeTakeFirstOrThrow()
  return reportDraftId
}

export async function saveReportDraft(
  transaction: Transaction,
  id: number,
  draft: WrittenDraft & {
    readonly version: number
    readonly settledMarks: readonly SettledReportMark[]
  },
): Promise<void> {
  await transaction
    .updateTable('publicReportDraft')
    .set({ ...valuesOf(draft), version: draft.version })
    .set({ settledMarks: sql`${JSON.stringify(draft.settledMarks)}::jsonb` })
    .where('reportDraftId', '=', id)
    .execute()
}

export async function deleteReportDraft(transaction: Transaction, id: number): Promise<void> {
  await transaction.deleteFrom('publicReportDraft').where('reportDraftId', '=', id).execute()
}

/** Whether a report or another draft has this part of an address already. */
export async function isSlugTaken(
  database: Database | Transaction,
  slug: string,
  ownDraft: number | undefined,
): Promise<boolean> {
  const { rows } = await sql<{ isTaken: boolean }>`
    select exists (select from public_report where slug = ${slug})
      or exists (
        select from public_report_draft where slug = ${slug} and report_draft_id is distinct from ${ownDraft ?? null}
      ) as is_taken
  `.execute(database)
  return rows[0]?.isTaken === true
}

/** A report that was issued, with what it asks of the authority. */
export type IssuedReport = {
  readonly id: number
  readonly slug: string
  readonly authority: string
  readonly officialName: string
  readonly title: string
  readonly summary: string
  readonly publishedAt: Date
  readonly furtherTo: number | null
  readonly considerBy: IsoDate | null
  readonly consideredOn: IsoDate | null
  readonly response: string | null
  readonly isResponseEnough: boolean | null
}

function issued(database: Database | Transaction) {
  return database
    .selectFrom('publicReport')
    .innerJoin('authority', 'authority.authorityId', 'publicReport.authorityId')
    .select([
      'publicReport.publicReportId as id',
      'publicReport.slug',
      'authority.slug as authority',
      'authority.officialName',
      'title',
      'summary',
      'publishedAt',
      'furtherTo',
      'considerBy',
      'consideredOn',
      'response',
      'isResponseEnough',
    ])
}

export async function findIssuedReport(
  database: Database | Transaction,
  by: { readonly slug: string } | { readonly id: number },
): Promise<IssuedReport | undefined> {
  const query = issued(database)
  return 'slug' in by
    ? query.where('publicReport.slug', '=', by.slug).executeTakeFirst()
    : query.where('publicReport.publicReportId', '=', by.id).executeTakeFirst()
}

/** The same, and until the transaction ends nobody else changes it. */
export async function lockIssuedReport(
  transaction: Transaction,
  slug: string,
): Promise<IssuedReport | undefined> {
  return issued(transaction)
    .where('publicReport.slug', '=', slug)
    .forUpdate('publicReport')
    .executeTakeFirst()
}

/** Reports that an authority has to consider and has not answered: what is due first, first. */
export async function readWaitingReports(database: Database | Transaction): Promise<readonly IssuedReport[]> {
  return issued(database)
    .where('considerBy', 'is not', null)
    .where('consideredOn', 'is', null)
    .orderBy('considerBy')
    .orderBy('publicReport.publicReportId')
    .limit(mostListed)
    .execute()
}

/** The same for the work that reminds of them; no two of it go on at once. */
export async function lockWaitingReports(transaction: Transaction): Promise<readonly IssuedReport[]> {
  return issued(transaction)
    .where('considerBy', 'is not', null)
    .where('consideredOn', 'is', null)
    .orderBy('publicReport.publicReportId')
    .forUpdate('publicReport')
    .execute()
}

export async function countWaitingReports(database: Database): Promise<number> {
  const { count } = await database
    .selectFrom('publicReport')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('considerBy', 'is not', null)
    .where('consideredOn', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Reports that were answered, the latest first. */
export async function readAnsweredReports(database: Database): Promise<readonly IssuedReport[]> {
  return issued(database)
    .where('consideredOn', 'is not', null)
    .orderBy('consideredOn', 'desc')
    .orderBy('publicReport.publicReportId', 'desc')
    .limit(20)
    .execute()
}

/** Reports that follow one, with where each leads. */
export async function readFurtherReports(
  database: Database,
  id: number,
): Promise<readonly { readonly slug: string; readonly title: string }[]> {
  return database
    .selectFrom('publicReport')
    .select(['slug', 'title'])
    .where('furtherTo', '=', id)
    .orderBy('publicReportId')
    .execute()
}

/** What a report asks of the authority, written when it is issued. */
export async function saveDuty(
  transaction: Transaction,
  slug: string,
  duty: { readonly considerBy: IsoDate; readonly furtherTo: number | null },
): Promise<void> {
  await transaction.updateTable('publicReport').set(duty).where('slug', '=', slug).execute()
}

/** What the authority answered. */
export async function saveResponse(
  transaction: Transaction,
  slug: string,
  answer: { readonly consideredOn: IsoDate; readonly response: string; readonly isResponseEnough: boolean },
): Promise<void> {
  await transaction.updateTable('publicReport').set(answer).where('slug', '=', slug).execute()
}

/** Which of these mails are on their way or were sent. */
export async function readQueuedKeys(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await transaction.selectFrom('mail').select('mailKey').where('mailKey', 'in', keys).execute()
  return new Set(rows.map(({ mailKey }) => mailKey))
}
