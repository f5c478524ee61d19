import type { Measure } from '../../scheme/scheme.ts'
import type { Figure, GroupAverage } from '../../statistics/figure.ts'
import { printFigure } from '../../statistics/figure-wording.ts'
import { type Interval, intervalOf } from '../../statistics/interval.ts'

/** A figure in the unit of its measure, before rounding: 75 for 18 of 24; null where there is no number. */
export function figureValue(measure: Measure, figure: Figure): number | null {
  if (figure.state !== 'calculated') return null
  const { numerator, denominator } = figure
  if (denominator === undefined) return numerator
  return (numerator * unitSize(measure)) / denominator
}

/** Its 95% interval, in the same unit; null where there is none. */
export function intervalInUnit(measure: Measure, figure: Figure): Interval | null {
  const interval = intervalOf(measure, figure)
  if (!interval) return null
  // The interval of a share is a share, that of a rate stands in the rate's unit already.
  const scale = measure.denominator.kind === 'share' ? 100 : 1
  return { from: interval.from * scale, to: interval.to * scale }
}

/** The pooled average as a figure; undefined where there is nothing to divide by. */
function pooledFigure({
  numerator,
  denominator,
}: Pick<GroupAverage, 'numerator' | 'denominator'>): Figure | undefined {
  return denominator === 0 ? undefined : { state: 'calculated', numerator, denominator }
}

/** As the site prints it, in numbers or in words. */
export function printedAverage(measure: Measure, average: GroupAverage | undefined): string | null {
  const pooled = average && pooledFigure(average)
  return pooled ? printFigure(measure, pooled) : null
}

/** The average in the unit of its measure, before rounding. */
export function averageValue(measure: Measure, average: GroupAverage | undefined): number | null {
  const pooled = average && pooledFigure(average)
  return pooled ? figureValue(measure, pooled) : null
}

/** By how much a quotient of counts is multiplied to stand in its unit. */
export function unitSize(measure: Measure): number {
  return measure.denominator.kind === 'rate' ? measure.denominator.per : 100
}
