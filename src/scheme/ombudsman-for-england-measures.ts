import { withNoun } from './count-noun.ts'
import type { MeasureWording } from './measure-wording.ts'
import { categories, outcomes } from './ombudsman-for-england-casework.ts'
import type { CountedSet, Measure } from './scheme.ts'

const upheld: CountedSet[] = ['decided:upheld']
const complied: CountedSet[] = ['complied:satisfied', 'complied:satisfied-late']

/** The measures of the Ombudsman for England, with all that is said about each. */
export const measures: readonly Measure[] = [
  {
    code: 'complaints-upheld',
    name: 'Complaints upheld',
    alsoSpelt: ['Uphold rate', 'Upheld rate'],
    plainWords: 'fault found, of complaints investigated',
    methodSection: 'complaints-upheld',
    numerator: upheld,
    denominator: {
      kind: 'share',
      of: outcomes.filter((outcome) => outcome.isInvestigation).map(({ code }) => `decided:${code}` as const),
      noun: { one: 'investigated', many: 'investigated' },
    },
    comparisonWords: {
      higher: 'more complaints upheld than at similar councils',
      lower: 'fewer complaints upheld than at similar councils',
    },
    wording: {
      quoted: {
        number: ({ name, year }, { numerator, denominator, inBrackets }) =>
          `In ${year} the Ombudsman investigated ${complaints(denominator)} about ${name} and upheld ${partOf(numerator, denominator)}${inBrackets}.`,
        nothing: ({ name, year }) =>
          `In ${year} the Ombudsman completed no investigations of complaints about ${name}.`,
        notKnown: ({ name, year }) =>
          `It is not known here how many complaints about ${name} the Ombudsman investigated and upheld in ${year}.`,
      },
      definition: ({ period }) => [
        `Decisions made from ${period} after an investigation, also where fault was accepted before it began.`,
      ],
      counted: 'upheld',
      nothing: {
        sentence: 'No investigations of complaints were completed.',
        shown: ['None', 'investigated'],
        why: 'No complaint was investigated in the year, so there is no rate.',
      },
    },
  },
  {
    code: 'upheld-per-100000',
    name: 'Upheld per 100,000 residents',
    alsoSpelt: ['Upheld decisions per 100,000 residents', 'Upheld per 100,000'],
    plainWords: 'upheld complaints beside the number of residents',
    methodSection: 'upheld-per-100000-residents',
    numerator: upheld,
    denominator: { kind: 'rate', per: 100_000, base: 'residents' },
    comparisonWords: {
      higher: 'more upheld complaints for its residents than at similar councils',
      lower: 'fewer upheld complaints for its residents than at similar councils',
    },
    wording: {
      quoted: {
        number: ({ name, year }, { numerator, denominator, value }) =>
          `In ${year} the Ombudsman upheld ${numerator === '0' ? 'no complaints' : complaints(numerator)} about ${name}, which is ${value} per 100,000 residents (${denominator} residents).`,
        nothing: ({ name, year }) =>
          `In ${year} there were no residents of ${name} to count upheld complaints against.`,
        notKnown: ({ name, year }) => `No rate per 100,000 residents was calculated for ${name} in ${year}.`,
      },
      definition: ({ period }) => [
        `Complaints upheld from ${period}, set beside the number of residents so that large and small councils can be compared.`,
      ],
      counted: 'upheld',
      nothing: {
        sentence: 'There were no residents to count against.',
        shown: ['No', 'residents'],
        why: 'There were no residents to count against.',
      },
    },
  },
  {
    code: 'compliance',
    name: 'Compliance with recommendations',
    alsoSpelt: ['Compliance rate'],
    plainWords: 'agreed actions carried out',
    methodSection: 'compliance-with-recommendations',
    numerator: complied,
    denominator: {
      kind: 'share',
      of: [...complied, 'complied:not-satisfied'],
      noun: { one: 'case', many: 'cases' },
    },
    comparisonWords: {
      higher: 'more agreed actions carried out than at similar councils',
      lower: 'fewer agreed actions carried out than at similar councils',
    },
    wording: {
      quoted: {
        number: ({ name, year }, { numerator, denominator, remainder, inBrackets }) => {
          const recorded = `about ${name} whose outcome the Ombudsman recorded`
          if (denominator === '1') {
            return `In ${year} agreed actions were ${remainder === '0' ? '' : 'not '}carried out in the 1 case ${recorded}${inBrackets}.`
          }
          const outcomes = `${denominator} cases ${recorded}`
          if (remainder === '0') {
            const all = denominator === '2' ? `both cases ${recorded}` : `all ${outcomes}`
            return `In ${year} agreed actions were carried out in ${all}${inBrackets}.`
          }
          if (numerator === '0') {
            const any = denominator === '2' ? `either case ${recorded}` : `any of the ${outcomes}`
            return `In ${year} agreed actions were not carried out in ${any}${inBrackets}.`
          }
          return `In ${year} agreed actions were not carried out in ${remainder} of the ${outcomes}; they were carried out in ${numerator}${inBrackets}.`
        },
        nothing: ({ name, year }) =>
          `In ${year} the Ombudsman recorded no outcomes of agreed actions for ${name}.`,
        notKnown: ({ name, year }) =>
          `It is not known here in how many cases ${name} carried out agreed actions in ${year}.`,
      },
      definition: ({ period }) => [
        `Cases whose agreed actions were settled from ${period}, whenever the complaint was decided. Each case counts once.`,
        'Actions carried out late count as carried out.',
      ],
      counted: 'carried out',
      nothing: {
        sentence: 'No outcomes of agreed actions were recorded.',
        shown: ['None', 'due'],
        why: 'No recommendations were due in the year, so there is no rate.',
      },
    },
  },
  {
    code: 'late-compliance',
    name: 'Late compliance',
    alsoSpelt: ['Late compliance rate', 'Late rate'],
    plainWords: 'agreed actions carried out, but after the agreed date',
    methodSection: 'late-compliance',
    numerator: ['complied:satisfied-late'],
    denominator: {
      kind: 'share',
      of: complied,
      noun: { one: 'case carried out', many: 'cases carried out' },
    },
    wording: {
      quoted: {
        number: ({ name, year }, { numerator, denominator, inBrackets }) =>
          `In ${year} the Ombudsman recorded agreed actions as carried out in ${cases(denominator)} about ${name}, after the agreed date in ${partOf(numerator, denominator)}${inBrackets}.`,
        nothing: ({ name, year }) =>
          `In ${year} the Ombudsman recorded no agreed actions as carried out in cases about ${name}.`,
        notKnown: ({ name, year }) =>
          `It is not known here in how many cases ${name} carried out agreed actions late in ${year}.`,
      },
      definition: ({ period }) => [
        `Of the cases whose agreed actions were carried out from ${period}, those settled after the agreed date.`,
      ],
      counted: 'late',
      nothing: {
        sentence: 'No agreed actions were recorded as carried out.',
        shown: ['None', 'carried out'],
        why: 'No agreed actions were carried out in the year, so none could be late.',
      },
    },
  },
  {
    code: 'unsettled',
    name: 'Due but unsettled at year end',
    alsoSpelt: [],
    plainWords: 'agreed actions due by the last day of the year, whose outcome was not yet recorded',
    methodSection: 'due-but-unsettled',
    numerator: ['unsettled'],
    denominator: { kind: 'none' },
    wording: {
      quoted: {
        number: ({ name, lastDay }, { numerator }) =>
          `On ${lastDay} agreed actions were due, and their outcome not yet recorded, in ${
            numerator === '0' ? 'no cases' : cases(numerator)
          } about ${name}.`,
        nothing: ({ name, lastDay }) =>
          `On ${lastDay} no agreed actions were due and unsettled in cases about ${name}.`,
        notKnown: ({ name, lastDay }) =>
          `It is not known here in how many cases about ${name} agreed actions were due and unsettled on ${lastDay}.`,
      },
      definition: ({ lastDay }) => [
        `Cases whose agreed actions were due by ${lastDay} and whose outcome had not been recorded on that day.`,
      ],
      counted: 'due and unsettled',
      nothing: {
        sentence: 'No agreed actions were due and unsettled.',
        shown: ['None', 'due'],
        why: 'Nothing was due in the year.',
      },
    },
  },
  {
    code: 'satisfactory-remedy',
    name: 'Satisfactory remedy',
    alsoSpelt: ['Satisfactory remedy rate', 'Satisfactory remedies rate'],
    plainWords: 'put right by the council before the Ombudsman was involved',
    methodSection: 'satisfactory-remedy',
    numerator: ['remedied-before'],
    denominator: { kind: 'share', of: upheld, noun: { one: 'upheld', many: 'upheld' } },
    comparisonWords: {
      higher: 'more upheld complaints already put right than at similar councils',
      lower: 'fewer upheld complaints already put right than at similar councils',
    },
    wording: {
      quoted: {
        number: ({ name, year }, { numerator, denominator, inBrackets }) =>
          denominator === '1'
            ? `In ${year} the Ombudsman upheld 1 complaint about ${name}, which had ${
                numerator === '1' ? 'already' : 'not'
              } been put right before the Ombudsman was involved${inBrackets}.`
            : `In ${year} the Ombudsman upheld ${complaints(denominator)} about ${name}, of which ${partOf(numerator, denominator)} had been put right before the Ombudsman was involved${inBrackets}.`,
        nothing: ({ name, year }) => `In ${year} the Ombudsman upheld no complaints about ${name}.`,
        notKnown: ({ name, year }) =>
          `It is not known here how many upheld complaints about ${name} had been put right before the Ombudsman was involved in ${year}.`,
      },
      definition: ({ period }) => [
        `Complaints upheld from ${period} where the council had already offered what the Ombudsman agreed was a proper remedy.`,
      ],
      counted: 'put right before',
      nothing: {
        sentence: 'Nothing was upheld.',
        shown: ['None', 'upheld'],
        why: 'No complaint was upheld in the year, so there is no rate.',
      },
    },
  },
  {
    code: 'received',
    name: 'Complaints received',
    alsoSpelt: [],
    plainWords: 'complaints that reached the Ombudsman in the year',
    methodSection: 'received-and-decided',
    numerator: categories.map(({ code }) => `received:${code}` as const),
    denominator: { kind: 'none' },
    wording: {
      quoted: countQuoted('received'),
      definition: ({ period }) => [
        `Complaints that reached the Ombudsman from ${period}, whenever they were decided.`,
      ],
      counted: 'received',
      nothing: {
        sentence: 'No complaints were received.',
        shown: ['None', 'received'],
        why: 'No complaint was received in the year.',
      },
    },
  },
  {
    code: 'decided',
    name: 'Complaints decided',
    alsoSpelt: [],
    plainWords: 'complaints the Ombudsman decided in the year, whenever they came',
    methodSection: 'received-and-decided',
    numerator: outcomes.map(({ code }) => `decided:${code}` as const),
    denominator: { kind: 'none' },
    wording: {
      quoted: countQuoted('decided'),
      definition: ({ period }) => [
        `Complaints the Ombudsman decided from ${period}, whenever they came, whatever the outcome.`,
      ],
      counted: 'decided',
      nothing: {
        sentence: 'No complaints were decided.',
        shown: ['None', 'decided'],
        why: 'No complaint was decided in the year.',
      },
    },
  },
]

function countQuoted(verb: 'received' | 'decided'): MeasureWording['quoted'] {
  return {
    number: ({ name, year }, { numerator }) =>
      `In ${year} the Ombudsman ${verb} ${numerator === '0' ? 'no complaints' : complaints(numerator)} about ${name}.`,
    nothing: ({ name, year }) => `In ${year} the Ombudsman ${verb} no complaints about ${name}.`,
    notKnown: ({ name, year }) =>
      `It is not known here how many complaints about ${name} the Ombudsman ${verb} in ${year}.`,
  }
}

function complaints(count: string): string {
  return withNoun(count, { one: 'complaint', many: 'complaints' })
}

function cases(count: string): string {
  return withNoun(count, { one: 'case', many: 'cases' })
}

/** How many of so many: "none", "1", "both", "all". */
function partOf(count: string, all: string): string {
  if (count === '0') return 'none'
  if (count !== all || all === '1') return count
  return all === '2' ? 'both' : 'all'
}
