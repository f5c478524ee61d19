/** What a list of decisions says of a body. */
export type DecisionAuthority = {
  readonly id: number
  readonly slug: string
  readonly officialName: string
  readonly kind: string
}

/** All bodies by their numbers, in the order of their names. */
export type DecisionAuthorities = ReadonlyMap<number, DecisionAuthority>
