import { OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import { addresses } from '../../web/addresses.ts'
import type { DataSettings } from '../downloads/data-column.ts'
import { apiParameters, type ParameterName } from './api-parameters.ts'
import { problemSchema } from './api-problem.ts'
import { type Resource, resources } from './api-resources-store.ts'
import { linksSchema, recordSchema } from './api-schemas.ts'

/** What the API answers to, as OpenAPI 3.1: made from the definitions that write the answers. */
export function apiDocument(settings: DataSettings) {
  const described = new OpenAPIHono()
  for (const resource of resources) {
    for (const route of routesOf(settings, resource)) described.openAPIRegistry.registerPath(route)
  }
  const { scheme, origin, isDemonstration } = settings
  const { licence } = scheme.site
  return described.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: `${isDemonstration ? 'DEMONSTRATION: ' : ''}${scheme.site.name}`,
      version: '1',
      description:
        'Everything the site shows, to be read by programs. Lists come a page at a time and have no end but their own: follow next. Records keep their places, so none is missed or doubled when others are added.',
      license: { name: licence.name, ...(licence.address === undefined ? {} : { url: licence.address }) },
    },
    servers: [{ url: `${origin}${addresses.api()}` }],
    externalDocs: { url: `${origin}${addresses.apiReference()}`, description: 'This document, to be read.' },
  })
}

function routesOf(settings: DataSettings, resource: Resource): readonly RouteConfig[] {
  const { set, filters, recordAt, recordBy = [] } = resource
  const fields = recordSchema(set.columns(settings))
  const record = z
    .strictObject({ ...fields, links: linksSchema(set.linkMeanings) })
    .openapi(schemaName(set.name), { description: set.about })
  const list: RouteConfig = {
    method: 'get',
    path: `/${set.name}`,
    operationId: `list-${set.name}`,
    summary: `${set.title}, a page at a time`,
    description: set.about,
    request: { query: parametersSchema(settings, [...filters, 'limit', 'cursor']) },
    responses: {
      ...answered('The records of this page.', listSchema(record, filters)),
      ...problems(filters.includes('q') ? [400, 429] : [400]),
    },
  }
  if (recordAt === undefined) return [list]
  const detail = set.name === 'decisions' ? record.extend(statementFields) : record
  const one: RouteConfig = {
    method: 'get',
    path: `/${set.name}/${recordAt.map((name) => `{${name}}`).join('/')}`,
    operationId: `read-${set.name}`,
    summary: `${set.title}: one record`,
    description: set.about,
    request: {
      params: parametersSchema(settings, recordAt, true),
      ...(recordBy.length === 0 ? {} : { query: parametersSchema(settings, recordBy) }),
    },
    responses: {
      ...answered('The record.', detail),
      ...problems(set.name === 'decisions' ? [400, 404, 410] : [400, 404]),
    },
  }
  return [list, one]
}

function listSchema(record: z.ZodType, filters: readonly ParameterName[]) {
  return z.strictObject({
    demonstration: z.boolean().openapi({ description: 'Whether all this is invented, to try things on.' }),
    version: z.int().openapi({ description: 'The version of the data: how many releases there have been.' }),
    ...(filters.includes('q')
      ? {
          remarks: z.array(z.string()).openapi({
            description: 'What in the words that were sought could not be read as it was meant.',
          }),
        }
      : {}),
    records: z.array(record).openapi({ description: 'The records of this page, in the order of the list.' }),
    next: z.url().nullable().openapi({ description: 'Where the list goes on. Null on its last page.' }),
  })
}

const statementFields = {
  statement: z
    .array(
      z.strictObject({
        heading: z.string(),
        paragraphs: z.array(
          z.strictObject({
            number: z.int().openapi({ description: 'The number by which the paragraph is cited.' }),
            text: z.string(),
          }),
        ),
      }),
    )
    .openapi({ description: 'The whole statement in its sections.' }),
}

function parametersSchema(settings: DataSettings, names: readonly ParameterName[], isRequired = false) {
  const known = apiParameters(settings.scheme)
  return z.strictObject(
    Object.fromEntries(
      names.map((name) => {
        const { schema, description } = known[name]
        const described = schema.openapi({ description })
        return [name, isRequired ? described : described.optional()]
      }),
    ),
  )
}

function answered(description: string, schema: z.ZodType): RouteConfig['responses'] {
  return { 200: { description, content: { 'application/json': { schema } } } }
}

const problemWords = {
  400: 'The request cannot be answered: a parameter is unknown, or its value is not possible.',
  404: 'There is no such record, or it is not public.',
  429: 'Too many searches came from your address at once: wait as long as Retry-After says.',
  410: 'The decision was published and is not any more.',
} as const

function problems(statuses: readonly (keyof typeof problemWords)[]): RouteConfig['responses'] {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: problemWords[status],
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  )
}

/** `figures` is a Figure: schemas are named after one record. */
function schemaName(name: string): string {
  const one = name === 'authorities' ? 'authority' : name.replace(/s$/, '')
  return one.charAt(0).toUpperCase() + one.slice(1)
}
