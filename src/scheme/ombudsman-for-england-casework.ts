import type { Scheme } from './scheme.ts'

export const categories = [
  { code: 'adult-care', name: 'Adult care services', alsoSpelt: ['Adult social care', 'Adult care'] },
  { code: 'benefits-and-tax', name: 'Benefits and tax', alsoSpelt: ['Benefits & tax'] },
  {
    code: 'corporate',
    name: 'Corporate and other services',
    alsoSpelt: ['Corporate & other services', 'Corporate and other'],
  },
  {
    code: 'education-and-children',
    name: "Education and children's services",
    alsoSpelt: ["Education & children's services", 'Education and childrens services', "Children's services"],
  },
  {
    code: 'environment',
    name: 'Environmental services, public protection and regulation',
    alsoSpelt: [
      'Environment services',
      'Environmental services & public protection & regulation',
      'Environmental services and public protection',
    ],
  },
  {
    code: 'highways',
    name: 'Highways and transport',
    alsoSpelt: ['Highways & transport', 'Transport and highways', 'Transport & highways'],
  },
  { code: 'housing', name: 'Housing', alsoSpelt: [] },
  { code: 'planning', name: 'Planning and development', alsoSpelt: ['Planning & development', 'Planning'] },
  { code: 'other', name: 'Other', alsoSpelt: ['Something else', 'Not categorised'] },
] as const satisfies Scheme['categories']

export const outcomes = [
  {
    code: 'invalid-or-incomplete',
    name: 'Invalid or incomplete',
    plainWords: 'not enough to go on, or not a complaint we can take',
    alsoSpelt: ['Incomplete/Invalid', 'Invalid/Incomplete', 'Incomplete or invalid'],
    isInvestigation: false,
    isUpheld: false,
  },
  {
    code: 'advice-given',
    name: 'Advice given',
    plainWords: 'pointed to somewhere better placed to help',
    alsoSpelt: [],
    isInvestigation: false,
    isUpheld: false,
  },
  {
    code: 'referred-back',
    name: 'Referred back for local resolution',
    plainWords: 'too early: the council had not had its chance to answer',
    alsoSpelt: ['Referred back', 'Premature', 'Referred back for local resolution (premature)'],
    isInvestigation: false,
    isUpheld: false,
  },
  {
    code: 'closed-after-initial-enquiries',
    name: 'Closed after initial enquiries',
    plainWords: 'looked at, not investigated: no sign of fault, or too little harm',
    alsoSpelt: ['Closed after initial enquiry', 'Closed after initial enquiries - no further action'],
    isInvestigation: false,
    isUpheld: false,
  },
  {
    code: 'not-upheld',
    name: 'Not upheld',
    plainWords: 'investigated, no fault found',
    alsoSpelt: ['Not Upheld: no fault'],
    isInvestigation: true,
    isUpheld: false,
  },
  {
    code: 'upheld',
    name: 'Upheld',
    plainWords: 'fault found, or accepted by the council before we investigated',
    alsoSpelt: ['Upheld: maladministration', 'Upheld: fault'],
    isInvestigation: true,
    isUpheld: true,
  },
] as const satisfies Scheme['outcomes']

export const complianceOutcomes = [
  {
    code: 'satisfied',
    name: 'Remedy complete and satisfied',
    alsoSpelt: ['Satisfied', 'Complete and satisfied', 'Complied'],
    isComplied: true,
    isLate: false,
  },
  {
    code: 'satisfied-late',
    name: 'Remedy completed late',
    alsoSpelt: ['Satisfied late', 'Complete late', 'Remedy complete late', 'Late'],
    isComplied: true,
    isLate: true,
  },
  {
    code: 'not-satisfied',
    name: 'Remedy not complete',
    alsoSpelt: ['Not satisfied', 'Not complete', 'Remedy not complete or satisfied', 'Not complied'],
    isComplied: false,
    isLate: false,
  },
] as const satisfies Scheme['complianceOutcomes']

export const recommendationKinds = [
  { code: 'apology', name: 'Apology', alsoSpelt: [], isServiceImprovement: false },
  { code: 'payment', name: 'Payment', alsoSpelt: ['Financial redress'], isServiceImprovement: false },
  { code: 'provide-service', name: 'Provide service', alsoSpelt: [], isServiceImprovement: false },
  {
    code: 'reassess',
    name: 'Reassess or reconsider',
    alsoSpelt: ['Reassessment', 'New appeal or review', 'Reconsidered decision'],
    isServiceImprovement: false,
  },
  {
    code: 'procedure',
    name: 'Change a procedure or policy',
    alsoSpelt: ['Procedure or policy change', 'Procedure', 'Policy'],
    isServiceImprovement: true,
  },
  {
    code: 'training',
    name: 'Train staff',
    alsoSpelt: ['Staff training', 'Training', 'Training and guidance'],
    isServiceImprovement: true,
  },
  {
    code: 'information',
    name: 'Give staff or public information',
    alsoSpelt: ['Provide information', 'Information', 'Guidance to staff'],
    isServiceImprovement: true,
  },
  { code: 'other', name: 'Other', alsoSpelt: [], isServiceImprovement: false },
] as const satisfies Scheme['recommendationKinds']

/**
 * The 26 weeks are the Ombudsman's own measure, and so are the ways in which a case ends: a complaint is invalid, too
 * early or somebody else's to help with at intake; assessment closes it, also upheld where the authority has agreed to
 * an early remedy; an investigation finds fault or none. For the other periods we have no source: they are settings
 * for the scheme to confirm.
 */
export const casework: Scheme['casework'] = {
  targetWeeks: 26,
  dueAfterDays: { acknowledge: 5, assess: 28, investigate: 126, decide: 10, review: 28 },
  commentDays: 14,
  outcomesAt: {
    intake: ['invalid-or-incomplete', 'advice-given', 'referred-back'],
    assessment: ['closed-after-initial-enquiries', 'upheld'],
    investigation: ['not-upheld', 'upheld'],
  },
  complainantKeptForMonths: 12,
}

/** An action that is outstanding for nearly twelve months is taken up by a manager (Compliance Manual, chapter 6). */
export const followUp: Scheme['followUp'] = { dueSoonWorkingDays: 10, longOutstandingMonths: 11 }

/**
 * Statements are published by default and no sooner than six weeks after the decision (the Ombudsman's Statement
 * of Reasons Manual, chapters 3 to 5); what was never looked at has none. The Ombudsman's site takes decisions down
 * again after a period for which we have no source: ten years are a setting for the scheme to confirm.
 */
export const decisionPublication: Scheme['decisionPublication'] = {
  outcomes: ['closed-after-initial-enquiries', 'not-upheld', 'upheld'],
  daysAfterDecision: 42,
  shownForYears: 10,
  holdGrounds: [
    { code: 'premature', name: 'Premature: the authority has not had its chance to answer' },
    { code: 'under-review', name: 'A review of the decision, or a legal challenge to it, is under way' },
    { code: 'interests-of-a-person', name: 'Not in the interests of a person it affects' },
    { code: 'sole-trader', name: 'About a care provider who is a sole trader' },
    { code: 'employment', name: 'About employment' },
    { code: 'consent', name: 'A problem with consent' },
    { code: 'other', name: 'Another ground, said in the reason' },
  ],
}

/** The authority considers a report within three months (Local Government Act 1974, section 31(2)). */
export const publicReportDuty: Scheme['publicReportDuty'] = {
  considerWithinMonths: 3,
  reminderMonthsBefore: 1,
}

/**
 * Issued in February 2024 as advice and guidance (Local Government Act 1974, section 23(12A)): councils need a good
 * reason to depart from it, for other bodies it is good practice. Casework considers it from April 2026. The headings
 * of its sections are in our own words; reference/handling-code.csv has what it asks for, with sources.
 */
export const handlingCode: Scheme['handlingCode'] = {
  name: 'Complaint Handling Code',
  sections: [
    { number: 1, title: 'What is a complaint, and what a request for service' },
    { number: 2, title: 'What may be left out' },
    { number: 3, title: 'Easy to find and to use' },
    { number: 4, title: 'People who handle complaints' },
    { number: 5, title: 'How the process works' },
    { number: 6, title: 'The two stages' },
    { number: 7, title: 'Putting things right' },
    { number: 8, title: 'Self-assessment and yearly report' },
    { number: 9, title: 'Oversight and culture' },
  ],
  askedKinds: ['county', 'district', 'metropolitan', 'unitary', 'london'],
  consideredFrom: '2026-04-01',
}
