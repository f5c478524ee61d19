import { formatReportingYear, lastDay, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../scheme/scheme.ts'
import type { Figure } from './figure.ts'
import { formatRate, wholePercent, withNoun } from './rounding.ts'

/** A figure as it stands alone: "50%", "all but 1 of 2,500", "0.8", "15", "nothing to report". */
export function printFigure(measure: Measure, figure: Figure): string {
  if (figure.state === 'nothing-to-report') return 'nothing to report'
  if (figure.state === 'not-calculated') return 'not calculated'
  if (figure.denominator === undefined) return grouped(figure.numerator)
  if (measure.denominator.kind === 'rate') {
    return formatRate(figure.numerator, figure.denominator, measure.denominator.per)
  }
  return printShare(figure.numerator, figure.denominator)
}

/**
 * A share as a whole percentage, or in counts where rounding would hide a failure or a single success:
 * "50%", "all but 1 of 2,500", "1 of 300".
 */
function printShare(numerator: number, denominator: number): string {
  switch (roundingHides(numerator, denominator)) {
    case 'a-failure':
      return `all but ${grouped(denominator - numerator)} of ${grouped(denominator)}`
    case 'a-success':
      return `${grouped(numerator)} of ${grouped(denominator)}`
    case 'nothing':
      return `${wholePercent(numerator, denominator)}%`
  }
}

/** Whether a share would print as 100% though something failed, or as 0% though something succeeded. */
export function roundingHides(numerator: number, denominator: number): 'a-failure' | 'a-success' | 'nothing' {
  const percent = wholePercent(numerator, denominator)
  if (percent === 100 && numerator < denominator) return 'a-failure'
  if (percent === 0 && numerator > 0) return 'a-success'
  return 'nothing'
}

/** The count and its base in words: "1 of 2", "1 among 119,000 residents", "15". */
export function printBase(measure: Measure, figure: Figure): string {
  if (figure.state !== 'calculated') return printFigure(measure, figure)
  if (figure.denominator === undefined) return grouped(figure.numerator)
  return measure.denominator.kind === 'rate'
    ? `${grouped(figure.numerator)} among ${grouped(figure.denominator)} ${measure.denominator.base}`
    : `${grouped(figure.numerator)} of ${grouped(figure.denominator)}`
}

/**
 * What is said before anything else where an authority failed to comply, however few the cases: "In 1 case,
 * agreed actions were not carried out." Undefined for other measures, and where nothing failed.
 */
export function failureToComply(scheme: Scheme, measure: Measure, figure: Figure): string | undefined {
  if (!countsFailures(scheme, measure)) return undefined
  if (figure.state !== 'calculated' || figure.denominator === undefined) return undefined
  const failures = figure.denominator - figure.numerator
  if (failures === 0) return undefined
  return `In ${withNoun(grouped(failures), 'case', 'cases')}, agreed actions were not carried out.`
}

/** A measure whose base holds compliance outcomes that are failures. */
function countsFailures(scheme: Scheme, measure: Measure): boolean {
  if (measure.denominator.kind !== 'share') return false
  const { of: base } = measure.denominator
  return scheme.complianceOutcomes.some(
    ({ code, isComplied }) => !isComplied && base.includes(`complied:${code}`),
  )
}

/** What "nothing to report" means for a measure: which thing there was none of. */
export function nothingToReport(measure: Measure): string {
  return wordingOf(measure).nothing
}

/**
 * The sentence to quote, whole without its surroundings: "In 2023-24 the Ombudsman investigated 2 complaints
 * about Bassetlaw District Council and upheld 1 (50%)."
 */
export function quotedSentence(
  scheme: Scheme,
  measure: Measure,
  subject: { readonly authorityName: string; readonly year: ReportingYear },
  figure: Figure,
): string {
  const wording = wordingOf(measure)
  const place = {
    name: subject.authorityName,
    year: formatReportingYear(subject.year),
    lastDay: longDate(lastDay(scheme, subject.year)),
  }
  if (figure.state === 'not-calculated') return wording.notKnown(place)
  if (figure.state === 'nothing-to-report') return wording.none(place)
  return wording.number(place, figure.numerator, figure.denominator ?? figure.numerator)
}

type Place = { readonly name: string; readonly year: string; readonly lastDay: string }

type MeasureWording = {
  readonly nothing: string
  readonly number: (place: Place, numerator: number, denominator: number) => string
  readonly none: (place: Place) => string
  readonly notKnown: (place: Place) => string
}

/** By measure code. A measure that has no wording of its own is quoted by its name and counts. */
const wordings: Readonly<Record<string, MeasureWording>> = {
  'complaints-upheld': {
    nothing: 'No investigations of complaints were completed.',
    number: ({ name, year }, upheld, investigated) =>
      `In ${year} the Ombudsman investigated ${complaints(investigated)} about ${name} and upheld ${
        upheld === 0 ? 'none' : grouped(upheld)
      }${inBrackets(upheld, investigated)}.`,
    none: ({ name, year }) =>
      `In ${year} the Ombudsman completed no investigations of complaints about ${name}.`,
    notKnown: ({ name, year }) =>
      `It is not known here how many complaints about ${name} the Ombudsman investigated and upheld in ${year}.`,
  },
  'upheld-per-100000': {
    nothing: 'There were no residents to count against.',
    number: ({ name, year }, upheld, residents) =>
      `In ${year} the Ombudsman upheld ${complaints(upheld)} about ${name}, which is ${formatRate(
        upheld,
        residents,
        100_000,
      )} per 100,000 residents (${grouped(residents)} residents).`,
    none: ({ name, year }) =>
      `In ${year} there were no residents of ${name} to count upheld complaints against.`,
    notKnown: ({ name, year }) => `No rate per 100,000 residents was calculated for ${name} in ${year}.`,
  },
  compliance: {
    nothing: 'No outcomes of agreed actions were recorded.',
    number: ({ name, year }, complied, outcomes) => {
      const failures = outcomes - complied
      const recorded = `about ${name} whose outcome the Ombudsman recorded`
      if (outcomes === 1) {
        return `In ${year} agreed actions were ${failures === 0 ? '' : 'not '}carried out in the 1 case ${recorded} (${failures === 0 ? '100%' : '0%'}).`
      }
      const cases = `${grouped(outcomes)} cases ${recorded}`
      if (failures === 0) return `In ${year} agreed actions were carried out in all ${cases} (100%).`
      if (complied === 0) return `In ${year} agreed actions were not carried out in any of the ${cases} (0%).`
      return `In ${year} agreed actions were not carried out in ${grouped(failures)} of the ${cases}; they were carried out in ${grouped(complied)}${inBrackets(complied, outcomes)}.`
    },
    none: ({ name, year }) => `In ${year} the Ombudsman recorded no outcomes of agreed actions for ${name}.`,
    notKnown: ({ name, year }) =>
      `It is not known here in how many cases ${name} carried out agreed actions in ${year}.`,
  },
  'late-compliance': {
    nothing: 'No agreed actions were recorded as carried out.',
    number: ({ name, year }, late, complied) =>
      `In ${year} the Ombudsman recorded agreed actions as carried out in ${withNoun(grouped(complied), 'case', 'cases')} about ${name}, after the agreed date in ${
        late === 0 ? 'none' : grouped(late)
      }${inBrackets(late, complied)}.`,
    none: ({ name, year }) =>
      `In ${year} the Ombudsman recorded no agreed actions as carried out in cases about ${name}.`,
    notKnown: ({ name, year }) =>
      `It is not known here in how many cases ${name} carried out agreed actions late in ${year}.`,
  },
  unsettled: {
    nothing: 'No agreed actions were due and unsettled.',
    number: (place, unsettled) =>
      `On ${place.lastDay} agreed actions were due, and their outcome not yet recorded, in ${
        unsettled === 0 ? 'no cases' : withNoun(grouped(unsettled), 'case', 'cases')
      } about ${place.name}.`,
    none: (place) =>
      `On ${place.lastDay} no agreed actions were due and unsettled in cases about ${place.name}.`,
    notKnown: (place) =>
      `It is not known here in how many cases about ${place.name} agreed actions were due and unsettled on ${place.lastDay}.`,
  },
  'satisfactory-remedy': {
    nothing: 'Nothing was upheld.',
    number: ({ name, year }, remedied, upheld) =>
      upheld === 1
        ? `In ${year} the Ombudsman upheld 1 complaint about ${name}, which had ${
            remedied === 1 ? 'already' : 'not'
          } been put right before the Ombudsman was involved (${remedied === 1 ? '100%' : '0%'}).`
        : `In ${year} the Ombudsman upheld ${complaints(upheld)} about ${name}, of which ${
            remedied === 0 ? 'none' : grouped(remedied)
          } had been put right before the Ombudsman was involved${inBrackets(remedied, upheld)}.`,
    none: ({ name, year }) => `In ${year} the Ombudsman upheld no complaints about ${name}.`,
    notKnown: ({ name, year }) =>
      `It is not known here how many upheld complaints about ${name} had been put right before the Ombudsman was involved in ${year}.`,
  },
  received: countWording('received', 'No complaints were received.'),
  decided: countWording('decided', 'No complaints were decided.'),
}

function countWording(verb: string, nothing: string): MeasureWording {
  const none = ({ name, year }: Place) => `In ${year} the Ombudsman ${verb} no complaints about ${name}.`
  return {
    nothing,
    number: (place, count) =>
      count === 0
        ? none(place)
        : `In ${place.year} the Ombudsman ${verb} ${complaints(count)} about ${place.name}.`,
    none,
    notKnown: ({ name, year }) =>
      `It is not known here how many complaints about ${name} the Ombudsman ${verb} in ${year}.`,
  }
}

function wordingOf(measure: Measure): MeasureWording {
  return (
    wordings[measure.code] ?? {
      nothing: 'There was nothing to report.',
      number: ({ name, year }, numerator, denominator) => {
        const figure: Figure = { state: 'calculated', numerator, denominator }
        const value = measure.denominator.kind === 'none' ? grouped(numerator) : printFigure(measure, figure)
        const base = measure.denominator.kind === 'none' ? '' : ` (${printBase(measure, figure)})`
        return `${measure.name}, ${name}, ${year}: ${value}${base}.`
      },
      none: ({ name, year }) => `${measure.name}, ${name}, ${year}: nothing to report.`,
      notKnown: ({ name, year }) => `${measure.name}, ${name}, ${year}: not calculated.`,
    }
  )
}

function complaints(count: number): string {
  return withNoun(grouped(count), 'complaint', 'complaints')
}

/** The percentage after its counts, left out where rounding would contradict them. */
function inBrackets(numerator: number, denominator: number): string {
  switch (roundingHides(numerator, denominator)) {
    case 'a-failure':
      return ` (all but ${grouped(denominator - numerator)})`
    case 'a-success':
      return ''
    case 'nothing':
      return ` (${wholePercent(numerator, denominator)}%)`
  }
}

function grouped(count: number): string {
  return count.toLocaleString('en-GB')
}

function longDate(date: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )
}
