import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { ComplianceOutcome, Scheme } from '../../scheme/scheme.ts'

/**
 * What becomes of a case whose agreed actions ended like this: not complied where one was not carried out, else late
 * where one was, else satisfied. Null while one has not ended, and where nothing was agreed.
 */
export function complianceOutcome(
  { complianceOutcomes }: Pick<Scheme, 'complianceOutcomes'>,
  settlements: readonly (string | null)[],
): string | null {
  if (settlements.length === 0) return null
  const ended = settlements.map((settlement) => complianceOutcomes.find(({ code }) => code === settlement))
  if (ended.some((outcome) => outcome === undefined)) return null
  const has = (isSuch: (outcome: ComplianceOutcome) => boolean) => ended.find((one) => one && isSuch(one))
  const worst = has(({ isComplied }) => !isComplied) ?? has(({ isLate }) => isLate) ?? ended[0]
  return worst?.code ?? null
}

/**
 * How an action ends if it is done: on time where the evidence that says so was sent by the due date, whenever it is
 * read; else late. Null where nobody has said that it is done.
 */
export function suggestedSettlement(
  { complianceOutcomes }: Pick<Scheme, 'complianceOutcomes'>,
  dueOn: IsoDate,
  completeSentOn: IsoDate | null,
): string | null {
  if (completeSentOn === null) return null
  const isLate = completeSentOn > dueOn
  return complianceOutcomes.find((one) => one.isComplied && one.isLate === isLate)?.code ?? null
}
