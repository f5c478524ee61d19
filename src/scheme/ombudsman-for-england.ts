import type { CountedSet, Scheme } from './scheme.ts'

const categories = [
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

const outcomes = [
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
    plainWords: 'looked at, not investigated',
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

const complianceOutcomes = [
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

const upheld: CountedSet[] = ['decided:upheld']
const complied: CountedSet[] = ['complied:satisfied', 'complied:satisfied-late']

/** The Local Government and Social Care Ombudsman for England. Sources: docs/methodology.md. */
export const ombudsmanForEngland: Scheme = {
  name: 'Ombudsman for England',
  serviceName: 'Local Government and Social Care Ombudsman',
  languages: ['en-GB'],
  reportingYear: { firstMonth: 4, firstDay: 1 },
  authorityKinds: [
    { code: 'county', name: 'county', plural: 'counties' },
    { code: 'district', name: 'district', plural: 'districts' },
    { code: 'metropolitan', name: 'metropolitan borough', plural: 'metropolitan boroughs' },
    { code: 'unitary', name: 'unitary', plural: 'unitaries' },
    { code: 'london', name: 'London borough', plural: 'London boroughs' },
    { code: 'combined', name: 'combined authority', plural: 'combined authorities' },
    { code: 'national-park', name: 'national park authority', plural: 'national park authorities' },
    { code: 'fire', name: 'fire and rescue authority', plural: 'fire and rescue authorities' },
    { code: 'police', name: 'police and crime body', plural: 'police and crime bodies' },
    { code: 'transport', name: 'transport body', plural: 'transport bodies' },
    { code: 'other', name: 'other body', plural: 'other bodies' },
    { code: 'care-provider', name: 'care provider', plural: 'care providers' },
  ],
  comparisonGroups: [
    { code: 'county', plural: 'county councils' },
    { code: 'district', plural: 'district councils' },
    { code: 'metropolitan', plural: 'metropolitan boroughs' },
    { code: 'unitary', plural: 'unitary councils' },
    { code: 'london', plural: 'London boroughs' },
  ],
  categories,
  outcomes,
  complianceOutcomes,
  recommendationKinds: [
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
  ],
  measures: [
    {
      code: 'complaints-upheld',
      name: 'Complaints upheld',
      plainWords: 'fault found, of complaints investigated',
      methodSection: 'complaints-upheld',
      numerator: upheld,
      denominator: {
        kind: 'share',
        of: outcomes
          .filter((outcome) => outcome.isInvestigation)
          .map(({ code }) => `decided:${code}` as const),
      },
      comparisonWords: {
        higher: 'more complaints upheld than at similar councils',
        lower: 'fewer complaints upheld than at similar councils',
      },
    },
    {
      code: 'upheld-per-100000',
      name: 'Upheld per 100,000 residents',
      plainWords: 'upheld complaints beside the number of residents',
      methodSection: 'upheld-per-100000-residents',
      numerator: upheld,
      denominator: { kind: 'rate', per: 100_000, base: 'residents' },
      comparisonWords: {
        higher: 'more upheld complaints for its residents than at similar councils',
        lower: 'fewer upheld complaints for its residents than at similar councils',
      },
    },
    {
      code: 'compliance',
      name: 'Compliance with recommendations',
      plainWords: 'agreed actions carried out',
      methodSection: 'compliance-with-recommendations',
      numerator: complied,
      denominator: { kind: 'share', of: [...complied, 'complied:not-satisfied'] },
      comparisonWords: {
        higher: 'more agreed actions carried out than at similar councils',
        lower: 'fewer agreed actions carried out than at similar councils',
      },
    },
    {
      code: 'late-compliance',
      name: 'Late compliance',
      plainWords: 'agreed actions carried out, but after the agreed date',
      methodSection: 'late-compliance',
      numerator: ['complied:satisfied-late'],
      denominator: { kind: 'share', of: complied },
    },
    {
      code: 'unsettled',
      name: 'Due but unsettled at year end',
      plainWords: 'agreed actions due by the last day of the year, whose outcome was not yet recorded',
      methodSection: 'due-but-unsettled',
      numerator: ['unsettled'],
      denominator: { kind: 'none' },
    },
    {
      code: 'satisfactory-remedy',
      name: 'Satisfactory remedy',
      plainWords: 'put right by the council before the Ombudsman was involved',
      methodSection: 'satisfactory-remedy',
      numerator: ['remedied-before'],
      denominator: { kind: 'share', of: upheld },
      comparisonWords: {
        higher: 'more upheld complaints already put right than at similar councils',
        lower: 'fewer upheld complaints already put right than at similar councils',
      },
    },
    {
      code: 'received',
      name: 'Complaints received',
      plainWords: 'complaints that reached the Ombudsman in the year',
      methodSection: 'received-and-decided',
      numerator: categories.map(({ code }) => `received:${code}` as const),
      denominator: { kind: 'none' },
    },
    {
      code: 'decided',
      name: 'Complaints decided',
      plainWords: 'complaints the Ombudsman decided in the year, whenever they came',
      methodSection: 'received-and-decided',
      numerator: outcomes.map(({ code }) => `decided:${code}` as const),
      denominator: { kind: 'none' },
    },
  ],
  breaks: [
    { year: 2014, name: 'New outcome words', reason: 'The words for outcomes changed in April 2014.' },
    {
      year: 2020,
      name: 'Intake paused',
      reason: 'New complaints were not taken for about three months in spring 2020.',
    },
    {
      year: 2022,
      name: 'Fewer borderline cases',
      reason:
        'From 2022-23 fewer borderline cases are investigated, so more of those investigated are upheld.',
    },
  ],
}
