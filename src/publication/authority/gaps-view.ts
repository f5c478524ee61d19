import { joinWords } from '../../letters/letter-words.ts'
import { printYear } from '../../scheme/printed-dates.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import { numberInWords } from '../../scheme/sentence-words.ts'
import { type Verdict, verdictOf } from '../../statistics/comparison.ts'
import type { CalculatedFigure, Figure, GroupAverage, YearlyFigures } from '../../statistics/figure.ts'
import { printBase, printFigure } from '../../statistics/figure-wording.ts'
import { gapToAverage } from '../../statistics/group-average.ts'
import { intervalOf } from '../../statistics/interval.ts'
import type { GapFacts } from '../charts/gaps-over-time.ts'
import { largeMeasure } from '../site/measure-words.ts'

/** How far one authority stood from the average of the same year, over the years. */
export type GapsView = {
  readonly measure: Measure
  readonly facts: GapFacts
  readonly finding: string
  readonly rows: readonly GapRow[]
}

/** A year as the table beside the chart has it. */
export type GapRow = {
  readonly name: string
  readonly isShown: boolean
  readonly printed: string
  readonly base: string
  readonly average: string
  readonly gap: string
}

/** The gaps of a share over the years; undefined where there are not two years to set beside one another. */
export function gapsView(
  scheme: Scheme,
  measure: Measure,
  shortName: string,
  years: readonly YearlyFigures[],
  shownYear: ReportingYear,
): GapsView | undefined {
  const gaps = years
    .flatMap((figures) => gapOfYear(scheme, measure, figures))
    .sort((one, other) => one.year - other.year)
  if (gaps.length < 2 || measure.denominator.kind !== 'share') return undefined
  const { counted } = measure.wording
  const shown = gaps.find(({ year }) => year === shownYear)
  return {
    measure,
    facts: {
      years: gaps.map(({ year, name, figure, share, average, interval }) => ({
        year,
        name,
        counts: `${figure.numerator}/${figure.denominator}`,
        gap: (share - average) * 100,
        low: (interval.from - average) * 100,
        high: (interval.to - average) * 100,
      })),
      yearsWithout: years
        .filter(({ figures }) => figures.get(measure.code)?.state === 'nothing-to-report')
        .map(({ year }) => ({ year, name: printYear(scheme, year) })),
      breaks: scheme.breaks.map(({ year, name }) => ({
        year,
        lines: [name, `from ${printYear(scheme, reportingYear(year))}`],
      })),
      shownYear,
      shownGap: shown && shortGap(shown.gap),
      sides: {
        wide: { above: `more ${counted} than average`, below: `fewer ${counted} than average` },
        narrow: { above: 'more than average', below: 'fewer' },
      },
    },
    finding: findingOf(scheme, measure, shortName, gaps),
    rows: gaps.toReversed().map(({ year, name, figure, averageFigure, gap }) => ({
      name,
      isShown: year === shownYear,
      printed: printFigure(measure, figure),
      base: printBase(measure, figure),
      average: printFigure(measure, averageFigure),
      gap: shortGap(gap),
    })),
  }
}

type GapOfYear = {
  readonly year: ReportingYear
  readonly name: string
  readonly figure: CalculatedFigure
  readonly averageFigure: CalculatedFigure
  readonly share: number
  readonly average: number
  readonly interval: { readonly from: number; readonly to: number }
  readonly gap: string
  readonly verdict: Verdict
}

function gapOfYear(scheme: Scheme, measure: Measure, figures: YearlyFigures): readonly GapOfYear[] {
  const figure: Figure | undefined = figures.figures.get(measure.code)
  const average = figures.averages.get(measure.code)
  if (figure?.state !== 'calculated' || !figure.denominator || !average?.denominator) return []
  const gap = gapToAverage(measure, figure, average)
  const verdict = verdictOf(measure, figure, average)
  const interval = intervalOf(measure, figure)
  if (gap === undefined || !verdict || !interval) return []
  return [
    {
      year: figures.year,
      name: printYear(scheme, figures.year),
      figure,
      averageFigure: asFigure(average),
      share: figure.numerator / figure.denominator,
      average: average.numerator / average.denominator,
      interval,
      gap,
      verdict,
    },
  ]
}

function asFigure({ numerator, denominator }: GroupAverage): CalculatedFigure {
  return { state: 'calculated', numerator, denominator }
}

/** "−4 points" for "−4 percentage points"; only what is the same as the average is said to stand at it. */
function shortGap(gap: string): string {
  if (/^[+−]/.test(gap)) return gap.replace('percentage ', '')
  return gap.startsWith('less') ? 'under half a point' : 'at the average'
}

/** In how many of the years it stood apart, and on which side: named, since a line says nothing to who cannot see it. */
function findingOf(scheme: Scheme, measure: Measure, shortName: string, gaps: readonly GapOfYear[]): string {
  const { many } = scheme.site.authorityWords
  const baseNoun = largeMeasure(scheme, measure.code)?.baseNoun.many ?? 'cases'
  if (gaps.every(({ verdict }) => verdict === 'too-few-to-tell')) {
    return `In no year did ${shortName} have enough ${baseNoun} to tell it from similar ${many}.`
  }
  const apart = gaps.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower')
  const compared = `Compared with similar ${many} in the same year, ${shortName}`
  if (apart.length === 0) return `${compared} has never stood clearly apart.`
  const named = (['higher', 'lower'] as const).flatMap((side) => {
    const years = joinWords(gaps.filter(({ verdict }) => verdict === side).map(({ name }) => name))
    return years === null ? [] : [`${side} in ${years}`]
  })
  const share = `${numberInWords(apart.length)} of ${numberInWords(gaps.length)} years`
  return `${compared} stood clearly apart in ${share}: ${named.join('; ')}.`
}
