import { type Lettering, textWidth } from './chart-text.ts'

/** A rectangle of a picture, in px. */
export type Box = {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export function boxesOverlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

/** Where a line of text stands, from its anchor and its baseline. */
export function textBox(
  text: string,
  at: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'middle' | 'end' },
  lettering: Lettering,
): Box {
  const width = textWidth(text, lettering)
  const left = at.anchor === 'start' ? at.x : at.anchor === 'end' ? at.x - width : at.x - width / 2
  return {
    left,
    right: left + width,
    top: at.y - lettering.size * 0.8,
    bottom: at.y + lettering.size * 0.25,
  }
}

/**
 * Moves labels that stand one under the other apart, each by as little as their order allows, and keeps them
 * between two places. Their order stays.
 */
export function spreadApart(
  places: readonly number[],
  least: number,
  within: { readonly from: number; readonly to: number },
): readonly number[] {
  const order = places.map((place, index) => ({ place, index })).sort((one, other) => one.place - other.place)
  const spread: number[] = []
  for (const { place } of order) {
    const above = spread.at(-1)
    spread.push(Math.max(place, above === undefined ? within.from : above + least))
  }
  let limit = within.to
  for (let index = spread.length - 1; index >= 0; index -= 1) {
    spread[index] = Math.min(spread[index] ?? limit, limit)
    limit = (spread[index] ?? limit) - least
  }
  const result = Array<number>(places.length).fill(0)
  order.forEach(({ index }, rank) => {
    result[index] = spread[rank] ?? 0
  })
  return result
}
