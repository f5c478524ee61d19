import { withNoun } from './count-noun.ts'
import {
  casework,
  categories,
  complianceOutcomes,
  decisionPublication,
  followUp,
  handlingCode,
  outcomes,
  publicReportDuty,
  recommendationKinds,
} from './ombudsman-for-england-casework.ts'
import { measures } from './ombudsman-for-england-measures.ts'
import { ownComplaints } from './ombudsman-for-england-own-complaints.ts'
import { site } from './ombudsman-for-england-site.ts'
import { training } from './ombudsman-for-england-training.ts'
import type { Scheme } from './scheme.ts'

/** The Local Government and Social Care Ombudsman for England. Sources: docs/methodology.md. */
export const ombudsmanForEngland: Scheme = {
  name: 'Ombudsman for England',
  serviceName: 'Local Government and Social Care Ombudsman',
  languages: ['en-GB'],
  reportingYear: { firstMonth: 4, firstDay: 1 },
  timeZone: 'Europe/London',
  population: { counted: 'residents', source: 'Office for National Statistics' },
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
  recommendationKinds,
  followUp,
  casework,
  decisionPublication,
  publicReportDuty,
  handlingCode,
  ownComplaints,
  training,
  measures,
  letterEditions: ['2019-20', '2023-24', '2024-25'],
  failureToComply: (cases) =>
    `In ${withNoun(cases, { one: 'case', many: 'cases' })}, agreed actions were not carried out.`,
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
  methodology: {
    document: 'docs/methodology.md',
    sections: {
      populations: 'populations',
      averages: 'averages-of-similar-authorities',
      twoYears: 'two-years',
      breaks: 'breaks',
    },
  },
  site,
}
