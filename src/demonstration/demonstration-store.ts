import { sql } from 'kysely'
import { arrayParameter } from '../casework/array-parameter-store.ts'
import type { DecisionStatement } from '../casework/decision-statement.ts'
import { withWordsIndexedLast, writeStatements } from '../casework/decision-statement-store.ts'
import { writeReports } from '../casework/public-report-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { BespokeParagraph } from './bespoke-paragraphs.ts'
import type { Demonstration } from './demonstration.ts'
import { type InventedPublication, yearOf } from './invented-publications.ts'
import type { InventedReport } from './invented-reports.ts'
import type { SettledCase } from './invented-settlements.ts'

/** Two that begin at the same moment must not both find the database empty. */
export async function lockInstallation(transaction: Transaction): Promise<void> {
  await sql`lock table installation in share row exclusive mode`.execute(transaction)
}

export async function hasAuthorities(database: Database | Transaction): Promise<boolean> {
  const row = await database.selectFrom('authority').select('authorityId').limit(1).executeTakeFirst()
  return row !== undefined
}

/** Those of the years of which nothing has been released. */
export async function readUnreleasedYears(
  database: Database | Transaction,
  years: readonly ReportingYear[],
): Promise<readonly ReportingYear[]> {
  const released = await database
    .selectFrom('revision')
    .select('year')
    .where('publishedAt', 'is not', null)
    .execute()
  return years.filter((year) => !released.some((row) => row.year === year))
}

/** Whether a year has a cycle, and nobody has taken a step in its review. */
export async function waitsForReview(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<boolean> {
  const row = await database
    .selectFrom('cycle')
    .leftJoin('reviewStep', 'reviewStep.year', 'cycle.year')
    .select('cycle.year')
    .where('cycle.year', '=', year)
    .where('stepId', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

const casesPerStatement = 20_000

/** Inserts all cases into an empty database, each authority's together. */
export async function insertCases(transaction: Transaction, cases: readonly SettledCase[]): Promise<void> {
  const ordered = cases.toSorted((one, other) =>
    one.authority < other.authority ? -1 : Number(one.authority > other.authority),
  )
  for (let start = 0; start < ordered.length; start += casesPerStatement) {
    const rows = ordered
      .slice(start, start + casesPerStatement)
      .map((row, at) => ({ ...row, complaintId: start + at + 1 }))
    await insertComplaints(transaction, rows)
    await insertRecommendations(transaction, rows)
  }
  // The numbers were given here, so that recommendations could name them; the next one goes on from there.
  await sql`
    select setval(pg_get_serial_sequence('complaint', 'complaint_id'), ${ordered.length + 1}, false)
  `.execute(transaction)
}

const publicationsPerStatement = 1_000

/** Publishes invented decisions. While the database takes one lot in, the next is being written. */
export async function insertPublications(
  transaction: Transaction,
  scheme: Scheme,
  publications: Iterable<InventedPublication>,
  signal: AbortSignal | undefined,
): Promise<void> {
  let rows: DecisionStatement[] = []
  let underWay = Promise.resolve()
  const send = async () => {
    await underWay
    signal?.throwIfAborted()
    underWay = writeStatements(transaction, scheme, rows)
    // Whoever waits for it next is told; until then a failure must not look like one nobody handles.
    underWay.catch(() => {})
    rows = []
  }
  await withWordsIndexedLast(transaction, async () => {
    for (const { publishedOn, withdrawal, ...publication } of publications) {
      rows.push({
        ...publication,
        publishedAt: publishedOn,
        withdrawal: withdrawal === null ? null : { at: withdrawal.on, reason: withdrawal.reason },
      })
      if (rows.length === publicationsPerStatement) await send()
    }
    if (rows.length > 0) await send()
    await underWay
  })
}

export async function insertReports(
  transaction: Transaction,
  scheme: Scheme,
  reports: readonly InventedReport[],
): Promise<void> {
  await writeReports(
    transaction,
    scheme,
    reports.map(({ publishedOn, ...report }) => ({ ...report, publishedAt: publishedOn })),
  )
}

type NumberedCase = SettledCase & { readonly complaintId: number }

async function insertComplaints(transaction: Transaction, rows: readonly NumberedCase[]): Promise<void> {
  const column = (value: (row: NumberedCase) => string | number | boolean | null, type: string) =>
    arrayParameter(rows.map(value), type)
  await sql`
    insert into complaint (
      authority_id, complaint_id, reference, category, subcategory, received_on, decided_on, outcome,
      stage_reached, is_remedied_before, remedy_due_on, compliance_recorded_on, compliance_outcome
    )
    select authority_id, complaint_id, reference, category, subcategory, received_on, decided_on, outcome,
      stage_reached, is_remedied_before, remedy_due_on, compliance_recorded_on, compliance_outcome
    from unnest(
      ${column((row) => row.authority, 'text')},
      ${column((row) => row.complaintId, 'bigint')},
      ${column((row) => row.reference, 'text')},
      ${column((row) => row.category, 'text')},
      ${column((row) => row.subcategory, 'text')},
      ${column((row) => row.receivedOn, 'date')},
      ${column((row) => row.decidedOn, 'date')},
      ${column((row) => row.outcome, 'text')},
      ${column((row) => row.stageReached, 'text')},
      ${column((row) => row.isRemediedBefore, 'boolean')},
      ${column((row) => row.remedyDueOn, 'date')},
      ${column((row) => row.complianceRecordedOn, 'date')},
      ${column((row) => row.complianceOutcome, 'text')}
    ) as invented (
      slug, complaint_id, reference, category, subcategory, received_on, decided_on, outcome,
      stage_reached, is_remedied_before, remedy_due_on, compliance_recorded_on, compliance_outcome
    )
    join authority using (slug)
  `.execute(transaction)
}

async function insertRecommendations(
  transaction: Transaction,
  cases: readonly NumberedCase[],
): Promise<void> {
  const rows = cases.flatMap(({ authority, complaintId, complianceRecordedOn, recommendations }) =>
    recommendations.map((recommendation, at) => ({
      ...recommendation,
      authority,
      complaintId,
      complianceRecordedOn,
      number: at + 1,
    })),
  )
  const column = (value: (row: (typeof rows)[number]) => string | number | null, type: string) =>
    arrayParameter(rows.map(value), type)
  await sql`
    insert into recommendation (
      authority_id, complaint_id, recommendation_number, kind, due_on, summary, settled_on, settled_year, settlement
    )
    select authority_id, complaint_id, recommendation_number, invented.kind, due_on, summary, settled_on,
      settled_year, settlement
    from unnest(
      ${column((row) => row.authority, 'text')},
      ${column((row) => row.complaintId, 'bigint')},
      ${column((row) => row.number, 'smallint')},
      ${column((row) => row.kind, 'text')},
      ${column((row) => row.dueOn, 'date')},
      ${column((row) => row.summary, 'text')},
      ${column((row) => row.settledOn, 'date')},
      ${
        // With its case's outcome: no page may say that an action was kept in a year and that its case was still open.
        column(
          ({ complianceRecordedOn }) => (complianceRecordedOn === null ? null : yearOf(complianceRecordedOn)),
          'smallint',
        )
      },
      ${column((row) => row.settlement, 'text')}
    ) as invented (
      slug, complaint_id, recommendation_number, kind, due_on, summary, settled_on, settled_year, settlement
    )
    join authority using (slug)
  `.execute(transaction)
}

export async function insertCoverage(
  transaction: Transaction,
  coverage: Demonstration['coverage'],
): Promise<void> {
  await sql`
    insert into casework_coverage (authority_id, year, part)
    select authority_id, year, part
    from unnest(
      ${arrayParameter(
        coverage.map(({ authority }) => authority),
        'text',
      )},
      ${arrayParameter(
        coverage.map(({ year }) => year),
        'smallint',
      )}
    ) as covered (slug, year)
    cross join unnest(array['received', 'decided', 'complied']) as part
    join authority using (slug)
  `.execute(transaction)
}

export async function insertPublishedFigures(
  transaction: Transaction,
  figures: Demonstration['publishedFigures'],
): Promise<void> {
  await sql`
    insert into published_figure (authority_id, year, measure, numerator, denominator, document)
    select authority_id, year, measure, numerator, denominator, document
    from unnest(
      ${arrayParameter(
        figures.map(({ authority }) => authority),
        'text',
      )},
      ${arrayParameter(
        figures.map(({ year }) => year),
        'smallint',
      )},
      ${arrayParameter(
        figures.map(({ measure }) => measure),
        'text',
      )},
      ${arrayParameter(
        figures.map(({ numerator }) => numerator),
        'integer',
      )},
      ${arrayParameter(
        figures.map(({ denominator }) => denominator),
        'integer',
      )},
      ${arrayParameter(
        figures.map(({ document }) => document),
        'text',
      )}
    ) as published (slug, year, measure, numerator, denominator, document)
    join authority using (slug)
  `.execute(transaction)
}

export async function insertBespokeParagraphs(
  transaction: Transaction,
  paragraphs: readonly BespokeParagraph[],
): Promise<void> {
  for (const { authority, year, text, writtenBy, approvedBy } of paragraphs) {
    await sql`
      insert into bespoke_paragraph (authority_id, year, text, written_by, approved_by, approved_at)
      select authority_id, ${year}, ${text}, ${writtenBy}, ${approvedBy}::text,
        case when ${approvedBy}::text is not null then now() end
      from authority
      where slug = ${authority}
    `.execute(transaction)
  }
}
