import type { Scheme } from '../../scheme/scheme.ts'
import { type CaseDecision, readDecision, type TypedDecision } from './case-decision.ts'
import { type FieldProblem, textProblems } from './written-text.ts'

/** The tests of an assessment, in the order in which they are asked. */
export const assessmentTests = ['legalBar', 'publicInterest', 'injustice', 'fault', 'remedy'] as const
export type AssessmentTest = (typeof assessmentTests)[number]

/** What each test asks. */
export const testWords: Readonly<
  Record<AssessmentTest, { readonly name: string; readonly asks: string; readonly ifMissing: string }>
> = {
  legalBar: {
    name: 'A legal bar',
    asks: 'Does the law keep us from looking at it: too late, another way to a remedy, not a body or matter of ours? Has the authority given its final answer?',
    ifMissing: 'Say whether there is a legal bar.',
  },
  publicInterest: {
    name: 'Public interest',
    asks: 'Does it matter to others, or show something that goes wrong again and again?',
    ifMissing: 'Say what the public interest is.',
  },
  injustice: {
    name: 'Injustice',
    asks: 'What did it do to the person who complains?',
    ifMissing: 'Say what the injustice is.',
  },
  fault: { name: 'Fault', asks: 'What may have gone wrong?', ifMissing: 'Say what fault there may be.' },
  remedy: {
    name: 'Remedy',
    asks: 'What could put it right, and was it offered?',
    ifMissing: 'Say what remedy there could be.',
  },
}

/** Each test answered in words. */
export type Assessment = Readonly<Record<AssessmentTest, string>>

/** What an assessment leads to: an investigation, or a decision there and then. */
export type AssessmentConclusion =
  | { readonly kind: 'investigate' }
  | { readonly kind: 'close'; readonly decision: CaseDecision }

export type TypedAssessment = Assessment & TypedDecision

export type AssessmentReading =
  | { readonly ok: true; readonly assessment: Assessment; readonly conclusion: AssessmentConclusion }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** What the form sends as its outcome where the case is to be investigated. */
export const toInvestigate = 'investigate'

const longestTest = 4_000

/** Reads an assessment with what it leads to, or says all that is wrong with it. */
export function readAssessment(scheme: Scheme, typed: TypedAssessment): AssessmentReading {
  const problems: FieldProblem[] = assessmentTests.flatMap((test) =>
    textProblems(test, typed[test], { ifMissing: testWords[test].ifMissing, longest: longestTest }),
  )
  const isInvestigated = typed.outcome === toInvestigate
  const reading = isInvestigated ? undefined : readDecision(scheme, 'assessment', typed)
  if (reading?.ok === false) {
    problems.push(
      ...reading.problems.map((problem) =>
        problem.field === 'outcome'
          ? { ...problem, reason: 'Choose whether it is investigated, or how it ends.' }
          : problem,
      ),
    )
  }
  if (problems.length > 0) return { ok: false, problems }
  const { legalBar, publicInterest, injustice, fault, remedy } = typed
  return {
    ok: true,
    assessment: { legalBar, publicInterest, injustice, fault, remedy },
    conclusion: reading?.ok ? { kind: 'close', decision: reading.decision } : { kind: 'investigate' },
  }
}
