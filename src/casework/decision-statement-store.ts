import { sql } from 'kysely'
import type { Transaction } from '../database/connection.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { arrayParameter } from './array-parameter-store.ts'
import type { DecisionStatement } from './decision-statement.ts'
import { momentOf } from './publication-moment-store.ts'

/**
 * Keeps statements for cases on record, in place of any that were there. What a statement says of the case is
 * taken from the record now, and stays as it is when the record is corrected.
 */
export async function writeStatements(
  transaction: Transaction,
  scheme: Scheme,
  statements: readonly DecisionStatement[],
): Promise<void> {
  const column = (value: (statement: DecisionStatement) => string | number | null, type: string) =>
    arrayParameter(statements.map(value), type)
  const { shownForYears } = scheme.decisionPublication
  await sql`
    insert into decision_statement (
      authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, year, remedy_kinds,
      summary, sections, published_at, withdrawn_at, withdrawal_reason, expires_at
    )
    select authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, written.year,
      coalesce(
        (
          select array_agg(distinct kind order by kind)
          from recommendation
          where recommendation.authority_id = complaint.authority_id
          and recommendation.complaint_id = complaint.complaint_id
        ),
        '{}'
      ),
      written.summary, written.sections::jsonb, moments.published_at, moments.withdrawn_at, withdrawal_reason,
      moments.published_at + make_interval(years => ${shownForYears})
    from unnest(
      ${column(({ authority }) => authority, 'text')},
      ${column(({ reference }) => reference, 'text')},
      ${column(({ year }) => year, 'smallint')},
      ${column(({ summary }) => summary, 'text')},
      ${column(({ sections }) => JSON.stringify(sections), 'text')},
      ${column(({ publishedAt }) => publishedAt, 'text')},
      ${column(({ withdrawal }) => withdrawal?.at ?? null, 'text')},
      ${column(({ withdrawal }) => withdrawal?.reason ?? null, 'text')}
    ) as written (slug, reference, year, summary, sections, published, withdrawn, withdrawal_reason)
    join authority using (slug)
    join complaint using (authority_id, reference)
    cross join lateral (
      select ${momentOf(scheme, sql`written.published`)}, ${momentOf(scheme, sql`written.withdrawn`)}
    ) as moments (published_at, withdrawn_at)
    on conflict (authority_id, complaint_id) do update set
      reference = excluded.reference, category = excluded.category, subcategory = excluded.subcategory,
      outcome = excluded.outcome, decided_on = excluded.decided_on, year = excluded.year,
      remedy_kinds = excluded.remedy_kinds, summary = excluded.summary, sections = excluded.sections,
      published_at = excluded.published_at, withdrawn_at = excluded.withdrawn_at,
      withdrawal_reason = excluded.withdrawal_reason, expires_at = excluded.expires_at
    where to_jsonb(decision_statement) - 'search' is distinct from to_jsonb(excluded) - 'search'
  `.execute(transaction)
}

/**
 * Does work that adds most of all statements, with the index of their words made once at its end: kept up to date
 * row by row it would take most of the time. Until the transaction ends nobody else reads statements.
 */
export async function withWordsIndexedLast(
  transaction: Transaction,
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select index.indexrelid::regclass::text as name, pg_get_indexdef(index.indexrelid) as definition
    from pg_index as index
    join pg_class on pg_class.oid = index.indexrelid
    join pg_am on pg_am.oid = pg_class.relam
    where index.indrelid = 'decision_statement'::regclass and pg_am.amname = 'gin'
  `.execute(transaction)
  for (const { name } of rows) await sql`drop index ${sql.raw(name)}`.execute(transaction)
  await work()
  for (const { definition } of rows) await sql.raw(definition).execute(transaction)
}

/** Whether a decision is among the published ones, and if it was taken down, when and why. */
export async function readPublication(
  transaction: Transaction,
  authority: string,
  reference: string,
): Promise<{ readonly withdrawal: { readonly on: IsoDate; readonly reason: string } | null } | undefined> {
  const { rows } = await sql<{ on: IsoDate | null; reason: string | null }>`
    select withdrawn_at::date as on, withdrawal_reason as reason
    from decision_statement
    join authority using (authority_id)
    where slug = ${authority} and reference = ${reference}
  `.execute(transaction)
  const [row] = rows
  if (row === undefined) return undefined
  const { on, reason } = row
  return { withdrawal: on === null || reason === null ? null : { on, reason } }
}

export async function withdraw(
  transaction: Transaction,
  authority: string,
  reference: string,
  reason: string,
): Promise<void> {
  await sql`
    update decision_statement
    set withdrawn_at = published.current_moment(), withdrawal_reason = ${reason}
    from authority
    where authority.authority_id = decision_statement.authority_id
    and slug = ${authority} and reference = ${reference}
  `.execute(transaction)
  // Whatever was being changed in it waits for nobody any more.
  await sql`
    select refresh_statement_draft(authority_id, complaint_id)
    from decision_statement
    join authority using (authority_id)
    where slug = ${authority} and reference = ${reference}
  `.execute(transaction)
}
