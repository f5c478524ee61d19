import { sql } from 'kysely'
import type { JsonValue } from '../audit/audit-chain.ts'
import type { Transaction } from '../database/connection.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { arrayParameter } from './array-parameter-store.ts'
import type { ReportedCase } from './import/public-report-line.ts'
import type { PublicReport } from './public-report.ts'
import { momentOf } from './publication-moment-store.ts'

/** Keeps reports with the cases they are about, in place of any of the same addresses. */
export async function writeReports(
  transaction: Transaction,
  scheme: Scheme,
  reports: readonly PublicReport[],
): Promise<void> {
  const column = (value: (report: PublicReport) => string) => arrayParameter(reports.map(value), 'text')
  await sql`
    insert into public_report (slug, authority_id, title, summary, published_at)
    select written.slug, authority_id, title, summary, ${momentOf(scheme, sql`published`)}
    from unnest(
      ${column(({ slug }) => slug)},
      ${column(({ authority }) => authority)},
      ${column(({ title }) => title)},
      ${column(({ summary }) => summary)},
      ${column(({ publishedAt }) => publishedAt)}
    ) as written (slug, authority, title, summary, published)
    join authority on authority.slug = written.authority
    on conflict (slug) do update set
      authority_id = excluded.authority_id, title = excluded.title, summary = excluded.summary,
      published_at = excluded.published_at
  `.execute(transaction)
  await sql`
    delete from public_report_case
    using public_report
    where public_report.public_report_id = public_report_case.public_report_id
    and slug = any(${column(({ slug }) => slug)})
  `.execute(transaction)
  const links = reports.flatMap(({ slug, cases }) => cases.map((reference) => ({ slug, reference })))
  await sql`
    insert into public_report_case (public_report_id, authority_id, complaint_id)
    select public_report_id, complaint.authority_id, complaint_id
    from unnest(
      ${arrayParameter(
        links.map(({ slug }) => slug),
        'text',
      )},
      ${arrayParameter(
        links.map(({ reference }) => reference),
        'text',
      )}
    ) as link (slug, reference)
    join public_report using (slug)
    join complaint on complaint.authority_id = public_report.authority_id
      and complaint.reference = link.reference
  `.execute(transaction)
}

/** The cases of these references. */
export async function readReportedCases(
  transaction: Transaction,
  references: readonly string[],
): Promise<readonly ReportedCase[]> {
  const { rows } = await sql<ReportedCase>`
    select slug as authority, official_name as authority_name, reference, outcome
    from complaint
    join authority using (authority_id)
    where reference = any(${arrayParameter(references, 'text')})
  `.execute(transaction)
  return rows
}

/** The reports of these addresses as they are kept, for the audit record. */
export async function readReports(
  transaction: Transaction,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, { readonly [key: string]: JsonValue }>> {
  const { rows } = await sql<{ slug: string; kept: { readonly [key: string]: JsonValue } }>`
    select public_report.slug,
      jsonb_build_object(
        'authority', authority.slug, 'title', title, 'summary', summary, 'published_at', published_at,
        'cases',
        (
          select coalesce(jsonb_agg(reference order by reference), '[]')
          from public_report_case
          join complaint using (authority_id, complaint_id)
          where public_report_case.public_report_id = public_report.public_report_id
        )
      ) as kept
    from public_report
    join authority using (authority_id)
    where public_report.slug = any(${arrayParameter(slugs, 'text')})
  `.execute(transaction)
  return new Map(rows.map(({ slug, kept }) => [slug, kept]))
}
