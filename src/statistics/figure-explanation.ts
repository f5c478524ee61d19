import { printYear } from '../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../scheme/scheme.ts'
import { comparisonSentence, verdictOf } from './comparison.ts'
import type { Figure, FigureOrigin, GroupAverage, YearlyFigures } from './figure.ts'
import { failureToComply, printBase, printFigure, quotedSentence } from './figure-wording.ts'
import { gapToAverage, membersInWords } from './group-average.ts'
import { type Interval, intervalOf } from './interval.ts'

/** A counted set with its cases; null where only the total was published. */
export type ExplainedSet = {
  readonly set: string
  readonly count: number
  readonly references: readonly string[] | null
}

/** How one figure was made, complete, as text and as JSON show it. */
export type FigureExplanation = {
  readonly authority: string
  readonly year: string
  readonly measure: string
  readonly name: string
  readonly definition: string
  readonly method: string
  readonly methodVersion: number
  readonly revision: number
  readonly state: Figure['state']
  readonly printed: string
  readonly numerator: number | null
  readonly denominator: number | null
  readonly base: string
  readonly failure: string | null
  readonly nothingToReport: string | null
  readonly interval: Interval | null
  readonly printedInterval: string | null
  readonly comparison: Comparison | null
  readonly quote: string
  /** Null where nothing of it is known. */
  readonly origin: FigureOrigin | null
  readonly cases: {
    readonly numerator: readonly ExplainedSet[]
    readonly denominator: readonly ExplainedSet[]
  }
}

type Comparison = {
  readonly group: string
  readonly average: GroupAverage
  readonly printedAverage: string
  readonly printedMeanOfRates: string | null
  readonly gap: string | null
  readonly sentence: string | null
}

export function explainFigure(
  scheme: Scheme,
  measure: Measure,
  authority: { readonly slug: string; readonly officialName: string },
  figures: YearlyFigures,
  cases: FigureExplanation['cases'],
): FigureExplanation {
  const found = figures.figures.get(measure.code)
  const figure: Figure = found ?? { state: 'not-calculated' }
  const isCalculated = figure.state === 'calculated'
  const interval = intervalOf(measure, figure)
  return {
    authority: authority.slug,
    year: formatReportingYear(figures.year),
    measure: measure.code,
    name: `${measure.name}, ${authority.officialName}, ${printYear(scheme, figures.year)}`,
    definition: measure.plainWords,
    method: `${scheme.methodology.document}#${measure.methodSection}`,
    methodVersion: figures.methodVersion,
    revision: figures.revision,
    state: figure.state,
    printed: printFigure(measure, figure),
    numerator: isCalculated ? figure.numerator : null,
    denominator: isCalculated ? (figure.denominator ?? null) : null,
    base: printBase(measure, figure),
    failure: failureToComply(scheme, measure, figure) ?? null,
    nothingToReport: figure.state === 'nothing-to-report' ? measure.wording.nothing.sentence : null,
    interval: interval ?? null,
    printedInterval: interval ? printInterval(measure, interval) : null,
    comparison: comparisonOf(scheme, measure, figure, figures),
    quote: quotedSentence(
      scheme,
      measure,
      { authorityName: authority.officialName, year: figures.year },
      figure,
    ),
    origin: found && (found.origin.kind !== 'cases' || isAnyKnown(cases)) ? found.origin : null,
    // What a letter states is not made of our counts, which may differ from it.
    cases: found?.origin.kind === 'published-letter' ? { numerator: [], denominator: [] } : cases,
  }
}

function isAnyKnown({ numerator, denominator }: FigureExplanation['cases']): boolean {
  return numerator.length > 0 || denominator.length > 0
}

/** "9.5% to 90.5%", "0.02 to 4.64 per 100,000 residents". */
function printInterval(measure: Measure, { from, to }: Interval): string {
  if (measure.denominator.kind === 'rate') {
    const { per, base } = measure.denominator
    return `${from.toFixed(2)} to ${to.toFixed(2)} per ${per.toLocaleString('en-GB')} ${base}`
  }
  return `${(from * 100).toFixed(1)}% to ${(to * 100).toFixed(1)}%`
}

function comparisonOf(
  scheme: Scheme,
  measure: Measure,
  figure: Figure,
  figures: YearlyFigures,
): Comparison | null {
  const average = figures.averages.get(measure.code)
  const group = scheme.comparisonGroups.find(({ code }) => code === figures.comparisonGroup)
  if (!average || !group) return null
  const verdict = verdictOf(measure, figure, average)
  return {
    group: group.plural,
    average,
    printedAverage:
      average.denominator === 0
        ? 'nothing to report'
        : printFigure(measure, {
            state: 'calculated',
            numerator: average.numerator,
            denominator: average.denominator,
          }),
    printedMeanOfRates: average.meanOfRates === null ? null : printMean(measure, average.meanOfRates),
    gap: gapToAverage(measure, figure, average) ?? null,
    sentence: verdict ? comparisonSentence(measure, verdict) : null,
  }
}

function printMean(measure: Measure, meanOfRates: number): string {
  return measure.denominator.kind === 'rate' ? meanOfRates.toFixed(2) : `${(meanOfRates * 100).toFixed(1)}%`
}

/** What a person reads where a year's figures no longer follow from what they are made from. */
export function outdatedNotice(year: ReportingYear): string {
  const text = formatReportingYear(year)
  return `The figures of ${text} are older than what they are made from; run "upheld calculate ${text}".`
}

/** An explanation as a person reads it on the command line. */
export function explanationLines(explanation: FigureExplanation): string[] {
  const { comparison, cases } = explanation
  return [
    explanation.name,
    `${explanation.definition}; method: ${explanation.method}, version ${explanation.methodVersion}, revision ${explanation.revision}`,
    '',
    ...(explanation.failure ? [explanation.failure] : []),
    explanation.printed === explanation.base
      ? explanation.printed
      : `${explanation.printed} (${explanation.base})`,
    ...(explanation.nothingToReport ? [explanation.nothingToReport] : []),
    ...(explanation.printedInterval ? [`95% interval: ${explanation.printedInterval}`] : []),
    ...(comparison ? comparisonLines(comparison) : []),
    '',
    `To quote: ${explanation.quote}`,
    `Origin: ${originWords(explanation.origin)}`,
    '',
    ...caseLines(cases),
  ]
}

function caseLines({ numerator, denominator }: FigureExplanation['cases']): string[] {
  if (!isAnyKnown({ numerator, denominator })) return ['Counted: the cases are not known here.']
  return [
    'Counted:',
    ...numerator.map(setLine),
    ...(denominator.length > 0 ? ['Of:', ...denominator.map(setLine)] : []),
  ]
}

function comparisonLines({ group, average, printedAverage, printedMeanOfRates, gap, sentence }: Comparison) {
  const counts = `${average.numerator.toLocaleString('en-GB')} of ${average.denominator.toLocaleString('en-GB')}`
  const mean = printedMeanOfRates === null ? '' : `; mean of rates ${printedMeanOfRates}`
  return [
    `Average of ${membersInWords(average)} ${group}: ${printedAverage} (${counts}${mean})`,
    ...(gap ? [`Gap to the average: ${gap}`] : []),
    ...(sentence ? [sentence] : []),
  ]
}

function originWords(origin: FigureOrigin | null): string {
  switch (origin?.kind) {
    case undefined:
      return 'not known'
    case 'cases':
      return 'from cases'
    case 'published-tables':
      return `from published tables: ${origin.document}`
    case 'published-letter':
      return `from the published letter: ${origin.document}`
  }
}

function setLine({ set, count, references }: ExplainedSet): string {
  if (references === null) return `  ${set}: ${count}, published without its cases`
  return `  ${set}: ${count}${references.length === 0 ? '' : ` (${references.join(', ')})`}`
}
