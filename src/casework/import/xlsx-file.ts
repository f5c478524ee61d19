import { readFile, stat } from 'node:fs/promises'
import type { CellValue, Sheet } from 'hucre/xlsx'
import type { FileSource, Table, TableFileLimits, TableRow } from './table.ts'
import { UnreadableFile } from './unreadable-file.ts'

const byteLimit = 200_000_000

/** Opens the visible sheets of a workbook that have anything in them. */
export async function workbookTables(file: FileSource, limits: TableFileLimits): Promise<readonly Table[]> {
  const byteCount = typeof file === 'string' ? (await stat(file)).size : file.length
  if (byteCount > byteLimit) throw tooLarge(limits.workbookRowLimit)
  const bytes = typeof file === 'string' ? await readFile(file) : file
  // Loaded on first use: it is large, and most commands read no workbook.
  const { readXlsx } = await import('hucre/xlsx')
  const { sheets } = await readXlsx(bytes, {
    sheets: (sheet) => !sheet.hidden && !sheet.veryHidden,
    readStyles: limits.asPercentages,
    // One for the headings, a few for titles above them, and one more to see that there are too many.
    maxRows: limits.workbookRowLimit + headingRows + 1,
  }).catch((error: unknown) => {
    throw new UnreadableFile(
      `The workbook is damaged, or is another kind of file (${error instanceof Error ? error.message : error})`,
      'Open it in a spreadsheet program and save it as .xlsx or CSV.',
    )
  })
  const filled = sheets.filter((sheet) =>
    sheet.rows.some((row) => row.some((cell) => textOfCell(cell) !== '')),
  )
  if (filled.length === 0) {
    throw new UnreadableFile('The workbook has nothing in it', 'Choose the workbook that has the rows.')
  }
  if (filled.some((sheet) => sheet.rows.length > limits.workbookRowLimit + headingRows)) {
    throw tooLarge(limits.workbookRowLimit)
  }
  return filled.map((sheet) => ({
    ...(filled.length > 1 ? { sheet: sheet.name } : {}),
    rows: rowsOf(sheet),
  }))
}

const headingRows = 20

async function* rowsOf(sheet: Sheet): AsyncGenerator<TableRow> {
  for (const [index, row] of sheet.rows.entries()) {
    const cells = row.map((value, column) => {
      const format = sheet.cells?.get(`${index},${column}`)?.style?.numFmt
      return typeof value === 'number' && format?.includes('%')
        ? percentage(value, format)
        : textOfCell(value)
    })
    if (cells.some((cell) => cell !== '')) yield { number: index + 1, cells }
  }
}

function textOfCell(value: CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  return String(value).trim()
}

/** A percentage as the sheet shows it: 0.8395 is 84% in the format `0%`, and 83.95% in `0.00%`. */
function percentage(value: number, format: string): string {
  const decimals = /0\.(0+)%/.exec(format)?.[1]?.length ?? 0
  return `${Number((value * 100).toPrecision(12)).toFixed(decimals)}%`
}

function tooLarge(rowLimit: number): UnreadableFile {
  return new UnreadableFile(
    `A sheet of the workbook has more than ${rowLimit.toLocaleString('en-GB')} rows`,
    'Save it as CSV and import that.',
  )
}
