/** A decision as it is published: its summary, and the statement in sections of numbered paragraphs. */
export type DecisionStatement = {
  /** Slug of the authority. */
  readonly authority: string
  readonly reference: string
  /** Reporting year of the decision. */
  readonly year: number
  readonly summary: string
  readonly sections: readonly StatementSection[]
  /** A day, from whose beginning by the scheme's clocks it is shown, or a moment with its time zone. */
  readonly publishedAt: string
  readonly withdrawal: StatementWithdrawal | null
}

/** The numbers of paragraphs run on from section to section. */
export type StatementSection = { readonly heading: string; readonly paragraphs: readonly string[] }

/** Why and when a published decision was taken down; `at` is a day or a moment, as above. */
export type StatementWithdrawal = { readonly at: string; readonly reason: string }
