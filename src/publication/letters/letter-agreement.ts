import type { Letter, MeasureRecord } from '../../letters/letter.ts'
import type { Figure, YearlyFigures } from '../../statistics/figure.ts'
import { wholePercent } from '../../statistics/rounding.ts'

/**
 * Whether a letter still says what the figures of its year are. It does not where they were corrected and no corrected
 * letter could be made yet.
 */
export function agreesWithFigures({ record }: Letter, { figures, averages }: YearlyFigures): boolean {
  const averageOf = (measure: string) => {
    const average = averages.get(measure)
    return average === undefined || average.denominator === 0
      ? null
      : wholePercent(average.numerator, average.denominator)
  }
  const agrees = (measure: string, said: Said | 'nothing') =>
    isAsSaid(said, figures.get(measure), averageOf(measure))
  const { upheld, compliance, satisfactoryRemedy, satisfiedCount } = record
  return (
    agrees('complaints-upheld', upheld) &&
    agrees('compliance', compliance === 'nothing' ? compliance : { ...compliance, count: satisfiedCount }) &&
    // The base that an edition prints may be another than that of the share.
    agrees(
      'satisfactory-remedy',
      satisfactoryRemedy === 'nothing' ? satisfactoryRemedy : { ...satisfactoryRemedy, base: null },
    )
  )
}

type Said = Pick<MeasureRecord, 'percent' | 'averagePercent'> & {
  readonly count: number | null
  readonly base: number | null
}

function isAsSaid(said: Said | 'nothing', figure: Figure | undefined, average: number | null): boolean {
  if (said === 'nothing') return figure?.state === 'nothing-to-report'
  if (figure?.state !== 'calculated' || figure.denominator === undefined) return false
  const { numerator, denominator } = figure
  return (
    (said.count === null || said.count === numerator) &&
    (said.base === null || said.base === denominator) &&
    said.percent === wholePercent(numerator, denominator) &&
    (said.averagePercent === null || said.averagePercent === average)
  )
}
