/** A report about one authority that is published because it concerns more people than those it is about. */
export type PublicReport = {
  /** Its part of the address: small letters, digits and hyphens. */
  readonly slug: string
  /** Slug of the authority. */
  readonly authority: string
  readonly title: string
  readonly summary: string
  /** A day, from whose beginning by the scheme's clocks it is shown, or a moment with its time zone. */
  readonly publishedAt: string
  /** References of the cases it is about, all of that authority. */
  readonly cases: readonly string[]
}
