import { withNoun } from './count-noun.ts'
import { map } from './ombudsman-for-england-map.ts'
import type { SchemeSite } from './scheme-site.ts'

/** What the site of the Ombudsman for England says in its own words. */
export const site: SchemeSite = {
  name: 'Your council’s performance',
  everywhere: 'England',
  authorityWords: {
    one: 'council',
    many: 'councils',
    any: 'council or other body',
    all: 'councils and other bodies',
  },
  demonstrationNote:
    'An invented England. Councils, cases and figures are made up, except where marked “from the published letter”.',
  credits: [
    'Figures and decisions may be reused under the Open Government Licence v3.0.',
    'Coastline: Natural Earth. Centre points and populations: Office for National Statistics.',
  ],
  licence: {
    name: 'Open Government Licence v3.0',
    address: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
  },
  home: {
    title: 'See how your council deals with complaints',
    lead: 'When people cannot settle a complaint with their council, they can bring it to the Ombudsman. Here is what was found, and what was put right.',
    links: [
      {
        question: 'Not sure which council?',
        text: 'Find it by postcode on GOV.UK',
        address: 'https://www.gov.uk/find-local-council',
      },
      {
        question: 'Something gone wrong?',
        text: 'Start here to complain',
        address: 'https://www.lgo.org.uk/make-a-complaint',
      },
    ],
  },
  largeMeasures: [
    {
      measure: 'complaints-upheld',
      column: 'Upheld',
      baseNoun: { one: 'investigation', many: 'investigations' },
      headline: ({ inTens }) =>
        `Of every ten complaints investigated, the Ombudsman found fault in about ${inTens}.`,
      rate: 'upheld-per-100000',
    },
    {
      measure: 'compliance',
      column: 'Complied',
      baseNoun: { one: 'case', many: 'cases' },
      headline: ({ remainder }) =>
        remainder === '0'
          ? 'Councils carried out what they agreed to do in every case.'
          : `Councils carried out what they agreed to do in all but ${withNoun(remainder, { one: 'case', many: 'cases' })}.`,
      late: {
        measure: 'late-compliance',
        sentence: ({ numerator, denominator }) =>
          denominator === '1'
            ? 'It was late.'
            : `${numerator} of the ${denominator} carried out ${numerator === '1' ? 'was' : 'were'} late.`,
      },
      unsettled: {
        measure: 'unsettled',
        sentence: (unsettled, hasSettled) =>
          `${unsettled} ${hasSettled ? 'more ' : ''}${unsettled === '1' ? 'case was' : 'cases were'} due by the year’s end and not yet settled.`,
        nothing: {
          shown: ['None', 'recorded'],
          why: 'No outcome was recorded in the year, so there is no rate.',
        },
      },
    },
    {
      measure: 'satisfactory-remedy',
      column: 'Put right',
      baseNoun: { one: 'upheld complaint', many: 'upheld complaints' },
      headline: ({ oneIn }) =>
        oneIn === undefined
          ? 'In no upheld complaint had the council already put it right.'
          : `In about one upheld complaint in ${oneIn}, the council had already put it right.`,
    },
  ],
  severalYears: {
    number: (years, { numerator, denominator }) =>
      `Over the ${years} years that can be added up, ${numerator} of ${denominator} ${
        denominator === '1' ? 'complaint investigated was' : 'complaints investigated were'
      } upheld.`,
    nothing: (years) => `No complaint was investigated in the ${years} years that can be added up.`,
  },
  map,
  decided: {
    finding: (investigated, upheld) => {
      if (investigated === '0') return 'None was an investigation.'
      if (investigated === '1') {
        return `One was an investigation; it found ${upheld === '1' ? 'fault' : 'no fault'}.`
      }
      return `${investigated} were investigations; ${upheld === '0' ? 'none' : `${upheld} of those`} found fault.`
    },
    upheld: 'upheld',
    notUpheld: 'not upheld',
    note: 'Referred back and closed after initial enquiries are no findings, for the council or against it. The rate of complaints upheld is counted among those investigated, not among all decisions. Received and decided differ: a complaint that came in March may be decided in May.',
  },
}
