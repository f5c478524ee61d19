import type { ComplianceOutcome, CountedSet, Measure, Scheme } from '../../scheme/scheme.ts'
import type { Counts, Figure, FigureOrigin } from '../../statistics/figure.ts'
import { printFigure } from '../../statistics/figure-wording.ts'
import { number } from '../site/measure-words.ts'

/** One number of a sum over its words, after the sign that joins it to the number before. */
export type SumPart = {
  readonly sign: '÷' | '×' | '=' | '→' | undefined
  readonly text: string
  readonly words: string
}

/**
 * The sum behind a figure: "18 upheld ÷ 18 + 6 upheld + not upheld = 0.75 exactly → 75% as printed". Where only
 * the total was published, its parts are not known and stand as one number.
 */
export function figureSum(
  scheme: Scheme,
  measure: Measure,
  figure: Figure,
  counts: Counts,
): readonly SumPart[] {
  if (figure.state !== 'calculated') return []
  const top = addends(scheme, measure.numerator, counts, {
    count: figure.numerator,
    words: measure.wording.counted,
  })
  if (measure.denominator.kind === 'none' || figure.denominator === undefined)
    return [{ sign: undefined, ...top }]
  const { denominator } = figure
  const unit = measure.denominator.kind === 'rate' ? measure.denominator.per : 1
  const bottom =
    measure.denominator.kind === 'rate'
      ? { text: number(denominator), words: measure.denominator.base }
      : addends(scheme, measure.denominator.of, counts, {
          count: denominator,
          words: measure.denominator.noun.many,
        })
  const exact = exactDecimal(figure.numerator * unit, denominator)
  const scale: SumPart[] = unit === 1 ? [] : [{ sign: '×', text: number(unit), words: 'for comparison' }]
  return [
    { sign: undefined, ...top },
    ...scale,
    { sign: '÷', ...bottom },
    { sign: '=', text: exact.text, words: exact.isWhole ? 'exactly' : 'and so on' },
    { sign: '→', text: printFigure(measure, figure), words: 'as printed' },
  ]
}

/** The counts a figure is made of: none for what a letter states, which our counts may contradict. */
export function countsBehind(origin: FigureOrigin, counts: Counts): Counts {
  return origin.kind === 'published-letter' ? new Map() : counts
}

/** Where a sum has more parts than can be read at a glance, only its total stands. */
const mostAddends = 3

function addends(
  scheme: Scheme,
  sets: readonly CountedSet[],
  counts: Counts,
  total: { readonly count: number; readonly words: string },
): Omit<SumPart, 'sign'> {
  const parts = sets.map((set) => ({ count: counts.get(set), words: setName(scheme, set) }))
  const isKnown = parts.every(({ count }) => count !== undefined)
  if (!isKnown || parts.length > mostAddends) return { text: number(total.count), words: total.words }
  return {
    text: parts.map(({ count }) => number(count ?? 0)).join(' + '),
    words: parts.map(({ words }) => words).join(' + '),
  }
}

/** A counted set in words: "not upheld", "satisfied late". */
export function setName(scheme: Scheme, set: CountedSet): string {
  const [part, code] = set.split(':')
  if (part === 'remedied-before') return 'remedied before'
  if (part === 'unsettled') return 'due and unsettled'
  if (part === 'complied') {
    const outcome = scheme.complianceOutcomes.find((entry) => entry.code === code)
    return outcome ? complianceWords(outcome) : set
  }
  const table = part === 'received' ? scheme.categories : scheme.outcomes
  return table.find((entry) => entry.code === code)?.name.toLowerCase() ?? set
}

/** How agreed actions ended, in plain words. */
export function complianceWords({
  isComplied,
  isLate,
}: Pick<ComplianceOutcome, 'isComplied' | 'isLate'>): string {
  if (!isComplied) return 'not carried out'
  return isLate ? 'late' : 'on time'
}

/** A fraction to four decimals, and whether that is all of it: 18/24 is 0.75, 2/3 is "0.6666…". */
export function exactDecimal(numerator: number, denominator: number): { text: string; isWhole: boolean } {
  const scaled = BigInt(numerator) * 10_000n
  const isWhole = scaled % BigInt(denominator) === 0n
  const digits = String(scaled / BigInt(denominator)).padStart(5, '0')
  const decimals = `${digits.slice(0, -4)}.${digits.slice(-4)}`
  return { text: isWhole ? decimals.replace(/\.?0+$/, '') : `${decimals}…`, isWhole }
}
