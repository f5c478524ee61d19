import { z } from '@hono/zod-openapi'
import { parseReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'

/** One thing a request may ask for. */
export type Parameter = {
  readonly schema: z.ZodType<string>
  readonly description: string
  /** Follows the parameter's name where its value is no good: "must be a year written like 2023-24". */
  readonly must: string
}

export type ParameterName =
  | 'authority'
  | 'year'
  | 'measure'
  | 'group'
  | 'kind'
  | 'region'
  | 'category'
  | 'subcategory'
  | 'outcome'
  | 'remedy'
  | 'state'
  | 'q'
  | 'reference'
  | 'report'
  | 'revision'
  | 'limit'
  | 'cursor'

export const mostRecords = 1_000
export const usualRecords = 100

/** Every parameter there is, for this scheme. */
export function apiParameters(scheme: Scheme): Readonly<Record<ParameterName, Parameter>> {
  return {
    authority: {
      schema: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
      description: 'The short name of an authority, as in its address.',
      must: 'must be the short name of an authority as in its address, in small letters, digits and hyphens',
    },
    year: {
      schema: z.string().refine((text) => parseReportingYear(text) !== undefined),
      description: 'A reporting year, written like 2023-24.',
      must: 'must be a year written like 2023-24',
    },
    measure: coded('A measure.', scheme.measures),
    group: coded('A comparison group.', scheme.comparisonGroups),
    kind: coded('A kind of authority.', scheme.authorityKinds),
    region: text('A region, as records write it.'),
    category: coded('The service a complaint was about.', scheme.categories),
    subcategory: text('The part of the service, as records write it.'),
    outcome: coded('How a complaint was decided.', scheme.outcomes),
    remedy: coded('A kind of action that was agreed.', scheme.recommendationKinds),
    state: coded('Whether a promise was kept.', [...scheme.complianceOutcomes, { code: 'not-yet' }]),
    q: {
      schema: z.string().min(1).max(200),
      description:
        'Words that must stand in the summary or the statement: all of them, "a phrase" in quotation marks, and none that has a minus sign before it.',
      must: 'must be up to 200 characters of words, "phrases" and -exclusions',
    },
    reference: {
      schema: z.string().regex(/^[A-Za-z0-9]+([ -][A-Za-z0-9]+)*$/),
      description: 'The number of a case; hyphens may stand for its spaces.',
      must: 'must be the number of a case, such as 23-001-234',
    },
    report: {
      schema: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
      description: 'The short name of a report, as in its address.',
      must: 'must be the short name of a report as in its address',
    },
    revision: {
      schema: z.string().regex(/^[1-9]\d{0,3}$/),
      description: 'Which published state of the year. The latest, if it is left out.',
      must: 'must be a whole number from 1',
    },
    limit: {
      schema: z
        .string()
        .regex(/^[1-9]\d{0,3}$/)
        .refine((text) => Number(text) <= mostRecords),
      description: `How many records at most, from 1 to ${mostRecords}; ${usualRecords} if it is left out. More follow at the address in next.`,
      must: `must be a whole number from 1 to ${mostRecords}; further records follow at the address in next`,
    },
    cursor: {
      schema: z.string().regex(/^[A-Za-z0-9_-]+$/),
      description: 'Where to go on. Taken from the address in next, with the same filters.',
      must: 'must be taken from the address in next, with the same filters',
    },
  }
}

function coded(description: string, entries: readonly { readonly code: string }[]): Parameter {
  const codes = entries.map(({ code }) => code)
  return { schema: z.enum(codes), description, must: `must be one of ${codes.join(', ')}` }
}

function text(description: string): Parameter {
  return {
    schema: z.string().min(1).max(100),
    description,
    must: 'must be up to 100 characters of text',
  }
}

/** What a request asked for, by name; or the first thing that is wrong with it. */
export type AskedFor =
  | { readonly ok: true; readonly values: Readonly<Partial<Record<ParameterName, string>>> }
  | { readonly ok: false; readonly parameter: string; readonly detail: string }

/** Checks what stands after the question mark: nothing unknown, nothing twice, every value possible. */
export function readParameters(
  scheme: Scheme,
  allowed: readonly ParameterName[],
  given: Readonly<Record<string, readonly string[]>>,
): AskedFor {
  const known = apiParameters(scheme)
  const values: Partial<Record<ParameterName, string>> = {}
  for (const [name, texts] of Object.entries(given)) {
    const parameter = allowed.find((possible) => possible === name)
    if (parameter === undefined) return refuse(name, unknownParameter(name, allowed))
    const [value = '', ...others] = texts
    if (others.length > 0) return refuse(name, `The parameter “${name}” stands there twice; give it once.`)
    if (!known[parameter].schema.safeParse(value).success) {
      return refuse(name, `The parameter “${name}” ${known[parameter].must}; “${shown(value)}” is not.`)
    }
    values[parameter] = value
  }
  return { ok: true, values }
}

function unknownParameter(name: string, allowed: readonly ParameterName[]): string {
  const there = allowed.length === 0 ? 'there are none' : `there are ${allowed.join(', ')}`
  return `There is no parameter “${shown(name)}” here; ${there}.`
}

function refuse(parameter: string, detail: string): AskedFor {
  return { ok: false, parameter, detail }
}

function shown(value: string): string {
  return value.length > 60 ? `${value.slice(0, 59)}…` : value
}
