import { basename } from 'node:path'
import { type CaseColumnKey, caseColumns, columnsOf, otherPartOf, partWords } from './case-column.ts'
import { type CaseRow, type CaseRowRules, caseRowReader } from './case-row.ts'
import { type ImportNotice, shownValue } from './import-problem.ts'
import type { Table, TableRow } from './table.ts'
import { openTables } from './table-file.ts'
import { type HeadedTable, headedTable } from './table-heading.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** What is met while a case-level file is read, in the order in which it stands there. */
export type CaseFileItem =
  /** A table begins; what follows stands in it. */
  | { readonly kind: 'table'; readonly place: CaseTablePlace }
  | { readonly kind: 'row'; readonly number: number; readonly row: CaseRow }
  | ({ readonly kind: 'problem' } & CaseFileProblem)
  | { readonly kind: 'notice'; readonly notice: ImportNotice }

/** A table of a file, and how it writes the headings of our columns. */
export type CaseTablePlace = {
  readonly file: string
  readonly sheet?: string
  readonly headings: ReadonlyMap<string, string>
}

export type CaseFileProblem = {
  readonly row: number | null
  /** One of our columns, or a heading as the file writes it. */
  readonly column: string | null
  readonly value: string | null
  readonly problem: string
  readonly advice: string
}

/** Rows a workbook may have; its whole sheet is held in memory, which a CSV file never is. */
const workbookRowLimit = 200_000

/** Reads a case-level file row by row. Whatever is wrong with it comes as a problem, never as an error. */
export async function* readCaseFile(path: string, rules: CaseRowRules): AsyncGenerator<CaseFileItem> {
  const columns = columnsOf(rules.part, rules.onlyAuthority !== undefined)
  const file = basename(path)
  yield { kind: 'table', place: { file, headings: ownHeadings } }
  try {
    const tables: HeadedCaseTable[] = []
    for (const table of await openTables(path, { workbookRowLimit, asPercentages: false })) {
      const headed = await headedTable(table, () => columns)
      if (headed) tables.push({ table, headed })
    }
    const chosen = tablesToRead(tables)
    if (chosen.length === 0) yield problem(null, 'The file has no row', 'Choose the file that has the rows.')
    for (const { table } of tables.filter((candidate) => !chosen.includes(candidate))) {
      const notice = 'The sheet has none of the headings and is not used'
      yield { kind: 'notice', notice: { file, ...sheetOf(table), notice } }
    }
    for (const { table, headed } of chosen) {
      yield { kind: 'table', place: { file, ...sheetOf(table), headings: headingsOf(headed) } }
      yield* readTable(file, table, headed, rules)
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    yield problem(error.row ?? null, error.message, error.advice)
  }
}

type HeadedCaseTable = { readonly table: Table; readonly headed: HeadedTable<CaseColumnKey> }

/** Of several sheets, those with headings of ours; a single one, or the first of none, is taken as it is. */
function tablesToRead(tables: readonly HeadedCaseTable[]): readonly HeadedCaseTable[] {
  const ours = tables.filter(({ headed }) => headed.positions.size >= 2)
  return ours.length > 0 ? ours : tables.slice(0, 1)
}

async function* readTable(
  file: string,
  table: Table,
  headed: HeadedTable<CaseColumnKey>,
  rules: CaseRowRules,
): AsyncGenerator<CaseFileItem> {
  const other = otherPartOf(headed.headings, rules.part, rules.onlyAuthority !== undefined)
  if (other) {
    const foreign = other.headings.map((heading) => `'${shownValue(heading)}'`).join(', ')
    yield problem(
      headed.headingRow,
      `This looks like the file of ${partWords[other.part]}`,
      foreign === ''
        ? `Use upheld import ${other.part}.`
        : `Use upheld import ${other.part}, or remove what is not part of ${partWords[rules.part]}: ${foreign}.`,
    )
    return
  }
  for (const { column, problem: text, advice } of headed.problems) {
    yield problem(headed.headingRow, text, advice, column ?? null)
  }
  for (const heading of headed.unused) {
    const notice = `The column '${shownValue(heading)}' is not used`
    yield { kind: 'notice', notice: { file, ...sheetOf(table), notice } }
  }
  // Without its columns every row would say the same again.
  if (headed.problems.length > 0) return
  yield* readRows(headed, rules)
}

async function* readRows(
  headed: HeadedTable<CaseColumnKey>,
  rules: CaseRowRules,
): AsyncGenerator<CaseFileItem> {
  const readRow = caseRowReader(rules)
  const width = headed.headings.findLastIndex((heading) => heading !== '') + 1
  let isEmpty = true
  for await (const row of headed.rows) {
    isEmpty = false
    const beyond = row.cells.length > width ? row.cells.slice(width).join(' ').trim() : ''
    if (beyond !== '') {
      yield {
        ...problem(
          row.number,
          `The row has more cells than the ${width} headings`,
          'Put a cell that contains a comma in quotation marks.',
        ),
        value: shownValue(beyond),
      }
      continue
    }
    const read = readRow((key) => cellOf(row, headed, key))
    if (read.ok) yield { kind: 'row', number: row.number, row: read.row }
    else {
      for (const { column, value, problem, advice } of read.problems) {
        yield { kind: 'problem', row: row.number, column, value: shownValue(value), problem, advice }
      }
    }
  }
  if (isEmpty) {
    yield problem(null, 'There are headings but no row below them', 'Choose the file that has the rows.')
  }
}

function cellOf(row: TableRow, headed: HeadedTable<CaseColumnKey>, key: CaseColumnKey): string {
  const position = headed.positions.get(key)
  return position === undefined ? '' : (row.cells[position.index] ?? '')
}

function problem(row: number | null, text: string, advice: string, column: string | null = null) {
  return { kind: 'problem', row, column, value: null, problem: text, advice } as const
}

function sheetOf({ sheet }: Table): { sheet?: string } {
  return sheet === undefined ? {} : { sheet }
}

const ownHeadings: ReadonlyMap<string, string> = new Map(
  caseColumns.map(({ key, heading }) => [key, heading]),
)

function headingsOf(headed: HeadedTable<CaseColumnKey>): ReadonlyMap<string, string> {
  return new Map([
    ...ownHeadings,
    ...[...headed.positions].map(([key, { heading }]) => [key, heading] as const),
  ])
}
