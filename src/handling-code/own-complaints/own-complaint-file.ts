import type { TableRow } from '../../casework/import/table.ts'
import { openTables } from '../../casework/import/table-file.ts'
import { type HeadedTable, headedTable } from '../../casework/import/table-heading.ts'
import { UnreadableFile } from '../../casework/import/unreadable-file.ts'
import { declaredBytes } from '../../casework/import/workbook-size.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { OwnComplaint } from './own-complaint.ts'
import { type OwnComplaintColumn, ownComplaintColumns } from './own-complaint-column.ts'
import { type OwnRowProblem, ownRowReader } from './own-complaint-row.ts'

/** One thing that is wrong in a file. */
export type OwnFileProblem = {
  /** As a spreadsheet program numbers it; null for the whole file. */
  readonly row: number | null
  /** The heading as the file writes it; null for the whole row. */
  readonly column: string | null
  readonly value: string
  readonly problem: string
  readonly advice: string
}

export type OwnFileReading =
  | { readonly ok: true; readonly complaints: readonly OwnComplaint[]; readonly unused: readonly string[] }
  | { readonly ok: false; readonly problems: readonly OwnFileProblem[] }

/** More complaints than any authority has in two years. */
const mostRows = 20_000
/** A workbook is an archive: what it says it unpacks to is looked at before it is unpacked. */
const mostUnpackedBytes = 100_000_000

/** Reads a file of own complaints: all of it, or everything that is wrong with it. */
export async function readOwnComplaintFile(
  scheme: Scheme,
  content: Uint8Array,
  today: IsoDate,
): Promise<OwnFileReading> {
  try {
    if (declaredBytes(content) > mostUnpackedBytes) {
      return refused('The workbook unpacks to more than 100 MB', 'Save the sheet with the complaints as CSV.')
    }
    const limits = { workbookRowLimit: mostRows, asPercentages: false }
    const [table] = await openTables(content, limits)
    const headed = table && (await headedTable(table, () => ownComplaintColumns))
    if (!headed) return refused('The file has no rows', 'Choose the one that has your complaints.')
    if (headed.problems.length > 0) {
      const problems = headed.problems.map(({ column, problem, advice }) => ({
        row: headed.headingRow,
        column: column ?? null,
        value: '',
        problem,
        advice,
      }))
      return { ok: false, problems }
    }
    return await readRows(scheme, headed, today)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return refused(error.message, error.advice, error.row)
  }
}

function refused(problem: string, advice: string, row?: number): OwnFileReading {
  return { ok: false, problems: [{ row: row ?? null, column: null, value: '', problem, advice }] }
}

async function readRows(
  scheme: Scheme,
  headed: HeadedTable<OwnComplaintColumn>,
  today: IsoDate,
): Promise<OwnFileReading> {
  const read = ownRowReader(scheme, today)
  const complaints: OwnComplaint[] = []
  const problems: OwnFileProblem[] = []
  const rowOf = new Map<string, number>()
  let rowCount = 0
  for await (const row of headed.rows) {
    rowCount += 1
    if (rowCount > mostRows) {
      return refused('The file has more than 20,000 rows', 'Send the rows of one year alone.')
    }
    const cell = cellOf(headed, row)
    const reading = read(cell)
    const reference = reading.ok ? reading.complaint.reference : cell('reference')
    if (reading.ok) complaints.push(reading.complaint)
    else
      problems.push(
        ...reading.problems.toSorted(byColumn).map((problem) => ({ ...problem, row: row.number })),
      )
    const earlier = rowOf.get(reference)
    if (earlier !== undefined && reference !== '') {
      const problem = `This reference stands in row ${earlier} already`
      const advice = 'Keep one row for each complaint: stage 2 has columns of its own.'
      problems.push({ row: row.number, column: 'reference', value: reference, problem, advice })
    }
    rowOf.set(reference, row.number)
  }
  if (problems.length > 0) return { ok: false, problems: problems.map((one) => asHeaded(headed, one)) }
  if (complaints.length === 0) {
    return refused('There are headings but no rows below them', 'Choose the file with your complaints.')
  }
  return { ok: true, complaints, unused: headed.unused }
}

/** From left to right, as the template has them. */
function byColumn(one: OwnRowProblem, other: OwnRowProblem): number {
  return columnOrder.indexOf(one.column) - columnOrder.indexOf(other.column)
}

const columnOrder = ownComplaintColumns.map(({ key }) => key)

function cellOf({ positions }: HeadedTable<OwnComplaintColumn>, { cells }: TableRow) {
  return (column: OwnComplaintColumn) => cells[positions.get(column)?.index ?? -1] ?? ''
}

/** A column by the heading that the file gives it. */
function asHeaded({ positions }: HeadedTable<OwnComplaintColumn>, problem: OwnFileProblem): OwnFileProblem {
  const heading = [...positions].find(([key]) => key === problem.column)?.[1].heading
  return heading === undefined ? problem : { ...problem, column: heading }
}
