import type { Scheme } from '../../scheme/scheme.ts'
import { type FileStage, stageReachedAt } from './case-stage.ts'
import { type FieldProblem, longestText, textProblems } from './written-text.ts'

/** How a case ends. */
export type CaseDecision = {
  readonly outcome: string
  readonly text: string
  /** For an upheld case whether the authority had offered a proper remedy before; null for every other. */
  readonly isRemediedBefore: boolean | null
}

/** What a form says of a decision, as it was typed. */
export type TypedDecision = {
  readonly outcome: string
  readonly text: string
  readonly isRemediedBefore: string
}

export type DecisionReading =
  | { readonly ok: true; readonly decision: CaseDecision }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** The outcomes with which a case may end at a stage. */
export function outcomesAt({ casework, outcomes }: Scheme, stage: FileStage) {
  const codes: readonly string[] = casework.outcomesAt[stageReachedAt(stage)]
  return outcomes.filter(({ code }) => codes.includes(code))
}

/** Reads a decision taken at a stage, or says all that is wrong with it. */
export function readDecision(scheme: Scheme, stage: FileStage, typed: TypedDecision): DecisionReading {
  const outcome = outcomesAt(scheme, stage).find(({ code }) => code === typed.outcome)
  const problems: FieldProblem[] = []
  if (outcome === undefined) {
    problems.push({ field: 'outcome', reason: 'Choose how the case ends.' })
  }
  const isRemediedBefore = { yes: true, no: false }[typed.isRemediedBefore] ?? null
  if (outcome?.isUpheld === true && isRemediedBefore === null) {
    problems.push({
      field: 'isRemediedBefore',
      reason: 'Say whether the authority had offered a proper remedy before the complaint came here.',
    })
  }
  if (outcome?.isUpheld === false && isRemediedBefore !== null) {
    problems.push({
      field: 'isRemediedBefore',
      reason: 'Only an upheld complaint can have been remedied before. Choose “Not upheld, so neither”.',
    })
  }
  problems.push(
    ...textProblems('text', typed.text, {
      ifMissing: 'Write the decision in plain words.',
      longest: longestText,
    }),
  )
  if (outcome === undefined || problems.length > 0) return { ok: false, problems }
  return { ok: true, decision: { outcome: outcome.code, text: typed.text, isRemediedBefore } }
}
