import { z } from 'zod'
import type { AuthorityId } from '../authorities/authority.ts'
import { type IsoDate, parseReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import { type CycleSettings, cycleSettingsSchema } from './cycle-settings.ts'
import { jsonFault } from './json-fault.ts'

/** One year's settings. */
export type Cycle = {
  readonly year: ReportingYear
  /** The form of that year's letters, such as `2023-24`; null where none has been written for the year. */
  readonly edition: string | null
  readonly letterDate: IsoDate
  /** The moment at which the year's figures become public. */
  readonly publishedAt: Date
  /** The estimate that rates per 100,000 use; null for a year without such rates. */
  readonly population: PopulationChoice | null
  readonly settings: CycleSettings
}

/** One publication of one mid-year estimate. */
type PopulationChoice = { readonly year: number; readonly release: string }

/** As what an authority takes part in one year's cycle. Facts of the cycle, never inferred from its kind. */
export type CycleAuthority = {
  readonly id: AuthorityId
  readonly slug: string
  readonly isCouncil: boolean
  readonly getsLetter: boolean
  readonly isOnMap: boolean
  /** The authorities it is compared with, if any. */
  readonly comparisonGroup: string | null
}

/** What stands in a cycle file. */
export const cycleFileSchema = z.strictObject({
  year: z.string().transform((text, context) => {
    const year = parseReportingYear(text)
    if (year !== undefined) return year
    context.addIssue({ code: 'custom', message: 'write the year as 2023-24' })
    return z.NEVER
  }),
  edition: z.string().min(1).nullable(),
  letterDate: z.iso.date(),
  publishedAt: z.iso.datetime({ offset: true }),
  population: z.strictObject({ year: z.int().min(1900).max(2999), release: z.string().min(1) }).nullable(),
  settings: cycleSettingsSchema,
})

/** Reads a cycle file (JSON), or says everything that is wrong with it. */
export function readCycleFile(
  file: Uint8Array | string,
):
  | { readonly ok: true; readonly cycle: Cycle }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const text = typeof file === 'string' ? file : decode(file)
  if (text === undefined) {
    return { ok: false, problems: ['the file is not in UTF-8; save it with the encoding UTF-8'] }
  }
  const fault = jsonFault(text)
  if (fault !== undefined) return { ok: false, problems: [`the file is no JSON: ${fault}`] }
  const content: unknown = JSON.parse(text)
  const reading = cycleFileSchema.safeParse(content, { error: explainIssue })
  if (!reading.success) return { ok: false, problems: reading.error.issues.map(describeIssue) }
  const { publishedAt, ...rest } = reading.data
  return { ok: true, cycle: { ...rest, publishedAt: new Date(publishedAt) } }
}

/** Undefined for other encodings: UTF-16, as some editors save, has zero bytes, and is rarely valid UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  const place = path.map(String).join('.')
  return place === '' ? message : `${place}: ${message}`
}

/** The words for what people get wrong most; undefined leaves it to the checker's own. */
function explainIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'this is missing; add it' : `this must be of type ${issue.expected}`
    case 'unrecognized_keys':
      return `this is not known here: ${issue.keys.join(', ')}; check the spelling`
    case 'too_small':
      return 'this must not be empty'
    case 'too_big':
      return `this may have at most ${issue.maximum} parts`
    case 'invalid_format':
      return formatAdvice.get(issue.format)
    default:
      return undefined
  }
}

const formatAdvice: ReadonlyMap<string, string> = new Map([
  ['date', 'write the date as 2024-07-17'],
  ['datetime', 'write the moment with its time zone, as 2024-07-24T00:01:00+01:00'],
  ['url', 'write a whole address, beginning with https://'],
  ['email', 'this is no e-mail address'],
])
