/** One row as text, cells trimmed; `number` is the row's as a spreadsheet program shows it. */
export type TableRow = { readonly number: number; readonly cells: readonly string[] }

/** A table in a file: the whole of a CSV file, or one sheet of a workbook. */
export type Table = { readonly sheet?: string; readonly rows: AsyncIterable<TableRow> }

/** Where a file is, or all of it. */
export type FileSource = string | Uint8Array

export type TableFileLimits = {
  /** Rows a workbook's sheet may have; a CSV file is read row by row and may have any number. */
  readonly workbookRowLimit: number
  /** Read cells formatted as a percentage as "80%" rather than as 0.8. */
  readonly asPercentages: boolean
}
