import { firstDay, formatReportingYear, lastDay } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { numberInWords } from '../scheme/sentence-words.ts'
import { isClosed, type LetterFacts } from './letter-facts.ts'
import { formatCount, formatDate, joinWords, peopleReached, printedAddress } from './letter-words.ts'
import { courseChange } from './training-comparison.ts'
import { curly, type PlaceholderValues } from './wording.ts'

/** What stands for the placeholders that any block may use. */
export function letterPlaceholders(facts: LetterFacts, scheme: Scheme): PlaceholderValues {
  const { authority, cycle } = facts
  const { addresses } = cycle.settings
  return {
    authority: authority.officialName,
    salutation: salutation(facts),
    year: formatReportingYear(cycle.year),
    yearStart: formatDate(firstDay(scheme, cycle.year)),
    yearEnd: formatDate(lastDay(scheme, cycle.year)),
    yearEnded: lastDay(scheme, cycle.year).slice(0, 4),
    publicationDate: formatDate(cycle.publicationDate),
    closedOn: isClosed(facts) && authority.endsOn !== null ? formatDate(authority.endsOn) : null,
    successors: joinWords(authority.successorNames),
    ...casesPlaceholders(facts),
    groups: joinWords(scheme.comparisonGroups.map(({ plural }) => plural)),
    groupCount: numberInWords(scheme.comparisonGroups.length),
    mapAddress: addresses.map,
    methodAddress: addresses.method,
    methodPrinted: printedAddress(addresses.method),
    handlingCodeAddress: addresses.handlingCode,
    trainingAddress: addresses.training,
    trainingPrinted: printedAddress(addresses.training),
    surveyAddress: addresses.survey,
    surveyPrinted: printedAddress(addresses.survey),
    ...trainingPlaceholders(facts),
  }
}

/** "Dear Chief Executive" where no name is on record. Two addressees of the same post are greeted once. */
function salutation({ addressees }: LetterFacts): string | null {
  const greeted = addressees.map(({ person, post }) => person?.salutation ?? post)
  return joinWords([...new Set(greeted)])
}

/** How many complaints were decided, and how many of them investigated. */
function casesPlaceholders({ figures: { figures } }: LetterFacts): PlaceholderValues {
  const decided = figures.get('decided')
  const upheld = figures.get('complaints-upheld')
  return {
    decided: decided?.state === 'calculated' ? formatCount(decided.numerator) : null,
    investigated: printedCount(upheld?.state === 'calculated' ? upheld.denominator : null),
  }
}

function trainingPlaceholders({ training }: LetterFacts): PlaceholderValues {
  const total = training.thisYear
  const change = courseChange(training)
  return {
    courses: total && formatCount(total.courseCount),
    people: total && peopleReached(total.peopleCount),
    modules: total && joinWords(total.comingModules.map(curly)),
    courseDifference: change === null ? null : formatCount(Math.abs(change)),
    seminarPlaces: total && joinWords(total.seminarPlaces),
    seminarDelegates: printedCount(total?.seminarDelegateCount),
    seminarAuthorities: printedCount(total?.seminarAuthorityCount),
  }
}

function printedCount(count: number | null | undefined): string | null {
  return count === null || count === undefined ? null : formatCount(count)
}
