import type { PrintedFigure } from '../scheme/measure-wording.ts'
import { yearInWords } from '../scheme/printed-dates.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../scheme/scheme.ts'
import type { CalculatedFigure, Figure } from './figure.ts'
import { formatRate, wholePercent } from './rounding.ts'

/** A figure as it stands alone: "50%", "all but 1 of 2,500", "0.8", "15", "nothing to report". */
export function printFigure(measure: Measure, figure: Figure): string {
  if (figure.state === 'nothing-to-report') return 'nothing to report'
  if (figure.state === 'not-calculated') return 'not calculated'
  if (figure.denominator === undefined) return grouped(figure.numerator)
  if (measure.denominator.kind === 'rate') {
    const rate = formatRate(figure.numerator, figure.denominator, measure.denominator.per)
    return rate === '0' && figure.numerator > 0 ? 'less than 0.1' : rate
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

/** The parts of a figure that a scheme's sentences are made of, each as it is printed. */
export function printParts(measure: Measure, figure: CalculatedFigure): PrintedFigure {
  const { numerator, denominator } = figure
  const isShare = measure.denominator.kind === 'share' && denominator !== undefined
  return {
    numerator: grouped(numerator),
    denominator: denominator === undefined ? '' : grouped(denominator),
    remainder: isShare ? grouped(denominator - numerator) : '',
    value: printFigure(measure, figure),
    inBrackets: isShare ? inBrackets(numerator, denominator) : '',
  }
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

/**
 * What is said before anything else where an authority failed to comply, however few the cases: "In 1 case,
 * agreed actions were not carried out." Undefined for other measures, and where nothing failed.
 */
export function failureToComply(scheme: Scheme, measure: Measure, figure: Figure): string | undefined {
  if (!countsFailures(scheme, measure)) return undefined
  if (figure.state !== 'calculated' || figure.denominator === undefined) return undefined
  const failures = figure.denominator - figure.numerator
  return failures === 0 ? undefined : scheme.failureToComply(grouped(failures))
}

/** A measure whose base holds compliance outcomes that are failures. */
function countsFailures(scheme: Scheme, measure: Measure): boolean {
  if (measure.denominator.kind !== 'share') return false
  const { of: base } = measure.denominator
  return scheme.complianceOutcomes.some(
    ({ code, isComplied }) => !isComplied && base.includes(`complied:${code}`),
  )
}

/**
 * The sentence to quote, whole without its surroundings: "In 2023-24 the Ombudsman investigated 2 complaints
 * about Bassetlaw District Council and upheld 1 (50%)."
 */
export function quotedSentence(
  scheme: Scheme,
  measure: Measure,
  { authorityName, year }: { readonly authorityName: string; readonly year: ReportingYear },
  figure: Figure,
): string {
  const { quoted } = measure.wording
  const subject = { name: authorityName, ...yearInWords(scheme, year) }
  switch (figure.state) {
    case 'calculated':
      return quoted.number(subject, printParts(measure, figure))
    case 'nothing-to-report':
      return quoted.nothing(subject)
    case 'not-calculated':
      return quoted.notKnown(subject)
  }
}

function grouped(count: number): string {
  return count.toLocaleString('en-GB')
}
