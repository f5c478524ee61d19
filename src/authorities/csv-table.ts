import { CsvError, parse } from 'csv-parse/sync'
import { decodeWindows1252 } from './windows-1252.ts'

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

/**
 * Reads a table whose heading names `required` and perhaps `optional` columns, in any order, separated by commas,
 * semicolons or tabs. In a heading, case, spaces and underscores do not count.
 */
export function readCsvTable<Column extends string>(
  file: Uint8Array | string,
  required: readonly Column[],
  optional: readonly Column[] = [],
): CsvTable<Column> {
  const text = typeof file === 'string' ? file : decode(file)
  if (text === undefined) {
    return refuseFile('this is no CSV file; save the rows as CSV in the spreadsheet program')
  }
  const delimiter = delimiterOf(text)
  const lines = parseLines(text, delimiter)
  if (!lines.ok) return lines
  const [heading, ...body] = lines.rows
  if (heading === undefined) return refuseFile(`the file is empty; it needs a heading: ${required.join(',')}`)
  const known: readonly Column[] = [...required, ...optional]
  const names = heading.cells.map((name) => knownName(name, known))
  if (names.length === 1 && required.length > 1) {
    return refuseFile(
      `the columns are not separated by commas, semicolons or tabs; the heading is read as one column, '${shown(names.join())}'`,
    )
  }
  const problems = [
    ...headingProblems(names, required, known),
    ...body
      .filter(({ cells }) => cells.length !== names.length)
      .map(({ line, cells }) => ({
        line,
        column: null,
        value: null,
        problem: `the row has ${cells.length} cells, the heading ${names.length}; put text that contains a ${separators[delimiter]} in double quotes`,
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

const separators = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const

type Delimiter = keyof typeof separators

/** The separator that stands most often in the heading, which has no lists and no prose in it. */
function delimiterOf(text: string): Delimiter {
  const heading = /[^\r\n]+/.exec(text.trimStart())?.[0].replace(/"[^"]*"/g, '') ?? ''
  const countOf = (delimiter: Delimiter) => heading.split(delimiter).length
  const delimiters = [',', ';', '\t'] as const
  return delimiters.reduce((best, delimiter) => (countOf(delimiter) > countOf(best) ? delimiter : best))
}

/** A column's own name where the heading means one, else what stands there. */
function knownName(heading: string, known: readonly string[]): string {
  const key = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  return known.find((column) => key(column) === key(heading)) ?? heading.trim().toLowerCase()
}

type Line = { readonly line: number; readonly cells: readonly string[] }

function parseLines(
  text: string,
  delimiter: Delimiter,
): { ok: true; rows: Line[] } | { ok: false; problems: RowProblem[] } {
  const rows: Line[] = []
  try {
    parse(text, {
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
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

/**
 * UTF-8, UTF-16 with its mark (what a spreadsheet program calls "Unicode text"), else the code page in which
 * spreadsheet programs on Windows often save; undefined where the bytes are no text.
 */
function decode(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  // A tab, a line break and a page break are the only control characters that stand in text.
  if (bytes.some((byte) => byte < 0x20 && (byte < 0x09 || byte > 0x0d))) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeWindows1252(bytes)
  }
}

function shown(value: string): string {
  const oneLine = value.replace(/\s+/g, ' ')
  return oneLine.length > 80 ? `${oneLine.slice(0, 79)}…` : oneLine
}

function refuseFile(problem: string): { ok: false; problems: RowProblem[] } {
  return refuse({ line: 1, column: null, value: null, problem })
}

function refuse(problem: RowProblem): { ok: false; problems: RowProblem[] } {
  return { ok: false, problems: [problem] }
}
