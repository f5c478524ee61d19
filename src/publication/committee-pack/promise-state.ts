import type { Scheme } from '../../scheme/scheme.ts'
import type { AgreedAction } from '../authority/promises.ts'

/** How an agreed action ended, as the columns of a table count it. */
export const promiseStates = ['On time', 'Late', 'Not carried out', 'Not settled'] as const

export function stateInWords(scheme: Scheme, { settlement }: AgreedAction): (typeof promiseStates)[number] {
  const outcome = scheme.complianceOutcomes.find(({ code }) => code === settlement)
  if (!outcome) return 'Not settled'
  if (!outcome.isComplied) return 'Not carried out'
  return outcome.isLate ? 'Late' : 'On time'
}
