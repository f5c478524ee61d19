import type { Scheme } from '../../scheme/scheme.ts'

/** How a promise ended, as far as it is public. */
export type PromiseState = 'on-time' | 'late' | 'not-carried-out' | 'open'

export const promiseStates = [
  { code: 'on-time', name: 'Kept on time' },
  { code: 'late', name: 'Kept late' },
  { code: 'not-carried-out', name: 'Not carried out' },
  { code: 'open', name: 'Not yet known' },
] as const satisfies readonly { readonly code: PromiseState; readonly name: string }[]

/** The state of a promise by what was recorded of it; nothing is known before the year of the record is public. */
export function promiseState(scheme: Scheme, settlement: string | null): PromiseState {
  const outcome = scheme.complianceOutcomes.find(({ code }) => code === settlement)
  if (outcome === undefined) return 'open'
  if (!outcome.isComplied) return 'not-carried-out'
  return outcome.isLate ? 'late' : 'on-time'
}

export function promiseStateName(state: PromiseState): string {
  return promiseStates.find(({ code }) => code === state)?.name ?? state
}
