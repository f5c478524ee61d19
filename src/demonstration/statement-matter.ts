/**
 * What a kind of complaint is about, as the pieces its invented statements are written from. All are templates
 * (statement-template.ts) and fit any outcome unless said otherwise.
 */
export type StatementMatter = {
  readonly category: string
  /** As the complaint says it; null for a category that is not divided. */
  readonly subcategory: string | null
  /** Completes "There was no fault in …". */
  readonly handling: string
  /** Completes "I read what both sides sent, including …". */
  readonly records: string
  /** Whole paragraphs: what such a body has to do. */
  readonly duties: readonly string[]
  readonly issues: readonly StatementIssue[]
  /** A whole paragraph: where else the complaint could go. */
  readonly elsewhere: readonly string[]
  /** Each completes "The Council will …"; the service improvements name no person and no time. */
  readonly actions: StatementActions
}

export type StatementActions = {
  readonly 'provide-service': readonly string[]
  readonly reassess: readonly string[]
  readonly procedure: readonly string[]
  readonly training: readonly string[]
  readonly information: readonly string[]
}

/** One thing that people complain of. */
export type StatementIssue = {
  /** Completes "Miss X complained that the Council …". */
  readonly problem: string
  /** Completes "Miss X said …". */
  readonly effect: string
  /** In order, each completes "In May 2022, …". */
  readonly events: readonly string[]
  /** A whole paragraph, where fault was found. */
  readonly fault: string
  /** A whole paragraph, where none was. */
  readonly sound: string
  /** A whole paragraph: what came of the fault. */
  readonly harm: string
}
