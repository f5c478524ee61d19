import type { IsoDate } from '../scheme/reporting-year.ts'
import type { CsvRow, RowProblem } from './csv-table.ts'
import { readDate } from './written-date.ts'

/** Reads the cells of one row; what it cannot read it adds to `problems` and answers with undefined. */
export type RowReading<Column extends string> = {
  readonly text: (column: Column) => string | undefined
  readonly optionalText: (column: Column) => string | null
  readonly optionalDate: (column: Column) => IsoDate | null | undefined
  readonly date: (column: Column) => IsoDate | undefined
  readonly count: (column: Column) => number | undefined
  readonly optionalCount: (column: Column) => number | null | undefined
  readonly optionalNumber: (column: Column) => number | null | undefined
  readonly yesOrNo: (column: Column) => boolean | undefined
  /** Parts of one cell, parted by the given sign; empty parts are dropped. */
  readonly list: (column: Column, sign: string) => readonly string[]
  readonly refuse: (column: Column, problem: string) => undefined
}

export function rowReading<Column extends string>(
  row: CsvRow<Column>,
  problems: RowProblem[],
): RowReading<Column> {
  const refuse = (column: Column, problem: string): undefined => {
    problems.push({ line: row.line, column, value: row.cells[column], problem })
    return undefined
  }
  const required = <T>(column: Column, read: (column: Column) => T | null | undefined): T | undefined =>
    row.cells[column] === '' ? refuse(column, 'this cell is empty; fill it in') : (read(column) ?? undefined)
  const optionalText = (column: Column) => row.cells[column] || null
  const optional = <T>(column: Column, read: (text: string) => T | undefined, advice: string) => {
    const text = row.cells[column]
    return text === '' ? null : (read(text) ?? refuse(column, advice))
  }
  const optionalDate = (column: Column) => {
    const text = row.cells[column]
    if (text === '') return null
    const reading = readDate(text)
    return reading.ok ? reading.date : refuse(column, dateProblem(reading))
  }
  const optionalCount = (column: Column) =>
    optional(column, wholeNumber, 'this is no whole number; write it as 1700')
  return {
    optionalText,
    optionalDate,
    optionalCount,
    optionalNumber: (column) => optional(column, decimal, 'this is no number; write it as -1.25'),
    text: (column) => required(column, optionalText),
    date: (column) => required(column, optionalDate),
    count: (column) => required(column, optionalCount),
    yesOrNo: (column) =>
      required(column, () => {
        const text = row.cells[column].toLowerCase()
        return text === 'yes' || text === 'no' ? text === 'yes' : refuse(column, 'write yes or no')
      }),
    list: (column, sign) =>
      row.cells[column]
        .split(sign)
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    refuse,
  }
}

/** "this is not a date; write it as …": one sentence of a message, as the others are. */
function dateProblem({ problem, advice }: { readonly problem: string; readonly advice: string }): string {
  const small = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
  return `${small(problem)}; ${small(advice).replace(/\.$/, '')}`
}

/** Thousands may be parted by commas or spaces, also those that do not break a line. */
function wholeNumber(text: string): number | undefined {
  const digits = /^\d{1,3}(?:([, \u00a0\u202f])\d{3})(?:\1\d{3})?$/.test(text)
    ? text.replace(/\D/g, '')
    : text
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined
}

function decimal(text: string): number | undefined {
  return /^-?\d{1,6}(\.\d{1,12})?$/.test(text) ? Number(text) : undefined
}
