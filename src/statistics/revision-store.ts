import { type RawBuilder, sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import { type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'

/** A state of one year's figures; a draft until it is released. */
export type Revision = {
  readonly year: ReportingYear
  readonly revision: number
  readonly calculatedAt: Date
  /** When it was frozen with its letters; null for a draft. */
  readonly sealedAt: Date | null
  /** The moment at which it becomes public, or became; null until its letters are sent. */
  readonly publishedAt: Date | null
  /** What it corrects; null for the first. */
  readonly reason: string | null
}

/** Of a table's rows those of the latest revision that this connection can see, drafts included for staff. */
export function isLatestRevision(table: string): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(`${table}.year`)}, ${sql.ref(`${table}.revision`)}) in (
    select revision.year, max(revision.revision) from revision group by revision.year
  )`
}

/** Of a table's rows those of the draft of their year. */
export function isDraftRevision(table: string): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(`${table}.year`)}, ${sql.ref(`${table}.revision`)}) in (
    select revision.year, revision.revision from revision where sealed_at is null
  )`
}

/** Every revision of every year, the newest year first, its revisions in order. */
export async function readRevisions(database: Database | Transaction): Promise<readonly Revision[]> {
  const rows = await database
    .selectFrom('revision')
    .selectAll()
    .orderBy('year', 'desc')
    .orderBy('revision')
    .execute()
  return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
}

/** From here on each of these years has a draft: the one it had, or the next after what was released. */
export async function beginDrafts(transaction: Transaction, years: readonly ReportingYear[]): Promise<void> {
  await sql`
    insert into revision (year, revision)
    select year, coalesce((select max(revision) from revision where revision.year = begun.year), 0) + 1
    from unnest(${years}::smallint[]) as begun (year)
    where not exists (select from revision where revision.year = begun.year and sealed_at is null)
  `.execute(transaction)
  await sql`
    update revision set calculated_at = now() where year = any(${years}::smallint[]) and sealed_at is null
  `.execute(transaction)
}

/** Which revision a year's draft is; there must be one. */
export async function readDraftRevision(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<number> {
  const { revision } = await database
    .selectFrom('revision')
    .select('revision')
    .where('year', '=', year)
    .where('sealedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return revision
}

/** Removes the drafts of these years that say nothing but what was released last. */
export async function dropUnchangedDrafts(
  transaction: Transaction,
  years: readonly ReportingYear[],
): Promise<void> {
  const { rows } = await sql<{ year: number }>`
    select draft.year
    from revision as draft
    join lateral (
      select max(revision) as revision
      from revision
      where year = draft.year and revision < draft.revision
    ) as released on released.revision is not null
    where draft.year = any(${years}::smallint[])
    and draft.sealed_at is null
    and not exists (${difference('figure')})
    and not exists (${difference('group_average')})
    and not exists (${difference('counted_set')})
    and not exists (${difference('national_count')})
  `.execute(transaction)
  for (const { year } of rows) await deleteDraft(transaction, reportingYear(year))
}

/** What one of the two revisions has and the other has not, whatever their numbers; cases in any order. */
function difference(table: keyof typeof columnsWithoutRevision) {
  const rowsOf = (revision: RawBuilder<unknown>) => sql`
    select ${columnsWithoutRevision[table]} from ${sql.table(table)}
    where ${sql.ref(`${table}.year`)} = draft.year and ${sql.ref(`${table}.revision`)} = ${revision}
  `
  const before = rowsOf(sql`released.revision`)
  const after = rowsOf(sql`draft.revision`)
  return sql`(${before} except ${after}) union all (${after} except ${before})`
}

const columnsWithoutRevision = {
  figure: sql`authority_id, measure, state, numerator, denominator, origin, document, method_version, comparison_group`,
  group_average: sql`comparison_group, measure, numerator, denominator, member_count, group_member_count, mean_of_rates`,
  counted_set: sql`authority_id, counted_set, complaint_count, (select array_agg(id order by id) from unnest(complaint_ids) as id)`,
  national_count: sql`comparison_group, counted, category, case_count`,
}

async function deleteDraft(transaction: Transaction, year: ReportingYear): Promise<void> {
  for (const table of ['counted_set', 'figure', 'group_average', 'national_count']) {
    await sql`
      delete from ${sql.table(table)} where year = ${year} and ${isDraftRevision(table)}
    `.execute(transaction)
  }
  await transaction.deleteFrom('revision').where('year', '=', year).where('sealedAt', 'is', null).execute()
}
