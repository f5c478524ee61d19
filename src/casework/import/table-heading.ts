import {
  type ColumnPositions,
  type ExpectedColumn,
  recogniseColumns,
  recognisedCount,
} from './column-recognition.ts'
import type { Table, TableRow } from './table.ts'

type HeadingProblem = { readonly column?: string; readonly problem: string; readonly advice: string }

/** A table whose columns are known, ready for its rows to be read; or what is wrong with its headings. */
export type HeadedTable<Key extends string> = {
  readonly headingRow: number
  readonly headings: readonly string[]
  readonly positions: ColumnPositions<Key>
  /** Headings that are none of ours. */
  readonly unused: readonly string[]
  readonly problems: readonly HeadingProblem[]
  /** The rows below the headings. */
  readonly rows: AsyncIterable<TableRow>
}

/** Published tables often have a title and a note above their headings. */
const rowsAboveHeadings = 20

/**
 * Finds the row of headings: the first with two of the expected columns, else the first row there is.
 * Undefined where the table has no row at all.
 */
export async function headedTable<Key extends string>(
  table: Table,
  expectedIn: (headings: readonly string[]) => readonly ExpectedColumn<Key>[],
): Promise<HeadedTable<Key> | undefined> {
  const rows = table.rows[Symbol.asyncIterator]()
  const first: TableRow[] = []
  let heading: TableRow | undefined
  while (first.length < rowsAboveHeadings && heading === undefined) {
    const next = await rows.next()
    if (next.done) break
    first.push(next.value)
    if (recognisedCount(next.value.cells, expectedIn(next.value.cells)) >= 2) heading = next.value
  }
  const [firstRow] = first
  const chosen = heading ?? firstRow
  if (chosen === undefined) return undefined
  const waiting = heading === undefined ? first.slice(1) : []
  return {
    headingRow: chosen.number,
    headings: chosen.cells,
    ...recogniseColumns(chosen.cells, expectedIn(chosen.cells)),
    rows: continued(waiting, rows),
  }
}

async function* continued(
  waiting: readonly TableRow[],
  rest: AsyncIterator<TableRow>,
): AsyncGenerator<TableRow> {
  try {
    yield* waiting
    yield* { [Symbol.asyncIterator]: () => rest }
  } finally {
    await rest.return?.()
  }
}
