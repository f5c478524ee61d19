import type { Measure } from '../../scheme/scheme.ts'
import { chanceOfAtLeast, chanceOfAtMost, testLimit } from '../../statistics/comparison.ts'
import type { GroupAverage } from '../../statistics/figure.ts'
import { printFigure } from '../../statistics/figure-wording.ts'
import { funnelExpectation, innerLimit, limitsOf } from '../../statistics/funnel-limits.ts'
import { unitOf } from '../../statistics/group-average.ts'
import { groupBy } from '../../statistics/grouping.ts'
import { type Box, boxesOverlap, spreadApart, textBox } from './chart-boxes.ts'
import { type ChartWidth, chartWidths } from './chart-colours.ts'
import { niceStep, type Scale, scaleOf, tenth, ticksBetween } from './chart-scale.ts'
import { textWidth } from './chart-text.ts'

/** One authority of a funnel: its count and its base, investigations or residents. */
export type FunnelMember = {
  readonly numerator: number
  readonly denominator: number
  /** Drawn hollow: no result at its base could stand apart. */
  readonly isFew: boolean
}

export type FunnelFacts = {
  readonly measure: Measure
  readonly average: GroupAverage
  readonly own: FunnelMember & { readonly label: readonly [string, string] }
  readonly others: readonly FunnelMember[]
}

export type Dot = { readonly x: number; readonly y: number; readonly isFew: boolean }

/** Authorities at one place, as one dot whose area grows with their number. */
export type SharedDot = Dot & { readonly count: number; readonly radius: number }

/** A funnel as places in a picture. */
export type Funnel = {
  readonly width: number
  readonly height: number
  readonly plot: Box
  readonly rateTicks: readonly { readonly y: number; readonly label: string }[]
  readonly baseTicks: readonly { readonly x: number; readonly label: string }[]
  /** Closed areas between the limits, as path data. */
  readonly outerBand: string
  readonly innerBand: string
  readonly outerEdges: readonly string[]
  readonly innerEdges: readonly string[]
  readonly averageY: number
  readonly averageLabel: { readonly x: number; readonly y: number; readonly text: string }
  /** What the limits are, at the right edge; none where there is no room beside the plot. */
  readonly limitLabels: readonly { readonly x: number; readonly y: number; readonly text: string }[]
  readonly others: readonly SharedDot[]
  readonly own: Dot & {
    readonly label: {
      readonly x: number
      readonly y: number
      readonly lines: readonly [string, string]
    }
    readonly leader: { readonly x: number; readonly y: number }
  }
}

const size = 16
const lineHeight = 20

/** Lays a funnel out; undefined where the group has no average. */
export function layOutFunnel(facts: FunnelFacts, chartWidth: ChartWidth): Funnel | undefined {
  const { measure, average, own, others } = facts
  if (average.denominator === 0 || measure.denominator.kind === 'none') return undefined
  const isWide = chartWidth === 'wide'
  const width = chartWidths[chartWidth]
  const height = isWide ? 400 : 300
  const unit = measure.denominator.kind === 'rate' ? unitOf(measure) : 100
  const rateOf = ({ numerator, denominator }: FunnelMember) => (numerator * unit) / denominator
  const members = [own, ...others]
  const rates = rateRange(members.map(rateOf), (average.numerator * unit) / average.denominator, measure)
  const bases = baseRange(members.map(({ denominator }) => denominator))
  const plot: Box = { left: 46, top: 18, right: isWide ? width - 76 : width - 8, bottom: height - 52 }
  const across = scaleOf({ from: 0, to: bases.to }, { from: plot.left, to: plot.right })
  const up = scaleOf(rates, { from: plot.bottom, to: plot.top })
  const edges = limitEdges(measure, average, bases.to, unit)
  const averageY = up((average.numerator * unit) / average.denominator)
  const dotOf = (member: FunnelMember): Dot => ({
    x: across(member.denominator),
    y: up(rateOf(member)),
    isFew: member.isFew,
  })
  const ownDot = dotOf(own)
  const otherDots = shareDots(others.map(dotOf))
  const inPlot = (edge: readonly LimitPoint[]) => clippedEdge(edge, across, up, rates)
  const averageText = printFigure(measure, {
    state: 'calculated',
    numerator: average.numerator,
    denominator: average.denominator,
  })
  const labels = edgeLabels(isWide, plot, averageY, averageText, {
    inner: lastPlaces(inPlot(edges.inner.low), inPlot(edges.inner.high)),
    outer: lastPlaces(inPlot(edges.outer.low), inPlot(edges.outer.high)),
  })
  const surroundings = {
    plot,
    others: otherDots,
    averageY,
    averageLabel: boxOfAverage(labels.averageLabel, plot),
  }
  return {
    width,
    height,
    plot,
    rateTicks: ticksBetween(rates.from, rates.to, rates.step).map((rate, index, { length }) => ({
      y: up(rate),
      label: `${rate}${measure.denominator.kind === 'share' && index === length - 1 ? '%' : ''}`,
    })),
    baseTicks: ticksBetween(0, bases.to, bases.step).map((base) => ({
      x: across(base),
      label: base.toLocaleString('en-GB'),
    })),
    outerBand: areaBetween(inPlot(edges.outer.low), inPlot(edges.outer.high)),
    innerBand: areaBetween(inPlot(edges.inner.low), inPlot(edges.inner.high)),
    outerEdges: [inPlot(edges.outer.low), inPlot(edges.outer.high)].map((edge) => lineWithin(edge, plot)),
    innerEdges: [inPlot(edges.inner.low), inPlot(edges.inner.high)].map((edge) => lineWithin(edge, plot)),
    averageY,
    ...labels,
    others: otherDots,
    own: { ...ownDot, ...placeLabel(own.label, ownDot, surroundings) },
  }
}

const leastRadius = 5
const mostRadius = 15

function shareDots(dots: readonly Dot[]): readonly SharedDot[] {
  return [...groupBy(dots, ({ x, y }) => `${x} ${y}`).values()].flatMap((together) => {
    const [first] = together
    if (!first) return []
    const count = together.length
    return [{ ...first, count, radius: tenth(Math.min(mostRadius, leastRadius * Math.sqrt(count))) }]
  })
}

type Range = { readonly from: number; readonly to: number; readonly step: number }

/** Just as much of the scale as the dots need, in whole steps; a share ends at 0 and at 100. */
function rateRange(rates: readonly number[], average: number, measure: Measure): Range {
  const least = Math.min(...rates, average)
  const most = Math.max(...rates, average)
  const isShare = measure.denominator.kind === 'share'
  const step = niceStep(Math.max(most - least, isShare ? 10 : average / 2), 5)
  const from = Math.max(0, Math.floor(least / step) * step)
  const to = Math.ceil(most / step) * step
  return { from, to: isShare ? Math.min(100, Math.max(to, from + step)) : Math.max(to, from + step), step }
}

/** From 0 to just beyond the largest base, so that its dot stands whole within the plot. */
function baseRange(bases: readonly number[]): { readonly to: number; readonly step: number } {
  const most = Math.max(...bases)
  return { to: most * 1.03, step: Math.max(1, niceStep(most, 4)) }
}

type LimitPoint = { readonly base: number; readonly rate: number }

/**
 * The limits along all bases. Between the last result outside and the first inside, the limit stands where the
 * tail, followed in a straight line from one to the other, passes its probability: so the edge is smooth, and
 * every dot lies on the side on which the exact limits have it.
 */
function limitEdges(measure: Measure, average: GroupAverage, mostBase: number, unit: number) {
  const edges = {
    inner: { low: [] as LimitPoint[], high: [] as LimitPoint[] },
    outer: { low: [] as LimitPoint[], high: [] as LimitPoint[] },
  }
  for (const base of basesDrawn(measure, mostBase)) {
    const expectation = funnelExpectation(measure, average, base)
    if (!expectation) continue
    const limits = limitsOf(expectation)
    for (const [name, tail] of [
      ['inner', innerLimit],
      ['outer', testLimit],
    ] as const) {
      const { least, most } = limits[name]
      const below = (result: number) => chanceOfAtMost(expectation, result)
      const above = (result: number) => chanceOfAtLeast(expectation, result)
      const low = least - (below(least) - tail) / (below(least) - below(least - 1))
      const high = most + (above(most) - tail) / (above(most) - above(most + 1))
      edges[name].low.push({ base, rate: (low * unit) / base })
      edges[name].high.push({ base, rate: (high * unit) / base })
    }
  }
  return edges
}

const mostBasesDrawn = 60

/** Whole investigations one by one while they are few; closer together where the funnel is steep. */
function basesDrawn(measure: Measure, mostBase: number): readonly number[] {
  const most = Math.floor(mostBase)
  if (measure.denominator.kind === 'share' && most <= mostBasesDrawn) {
    return Array.from({ length: most }, (_, index) => index + 1)
  }
  const bases = Array.from({ length: mostBasesDrawn }, (_, index) =>
    Math.max(1, Math.round(most * ((index + 1) / mostBasesDrawn) ** 2)),
  )
  return [...new Set(bases)]
}

type Place = { readonly x: number; readonly y: number }

function clippedEdge(edge: readonly LimitPoint[], across: Scale, up: Scale, rates: Range): readonly Place[] {
  return edge.map(({ base, rate }) => ({
    x: across(base),
    y: up(Math.min(rates.to, Math.max(rates.from, rate))),
  }))
}

function areaBetween(low: readonly Place[], high: readonly Place[]): string {
  return `${pathOf([...low, ...high.toReversed()])}Z`
}

/** Only where it runs inside the plot: along its border it would look like a limit. */
function lineWithin(edge: readonly Place[], plot: Box): string {
  const isInside = ({ y }: Place | undefined = { x: 0, y: plot.top }) => y > plot.top && y < plot.bottom
  return pathOf(
    edge.filter((place, index) => isInside(place) || isInside(edge[index - 1]) || isInside(edge[index + 1])),
  )
}

function pathOf(places: readonly Place[]): string {
  return places.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')
}

function lastPlaces(low: readonly Place[], high: readonly Place[]) {
  return { low: low.at(-1), high: high.at(-1) }
}

/** The average and the limits named where they meet the right edge, apart from one another. */
function edgeLabels(
  isWide: boolean,
  plot: Box,
  averageY: number,
  average: string,
  ends: Record<'inner' | 'outer', { low: Place | undefined; high: Place | undefined }>,
): Pick<Funnel, 'averageLabel' | 'limitLabels'> {
  if (!isWide) {
    const isNearTop = averageY - plot.top < 30
    return {
      averageLabel: {
        x: plot.right - 4,
        y: isNearTop ? averageY + 19 : averageY - 7,
        text: `average ${average}`,
      },
      limitLabels: [],
    }
  }
  // Of the two ends of a limit the one inside the plot is named, the lower one first.
  const inside = (ends: { low: Place | undefined; high: Place | undefined }) =>
    [ends.low, ends.high].find((place) => place && place.y > plot.top + 1 && place.y < plot.bottom - 1)
  const named = [
    { text: '95%', place: inside(ends.inner) },
    { text: '99.8%', place: inside(ends.outer) },
  ].filter((label): label is { text: string; place: Place } => label.place !== undefined)
  const spread = spreadApart(
    [averageY, ...named.map(({ place }) => place.y)].map((y) => y + 5),
    lineHeight,
    { from: plot.top + 5, to: plot.bottom + 5 },
  )
  const x = plot.right + 8
  return {
    averageLabel: { x, y: spread[0] ?? averageY, text: `${average} avg` },
    limitLabels: named.map(({ text }, index) => ({ x, y: spread[index + 1] ?? 0, text })),
  }
}

const ownRadius = 8
/** How far a label stands from the edge of the plot, and its leader from the dot. */
const margin = 8

/** What the label of this authority must keep clear of. */
type Surroundings = {
  readonly plot: Box
  readonly others: readonly SharedDot[]
  readonly averageY: number
  readonly averageLabel: Box
}

function boxOfAverage({ x, y, text }: Funnel['averageLabel'], plot: Box): Box {
  const box = textBox(text, { x, y, anchor: x > plot.right ? 'start' : 'end' }, { size, isStrong: true })
  return { left: box.left - 6, right: box.right + 6, top: box.top - 2, bottom: box.bottom + 2 }
}

/**
 * Where the label of this authority covers fewest of the others, near it where that leaves a choice: every place
 * of a grid is weighed.
 */
function placeLabel(
  lines: readonly [string, string],
  own: Dot,
  surroundings: Surroundings,
): Pick<Funnel['own'], 'label' | 'leader'> {
  const { plot } = surroundings
  const width = Math.max(textWidth(lines[0], { size, isStrong: true }), textWidth(lines[1], { size }))
  const height = 2 * lineHeight
  let best: { readonly box: Box; readonly cost: number } | undefined
  for (let top = plot.top + margin; top + height <= plot.bottom - margin; top += 8) {
    for (let left = plot.left + margin; left + width <= plot.right - margin; left += 12) {
      const box = { left, top, right: left + width, bottom: top + height }
      const cost = costOf(box, own, surroundings, best?.cost ?? Number.POSITIVE_INFINITY)
      if (!best || cost < best.cost) best = { box, cost }
    }
  }
  const box = best?.box ?? {
    left: plot.left + margin,
    top: plot.bottom - margin - height,
    right: plot.left + margin + width,
    bottom: plot.bottom - margin,
  }
  return {
    label: { x: tenth(box.left), y: tenth(box.top + 15), lines },
    leader: leaderEnd(box, own),
  }
}

/** What a place costs; the others are looked at only where it could still cost less than so much. */
function costOf(
  box: Box,
  own: Dot,
  { others, averageY, averageLabel }: Surroundings,
  leastYet: number,
): number {
  const end = leaderEnd(box, own)
  const coversOwn = boxesOverlap(box, around(own, ownRadius + 14))
  const coversAverage = box.top - 4 < averageY && box.bottom + 4 > averageY
  const isBeyondAverage = own.y < averageY !== end.y < averageY
  const cost =
    (coversOwn || boxesOverlap(box, averageLabel) ? 1000 : 0) +
    (coversAverage ? 60 : isBeyondAverage ? 12 : 0) +
    Math.hypot(end.x - own.x, end.y - own.y) * 0.35
  if (cost >= leastYet) return cost
  const covered = others.filter((dot) => boxesOverlap(box, around(dot, dot.radius + 2))).length
  const crossed = others.filter((dot) => distanceToLine(dot, own, end) < dot.radius).length
  return cost + covered * 40 + crossed * 8
}

function around({ x, y }: Dot, radius: number): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
}

/** The place of a label's border next to the dot, a little before it. */
function leaderEnd(box: Box, own: Dot): Place {
  return {
    x: tenth(Math.min(Math.max(own.x, box.left - 3), box.right + 3)),
    y: tenth(Math.min(Math.max(own.y, box.top - 1), box.bottom + 1)),
  }
}

function distanceToLine(dot: Dot, from: Place, to: Place): number {
  const length = (to.x - from.x) ** 2 + (to.y - from.y) ** 2
  const along =
    length === 0 ? 0 : ((dot.x - from.x) * (to.x - from.x) + (dot.y - from.y) * (to.y - from.y)) / length
  const part = Math.min(1, Math.max(0, along))
  return Math.hypot(dot.x - from.x - part * (to.x - from.x), dot.y - from.y - part * (to.y - from.y))
}
