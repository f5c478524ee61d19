/** Those an authority is said to be most like, the nearest first: slugs, by the slug of the authority. */
export type SimilarAuthorities = ReadonlyMap<string, readonly string[]>

/** A list of similar authorities, made by somebody's own rule. */
export type SimilarList = {
  /** As it stands in addresses: "economic". */
  readonly list: string
  /** Whose list it is and how it was made; null where the operator did not say. */
  readonly note: string | null
}

/** Names of lists stand in addresses. */
export function isListName(text: string): boolean {
  return text.length <= 40 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)
}
