import type { MapMark } from './map-mark.ts'
import type { MapQuestion } from './map-question.ts'

/** How many rows a page of the table has, which is about the height of the map. */
export const rowsAPage = 23

/** Rows that stand together, under a heading where the order parts them. */
export type MapRows = {
  readonly state: MapMark['state']['kind'] | undefined
  readonly marks: readonly MapMark[]
}

export type MapTablePage = {
  readonly parts: readonly MapRows[]
  /** Numbers of the first and the last row on it. */
  readonly first: number
  readonly last: number
  readonly total: number
  readonly pageCount: number
}

/** One page of the table, or all of it where no page is asked for; undefined for a page beyond the last. */
export function mapTablePage(
  marks: readonly MapMark[],
  { measure, sort, page }: Pick<MapQuestion, 'measure' | 'sort' | 'page'>,
): MapTablePage | undefined {
  const sorted = sortMarks(marks, { measure, sort })
  const total = sorted.length
  const pageCount = Math.max(1, Math.ceil(total / rowsAPage))
  if (page !== undefined && page > pageCount) return undefined
  const from = page === undefined ? 0 : (page - 1) * rowsAPage
  const shown = page === undefined ? sorted : sorted.slice(from, from + rowsAPage)
  return {
    parts: sort === 'value' ? partsByState(shown) : [{ state: undefined, marks: shown }],
    first: total === 0 ? 0 : from + 1,
    last: from + shown.length,
    total,
    pageCount,
  }
}

/** Marks come from A to Z, and stay so where nothing else orders them. By value, small bases stand apart. */
export function sortMarks(
  marks: readonly MapMark[],
  { measure, sort }: Pick<MapQuestion, 'measure' | 'sort'>,
): readonly MapMark[] {
  const sign = measure.darkest === 'highest' ? 1 : -1
  switch (sort) {
    case 'name':
      return marks
    case 'base':
      return marks.toSorted(byBase)
    case 'value':
      return marks.toSorted(
        (one, other) =>
          stateOrder.indexOf(one.state.kind) - stateOrder.indexOf(other.state.kind) ||
          (one.state.kind === 'shade' ? sign * byValue(one, other) || byBase(one, other) : 0),
      )
  }
}

const stateOrder: readonly MapMark['state']['kind'][] = ['shade', 'few', 'none', 'unknown']

/** The highest value first, exactly. */
function byValue(one: MapMark, other: MapMark): number {
  const [mine, theirs] = [fractionOf(one), fractionOf(other)]
  const difference = theirs.numerator * mine.denominator - mine.numerator * theirs.denominator
  return difference === 0n ? 0 : difference > 0n ? 1 : -1
}

/** The most first; not known stands behind none. */
function byBase(one: MapMark, other: MapMark): number {
  return (other.base ?? -1) - (one.base ?? -1)
}

function fractionOf({ figure }: MapMark): { numerator: bigint; denominator: bigint } {
  if (figure.state !== 'calculated') return { numerator: 0n, denominator: 1n }
  return { numerator: BigInt(figure.numerator), denominator: BigInt(figure.denominator ?? 1) }
}

function partsByState(marks: readonly MapMark[]): readonly MapRows[] {
  return stateOrder
    .map((state) => ({ state, marks: marks.filter((mark) => mark.state.kind === state) }))
    .filter((part) => part.marks.length > 0)
}
