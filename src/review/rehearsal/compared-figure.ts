import type { Measure, Scheme } from '../../scheme/scheme.ts'
import { type Verdict, verdictOf } from '../../statistics/comparison.ts'
import type { Figure, YearlyFigures } from '../../statistics/figure.ts'
import { printBase, printFigure } from '../../statistics/figure-wording.ts'
import { nothingWords } from '../../statistics/nothing-words.ts'

/** One measure of an authority beside what it was last year and beside its group. */
export type ComparedFigure = {
  readonly measure: Measure
  /** The number over its counts, "90%" and "52 of 58"; or what there is none of, "None" and "investigated". */
  readonly shown: { readonly kind: 'number' | 'words'; readonly main: string; readonly below: string }
  /** As printed; a dash where there is none, or none to compare across a break. */
  readonly lastYear: string
  readonly average: string
  readonly verdict: Verdict | undefined
  /** In so many cases agreed actions were not carried out; 0 under every other measure. */
  readonly failureCount: number
}

/** Stands where a comparison cannot exist. */
const noComparison = '–'

/** The measures that stand large, such as on the last page of a letter. */
export function largeMeasures(scheme: Scheme): readonly Measure[] {
  return measuresOf(
    scheme,
    scheme.site.largeMeasures.map(({ measure }) => measure),
  )
}

/** The same, each followed by its rate per so many residents, where it has one. */
export function measuresWithRates(scheme: Scheme): readonly Measure[] {
  return measuresOf(
    scheme,
    scheme.site.largeMeasures.flatMap(({ measure, rate }) =>
      rate === undefined ? [measure] : [measure, rate],
    ),
  )
}

/** A figure with all it is held beside. Last year's are undefined where they cannot be compared with this year's. */
export function compareFigure(
  scheme: Scheme,
  measure: Measure,
  figures: YearlyFigures,
  lastYear: YearlyFigures | undefined,
): ComparedFigure {
  const figure = figures.figures.get(measure.code) ?? { state: 'not-calculated' }
  const average = figure.state === 'calculated' ? figures.averages.get(measure.code) : undefined
  return {
    measure,
    shown: shownFigure(scheme, measure, figure, figures),
    lastYear: printPlain(measure, lastYear?.figures.get(measure.code)),
    average: printPlain(
      measure,
      average && average.denominator > 0
        ? { state: 'calculated', numerator: average.numerator, denominator: average.denominator }
        : undefined,
    ),
    verdict: verdictOf(measure, figure, average),
    failureCount: failureCount(scheme, measure, figure),
  }
}

/** Last year's figures where a trend may join them to this year's; undefined across a break. */
export function comparableLastYear(
  scheme: Scheme,
  figures: YearlyFigures,
  lastYear: YearlyFigures | undefined,
): YearlyFigures | undefined {
  return scheme.breaks.some(({ year }) => year === figures.year) ? undefined : lastYear
}

function measuresOf({ measures }: Scheme, codes: readonly string[]): readonly Measure[] {
  return codes.flatMap((code) => measures.find((measure) => measure.code === code) ?? [])
}

function shownFigure(
  scheme: Scheme,
  measure: Measure,
  figure: Figure,
  figures: YearlyFigures,
): ComparedFigure['shown'] {
  if (figure.state === 'not-calculated') return { kind: 'words', main: 'Not', below: 'calculated' }
  if (figure.state === 'nothing-to-report') {
    const [main, below] = nothingWords(scheme, measure, figures).shown
    return { kind: 'words', main, below }
  }
  return { kind: 'number', main: printFigure(measure, figure), below: printBase(measure, figure) }
}

function printPlain(measure: Measure, figure: Figure | undefined): string {
  if (figure?.state === 'nothing-to-report') return 'None'
  return figure?.state === 'calculated' ? printFigure(measure, figure) : noComparison
}

/** How many compliance outcomes of a measure's base are failures. */
function failureCount(scheme: Scheme, measure: Measure, figure: Figure): number {
  if (measure.denominator.kind !== 'share' || figure.state !== 'calculated') return 0
  const { of: base } = measure.denominator
  const holdsFailures = scheme.complianceOutcomes.some(
    ({ code, isComplied }) => !isComplied && base.includes(`complied:${code}`),
  )
  return holdsFailures ? (figure.denominator ?? figure.numerator) - figure.numerator : 0
}
