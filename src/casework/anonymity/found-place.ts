import type { MarkKind } from './anonymity-mark.ts'

/** A place in a folded text that may tell who somebody is. */
export type Found = {
  readonly start: number
  readonly end: number
  readonly kind: MarkKind
  readonly why: string
}

/** Names that everybody may read, such as those of authorities. */
export type PublicNames = {
  /** How long the name is that begins at a place of a text with this word; 0 where none does. */
  readonly lengthAt: (text: string, start: number, word: string) => number
}

/** Finds names by their first words, since there are hundreds and a text has few places where one could begin. */
export function publicNames(names: readonly string[]): PublicNames {
  const byFirst = new Map<string, string[]>()
  for (const name of [...names].sort((one, other) => other.length - one.length)) {
    const first = /^[\p{L}\p{M}'-]+/u.exec(name)?.[0]
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), name])
  }
  return {
    lengthAt: (text, start, word) =>
      byFirst.get(word)?.find((name) => {
        const next = text[start + name.length] ?? ''
        return text.startsWith(name, start) && !/\p{L}/u.test(next)
      })?.length ?? 0,
  }
}
