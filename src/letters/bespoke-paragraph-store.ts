import type { AuthorityId } from '../authorities/authority.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'

/** Text written for one authority's letter of one year; nobody has approved it while `approvedBy` is null. */
export type RecordedParagraph = {
  readonly text: string
  readonly writtenBy: string
  readonly writtenAt: Date
  readonly approvedBy: string | null
}

/** The text written for single authorities in one year, by authority. */
export async function readBespokeParagraphs(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<ReadonlyMap<number, RecordedParagraph>> {
  const rows = await database
    .selectFrom('bespokeParagraph')
    .select(['authorityId', 'text', 'writtenBy', 'writtenAt', 'approvedBy'])
    .where('year', '=', year)
    .execute()
  return new Map(rows.map(({ authorityId, ...paragraph }) => [authorityId, paragraph]))
}

/** Records a text that waits for approval, in place of any earlier one. */
export async function writeBespokeParagraph(
  transaction: Transaction,
  authorityId: AuthorityId,
  year: ReportingYear,
  text: string,
  writtenBy: string,
): Promise<void> {
  const writtenAt = await currentMoment(transaction)
  const facts = { text, writtenBy, writtenAt, approvedBy: null, approvedAt: null }
  await transaction
    .insertInto('bespokeParagraph')
    .values({ authorityId, year, ...facts })
    .onConflict((conflict) => conflict.columns(['authorityId', 'year']).doUpdateSet(facts))
    .execute()
}

export async function approveBespokeParagraph(
  transaction: Transaction,
  authorityId: AuthorityId,
  year: ReportingYear,
  approvedBy: string,
): Promise<void> {
  await transaction
    .updateTable('bespokeParagraph')
    .set({ approvedBy, approvedAt: await currentMoment(transaction) })
    .where('authorityId', '=', authorityId)
    .where('year', '=', year)
    .execute()
}

export async function removeBespokeParagraph(
  transaction: Transaction,
  authorityId: AuthorityId,
  year: ReportingYear,
): Promise<void> {
  await transaction
    .deleteFrom('bespokeParagraph')
    .where('authorityId', '=', authorityId)
    .where('year', '=', year)
    .execute()
}
