import type { Source } from '../site/shared-reads-store.ts'
import type { DecisionAuthorities } from './decision-authority.ts'
import { readDecisionAuthorities } from './decision-authority-store.ts'
import type { DecisionSpan } from './decision-criteria.ts'
import { countAllDecisions } from './decision-search-store.ts'
import type { FacetCounts } from './facet-counts.ts'

/** How many decisions are public in all. */
export type DecisionTotals = {
  readonly counts: FacetCounts
  /** Null where there are none. */
  readonly span: DecisionSpan | null
}

/**
 * The counts of all decisions. Counting a million takes a second, so they are kept until a row changes or a moment
 * passes that some row waited for; whoever asks meanwhile waits for the same counting.
 */
export function sharedDecisionTotals({ database, keptByState }: Source): Promise<DecisionTotals> {
  return keptByState('decision totals', () => countAllDecisions(database))
}

/** All bodies that decisions may be about. */
export function sharedDecisionAuthorities({ database, keptByState }: Source): Promise<DecisionAuthorities> {
  return keptByState('decision authorities', () => readDecisionAuthorities(database))
}
