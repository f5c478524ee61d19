/** Something that is not as it was sealed, or that does not follow from what it is made from. */
export type Difference = {
  /** Whose, by slug; null for what all authorities have in common. */
  readonly slug: string | null
  /** A whole sentence. */
  readonly what: string
}
