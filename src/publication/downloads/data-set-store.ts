import { setImmediate } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { CompiledSearch } from '../decisions/decision-criteria.ts'
import {
  type ColumnFacts,
  type DataColumn,
  type DataSettings,
  type DataValue,
  demonstrationColumn,
} from './data-column.ts'
import type { KeyPart } from './key-part.ts'

/** What records may be narrowed by; every set knows some of these. */
export type DataFilter = {
  /** Slug. */
  readonly authority?: string | undefined
  readonly year?: ReportingYear | undefined
  readonly measure?: string | undefined
  /** A comparison group. */
  readonly group?: string | undefined
  readonly kind?: string | undefined
  readonly region?: string | undefined
  readonly category?: string | undefined
  readonly subcategory?: string | undefined
  readonly outcome?: string | undefined
  readonly remedy?: string | undefined
  /** How a promise ended. */
  readonly state?: string | undefined
  /** Slug of a public report. */
  readonly report?: string | undefined
  /** Words to be found, as the database compiled them. */
  readonly search?: CompiledSearch | undefined
}

/** A released state of a year, as a file pins it: a later release does not change a file that is being sent. */
export type PinnedRelease = {
  readonly year: ReportingYear
  readonly revision: number
  readonly publishedAt: Date
}

export type DataSource = DataSettings & {
  readonly database: Database
  readonly releases: readonly PinnedRelease[]
}

/** Where a record stands in the order of its set; reading goes on after it. */
export type RecordKey = readonly (string | number)[]

/** From where on, and how many. */
export type Stretch = { readonly after: RecordKey | undefined; readonly limit: number }

/** One record, by the columns of its set, with the addresses it leads to. */
export type DataRecord = {
  readonly key: RecordKey
  readonly values: readonly DataValue[]
  readonly links: Readonly<Record<string, string>>
}

/** One kind of record that is published: a file in three formats, and a list of the API. */
export type DataSet = {
  /** As it stands in addresses. */
  readonly name: string
  readonly title: string
  /** What one record is, in a sentence. */
  readonly about: string
  /** Whether there is a file of each year beside the file of all. */
  readonly isByYear: boolean
  /** Whether what a release says never changes, so that an old version can still be had. */
  readonly isByRevision: boolean
  /** Whether its records become public one by one, as decisions do, and not with the figures of a year. */
  readonly isOfDecisions?: boolean
  readonly keyParts: readonly KeyPart[]
  /** The names of the links of a record, each with what stands there. */
  readonly linkMeanings: Readonly<Record<string, string>>
  columns(settings: DataSettings): readonly ColumnFacts[]
  /** Every record, read in stretches: between them nothing is held, neither rows nor a connection. */
  all(source: DataSource, filter: DataFilter): AsyncIterable<DataRecord>
  /** Reads records in the order of the set, in which those that are there keep their places. */
  read(source: DataSource, filter: DataFilter, stretch: Stretch): Promise<readonly DataRecord[]>
}

/** A set before its rows are forgotten: how they are read, and what is told of each. */
export type DataSetOf<Row> = Omit<DataSet, 'columns' | 'all' | 'read'> & {
  columns(settings: DataSettings): readonly DataColumn<Row>[]
  links(row: Row, settings: DataSettings): Readonly<Record<string, string>>
  keyOf(row: Row): RecordKey
  readRows(source: DataSource, filter: DataFilter, stretch: Stretch): Promise<readonly Row[]>
}

export function dataSet<Row>(
  set: DataSetOf<Row>,
): DataSet & { recordOf(settings: DataSettings, row: Row): DataRecord } {
  const columnsOf = (settings: DataSettings) => [...set.columns(settings), demonstrationColumn(settings)]
  const recorder = (settings: DataSettings) => {
    const columns = columnsOf(settings)
    return (row: Row): DataRecord => ({
      key: set.keyOf(row),
      values: columns.map(({ value }) => value(row)),
      links: set.links(row, settings),
    })
  }
  return {
    ...set,
    columns: columnsOf,
    recordOf: (settings, row) => recorder(settings)(row),
    all: (source, filter) => allOfSet(set, recorder(source), source, filter),
    async read(source, filter, stretch) {
      const rows = await set.readRows(source, filter, stretch)
      return rows.map(recorder(source))
    },
  }
}

/** Many enough that ordering them costs little for each, and few enough to hold. */
const rowsAtATime = 5_000

/** After so many records others get their turn: computing their intervals takes a while. */
const recordsInOneGo = 200

async function* allOfSet<Row>(
  set: DataSetOf<Row>,
  recordOf: (row: Row) => DataRecord,
  source: DataSource,
  filter: DataFilter,
): AsyncGenerator<DataRecord> {
  let after: RecordKey | undefined
  for (;;) {
    const rows = await set.readRows(source, filter, { after, limit: rowsAtATime })
    for (const [index, row] of rows.entries()) {
      if (index % recordsInOneGo === 0) await setImmediate()
      yield recordOf(row)
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < rowsAtATime) return
    after = set.keyOf(last)
  }
}

/** Every release there is, in the order in which they became public. */
export async function readReleases(database: Database): Promise<readonly PinnedRelease[]> {
  const { rows } = await sql<{ year: number; revision: number; publishedAt: Date }>`
    select year, revision, published_at
    from revision
    where published_at is not null
    order by published_at, year, revision
  `.execute(database)
  return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
}

/** The years as they stand after these releases: the latest state of each, oldest year first. */
export function latestReleases(releases: readonly PinnedRelease[]): readonly PinnedRelease[] {
  const latest = new Map<ReportingYear, PinnedRelease>()
  for (const release of releases) {
    if ((latest.get(release.year)?.revision ?? 0) < release.revision) latest.set(release.year, release)
  }
  return [...latest.values()].sort((one, other) => one.year - other.year)
}

/** The pinned releases as a table of a query, to be joined by year and revision. */
export function releasedTable(releases: readonly PinnedRelease[]): RawBuilder<unknown> {
  return sql`unnest(
    ${releases.map(({ year }) => year)}::smallint[],
    ${releases.map(({ revision }) => revision)}::smallint[],
    ${releases.map(({ publishedAt }) => publishedAt)}::timestamptz[]
  ) as released (year, revision, published_at)`
}

/** All of these conditions; those that are not asked for are undefined. */
export function allOf(conditions: readonly (RawBuilder<unknown> | undefined)[]): RawBuilder<unknown> {
  const asked = conditions.filter((condition) => condition !== undefined)
  return asked.length === 0 ? sql`true` : sql.join(asked, sql` and `)
}

/** A column has this value, if one is asked for. */
export function equals(column: string, value: string | number | undefined): RawBuilder<unknown> | undefined {
  return value === undefined ? undefined : sql`${sql.ref(column)} = ${value}`
}
