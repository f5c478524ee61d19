/** From values to places in a picture, in px. */
export type Scale = (value: number) => number

/** A straight scale. Places are kept to a tenth of a px, so that the same values give the same bytes. */
export function scaleOf(
  values: { readonly from: number; readonly to: number },
  places: { readonly from: number; readonly to: number },
): Scale {
  const length = values.to - values.from
  return (value) => tenth(places.from + ((value - values.from) / length) * (places.to - places.from))
}

export function tenth(place: number): number {
  return Math.round(place * 10) / 10
}

/** The least step of 1, 2 or 5 times a power of ten that parts a length into no more than so many. */
export function niceStep(length: number, mostParts: number): number {
  const power = 10 ** Math.floor(Math.log10(length / mostParts))
  const factor = [1, 2, 5, 10].find((candidate) => length / (candidate * power) <= mostParts + 1e-9) ?? 10
  return factor * power
}

/** The multiples of a step from one value to another, both included where they are multiples. */
export function ticksBetween(from: number, to: number, step: number): readonly number[] {
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, index) => rounded((first + index) * step))
}

/** Without the last digits that multiplying leaves: 0.6000000000000001 is 0.6. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}
