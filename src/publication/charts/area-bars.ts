import type { Box } from './chart-boxes.ts'
import { type ChartWidth, chartWidths } from './chart-colours.ts'
import { scaleOf, tenth } from './chart-scale.ts'
import { textWidth } from './chart-text.ts'

/** Complaints upheld about one service area in one year. */
export type AreaYear = { readonly year: number; readonly name: string; readonly count: number }

export type AreaFacts = {
  /** One after the other, the last one is the year that is warned of. */
  readonly years: readonly AreaYear[]
  /** How many a year the earlier years lead to expect. */
  readonly expected: number
}

export type AreaBars = {
  readonly width: number
  readonly height: number
  readonly plot: Box
  readonly bars: readonly {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
    readonly count: string
    readonly isLast: boolean
  }[]
  readonly expectedY: number
  readonly yearLabels: readonly {
    readonly x: number
    readonly anchor: 'start' | 'middle' | 'end'
    readonly text: string
  }[]
}

const widest = 48
const gap = 10

/** Lays out one service area over the years; a warning has at least the year itself and one before. */
export function layOutArea({ years, expected }: AreaFacts, chartWidth: ChartWidth): AreaBars {
  const width = Math.min(chartWidths[chartWidth], 328)
  const plot: Box = { left: 0, top: 26, right: width, bottom: 106 }
  const most = Math.max(1, expected, ...years.map(({ count }) => count))
  const up = scaleOf({ from: 0, to: most }, { from: plot.bottom, to: plot.top })
  const step = Math.min(widest + gap, (width + gap) / years.length)
  const barWidth = tenth(step - gap)
  const bars = years.map(({ count }, index) => {
    const y = up(count)
    return {
      x: tenth(index * step),
      y,
      width: barWidth,
      height: tenth(plot.bottom - y),
      count: count.toLocaleString('en-GB'),
      isLast: index === years.length - 1,
    }
  })
  const right = tenth(years.length * step - gap)
  return {
    width,
    height: 134,
    plot: { ...plot, right },
    bars,
    expectedY: up(expected),
    yearLabels: labelYears(years, bars, right),
  }
}

/** Every year under its bar where the names fit, else the first and the last. */
function labelYears(
  years: readonly AreaYear[],
  bars: AreaBars['bars'],
  right: number,
): AreaBars['yearLabels'] {
  const widestName = Math.max(...years.map(({ name }) => textWidth(name, { size: 16, isStrong: true })))
  const [first, second] = bars
  const step = first && second ? second.x - first.x : right
  if (widestName <= step - 4) {
    return years.flatMap(({ name }, index) => {
      const bar = bars[index]
      return bar ? [{ x: tenth(bar.x + bar.width / 2), anchor: 'middle' as const, text: name }] : []
    })
  }
  const firstName = years[0]?.name ?? ''
  const lastName = years.at(-1)?.name ?? ''
  // Where both do not fit beside one another under few bars, the last begins after the first.
  const lastAt = Math.max(right, 2 * widestName + 12)
  return [
    { x: 0, anchor: 'start', text: firstName },
    { x: lastAt, anchor: 'end', text: lastName },
  ]
}
