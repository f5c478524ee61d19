import type { Measure } from '../../scheme/scheme.ts'
import type { MapMeasure } from '../../scheme/scheme-map.ts'
import type { CalculatedFigure } from '../../statistics/figure.ts'

/** One of the five shades, from the palest, 0, to the darkest, 4. */
export type Shade = 0 | 1 | 2 | 3 | 4
const shades: readonly Shade[] = [0, 1, 2, 3, 4]

/**
 * The shade of a figure: by its exact value, not by the one that is printed, so that 69.6% stands below 70%.
 */
export function shadeOf(mapMeasure: MapMeasure, measure: Measure, figure: CalculatedFigure): Shade {
  const { numerator, denominator = 1 } = figure
  const unit = BigInt(unitOf(measure))
  const reached = mapMeasure.bounds.filter(
    (bound) => BigInt(numerator) * unit >= BigInt(bound) * BigInt(denominator),
  ).length
  return shadeOfClass(mapMeasure, reached)
}

/** The five classes in words, the palest first: "under 60%", "60% to under 70%" … "90% or more". */
export function shadeWords(
  mapMeasure: MapMeasure,
  measure: Measure,
): readonly { readonly shade: Shade; readonly words: string }[] {
  const { bounds } = mapMeasure
  const isShare = measure.denominator.kind === 'share'
  const printed = (bound: number) => (isShare ? `${bound}%` : String(bound))
  const words = shades.map((_, reached) => {
    const [from, to] = [bounds[reached - 1], bounds[reached]]
    if (from === undefined) return `under ${printed(bounds[0])}`
    if (to !== undefined) return `${printed(from)} to under ${printed(to)}`
    return isShare && from === 100 ? '100%' : `${printed(from)} or more`
  })
  return words
    .map((text, reached) => ({ shade: shadeOfClass(mapMeasure, reached), words: text }))
    .toSorted((one, other) => one.shade - other.shade)
}

function shadeOfClass({ darkest }: MapMeasure, reached: number): Shade {
  return shades[darkest === 'highest' ? reached : shades.length - 1 - reached] ?? 0
}

function unitOf({ denominator }: Measure): number {
  return denominator.kind === 'rate' ? denominator.per : 100
}
