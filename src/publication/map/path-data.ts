import type { Point } from './spread-discs.ts'

/**
 * Closed rings as the data of a path, in steps of a tenth of a pixel from each point to the next, which is the
 * shortest way to write them. Points nearer than `tolerance` pixels to the line without them are left out.
 */
export function ringsPath(rings: readonly (readonly Point[])[], tolerance: number): string {
  return rings.map((ring) => ringPath(keepTurns(ring, tolerance))).join('')
}

function ringPath(points: readonly Point[]): string {
  let [lastX, lastY] = [0, 0]
  const steps: string[] = []
  for (const { x, y } of points) {
    const [tenthsX, tenthsY] = [Math.round(x * 10), Math.round(y * 10)]
    if (steps.length > 0 && tenthsX === lastX && tenthsY === lastY) continue
    steps.push(pair(tenthsX - lastX, tenthsY - lastY))
    ;[lastX, lastY] = [tenthsX, tenthsY]
  }
  const [start, ...others] = steps
  return others.length < 2 ? '' : `M${start}l${others.join('').trimStart()}z`
}

/** Each pair begins with what parts it from the one before: a minus does, a figure needs a space. */
function pair(tenthsX: number, tenthsY: number): string {
  const across = shortNumber(tenthsX)
  const down = shortNumber(tenthsY)
  return `${across.startsWith('-') ? '' : ' '}${across}${down.startsWith('-') ? '' : ' '}${down}`
}

/** ".5" for 0.5, "-3" for -3.0. */
function shortNumber(tenths: number): string {
  return String(tenths / 10).replace(/^(-?)0\./, '$1.')
}

/** The points of a ring without those that hardly bend it (Douglas and Peucker's method). */
function keepTurns(ring: readonly Point[], tolerance: number): readonly Point[] {
  const isKept = new Uint8Array(ring.length)
  // A ring ends where it began, so its farthest point parts it into two lines.
  const farthest = farthestFrom(ring, 0)
  for (const at of [0, farthest, ring.length - 1]) isKept[at] = 1
  const open: [number, number][] = [
    [0, farthest],
    [farthest, ring.length - 1],
  ]
  for (let part = open.pop(); part; part = open.pop()) {
    const [from, to] = part
    const turn = sharpestTurn(ring, from, to)
    if (turn.distance <= tolerance) continue
    isKept[turn.at] = 1
    open.push([from, turn.at], [turn.at, to])
  }
  return ring.filter((_, at) => isKept[at] === 1)
}

function farthestFrom(ring: readonly Point[], start: number): number {
  const from = ring[start]
  if (!from) return 0
  let best = { at: 0, distance: -1 }
  for (const [at, { x, y }] of ring.entries()) {
    const distance = (x - from.x) ** 2 + (y - from.y) ** 2
    if (distance > best.distance) best = { at, distance }
  }
  return best.at
}

function sharpestTurn(ring: readonly Point[], from: number, to: number): { at: number; distance: number } {
  const [start, end] = [ring[from], ring[to]]
  let best = { at: from, distance: 0 }
  if (!start || !end) return best
  const [dx, dy] = [end.x - start.x, end.y - start.y]
  const length = Math.hypot(dx, dy)
  for (let at = from + 1; at < to; at += 1) {
    const point = ring[at]
    if (!point) continue
    const [px, py] = [point.x - start.x, point.y - start.y]
    const distance = length === 0 ? Math.hypot(px, py) : Math.abs(px * dy - py * dx) / length
    if (distance > best.distance) best = { at, distance }
  }
  return best
}
