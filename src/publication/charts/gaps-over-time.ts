import { type Box, boxesOverlap, textBox } from './chart-boxes.ts'
import { type ChartWidth, chartWidths } from './chart-colours.ts'
import { niceStep, scaleOf, tenth, ticksBetween } from './chart-scale.ts'
import { textWidth } from './chart-text.ts'

/** One year of one authority beside the average of the same year. Gaps in percentage points. */
export type YearGap = {
  /** The calendar year in which the reporting year begins. */
  readonly year: number
  /** "2023-24". */
  readonly name: string
  /** "18/24". */
  readonly counts: string
  readonly gap: number
  /** Where the true gap plausibly lies. */
  readonly low: number
  readonly high: number
}

/** A point in time before which figures cannot be joined to those after it. */
export type NamedBreak = {
  /** First year after it. */
  readonly year: number
  /** "Fewer borderline cases" and "from 2022-23". */
  readonly lines: readonly [string, string]
}

export type GapFacts = {
  readonly years: readonly YearGap[]
  /** Years without a rate, which have a name and no dot. */
  readonly yearsWithout: readonly Pick<YearGap, 'year' | 'name'>[]
  readonly breaks: readonly NamedBreak[]
  /** The year that the page shows. */
  readonly shownYear: number
  /** How far it stood from the average, as printed: "−4 points"; none where it has no dot. */
  readonly shownGap: string | undefined
  /** What stands above and below the line: "more upheld than average", "fewer upheld than average". */
  readonly sides: Record<ChartWidth, { readonly above: string; readonly below: string }>
}

export type GapsOverTime = {
  readonly width: number
  readonly height: number
  readonly plot: Box
  readonly ticks: readonly { readonly y: number; readonly label: string }[]
  readonly zeroY: number
  readonly bands: readonly { readonly x: number; readonly top: number; readonly height: number }[]
  readonly bandWidth: number
  /** One line for each stretch of years without a break or a missing year, as path data. */
  readonly lines: readonly string[]
  readonly dots: readonly { readonly x: number; readonly y: number; readonly isShown: boolean }[]
  readonly yearLabels: readonly {
    readonly x: number
    readonly anchor: 'start' | 'middle' | 'end'
    readonly lines: readonly string[]
    readonly isShown: boolean
  }[]
  readonly breaks: readonly {
    readonly x: number
    readonly label: {
      readonly x: number
      readonly anchor: 'start' | 'middle' | 'end'
      readonly lines: readonly string[]
    }
  }[]
  /** What the letters stand for where breaks have no room for their names: "A: Intake paused, from 2020-21." */
  readonly breakKey: readonly string[]
  readonly shown:
    | { readonly x: number; readonly y: number; readonly anchor: 'middle'; readonly text: string }
    | undefined
  /** What stands above and below the line, where there is a place clear of dots and lines. */
  readonly sides: readonly { readonly x: number; readonly y: number; readonly text: string }[]
}

const size = 16
const lineHeight = 19

/** Lays out the gaps of several years; undefined where there is none. */
export function layOutGaps(facts: GapFacts, chartWidth: ChartWidth): GapsOverTime | undefined {
  const years = [...facts.years].sort(byYear)
  const [first] = years
  const last = years.at(-1)
  if (!first || !last) return undefined
  const isWide = chartWidth === 'wide'
  const width = chartWidths[chartWidth]
  const breaks = facts.breaks.filter(({ year }) => first.year < year && year <= last.year)
  const top = breaks.length === 0 ? 16 : isWide ? 52 : 34
  const plot: Box = { left: 46, top, right: width - 6, bottom: top + (isWide ? 264 : 190) }
  const range = gapRange(years)
  const up = scaleOf({ from: -range.most, to: range.most }, { from: plot.bottom, to: plot.top })
  const across = scaleOf({ from: first.year - 0.5, to: last.year + 0.5 }, { from: plot.left, to: plot.right })
  const yearWidth = (plot.right - plot.left) / (last.year - first.year + 1)
  const places = years.map((year) => ({ ...year, x: across(year.year), y: up(year.gap) }))
  const without = facts.yearsWithout
    .filter(({ year }) => first.year < year && year < last.year)
    .map((year) => ({ ...year, x: across(year.year), counts: 'none' }))
  const named = nameBreaks(breaks, (year) => across(year - 0.5), plot, isWide)
  const shown = places.find(({ year }) => year === facts.shownYear)
  const joined = stretches(places, breaks)
  const label = shown && facts.shownGap !== undefined ? shownLabel(shown, facts.shownGap, plot) : undefined
  const obstacles = [
    ...places.map(({ x, y }) => ({ left: x - 9, right: x + 9, top: y - 9, bottom: y + 9 })),
    ...joined.flatMap(boxesAlong),
    ...(label ? [textBox(label.text, label, { size, isStrong: true })] : []),
  ]
  return {
    width,
    height: plot.bottom + (isWide ? 52 : 28),
    plot,
    ticks: ticksBetween(-range.most, range.most, range.step).map((gap) => ({
      y: up(gap),
      label: gap === 0 ? '0' : `${gap < 0 ? '−' : '+'}${Math.abs(gap)}`,
    })),
    zeroY: up(0),
    bands: places.map(({ x, low, high }) => {
      const bandTop = up(Math.min(high, range.most))
      return { x, top: bandTop, height: tenth(up(Math.max(low, -range.most)) - bandTop) }
    }),
    bandWidth: isWide ? 10 : 7,
    lines: joined.map((stretch) =>
      stretch.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(''),
    ),
    dots: places.map(({ x, y, year }) => ({ x, y, isShown: year === facts.shownYear })),
    yearLabels: labelYears([...places, ...without].sort(byYear), facts.shownYear, yearWidth, plot, isWide),
    ...named,
    shown: label,
    sides: [
      ...placeSide(facts.sides[chartWidth].above, plot.top + 18, plot, obstacles),
      ...placeSide(facts.sides[chartWidth].below, plot.bottom - 8, plot, obstacles),
    ],
  }
}

/** Alike on both sides of 0, in whole steps, so that no dot and hardly a band is cut. */
function gapRange(years: readonly YearGap[]): { readonly most: number; readonly step: number } {
  const reach = Math.max(10, ...years.flatMap(({ gap, low, high }) => [gap, -gap, -low, high].map(Math.abs)))
  const step = niceStep(reach, 3)
  return { most: Math.ceil(reach / step - 1e-9) * step, step }
}

type NamedPlace = Pick<YearGap, 'year' | 'name' | 'counts'> & { readonly x: number }
type YearPlace = YearGap & { readonly x: number; readonly y: number }

function byYear(one: { readonly year: number }, other: { readonly year: number }): number {
  return one.year - other.year
}

/** The line is cut where years are missing and at each break. */
function stretches(
  places: readonly YearPlace[],
  breaks: readonly NamedBreak[],
): readonly (readonly YearPlace[])[] {
  const result: YearPlace[][] = []
  for (const place of places) {
    const stretch = result.at(-1)
    const before = stretch?.at(-1)
    const isJoined =
      before !== undefined &&
      place.year - before.year === 1 &&
      !breaks.some(({ year }) => before.year < year && year <= place.year)
    if (stretch && isJoined) stretch.push(place)
    else result.push([place])
  }
  return result.filter(({ length }) => length > 1)
}

/** Each year has its name and its counts where they fit; else the first, the shown and the last have their names. */
function labelYears(
  named: readonly NamedPlace[],
  shownYear: number,
  yearWidth: number,
  plot: Box,
  isWide: boolean,
): GapsOverTime['yearLabels'] {
  const inFull = named.map((place) => ({ place, lines: [shortName(place.name), place.counts] }))
  const widest = Math.max(
    ...inFull.flatMap(({ lines }) => lines.map((line) => textWidth(line, { size, isStrong: true }))),
  )
  if (isWide && widest + 6 <= yearWidth) {
    return inFull.map(({ place, lines }) => ({
      x: place.x,
      anchor: 'middle',
      lines,
      isShown: place.year === shownYear,
    }))
  }
  const wanted = [named[0], named.at(-1), named.find(({ year }) => year === shownYear)]
  const labels: GapsOverTime['yearLabels'][number][] = []
  const taken: Box[] = []
  for (const place of wanted) {
    if (!place) continue
    const lines = isWide ? [place.name, place.counts] : [place.name]
    const half = Math.max(...lines.map((line) => textWidth(line, { size, isStrong: true }))) / 2
    const x = tenth(Math.min(Math.max(place.x, plot.left - 20 + half), plot.right + 4 - half))
    const box = { left: x - half - 4, right: x + half + 4, top: 0, bottom: 1 }
    if (taken.some((other) => boxesOverlap(box, other))) continue
    taken.push(box)
    labels.push({ x, anchor: 'middle', lines, isShown: place.year === shownYear })
  }
  return labels
}

/** "’23-24" for "2023-24"; a calendar year stays whole. */
function shortName(name: string): string {
  return /^\d{4}-\d{2}$/.test(name) ? `’${name.slice(2)}` : name
}

/** Names above their lines where all have room beside one another; else letters, explained below. */
function nameBreaks(
  breaks: readonly NamedBreak[],
  placeOf: (year: number) => number,
  plot: Box,
  isWide: boolean,
): Pick<GapsOverTime, 'breaks' | 'breakKey'> {
  const named = isWide ? besideOneAnother(breaks, placeOf, plot) : undefined
  if (named) return { breaks: named, breakKey: [] }
  return {
    breaks: breaks.map(({ year }, index) => ({
      x: placeOf(year),
      label: { x: placeOf(year), anchor: 'middle', lines: [letterOf(index)] },
    })),
    breakKey: breaks.map(({ lines }, index) => `${letterOf(index)}: ${lines.join(', ')}.`),
  }
}

function besideOneAnother(
  breaks: readonly NamedBreak[],
  placeOf: (year: number) => number,
  plot: Box,
): GapsOverTime['breaks'] | undefined {
  const placed: { x: number; label: GapsOverTime['breaks'][number]['label'] }[] = []
  let taken = plot.left - 40
  for (const { year, lines } of breaks) {
    const x = placeOf(year)
    const width = Math.max(...lines.map((line) => textWidth(line, { size })))
    const anchor = (['end', 'middle', 'start'] as const).find((candidate) => {
      const { left, right } = textBox('', { x, y: 0, anchor: candidate }, { size })
      const shift = candidate === 'start' ? 0 : candidate === 'middle' ? width / 2 : width
      return left - shift >= taken && right - shift + width <= plot.right + 6
    })
    if (!anchor) return undefined
    const labelX = anchor === 'end' ? x + 1 : anchor === 'start' ? x - 1 : x
    placed.push({ x, label: { x: labelX, anchor, lines } })
    taken = (anchor === 'end' ? x : anchor === 'middle' ? x + width / 2 : x + width) + 14
  }
  return placed
}

function letterOf(index: number): string {
  return String.fromCharCode(65 + index)
}

/** Beside the dot on the side away from the average, within the plot. */
function shownLabel(shown: YearPlace, text: string, plot: Box) {
  const half = textWidth(text, { size, isStrong: true }) / 2
  const isAbove = shown.gap >= 0
  const y = isAbove ? shown.y - 15 : shown.y + 26
  const isInside = y - 14 > plot.top && y + 4 < plot.bottom
  return {
    x: tenth(Math.min(Math.max(shown.x, plot.left + 4 + half), plot.right + 4 - half)),
    y: tenth(isInside ? y : isAbove ? shown.y + 26 : shown.y - 15),
    anchor: 'middle' as const,
    text,
  }
}

/** A line from year to year as boxes small enough to be kept clear of. */
function boxesAlong(stretch: readonly YearPlace[]): readonly Box[] {
  return stretch.slice(1).flatMap((to, index) => {
    const from = stretch[index]
    if (!from) return []
    return Array.from({ length: 12 }, (_, step) => {
      const part = (step + 0.5) / 12
      const x = from.x + (to.x - from.x) * part
      const y = from.y + (to.y - from.y) * part
      const half = (to.x - from.x) / 24
      const high = Math.abs(to.y - from.y) / 24 + 2
      return { left: x - half, right: x + half, top: y - high, bottom: y + high }
    })
  })
}

/** On the left where it covers nothing, else as little to the right as it must; nowhere if there is no room. */
function placeSide(text: string, y: number, plot: Box, obstacles: readonly Box[]): GapsOverTime['sides'] {
  const width = textWidth(text, { size })
  for (let x = plot.left + 6; x + width <= plot.right; x += 8) {
    const box = textBox(text, { x, y, anchor: 'start' }, { size })
    if (!obstacles.some((obstacle) => boxesOverlap(box, obstacle))) return [{ x, y, text }]
  }
  return []
}

/** Of a label of two lines above a break, the baseline of the first. */
export function breakLabelTop(plot: Box, lineCount: number): number {
  return plot.top - 12 - (lineCount - 1) * lineHeight
}
