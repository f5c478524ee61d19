import { sql } from 'kysely'
import type { Transaction } from '../../database/connection.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import { arrayParameter } from '../array-parameter-store.ts'

export type PublishedKind = 'count' | 'rate' | 'average'

/** One published number: whose it is (an authority's number or a group), of what, and its value. */
export type PublishedNumber = {
  readonly of: number | string
  /** A counted set or a measure. */
  readonly what: string
  readonly value: number
  readonly document: string
}

/** Where each kind of published number is kept. */
const tables = {
  count: { name: 'published_count', of: 'authority_id', what: 'counted_set', value: 'complaint_count' },
  rate: { name: 'published_rate', of: 'authority_id', what: 'measure', value: 'value' },
  average: { name: 'published_average', of: 'comparison_group', what: 'measure', value: 'value' },
} as const

export async function publishedNumbers(
  transaction: Transaction,
  kind: PublishedKind,
  year: ReportingYear,
): Promise<readonly PublishedNumber[]> {
  const { name, of, what, value } = tables[kind]
  const { rows } = await sql<PublishedNumber>`
    select ${sql.ref(of)} as of, ${sql.ref(what)} as what, ${sql.ref(value)} as value, document
    from ${sql.table(name)}
    where year = ${year}`.execute(transaction)
  return rows
}

export async function writePublishedNumbers(
  transaction: Transaction,
  kind: PublishedKind,
  year: ReportingYear,
  numbers: readonly PublishedNumber[],
): Promise<void> {
  const { name, of, what, value } = tables[kind]
  const column = (read: (number: PublishedNumber) => number | string, type: string) =>
    arrayParameter(numbers.map(read), type)
  await sql`
    insert into ${sql.table(name)} (year, ${sql.ref(of)}, ${sql.ref(what)}, ${sql.ref(value)}, document)
    select ${year}, * from unnest(
      ${column((number) => number.of, kind === 'average' ? 'text' : 'integer')},
      ${column((number) => number.what, 'text')},
      ${column((number) => number.value, kind === 'count' ? 'integer' : 'numeric')},
      ${column((number) => number.document, 'text')}
    )
    on conflict (year, ${sql.ref(of)}, ${sql.ref(what)}) do update
    set ${sql.ref(value)} = excluded.${sql.ref(value)}, document = excluded.document`.execute(transaction)
}

/** Each body's comparison group in a year's cycle; empty where there is no such cycle. */
export async function comparisonGroups(
  transaction: Transaction,
  year: ReportingYear,
): Promise<ReadonlyMap<number, string | null>> {
  const rows = await transaction
    .selectFrom('cycleAuthority')
    .select(['authorityId', 'comparisonGroup'])
    .where('year', '=', year)
    .execute()
  return new Map(rows.map(({ authorityId, comparisonGroup }) => [authorityId, comparisonGroup]))
}
