import type { KnownAuthority } from '../../authorities/authority.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import type { CalculatedFigure, FigureOrigin, GroupAverage, YearlyFigures } from '../../statistics/figure.ts'
import { printBase, printFigure } from '../../statistics/figure-wording.ts'
import { figureOf } from '../../statistics/figures-from-counts.ts'
import { membersInWords } from '../../statistics/group-average.ts'
import { formatRate, wholePercent } from '../../statistics/rounding.ts'
import { baseWords, number } from '../site/measure-words.ts'

/** The figures of one year, with whose they are. */
export type YearOfAll = readonly { readonly authority: KnownAuthority; readonly figures: YearlyFigures }[]

/** A real figure by which a measure is explained. */
export type WorkedExample = {
  readonly authority: KnownAuthority
  readonly figures: YearlyFigures
  readonly figure: Required<CalculatedFigure> & { readonly origin: FigureOrigin }
}

/**
 * The figure that is easiest to follow: a real body's before an invented one's, neither none nor all, of the smallest
 * base. Undefined for plain counts, and where nobody has such a figure.
 */
export function chooseExample({ code }: Measure, everybody: YearOfAll): WorkedExample | undefined {
  const examples = everybody.flatMap(({ authority, figures }): WorkedExample[] => {
    const figure = figures.figures.get(code)
    if (figure?.state !== 'calculated' || figure.denominator === undefined) return []
    const { numerator, denominator, origin } = figure
    if (numerator === 0 || numerator >= denominator) return []
    return [{ authority, figures, figure: { state: 'calculated', numerator, denominator, origin } }]
  })
  const [first] = examples.toSorted(
    (one, other) =>
      Number(one.authority.isInvented) - Number(other.authority.isInvented) ||
      one.figure.denominator - other.figure.denominator ||
      (one.authority.slug < other.authority.slug ? -1 : 1),
  )
  return first
}

/** A group's average of one measure, as we print it and as the mean of its members' own rates. */
export type PrintedAverage = {
  readonly group: string
  readonly pooled: string
  readonly base: string
  readonly members: string
  readonly mean: string
  /** How many members had nothing to divide by. */
  readonly withoutRate: number
  /** "143 had a rate, 21 had none": the mean leaves out those with nothing to divide by. */
  readonly meanMembers: string
}

/** The averages of a measure in every group that has one; none for measures that are not compared. */
export function printedAverages(
  scheme: Scheme,
  measure: Measure,
  everybody: YearOfAll,
): readonly PrintedAverage[] {
  if (measure.denominator.kind === 'none') return []
  return scheme.comparisonGroups.flatMap(({ code, plural }) => {
    const members = everybody.filter(({ figures }) => figures.comparisonGroup === code)
    const average = members[0]?.figures.averages.get(measure.code)
    if (!average || average.denominator === 0 || average.meanOfRates === null) return []
    const rated = members.filter(
      ({ figures }) => figures.figures.get(measure.code)?.state === 'calculated',
    ).length
    const without = average.memberCount - rated
    return [
      {
        group: plural,
        pooled: printFigure(measure, figureOf(average.numerator, average.denominator)),
        base: printedBase(measure, average),
        withoutRate: without,
        members: `${membersInWords(average)} ${plural}`,
        mean: printMean(measure, average.meanOfRates),
        meanMembers:
          without === 0
            ? `${number(rated)} with a rate`
            : `${number(rated)} with a rate; ${number(without)} had none to divide by`,
      },
    ]
  })
}

/** "234 of 371 investigated", "234 among 19,284,546 residents". */
function printedBase(measure: Measure, { numerator, denominator }: GroupAverage): string {
  return measure.denominator.kind === 'rate'
    ? printBase(measure, figureOf(numerator, denominator))
    : baseWords(measure, numerator, denominator)
}

/** The mean as the average beside it is printed: a whole percentage, or a rate to one decimal. */
function printMean(measure: Measure, mean: NonNullable<GroupAverage['meanOfRates']>): string {
  // A mean of rates has no whole numerator; millionths are far below what is printed.
  const millionths = Math.round(mean * 1_000_000)
  if (measure.denominator.kind === 'rate') return formatRate(millionths, 1_000_000, 1)
  const percent = wholePercent(millionths, 1_000_000)
  // It has no counts that could stand in the place of a rounding that hides a failure, or a success.
  if (percent === 100 && mean < 1) return 'just under 100%'
  return percent === 0 && mean > 0 ? 'just over 0%' : `${percent}%`
}
