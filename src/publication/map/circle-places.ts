import type { MapMark } from './map-mark.ts'
import type { MapPlane } from './map-plane.ts'
import type { Point } from './spread-discs.ts'

/** Pixels of radius for the root of what is counted: areas are in proportion to it. */
const radiusPerRoot = 2.15
/** Nothing counted is a dot: it must stay visible. */
const dotRadius = 1.3

/** A circle's radius. Whoever has nothing to count, or is not known, is a dot. */
export function radiusOf(mark: MapMark): number {
  return mark.base === undefined || mark.base === 0 ? dotRadius : radiusOfBase(mark.base)
}

export function radiusOfBase(base: number): number {
  return radiusPerRoot * Math.sqrt(base)
}

/** Largest first, so that no circle hides a smaller one. */
export function largestFirst(marks: readonly MapMark[]): readonly MapMark[] {
  return marks.toSorted((one, other) => (other.base ?? 0) - (one.base ?? 0))
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** A dense part of the map, drawn a second time and larger in the free corner at its upper right. */
export type Enlargement = {
  /** Around the dense part. */
  readonly frame: Box
  /** Around its enlargement. */
  readonly window: Box
  /** Where a point of the frame stands in the window. */
  readonly place: (point: Point) => Point
  /** Brings what is drawn in the window back into the frame. */
  readonly reduction: string
}

const windowSize = { width: 214, height: 196, top: 2 }
/** Room for the title. */
const titleHeight = 28
/** Room for circles at the edges of the window. */
const circleMargin = 22

/** Undefined where fewer than two places stand apart: there is nothing to enlarge. */
export function enlargement(
  plane: MapPlane,
  places: readonly Point[],
  margin = circleMargin,
): Enlargement | undefined {
  const xs = places.map(({ x }) => x)
  const ys = places.map(({ y }) => y)
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)]
  if (!(right > left && bottom > top)) return undefined
  const window = {
    x: plane.width - windowSize.width - 1,
    y: windowSize.top,
    width: windowSize.width,
    height: windowSize.height,
  }
  const room = {
    width: window.width - 2 * margin,
    height: window.height - titleHeight - 2 * margin,
  }
  const scale = Math.min(room.width / (right - left), room.height / (bottom - top))
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 }
  const windowMiddle = {
    x: window.x + window.width / 2,
    y: window.y + titleHeight + margin + room.height / 2,
  }
  const place = ({ x, y }: Point) => ({
    x: windowMiddle.x + (x - middle.x) * scale,
    y: windowMiddle.y + (y - middle.y) * scale,
  })
  const back = (coordinate: number, of: number, to: number) => to + (coordinate - of) / scale
  const frame = {
    x: back(window.x, windowMiddle.x, middle.x),
    y: back(window.y + titleHeight, windowMiddle.y, middle.y),
    width: window.width / scale,
    height: (room.height + 2 * margin) / scale,
  }
  const round = (value: number) => Number(value.toFixed(4))
  const shift = (of: number, to: number) => round(to - of / scale)
  const reduction = `matrix(${round(1 / scale)} 0 0 ${round(1 / scale)} ${shift(windowMiddle.x, middle.x)} ${shift(windowMiddle.y, middle.y)})`
  return { frame: roundBox(frame), window, place, reduction }
}

function roundBox({ x, y, width, height }: Box): Box {
  const tenths = (value: number) => Math.round(value * 10) / 10
  return { x: tenths(x), y: tenths(y), width: tenths(width), height: tenths(height) }
}
