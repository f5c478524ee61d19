import { z } from '@hono/zod-openapi'

/** What went wrong, and what to do about it (RFC 9457). */
export const problemSchema = z
  .strictObject({
    type: z.url().openapi({ description: 'Where problems are explained.' }),
    title: z.string().openapi({ description: 'The kind of problem.' }),
    status: z.int().openapi({ description: 'The status of the answer.' }),
    detail: z.string().openapi({ description: 'What is wrong and what to do, in a sentence.' }),
    parameter: z.string().optional().openapi({ description: 'The parameter that is meant.' }),
  })
  .openapi('Problem')

const titles = {
  400: 'The request cannot be answered',
  404: 'There is no such record',
  410: 'This is no longer published',
  429: 'Too many searches came from your address at once',
  500: 'Something went wrong here',
} as const

export type ProblemStatus = keyof typeof titles

/** A refusal of the API. */
export function problem(
  reference: string,
  status: ProblemStatus,
  detail: string,
  parameter?: string,
): z.infer<typeof problemSchema> {
  return {
    type: `${reference}#problems`,
    title: titles[status],
    status,
    detail,
    ...(parameter === undefined ? {} : { parameter }),
  }
}
