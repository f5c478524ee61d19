import { readDate } from '../../authorities/written-date.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { Provision } from '../provisions/code-version.ts'
import { type Answer, changeByRefusal } from './self-assessment.ts'

/** What somebody typed about one provision, as the fields of the form have it. */
export type TypedAnswer = {
  readonly provision: string
  /** "yes", "no", or nothing yet. */
  readonly follows: string
  readonly evidence: string
  readonly commentary: string
  readonly change: string
  readonly by: string
  /** Whether last year's answer was said to hold still. */
  readonly isConfirmed: boolean
}

export type AnswerField = 'follows' | 'evidence' | 'commentary' | 'change' | 'by' | 'confirmed'

/** The name of a field of the form of one section. */
export function answerField(field: AnswerField, provision: string): string {
  return `${field}-${provision}`
}

export type AnswerProblem = { readonly field: string; readonly reason: string }

const longest = { evidence: 4_000, commentary: 4_000, change: 2_000 } as const

/**
 * Reads the answer to one provision, as far as it is given: a draft may leave anything open. An answer that was carried
 * over stays so until somebody confirms it or says something else.
 */
export function readAnswer(
  scheme: Scheme,
  year: ReportingYear,
  { number }: Pick<Provision, 'number'>,
  before: Answer,
  { provision, follows, by, isConfirmed, ...texts }: TypedAnswer,
): { readonly answer: Answer; readonly problems: readonly AnswerProblem[] } {
  const problems: AnswerProblem[] = []
  const refuse = (field: AnswerField, reason: string) =>
    problems.push({ field: answerField(field, provision), reason: `${number}: ${reason}` })
  for (const field of ['evidence', 'commentary', 'change'] as const) {
    const length = texts[field].length
    if (length > longest[field]) {
      refuse(
        field,
        `the ${field} has ${length.toLocaleString('en-GB')} characters. Shorten it to ${longest[field].toLocaleString('en-GB')}.`,
      )
    }
  }
  const reading = by === '' ? undefined : readDate(by)
  if (reading?.ok === false) refuse('by', `${reading.problem}. ${reading.advice}`)
  const changeBy = reading?.ok === true ? reading.date : null
  const isFollowed = follows === 'yes' ? true : follows === 'no' ? false : null
  const typed = { provision, isFollowed, changeBy, isCarriedOver: before.isCarriedOver, ...texts }
  const isCarriedOver = before.isCarriedOver && !isConfirmed && isSameAnswer(before, typed)
  // The day of last year's answer is looked at once somebody says that the answer holds.
  const refusal =
    changeBy === null || isFollowed !== false || isCarriedOver
      ? undefined
      : changeByRefusal(scheme, year, changeBy)
  if (refusal !== undefined) refuse('by', refusal)
  return { answer: { ...typed, isCarriedOver }, problems }
}

export function isSameAnswer(one: Answer, other: Answer): boolean {
  return (
    one.isFollowed === other.isFollowed &&
    one.evidence === other.evidence &&
    one.commentary === other.commentary &&
    one.change === other.change &&
    one.changeBy === other.changeBy &&
    one.isCarriedOver === other.isCarriedOver
  )
}
