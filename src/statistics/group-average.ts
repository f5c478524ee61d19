import type { Measure } from '../scheme/scheme.ts'
import type { Figure, GroupAverage } from './figure.ts'
import { roundHalfUp } from './rounding.ts'

/**
 * The average of a comparison group: pooled, sum over sum, each member included, with the plain mean of the
 * members' own rates beside it. A member with nothing to report adds nothing but is counted as a member; one
 * that was not calculated is left out. Undefined where nothing can be averaged.
 */
export function groupAverage(measure: Measure, figures: readonly Figure[]): GroupAverage | undefined {
  if (measure.denominator.kind === 'none') return undefined
  const unit = unitOf(measure)
  let numerator = 0
  let denominator = 0
  let memberCount = 0
  const rates: number[] = []
  for (const figure of figures) {
    if (figure.state === 'not-calculated') continue
    memberCount += 1
    if (figure.state === 'nothing-to-report' || figure.denominator === undefined) continue
    numerator += figure.numerator
    denominator += figure.denominator
    rates.push((figure.numerator * unit) / figure.denominator)
  }
  if (memberCount === 0) return undefined
  return {
    numerator,
    denominator,
    memberCount,
    groupMemberCount: figures.length,
    meanOfRates: meanOf(rates),
  }
}

/** Of how many members an average is: "164", or "152 of 164" where others have no figure. */
export function membersInWords({ memberCount, groupMemberCount }: GroupAverage): string {
  const members = memberCount.toLocaleString('en-GB')
  return memberCount < groupMemberCount
    ? `${members} of ${groupMemberCount.toLocaleString('en-GB')}`
    : members
}

/** Added up from the least, so that the last digit does not hang on the order in which members come. */
function meanOf(rates: readonly number[]): number | null {
  if (rates.length === 0) return null
  return rates.toSorted((one, other) => one - other).reduce((sum, rate) => sum + rate, 0) / rates.length
}

/** What a rate is counted per: 100,000 for a rate per 100,000 residents, 1 for a share. */
export function unitOf(measure: Measure): number {
  return measure.denominator.kind === 'rate' ? measure.denominator.per : 1
}

/**
 * How far an authority stands from its group's average in the same year, as printed: "+5 percentage points",
 * "−0.4 per 100,000 residents", "less than half a percentage point from the average"; "the same as the average"
 * only if it is. Formed from the unrounded rates and rounded once, half away from zero.
 * Trends show this gap, since a change of practice moves an authority and its average alike.
 */
export function gapToAverage(
  measure: Measure,
  figure: Figure,
  average: GroupAverage | undefined,
): string | undefined {
  if (figure.state !== 'calculated' || figure.denominator === undefined || !average?.denominator) {
    return undefined
  }
  const own = BigInt(figure.numerator) * BigInt(average.denominator)
  const pooled = BigInt(average.numerator) * BigInt(figure.denominator)
  const gap = own - pooled
  const base = BigInt(figure.denominator) * BigInt(average.denominator)
  const isRate = measure.denominator.kind === 'rate'
  const rounded = roundHalfUp(gap < 0n ? -gap : gap, base, isRate ? unitOf(measure) * 10 : 100)
  if (gap === 0n) return 'the same as the average'
  const sign = gap < 0n ? '−' : '+'
  if (measure.denominator.kind === 'rate') {
    const { per, base: counted } = measure.denominator
    const unit = `per ${per.toLocaleString('en-GB')} ${counted}`
    return rounded === 0 ? `less than 0.05 ${unit} from the average` : `${sign}${rounded / 10} ${unit}`
  }
  if (rounded === 0) return 'less than half a percentage point from the average'
  return `${sign}${rounded} percentage ${rounded === 1 ? 'point' : 'points'}`
}
