import type { RevisionSteps, Stage } from './review-stage.ts'

type Current = (Pick<RevisionSteps, 'revision' | 'steps'> & { readonly stage: Stage }) | undefined

/**
 * Names where a review stood when a page was made. A form carries it, and whoever acts on the form refuses where it
 * has changed: somebody else was there meanwhile, or the same form is sent twice.
 */
export function standingMark(current: Current): string {
  return current === undefined ? 'none' : `${current.revision}.${current.steps.length}.${current.stage}`
}

/** What somebody reads whose page is no longer true; undefined where it still is. */
export function staleReason(seen: string, current: Current): string | undefined {
  if (seen === standingMark(current)) return undefined
  return 'This review has moved on since the page was opened, so nothing was changed. Look at it as it is now.'
}
