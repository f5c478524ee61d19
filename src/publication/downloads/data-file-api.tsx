import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { csvText, fileAnswer } from '../../web/csv-answer.ts'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import { type ColumnFacts, cellOf } from './data-column.ts'
import { type DataFileName, dataFileName, parseDataFileName, savedName } from './data-file.ts'
import {
  type DataRecord,
  type DataSet,
  type DataSource,
  latestReleases,
  type PinnedRelease,
  readReleases,
} from './data-set-store.ts'
import { dataSets } from './data-sets-store.ts'
import { yearsWithData } from './data-years-store.ts'
import { recordFields } from './record-fields.ts'

/** A file of one set of records, sent as it is read: its length costs no memory. */
export async function sendDataFile(
  context: Context,
  publicSite: PublicSite,
  fileName: string,
): Promise<Response> {
  const name = parseDataFileName(fileName)
  const set = dataSets.find((known) => known.name === name?.set)
  const releases = await readReleases(publicSite.database)
  const pinned = name && set && pinnedReleases(name, set, releases)
  const isOfKnownYear =
    name?.year === undefined || (set && (await yearsWithData(publicSite, set, releases)).includes(name.year))
  if (!name || !set || !pinned || !isOfKnownYear) return noSuchFile(context, publicSite)

  const source: DataSource = {
    ...settingsOf(context, publicSite),
    database: publicSite.database,
    releases: pinned,
  }
  const tag = await fileTag(source, set, name)
  if (tag !== undefined) {
    context.header('ETag', tag)
    if (context.req.header('If-None-Match')?.includes(tag)) return context.body(null, 304)
  }

  const saved = savedName(
    dataFileName({ ...name, state: name.state ?? stateOf(name.year, pinned) }),
    source.isDemonstration,
  )
  const columns = set.columns(source)
  const records = set.all(source, { year: name.year })
  switch (name.format) {
    case 'csv':
      return fileAnswer(context, saved, 'text/csv; charset=utf-8; header=present', csvOf(columns, records))
    case 'json':
      return fileAnswer(context, saved, 'application/json', jsonOf(set, source, name, columns, records))
    case 'xlsx':
      return xlsxAnswer(context, saved, set, columns, records)
  }
}

/** What every record of an answer is written for. */
export function settingsOf(context: Context, { scheme, site }: PublicSite) {
  return { scheme, origin: new URL(context.req.url).origin, isDemonstration: site.isDemonstration }
}

/** The releases a file is made from: all there are, or those up to the state its name asks for. */
function pinnedReleases(
  { year, state }: DataFileName,
  set: DataSet,
  releases: readonly PinnedRelease[],
): readonly PinnedRelease[] | undefined {
  if (year !== undefined && !set.isByYear) return undefined
  if (state === undefined) return releases
  if (!set.isByRevision) return undefined
  if (year === undefined) return state > 0 && state <= releases.length ? releases.slice(0, state) : undefined
  const known = releases.some((release) => release.year === year && release.revision === state)
  return known ? releases.filter((release) => release.year === year && release.revision <= state) : undefined
}

/** The revision of a year, or the version of all years together; undefined where the year has not been released. */
function stateOf(year: ReportingYear | undefined, releases: readonly PinnedRelease[]): number | undefined {
  if (year === undefined) return releases.length
  return latestReleases(releases).find((release) => release.year === year)?.revision
}

/**
 * Stands for what a file of figures says and for nothing else: which releases, about whom, in which columns. Other
 * files have no such name before they are read; short ones get one from their bytes, as every page does.
 */
async function fileTag(source: DataSource, set: DataSet, name: DataFileName): Promise<string | undefined> {
  if (!set.isByRevision) return undefined
  const said = JSON.stringify([
    dataFileName(name),
    source.origin,
    set.columns(source),
    latestReleases(source.releases).filter(({ year }) => name.year === undefined || name.year === year),
    await readAuthorities(source.database),
  ])
  return `W/"${createHash('sha256').update(said).digest('base64url').slice(0, 27)}"`
}

async function* cellRows(records: AsyncIterable<DataRecord>) {
  for await (const { values } of records) yield values.map(cellOf)
}

function csvOf(columns: readonly ColumnFacts[], records: AsyncIterable<DataRecord>): AsyncIterable<string> {
  return csvText(
    columns.map(({ name }) => name),
    cellRows(records),
  )
}

/** What the file is, and then a record a line. */
async function* jsonOf(
  set: DataSet,
  { scheme, origin, isDemonstration, releases }: DataSource,
  { year }: DataFileName,
  columns: readonly ColumnFacts[],
  records: AsyncIterable<DataRecord>,
): AsyncGenerator<string> {
  const { licence } = scheme.site
  const about = {
    file: set.name,
    title: set.title,
    record: set.about,
    demonstration: isDemonstration,
    year: year === undefined ? null : formatReportingYear(year),
    version: year === undefined ? releases.length : null,
    releases: latestReleases(releases)
      .filter((release) => year === undefined || release.year === year)
      .map((release) => ({
        year: formatReportingYear(release.year),
        revision: release.revision,
        published_at: release.publishedAt.toISOString(),
      })),
    licence: licence.name,
    licence_address: licence.address ?? null,
    dictionary: `${origin}${addresses.dataFile('dictionary.json')}`,
  }
  yield `${JSON.stringify(about).slice(0, -1)},"records":[`
  let separator = '\n'
  for await (const { values } of records) {
    yield separator + JSON.stringify(recordFields(columns, values))
    separator = ',\n'
  }
  yield '\n]}\n'
}

/** Beyond this a sheet becomes slow to open, and the rows go on in the next. */
export const rowsInSheet = 200_000

async function xlsxAnswer(
  context: Context,
  fileName: string,
  set: DataSet,
  columns: readonly ColumnFacts[],
  records: AsyncIterable<DataRecord>,
): Promise<Response> {
  // Loaded on first use: it is large, and most visitors want no workbook.
  const { writeXlsxStream } = await import('hucre/xlsx')
  context.header('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  context.header('Content-Disposition', `attachment; filename="${fileName}"`)
  return context.body(
    writeXlsxStream(cellRows(records), {
      name: set.name,
      columns: columns.map(({ name }) => ({ header: name })),
      freezePane: { rows: 1 },
      maxRowsPerSheet: rowsInSheet + 1,
    }),
  )
}

function noSuchFile(context: Context, publicSite: PublicSite): Response | Promise<Response> {
  return notFound(
    context,
    publicSite,
    'There is no such file',
    <p class="text">
      All files, with their names, are on the page{' '}
      <a class="link" href={addresses.data()}>
        Data
      </a>
      . A year is written like 2023-24.
    </p>,
  )
}
