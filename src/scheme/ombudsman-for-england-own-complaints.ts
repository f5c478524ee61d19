import type { Scheme } from './scheme.ts'

/**
 * The times of section 6 of the Complaint Handling Code of February 2024 (docs/methodology.md, "The Code's clocks").
 * What counts as after hours is ours, and so are the names of grounds, outcomes and remedies, which follow sections 2
 * and 7 of the Code. The Code leaves out what goes through a statutory process, of which the scheme knows three.
 */
export const ownComplaints: Scheme['ownComplaints'] = {
  acknowledgeWithin: 5,
  stages: [
    { answerWithin: 10, extendableBy: 10 },
    { answerWithin: 20, extendableBy: 20 },
  ],
  hoursEndAt: '17:00',
  nearlyDueWithin: 2,
  bankHolidaysInAYear: 8,
  statutoryProcesses: [
    {
      code: 'childrens-social-care',
      name: "Children's social care",
      alsoSpelt: [
        "Children's",
        'Statutory children’s complaint',
        'Children Act',
        'Childrens services statutory',
      ],
    },
    {
      code: 'adult-social-care',
      name: 'Adult social care',
      alsoSpelt: ['Adults', 'Adult care', 'Adult services statutory'],
    },
    { code: 'public-health', name: 'Public health', alsoSpelt: [] },
  ],
  outcomes: [
    { code: 'upheld', name: 'Upheld', alsoSpelt: ['Fully upheld', 'Justified'], isWithdrawn: false },
    {
      code: 'partly-upheld',
      name: 'Partly upheld',
      alsoSpelt: ['Partially upheld', 'Upheld in part', 'Partly justified'],
      isWithdrawn: false,
    },
    { code: 'not-upheld', name: 'Not upheld', alsoSpelt: ['Not justified'], isWithdrawn: false },
    { code: 'withdrawn', name: 'Withdrawn', alsoSpelt: ['Withdrawn by complainant'], isWithdrawn: true },
  ],
  refusalGrounds: [
    {
      code: 'over-12-months',
      name: 'More than 12 months old',
      alsoSpelt: ['Older than 12 months', 'Out of time', 'Over 12 months old'],
    },
    { code: 'legal-proceedings', name: 'Legal proceedings have begun', alsoSpelt: ['Legal proceedings'] },
    { code: 'already-considered', name: 'Considered before', alsoSpelt: ['Already considered', 'Repeat'] },
    {
      code: 'another-process',
      name: 'Another process is the right one',
      alsoSpelt: ['Other process', 'Right of appeal', 'Appeal'],
    },
    { code: 'other', name: 'Another ground of the policy', alsoSpelt: ['Other'] },
  ],
  remedies: [
    { code: 'apology', name: 'Apology', alsoSpelt: [] },
    { code: 'explanation', name: 'Explanation', alsoSpelt: [] },
    {
      code: 'action',
      name: 'Action that was late or missing',
      alsoSpelt: ['Action taken', 'Service provided'],
    },
    {
      code: 'decision-changed',
      name: 'Decision looked at again or changed',
      alsoSpelt: ['Decision changed', 'Reconsidered'],
    },
    { code: 'record-amended', name: 'Record put right', alsoSpelt: ['Record amended'] },
    { code: 'payment', name: 'Payment', alsoSpelt: ['Financial remedy', 'Compensation', 'Refund'] },
    {
      code: 'practice-changed',
      name: 'Policy or practice changed',
      alsoSpelt: ['Policy changed', 'Procedure changed', 'Staff trained'],
    },
    { code: 'other', name: 'Something else', alsoSpelt: ['Other'] },
  ],
}
