import type { Measure, Scheme } from '../../scheme/scheme.ts'
import {
  type ChanceTest,
  chanceOfAtLeast,
  chanceOfAtMost,
  chanceTest,
  comparisonSentence,
  verdictOf,
} from '../../statistics/comparison.ts'
import type { Figure, YearlyFigures } from '../../statistics/figure.ts'
import { printBase, printFigure } from '../../statistics/figure-wording.ts'
import { membersInWords } from '../../statistics/group-average.ts'
import { rateUnit } from './measure-view.ts'
import { baseWords, number } from './measure-words.ts'

/** How a figure compares, in sentences; the last one is the finding. Empty where nothing is compared. */
export type ComparisonExplained = { readonly sentences: readonly string[]; readonly finding: string }

export function explainComparison(
  scheme: Scheme,
  measure: Measure,
  figure: Figure,
  figures: YearlyFigures,
): ComparisonExplained | undefined {
  const average = figures.averages.get(measure.code)
  const test = chanceTest(measure, figure, average)
  const verdict = verdictOf(measure, figure, average)
  if (!average || !test || !verdict || figure.state !== 'calculated') return undefined
  const group = scheme.comparisonGroups.find(({ code }) => code === figures.comparisonGroup)
  const pooled: Figure = {
    state: 'calculated',
    numerator: average.numerator,
    denominator: average.denominator,
  }
  const isRate = measure.denominator.kind === 'rate'
  const others = average.memberCount - 1
  const own = isRate
    ? `${number(test.observed)} of the group’s ${number(test.trials)}`
    : `${number(test.observed)} of ${number(test.trials)}`
  return {
    sentences: [
      `${membersInWords(average)} ${group?.plural ?? 'similar bodies'} together: ${isRate ? printBase(measure, pooled) : baseWords(measure, average.numerator, average.denominator)}, ${printFigure(measure, pooled)}${isRate ? ` ${rateUnit(measure)}` : ''}.`,
      verdict === 'too-few-to-tell'
        ? `Tested against the other ${number(others)}: with so few, no result could lie beyond what chance alone does.`
        : `Tested against the other ${number(others)}: ${own}, or a result further off on the same side, comes by chance alone in ${chanceInWords(test)}.`,
      'We say “higher” or “lower” only where that is at most 1 in 1,000 years.',
    ],
    finding: comparisonSentence(measure, verdict),
  }
}

/** "61 of 100 years", "3 of 1,000 years", "fewer than 1 of 1,000 years": the smaller of the two tails. */
function chanceInWords(test: ChanceTest): string {
  const tail = Math.min(chanceOfAtLeast(test, test.observed), chanceOfAtMost(test, test.observed))
  if (tail < 0.001) return 'fewer than 1 of 1,000 years'
  // Rounded up, so that a result just inside the limit never reads as if it stood on it.
  if (tail < 0.01) return `${Math.ceil(tail * 1000)} of 1,000 years`
  return `${Math.round(tail * 100)} of 100 years`
}
