import { type RawBuilder, sql } from 'kysely'

type Value = string | number | boolean | null

/** A parameter holding one column of many rows; far quicker than a parameter a value. */
export function arrayParameter(values: readonly Value[], type: string): RawBuilder<unknown> {
  return sql`${arrayLiteral(values)}::${sql.raw(type)}[]`
}

function arrayLiteral(values: readonly Value[]): string {
  return `{${values.map((value) => (typeof value === 'string' ? quoted(value) : String(value))).join(',')}}`
}

/** PostgreSQL text cannot hold the character NUL, which a workbook may smuggle in. */
function quoted(value: string): string {
  return `"${value.replaceAll('\u0000', '\ufffd').replace(/["\\]/g, '\\$&')}"`
}
