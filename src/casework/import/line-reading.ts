import { z } from 'zod'
import { readDate } from '../../authorities/written-date.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import { type CaseReference, readCaseReference } from '../case-reference.ts'
import type { AuthorityLookup, NamedAuthority } from './authority-lookup.ts'
import { shownValue } from './import-problem.ts'

/** One thing that is wrong in a line of JSON. */
export type LineProblem = {
  /** Where in the line: "sections 2, heading". Absent for the line as a whole. */
  readonly field?: string
  readonly value?: string
  readonly problem: string
  readonly advice: string
}

/** Reads the shape of a line, or says everything that is wrong with it. */
export function readShape<Shape>(
  schema: z.ZodType<Shape>,
  value: unknown,
):
  | { readonly ok: true; readonly line: Shape }
  | { readonly ok: false; readonly problems: readonly LineProblem[] } {
  const reading = schema.safeParse(value)
  if (reading.success) return { ok: true, line: reading.data }
  return { ok: false, problems: reading.error.issues.map((issue) => problemOf(issue, value)) }
}

/** What is wrong with the authority that a line names, also where the line is wrong in its shape. */
export function authorityProblems(value: unknown, authorities: AuthorityLookup): readonly LineProblem[] {
  const problems = new LineProblems()
  const named = z.looseObject({ authority: z.string().trim().min(1) }).safeParse(value)
  if (named.success) problems.authority(named.data.authority, authorities)
  return problems.found
}

/** A text that says something: not empty, not longer than `most` characters, and without control characters. */
export function lineText(most: number) {
  return (
    z
      .string()
      .trim()
      .min(1)
      .max(most)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be stored and shown
      .regex(/^[^\u0000-\u0008\u000b-\u001f\u007f]*$/, 'control characters')
  )
}

/** Collects what is wrong with the values of one line whose shape is right. */
export class LineProblems {
  readonly found: LineProblem[] = []

  refuse(field: string, value: string | undefined, problem: string, advice: string): null {
    this.found.push({ field, ...(value === undefined ? {} : { value: shownValue(value) }), problem, advice })
    return null
  }

  reference(field: string, text: string): CaseReference | null {
    return (
      readCaseReference(text) ??
      this.refuse(field, text, 'This is not a reference', 'A reference has eight digits: 23 001 234.')
    )
  }

  authority(text: string, authorities: AuthorityLookup): NamedAuthority | null {
    const found = authorities.find(text)
    if (found.kind === 'known') return found.authority
    if (found.kind === 'ambiguous') {
      const names = found.names.join(' or ')
      return this.refuse('authority', text, `This may be ${names}`, 'Write the official name.')
    }
    const advice =
      found.nearest === undefined
        ? 'Write its official name, short name or slug; upheld authorities lists them.'
        : `The nearest known is ${found.nearest}.`
    return this.refuse('authority', text, 'There is no such authority', advice)
  }

  date(field: string, text: string): IsoDate | null {
    const read = readDate(text)
    return read.ok ? read.date : this.refuse(field, text, read.problem, read.advice)
  }

  /** A day as yyyy-mm-dd, or a moment with its time zone. */
  moment(field: string, text: string): string | null {
    if (z.iso.datetime({ offset: true }).safeParse(text).success || z.iso.date().safeParse(text).success) {
      return text
    }
    const advice = 'Write a day as 2024-04-25, or a moment with its time zone as 2024-04-25T09:30:00+01:00.'
    return this.refuse(field, text, 'This is no day and no moment', advice)
  }
}

function problemOf(issue: z.core.$ZodIssue, line: unknown): LineProblem {
  const place = issue.path.length === 0 ? {} : { field: fieldOf(issue.path) }
  const value = valueAt(line, issue.path)
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined) return { ...place, problem: 'This is missing', advice: 'Add it.' }
      return { ...place, problem: `This must be of type ${issue.expected}`, advice: 'Correct it.' }
    case 'unrecognized_keys': {
      const keys = issue.keys.map((key) => `'${shownValue(key)}'`).join(', ')
      return { ...place, problem: `Not known here: ${keys}`, advice: 'Check the spelling, or remove it.' }
    }
    case 'too_small':
      return { ...place, problem: 'This must not be empty', advice: 'Fill it or remove it.' }
    case 'too_big':
      return { ...place, problem: `This is longer than ${issue.maximum}`, advice: 'Shorten it.' }
    case 'invalid_format':
      return {
        ...place,
        problem: 'This has control characters',
        advice: 'Remove them; line breaks may stay.',
      }
    default:
      return { ...place, problem: issue.message, advice: 'Correct it.' }
  }
}

/** People count from 1: the path sections, 0, heading is "sections 1, heading". */
function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((field, part) => {
    if (typeof part === 'number') return `${field} ${part + 1}`
    return field === '' ? String(part) : `${field}, ${String(part)}`
  }, '')
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (within, key) => (typeof within === 'object' && within !== null ? Reflect.get(within, key) : undefined),
    value,
  )
}
