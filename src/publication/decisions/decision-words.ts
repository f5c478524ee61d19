import type { Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'

/** An outcome as it is called, and what that means. */
export function outcomeOf(
  scheme: Scheme,
  code: string,
): { readonly name: string; readonly plainWords: string } {
  const { name = code, plainWords = '' } = scheme.outcomes.find((outcome) => outcome.code === code) ?? {}
  return { name, plainWords }
}

/** What was agreed, in a line: "Apology, payment, train staff". */
export function remedyWords(scheme: Scheme, kinds: readonly string[]): string {
  const names = scheme.recommendationKinds
    .filter(({ code }) => kinds.includes(code))
    .map(({ name }) => name.toLowerCase())
  return capital(names.join(', '))
}
