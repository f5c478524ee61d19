import type { ColumnFacts, DataValue } from './data-column.ts'

/** A record with the names of its fields, in the order of the columns. */
export function recordFields(
  columns: readonly ColumnFacts[],
  values: readonly DataValue[],
): Readonly<Record<string, DataValue>> {
  return Object.fromEntries(columns.map(({ name }, index) => [name, values[index] ?? null]))
}
