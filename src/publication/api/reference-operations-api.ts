import type { apiDocument } from './api-document-api.ts'

type ApiDocument = ReturnType<typeof apiDocument>
type Components = NonNullable<ApiDocument['components']>
type SchemaOrReference = NonNullable<Components['schemas']>[string]
type Schema = Exclude<SchemaOrReference, { $ref: string }>
/** By status. */
type Responses = Readonly<
  Record<
    string,
    {
      readonly description?: string
      readonly content?: Readonly<Record<string, { readonly schema?: SchemaOrReference }>>
    }
  >
>

/** One address of the API as the reference shows it. */
export type ReferenceOperation = {
  readonly id: string
  /** `/figures/{authority}/{year}/{measure}` */
  readonly path: string
  readonly summary: string
  readonly parameters: readonly ReferenceParameter[]
  /** What stands around the records of a list; none for a record. */
  readonly envelope: readonly ReferenceField[]
  readonly fields: readonly ReferenceField[]
  readonly problems: readonly { readonly status: string; readonly description: string }[]
}

export type ReferenceParameter = {
  readonly name: string
  readonly isInPath: boolean
  readonly description: string
  readonly values: readonly string[]
}

export type ReferenceField = {
  readonly name: string
  readonly type: string
  readonly description: string
  readonly values: readonly string[]
}

/** The lists of the document with what is told of each, in its order: the list itself, and then its records. */
export function referenceOperations(document: ApiDocument): readonly ReferenceOperation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, { get: operation }]) => {
    if (!operation) return []
    const responses: Responses = operation.responses ?? {}
    const answer = jsonOf(responses['200'])
    const schema = answer && resolved(document, answer)
    const records = schema?.properties?.records
    const record = records && itemsOf(document, records)
    return [
      {
        id: operation.operationId ?? path,
        path,
        summary: operation.summary ?? path,
        parameters: (operation.parameters ?? []).flatMap((parameter) =>
          '$ref' in parameter
            ? []
            : [
                {
                  name: parameter.name,
                  isInPath: parameter.in === 'path',
                  description: parameter.description ?? '',
                  values: parameter.schema ? valuesOf(resolved(document, parameter.schema)) : [],
                },
              ],
        ),
        envelope: record && schema ? fieldsOf(document, schema) : [],
        fields: fieldsOf(document, record ?? schema ?? {}),
        problems: Object.entries(responses)
          .filter(([status]) => status !== '200')
          .map(([status, { description = '' }]) => ({ status, description })),
      },
    ]
  })
}

function jsonOf(response: Responses[string] | undefined): SchemaOrReference | undefined {
  return response?.content?.['application/json']?.schema
}

function resolved({ components }: ApiDocument, schema: SchemaOrReference): Schema {
  if (!('$ref' in schema)) return schema
  const found = components?.schemas?.[schema.$ref.replace('#/components/schemas/', '')]
  return found === undefined || '$ref' in found ? {} : found
}

function itemsOf(document: ApiDocument, list: SchemaOrReference): Schema | undefined {
  const { items } = resolved(document, list)
  return items && resolved(document, items)
}

function fieldsOf(document: ApiDocument, schema: Schema): readonly ReferenceField[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const field = resolved(document, property)
    const items = field.items && resolved(document, field.items)
    return {
      name,
      type: typeInWords(field, items),
      description: field.description ?? '',
      values: valuesOf(items ?? field),
    }
  })
}

/** "text", "whole number or null", "list of text": how programs' words read to people. */
function typeInWords({ type, format }: Schema, items: Schema | undefined): string {
  const types = [type ?? []].flat()
  return types
    .map((one) => {
      if (one === 'array') return items?.type === 'object' ? 'list of objects' : 'list of text'
      if (one === 'integer') return 'whole number'
      if (one === 'string') return (format !== undefined && formatWords[format]) || 'text'
      return one === 'boolean' ? 'true or false' : one
    })
    .join(' or ')
}

const formatWords: Readonly<Record<string, string>> = {
  date: 'date',
  'date-time': 'moment',
  uri: 'address',
}

function valuesOf({ enum: values }: Schema): readonly string[] {
  return (values ?? []).filter((value) => typeof value === 'string')
}
