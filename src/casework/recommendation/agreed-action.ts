import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { isDay } from '../../scheme/wall-clock.ts'
import { readPence } from './pence.ts'
import { summaryProblem } from './public-summary.ts'
import type { Recommendation } from './recommendation.ts'

/** What is agreed with an authority, as it is kept. */
export type AgreedAction = Pick<
  Recommendation,
  'kind' | 'text' | 'amountPence' | 'dueOn' | 'evidenceWanted' | 'summary'
>

/** The same as somebody typed it. */
export type TypedAction = Readonly<
  Record<'kind' | 'text' | 'amount' | 'due' | 'evidence' | 'summary', string>
>

export type AgreedActionReading =
  | { readonly ok: true; readonly action: AgreedAction }
  | { readonly ok: false; readonly problems: readonly { readonly field: string; readonly reason: string }[] }

export const longestActionText = 4_000
export const longestEvidenceWanted = 1_000

/** Reads what was typed of an action, with everything that is wrong with it. */
export function readAgreedAction(
  scheme: Scheme,
  typed: TypedAction,
  { decidedOn, today }: { readonly decidedOn: IsoDate | null; readonly today: IsoDate },
): AgreedActionReading {
  const kind = scheme.recommendationKinds.find(({ code }) => code === typed.kind)
  const amount = typed.amount === '' ? undefined : readPence(typed.amount)
  const isImprovement = kind?.isServiceImprovement ?? false
  const problems = [
    kind === undefined && problem('kind', 'Choose what kind of action it is.'),
    typed.text === '' && problem('text', 'Say what the authority will do.'),
    tooLong('text', 'What is agreed', typed.text, longestActionText),
    amount?.ok === false && problem('amount', amount.reason),
    isImprovement &&
      amount !== undefined &&
      problem(
        'amount',
        'A service improvement pays nothing to anybody. Agree the payment as another action.',
      ),
    dueProblem(typed.due, decidedOn ?? today),
    tooLong('evidence', 'The evidence wanted', typed.evidence, longestEvidenceWanted),
    isImprovement && typed.summary === '' && problem('summary', 'Write what everybody may read of it.'),
    !isImprovement &&
      kind !== undefined &&
      typed.summary !== '' &&
      problem(
        'summary',
        'Only service improvements are public. Leave the summary empty, or choose another kind.',
      ),
    isImprovement && problemOfSummary(typed.summary),
  ].filter((one) => typeof one === 'object')
  if (problems.length > 0 || kind === undefined) return { ok: false, problems }
  return {
    ok: true,
    action: {
      kind: kind.code,
      text: typed.text,
      amountPence: amount?.ok === true ? amount.pence : null,
      dueOn: typed.due,
      evidenceWanted: typed.evidence === '' ? null : typed.evidence,
      summary: isImprovement ? typed.summary : null,
    },
  }
}

/** Why an action cannot be due on this day; undefined where it can, also at a weekend or on a bank holiday. */
export function dueProblem(due: string, earliest: IsoDate) {
  if (!isDay(due)) {
    return problem(
      'due',
      due === '' ? 'Give the day by which it is to be done.' : `“${due}” is no day. Choose one.`,
    )
  }
  if (due < earliest) return problem('due', 'It cannot be due before it is agreed. Choose a later day.')
  if (due > '2999-12-31') return problem('due', 'That is too far away. Choose an earlier day.')
  return undefined
}

function problemOfSummary(summary: string) {
  const reason = summaryProblem(summary)
  return reason === undefined ? undefined : problem('summary', reason)
}

function tooLong(field: string, what: string, text: string, most: number) {
  return text.length > most
    ? problem(
        field,
        `${what} has ${text.length.toLocaleString('en-GB')} characters. Shorten it to ${most.toLocaleString('en-GB')}.`,
      )
    : undefined
}

function problem(field: string, reason: string) {
  return { field, reason }
}
