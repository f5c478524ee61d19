import { basename } from 'node:path'
import type { Scheme } from '../../scheme/scheme.ts'
import type { AuthorityLookup } from './authority-lookup.ts'
import { type ImportNotice, type ImportProblem, shownValue } from './import-problem.ts'
import type { Table, TableRow } from './table.ts'
import { openTables } from './table-file.ts'
import { type HeadedTable, headedTable } from './table-heading.ts'
import {
  recogniseTotalsTable,
  type TotalsColumnKey,
  type TotalsTable,
  totalsColumns,
} from './totals-column.ts'
import { type TotalsRow, totalsRowReader } from './totals-row.ts'
import { UnreadableFile } from './unreadable-file.ts'

type TotalsFileRequest = { readonly scheme: Scheme; readonly signal?: AbortSignal }

/** A published number that does not follow from the others, and where it stands. */
export type ImportFinding = {
  readonly file: string
  readonly sheet?: string
  readonly row?: number
  readonly column?: string
  readonly value?: string
  readonly finding: string
}

type Place = { readonly file: string; readonly sheet?: string }

/** A row with where it stands. */
export type PlacedRow = TotalsRow & {
  readonly table: TotalsTable
  readonly place: Place
  readonly number: number
  readonly headingOf: (column: TotalsColumnKey) => string
}

/** What has been read of one import's files so far. */
export type TotalsReading = {
  readonly rows: PlacedRow[]
  readonly problems: ImportProblem[]
  readonly findings: ImportFinding[]
  readonly notices: ImportNotice[]
}

/** There are some four hundred authorities; more rows than this are cases, not totals. */
const totalsRowLimit = 10_000

/** Reads the tables of one file. Whatever is wrong with it becomes a problem, never an error. */
export async function readTotalsFile(
  file: string,
  request: TotalsFileRequest,
  authorities: AuthorityLookup,
  reading: TotalsReading,
): Promise<void> {
  const name = basename(file)
  let tablesRead = 0
  try {
    for (const table of await openTables(file, { workbookRowLimit: totalsRowLimit, asPercentages: true })) {
      const kind = await readTotalsTable(table, name, request, authorities, reading)
      if (kind === undefined && table.sheet !== undefined) {
        const notice = 'The sheet is none of the three tables and is not used'
        reading.notices.push({ ...placeOf(name, table), notice })
      }
      if (kind !== undefined) tablesRead += 1
    }
    if (tablesRead === 0) {
      reading.problems.push({
        file: name,
        problem: 'The file has none of the three tables: received, decided or compliance',
        advice: 'Give the columns the headings that docs/data-dictionary.md lists.',
      })
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const row = error.row === undefined ? {} : { row: error.row }
    reading.problems.push({ file: name, ...row, problem: error.message, advice: error.advice })
  }
}

async function readTotalsTable(
  table: Table,
  file: string,
  request: TotalsFileRequest,
  authorities: AuthorityLookup,
  reading: TotalsReading,
): Promise<TotalsTable | undefined> {
  const { scheme } = request
  const headed = await headedTable(table, (headings) => {
    const kind = recogniseTotalsTable(scheme, headings)
    return kind === undefined ? [] : totalsColumns(scheme, kind)
  })
  const kind = headed && recogniseTotalsTable(scheme, headed.headings)
  if (headed === undefined || kind === undefined) return undefined
  const place = placeOf(file, table)
  for (const problem of headed.problems)
    reading.problems.push({ ...place, row: headed.headingRow, ...problem })
  for (const heading of headed.unused) {
    reading.notices.push({ ...place, notice: `The column '${heading}' is not used` })
  }
  if (headed.problems.length === 0) await readTotalsRows(headed, kind, place, request, authorities, reading)
  return kind
}

async function readTotalsRows(
  headed: HeadedTable<TotalsColumnKey>,
  table: TotalsTable,
  place: Place,
  request: TotalsFileRequest,
  authorities: AuthorityLookup,
  reading: TotalsReading,
): Promise<void> {
  const readRow = totalsRowReader(request.scheme, table, authorities)
  const headingOf = (column: TotalsColumnKey) => headed.positions.get(column)?.heading ?? column
  const has = (column: TotalsColumnKey) => headed.positions.has(column)
  let rowCount = 0
  for await (const row of headed.rows) {
    rowCount += 1
    if (rowCount > totalsRowLimit) {
      throw new UnreadableFile(
        `The table has more than ${totalsRowLimit.toLocaleString('en-GB')} rows, so it is no table of totals`,
        'Import cases with upheld import received, decided or compliance.',
      )
    }
    request.signal?.throwIfAborted()
    const read = readRow((column) => cellOf(row, headed, column), has)
    if (read.kind === 'sum') continue
    const at = { ...place, row: row.number }
    if (read.kind === 'problems') {
      for (const { column, value, problem, advice } of read.problems) {
        const shown = value === '' ? {} : { value: shownValue(value) }
        reading.problems.push({ ...at, column: headingOf(column), ...shown, problem, advice })
      }
      continue
    }
    reading.rows.push({ ...read.row, table, place, number: row.number, headingOf })
    for (const { column, value, finding } of read.findings) {
      reading.findings.push({ ...at, column: headingOf(column), value: shownValue(value), finding })
    }
  }
}

function cellOf(row: TableRow, headed: HeadedTable<TotalsColumnKey>, key: TotalsColumnKey): string {
  const position = headed.positions.get(key)
  return position === undefined ? '' : (row.cells[position.index] ?? '')
}

function placeOf(file: string, table: Table): Place {
  return { file, ...(table.sheet === undefined ? {} : { sheet: table.sheet }) }
}
