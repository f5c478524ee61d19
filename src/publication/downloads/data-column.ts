import type { Scheme } from '../../scheme/scheme.ts'

/** What stands in one cell of a table. */
export type DataCell = string | number | boolean | null

/** What stands in one field of a record: in a table, a list is written with semicolons. */
export type DataValue = DataCell | readonly string[]

/** How the values of a column are written, and which there can be. */
export type ColumnForm =
  | { readonly kind: 'text' | 'whole number' | 'number' | 'yes or no' | 'date' | 'moment' | 'address' }
  | { readonly kind: 'year' }
  /** One of some codes, or in a list any of them. */
  | { readonly kind: 'code' | 'list of codes'; readonly codes: readonly Code[] }
  | { readonly kind: 'list' }

export type Code = { readonly code: string; readonly meaning: string }

/** What the dictionary tells of a column. */
export type ColumnFacts = {
  readonly name: string
  readonly meaning: string
  readonly form: ColumnForm
  /** What a number counts, or the name of the column that says it. */
  readonly unit?: string
  /** What it means that nothing stands there; a column without this is never empty. */
  readonly empty?: string
  /** Section of docs/methodology.md that has the rule behind it. */
  readonly method?: string
}

/** A column with the way to its value: files, API and dictionary are made from the same ones. */
export type DataColumn<Row> = ColumnFacts & { readonly value: (row: Row) => DataValue }

/** What columns are written for: this scheme, with links to this site. */
export type DataSettings = {
  readonly scheme: Scheme
  /** The beginning of every address: "https://ombudsman.example". */
  readonly origin: string
  readonly isDemonstration: boolean
}

/** Stands at the end of every record, so that nothing invented is taken for real. */
export function demonstrationColumn({ isDemonstration }: DataSettings): DataColumn<unknown> {
  return {
    name: 'demonstration',
    meaning:
      'Whether this is a demonstration, in which authorities, cases and figures are invented, but for figures whose origin is a published letter.',
    form: { kind: 'yes or no' },
    value: () => isDemonstration,
  }
}

/** A value as a cell of a table. */
export function cellOf(value: DataValue): DataCell {
  return typeof value === 'object' && value !== null ? value.join('; ') : value
}

/** The kinds of value in words, as the dictionary says them. */
export function formInWords(form: ColumnForm): string {
  switch (form.kind) {
    case 'code':
      return 'one of these codes'
    case 'list of codes':
      return 'any of these codes; in CSV and XLSX parted by "; "'
    case 'list':
      return 'list; in CSV and XLSX parted by "; "'
    case 'year':
      return 'reporting year, such as 2023-24'
    case 'date':
      return 'date, as yyyy-mm-dd'
    case 'moment':
      return 'moment, in UTC, as yyyy-mm-ddThh:mm:ss.sssZ'
    case 'yes or no':
      return 'yes or no; true or false in JSON'
    case 'number':
      return 'number, not rounded'
    case 'text':
    case 'whole number':
    case 'address':
      return form.kind
  }
}

/** The codes a column may hold; none for other columns. */
export function codesOf(form: ColumnForm): readonly Code[] {
  return 'codes' in form ? form.codes : []
}
