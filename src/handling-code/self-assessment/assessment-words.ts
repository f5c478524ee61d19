import type { AssessmentState } from './self-assessment.ts'

/** How far an assessment is, in the words of its authority's own pages. */
export const assessmentStateWords: Readonly<Record<AssessmentState, string>> = {
  draft: 'Being written',
  'sent-back': 'Sent back',
  submitted: 'With the member responsible',
  approved: 'Approved, not published',
  published: 'Published',
  withdrawn: 'Withdrawn',
}
