import { CsvError, parse } from 'csv-parse/sync'

/** A small CSV file, read whole: its rows by column name, or everything that is wrong with its shape. */
export type CsvTable<Column extends string> =
  | { readonly ok: true; readonly columns: ReadonlySet<Column>; readonly rows: readonly CsvRow<Column>[] }
  | { readonly ok: false; readonly problems: readonly RowProblem[] }

export type CsvRow<Column extends string> = {
  /** The line of the file on which the row begins; the heading stands on line 1. */
  readonly line: number
  /** Trimmed; empty where the file has no such column. */
  readonly cells: Readonly<Record<Column, string>>
}

/** One thing that is wrong in a file, where it stands, and what to do about it. */
export type RowProblem = {
  readonly line: number
  readonly column: string | null
  readonly value: string | null
  readonly problem: string
}

/** Reads a table whose heading names `required` and perhaps `optional` columns, in any order. */
export function readCsvTable<Column extends string>(
  file: Uint8Array | string,
  required: readonly Column[],
  optional: readonly Column[] = [],
): CsvTable<Column> {
  const lines = parseLines(typeof file === 'string' ? file : decode(file))
  if (!lines.ok) return lines
  const [heading, ...body] = lines.rows
  if (heading === undefined) {
    return refuse({
      line: 1,
      column: null,
      value: null,
      problem: `the file is empty; it needs a heading: ${required.join(',')}`,
    })
  }
  const names = heading.cells.map((name) => name.trim().toLowerCase())
  const known: readonly Column[] = [...required, ...optional]
  const problems = [
    ...headingProblems(names, required, known),
    ...body
      .filter(({ cells }) => cells.length !== names.length)
      .map(({ line, cells }) => ({
        line,
        column: null,
        value: null,
        problem: `the row has ${cells.length} cells, the heading ${names.length}; put text that contains a comma in double quotes`,
      })),
  ]
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    columns: new Set(known.filter((column) => names.includes(column))),
    rows: body.map(({ line, cells }) => ({ line, cells: byColumn(known, names, cells) })),
  }
}

/** One line for people: "holders.csv, line 7, email 'nobody': this is no e-mail address; …". */
export function describeRowProblem(file: string, { line, column, value, problem }: RowProblem): string {
  const place = [file, `line ${line}`, column].filter((part) => part !== null).join(', ')
  return `${place}${value === null || value === '' ? '' : ` '${shown(value)}'`}: ${problem}.`
}

type Line = { readonly line: number; readonly cells: readonly string[] }

function parseLines(text: string): { ok: true; rows: Line[] } | { ok: false; problems: RowProblem[] } {
  const rows: Line[] = []
  try {
    parse(text, {
      bom: true,
      relax_column_count: true,
      skip_records_with_empty_values: true,
      on_record: (cells: string[], { lines }) => {
        // The parser counts the line on which a record ends; a quoted cell may have begun it earlier.
        const breaks = cells.reduce((count, cell) => count + (cell.split('\n').length - 1), 0)
        rows.push({ line: lines - breaks, cells })
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const problem = `the file cannot be read as CSV from here on (${error.message.split(/ at line|, /)[0]})`
    return refuse({ line: Number(error.lines ?? rows.length + 1), column: null, value: null, problem })
  }
  return { ok: true, rows }
}

function headingProblems<Column extends string>(
  names: readonly string[],
  required: readonly Column[],
  known: readonly Column[],
): RowProblem[] {
  const problem = (column: string, text: string) => ({ line: 1, column, value: null, problem: text })
  const unknown = names.filter((name) => !known.some((column) => column === name))
  return [
    ...required
      .filter((column) => !names.includes(column))
      .map((column) => problem(column, 'this column is missing; add it')),
    ...unknown.map((name, index) =>
      problem(name, `this column is not known${index > 0 ? '' : `; the columns are ${known.join(', ')}`}`),
    ),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => problem(name, 'this column stands there twice; keep one')),
  ]
}

function byColumn<Column extends string>(
  columns: readonly Column[],
  names: readonly string[],
  cells: readonly string[],
): Readonly<Record<Column, string>> {
  const entries = columns.map((column) => [column, cells[names.indexOf(column)]?.trim() ?? ''])
  return Object.fromEntries(entries) as Record<Column, string>
}

/** Spreadsheet programs on Windows often save CSV in their own code page; its bytes are rarely valid UTF-8. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function shown(value: string): string {
  const oneLine = value.replace(/\s+/g, ' ')
  return oneLine.length > 80 ? `${oneLine.slice(0, 79)}…` : oneLine
}

function refuse(problem: RowProblem): { ok: false; problems: RowProblem[] } {
  return { ok: false, problems: [problem] }
}
