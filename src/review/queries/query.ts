import type { IsoDate, ReportingYear } from '../../scheme/reporting-year.ts'

/** What an authority says is wrong with one of its cases or figures, and what became of that. */
export type Query = {
  readonly id: number
  readonly year: ReportingYear
  readonly revision: number
  readonly about: QueryAbout
  readonly text: string
  /** What the officer is who asked; never a name. */
  readonly raisedPost: string
  readonly raisedAt: Date
  /** Null as long as nobody has answered. */
  readonly answer: QueryAnswer | null
}

/** The case or the figure that a query is about. */
export type QueryAbout =
  | { readonly kind: 'case'; readonly reference: string }
  | { readonly kind: 'figure'; readonly measure: string }

export type QueryAnswer = {
  readonly kind: AnswerKind
  /** Why it was declined, or what explains it; null where a change says all. */
  readonly text: string | null
  readonly answeredAt: Date
}

export const answerKinds = ['changed', 'declined', 'explained'] as const

export type AnswerKind = (typeof answerKinds)[number]

/** Each answer as the authority reads it, and as staff choose it. */
export const answerWords: Readonly<Record<AnswerKind, { readonly given: string; readonly choice: string }>> =
  {
    changed: { given: 'Changed', choice: 'The record was wrong, and has been changed' },
    declined: { given: 'Declined, with the reason', choice: 'The record stays as it is' },
    explained: { given: 'Explained', choice: 'Nothing is wrong; it needs explaining' },
  }

export const longestQueryText = 2_000

/** What is wrong with the words of a query or of an answer; undefined where nothing is. */
export function textRefusal(text: string, ifMissing: string): string | undefined {
  if (text === '') return ifMissing
  if (text.length > longestQueryText) {
    return `That is ${text.length.toLocaleString('en-GB')} characters; say it in ${longestQueryText.toLocaleString('en-GB')}.`
  }
  return undefined
}

/** Whether queries may still be raised: on the last day too, by the country's calendar. */
export function isOpenForQueries(untilOn: IsoDate, today: IsoDate): boolean {
  return today <= untilOn
}
