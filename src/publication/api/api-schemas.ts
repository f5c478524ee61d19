import { z } from '@hono/zod-openapi'
import { type ColumnFacts, type ColumnForm, codesOf } from '../downloads/data-column.ts'

/** The shape of a record: its columns as fields, made from the definitions that write the files. */
export function recordSchema(columns: readonly ColumnFacts[]): Record<string, z.ZodType> {
  return Object.fromEntries(columns.map((column) => [column.name, fieldSchema(column)]))
}

/** Where a record leads: each link with what stands there. */
export function linksSchema(links: Readonly<Record<string, string>>) {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(links).map(([name, meaning]) => [name, z.url().openapi({ description: meaning })]),
    ),
  )
}

function fieldSchema(column: ColumnFacts): z.ZodType {
  const schema = schemaOf(column.form)
  const isList = column.form.kind === 'list' || column.form.kind === 'list of codes'
  const described = schema.openapi({ description: descriptionOf(column) })
  return column.empty === undefined || isList ? described : described.nullable()
}

function descriptionOf({ meaning, unit, empty, form }: ColumnFacts): string {
  const isList = form.kind === 'list' || form.kind === 'list of codes'
  return [
    meaning,
    unit === undefined ? '' : `In ${unit}.`,
    empty === undefined ? '' : `${isList ? 'Empty' : 'Null'} where ${empty}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function schemaOf(form: ColumnForm): z.ZodType {
  switch (form.kind) {
    case 'text':
      return z.string()
    case 'whole number':
      return z.int()
    case 'number':
      return z.number()
    case 'yes or no':
      return z.boolean()
    case 'date':
      return z.iso.date()
    case 'moment':
      return z.iso.datetime()
    case 'address':
      return z.url()
    case 'year':
      return z.string().regex(/^\d{4}-\d{2}$/)
    case 'list':
      return z.array(z.string())
    case 'code':
      return z.enum(codesOf(form).map(({ code }) => code))
    case 'list of codes':
      return z.array(z.enum(codesOf(form).map(({ code }) => code)))
  }
}
