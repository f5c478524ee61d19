import { sql } from 'kysely'
import { type CaseRecord, type KnownCase, recordMark } from '../src/casework/case-record.ts'
import { findCase } from '../src/casework/case-record-store.ts'
import { readCaseReference } from '../src/casework/case-reference.ts'
import type { Database } from '../src/database/connection.ts'
import { type CaseChange, changeCase } from '../src/review/correction/correction-actions.ts'
import { standingsMark } from '../src/review/correction/ripple.ts'
import { readStanding } from '../src/review/review-standing-store.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { yearsConcerned } from '../src/statistics/case-counting.ts'
import { readYearsWithCycle } from '../src/statistics/yearly-figures-store.ts'
import type { TestDatabase } from './test-database.ts'

export const correctionReason = 'On review we found no fault in one case.'
export const statistician = 'statistician@ombudsman.example'

/** A case on record. */
export async function caseOf(database: Database, slug: string, reference: string): Promise<KnownCase> {
  const read = readCaseReference(reference)
  const known = read && (await findCase(database, slug, read))
  if (!known) throw new Error(`there is no case ${reference} of ${slug}`)
  return known
}

/** Changes a case as somebody does who has just opened it. */
export async function change(
  database: Database,
  known: KnownCase,
  fields: Partial<CaseRecord>,
  settings: Partial<Parameters<typeof changeCase>[2]> = {},
): Promise<CaseChange> {
  const record = { ...known.record, ...fields }
  return changeCase(database, scheme, {
    actor: statistician,
    slug: known.authority.slug,
    reference: known.reference,
    record,
    seen: recordMark(known.record),
    seenStandings: await standingsOf(database, known.record, record),
    reason: correctionReason,
    query: undefined,
    ...settings,
  })
}

/** Where the years stand in which a change counts. */
export async function standingsOf(
  database: Database,
  before: CaseRecord,
  after: CaseRecord,
): Promise<string> {
  const standings = []
  for (const year of yearsConcerned(scheme, before, after, await readYearsWithCycle(database))) {
    const standing = await readStanding(database, year)
    if (standing?.current) standings.push(standing)
  }
  return standingsMark(standings)
}

const keptTables = [
  'complaint',
  'recommendation',
  'revision',
  'figure',
  'group_average',
  'counted_set',
  'national_count',
  'letter',
  'review_step',
]

/** Every case, figure, letter and step as text, by table; without the moments of calculating. */
export async function everythingKept(database: Database): Promise<Record<string, readonly string[]>> {
  const kept: Record<string, readonly string[]> = {}
  for (const table of keptTables) kept[table] = await rowsOf(database, table)
  return kept
}

/** Everything that the public can read, by view; without the number of the state. */
export async function everythingPublished({
  database,
  published,
}: TestDatabase): Promise<Record<string, readonly string[]>> {
  const { rows } = await sql<{ name: string }>`
    select viewname as name from pg_views where schemaname = 'published' and viewname <> 'state' order by 1
  `.execute(database)
  const shown: Record<string, readonly string[]> = {}
  for (const { name } of rows) shown[name] = await rowsOf(published, `published.${name}`)
  return shown
}

async function rowsOf(database: Database, table: string): Promise<readonly string[]> {
  const { rows } = await sql<{ row: string }>`
    select (to_jsonb(rows) - 'calculated_at')::text as row from ${sql.table(table)} as rows order by 1
  `.execute(database)
  return rows.map(({ row }) => row)
}
