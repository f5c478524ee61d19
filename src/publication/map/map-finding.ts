import { withNoun } from '../../scheme/count-noun.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import type { MapMeasure } from '../../scheme/scheme-map.ts'
import { number } from '../site/measure-words.ts'
import type { MapMark } from './map-mark.ts'

/** How many marks stand in each state. */
export type MarkCounts = Readonly<Record<MapMark['state']['kind'], number>>

export function countMarks(marks: readonly MapMark[]): MarkCounts {
  const count = (kind: MapMark['state']['kind']) => marks.filter(({ state }) => state.kind === kind).length
  return { shade: count('shade'), few: count('few'), none: count('none'), unknown: count('unknown') }
}

/** What there is to see, in a sentence or two: who has too few to compare, and how many carry the colour. */
export function mapFinding(
  scheme: Scheme,
  mapMeasure: MapMeasure,
  measure: Measure,
  printedYear: string,
  marks: readonly MapMark[],
): string {
  const { shade, unknown } = countMarks(marks)
  const { one, many } = scheme.site.authorityWords
  if (marks.length === 0) return `No ${one} stands on this map in ${printedYear}.`
  if (unknown === marks.length) return `${measure.name} was not calculated for ${printedYear}.`
  const all = withNoun(number(marks.length), { one, many })
  const enough = `enough ${mapMeasure.baseNoun.many} to be coloured`
  const few = kindsWithFew(scheme, marks).map(
    ({ name, isAll }) =>
      `${isAll ? 'Every' : 'Nearly every'} ${name} has too few ${mapMeasure.baseNoun.many} to compare.`,
  )
  const failed = marks.filter(({ failure }) => failure !== undefined).length
  const failures = failed > 0 && mapMeasure.failures?.(number(failed), number(marks.length))
  return [
    ...(failures ? [failures] : []),
    ...few,
    shade === marks.length
      ? `All ${all} have ${enough}.`
      : `${number(shade)} of ${all} ${shade === 1 ? 'has' : 'have'} ${enough}.`,
  ].join(' ')
}

/** Kinds of which at least nine in ten have too few or none. */
function kindsWithFew(
  scheme: Scheme,
  marks: readonly MapMark[],
): readonly { name: string; isAll: boolean }[] {
  return scheme.authorityKinds.flatMap(({ code, name }) => {
    const kind = marks.filter((mark) => mark.kind === code)
    const few = kind.filter(({ state }) => state.kind === 'few' || state.kind === 'none')
    if (kind.length < 10 || few.length * 10 < kind.length * 9) return []
    return { name, isAll: few.length === kind.length }
  })
}

/**
 * Up to how many are always too few, group by group: "up to 6 for district councils". It is read off the rows, so
 * that no row contradicts it; one more may still be too few for some.
 */
export function fewLimits(scheme: Scheme, marks: readonly MapMark[]): string | undefined {
  const limits = scheme.comparisonGroups.flatMap(({ code, plural }) => {
    const bases = (kind: MapMark['state']['kind']) =>
      marks
        .filter((mark) => mark.comparisonGroup === code && mark.state.kind === kind)
        .map(({ base }) => base ?? 0)
    const leastEnough = Math.min(Number.POSITIVE_INFINITY, ...bases('shade'))
    const mostFew = Math.max(0, ...bases('few').filter((base) => base < leastEnough))
    return mostFew > 0 ? `up to ${number(mostFew)} for ${plural}` : []
  })
  return limits.length === 0 ? undefined : limits.join(', ')
}
