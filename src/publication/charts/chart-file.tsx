import type { Child } from 'hono/jsx'
import { chartColours, chartFont } from './chart-colours.ts'
import { wrapText } from './chart-text.ts'

/** A chart as a file of its own, which must make sense wherever it is pasted. */
export type ChartFile = {
  readonly title: string
  /** The finding, in a sentence. */
  readonly finding: string
  /** Over the chart: what its scale counts. */
  readonly caption: string | undefined
  /** What the chart leaves to words beside it: keys and notes. */
  readonly notes: readonly string[]
  /** Who publishes it, and which state of the figures it shows. */
  readonly source: string
  /** Where it stands on the site. */
  readonly address: string
  /** What is said over the picture of something invented. */
  readonly demonstration: string | undefined
  readonly chart: { readonly width: number; readonly height: number; readonly drawing: Child }
}

const margin = 32
const bandHeight = 40

/** The file as the text of an SVG. */
export function chartFileText(file: ChartFile): string {
  const inner = Math.max(file.chart.width, 608)
  const width = inner + 2 * margin
  const above = stackLines(file.demonstration === undefined ? margin : bandHeight + margin, [
    ...linesOf(file.title, inner, { size: 27, isStrong: true, colour: 'ink' }),
    ...linesOf(file.finding, inner, { size: 19, isStrong: false, colour: 'ink' }),
    ...(file.caption === undefined ? [] : [gapLine]),
    ...linesOf(file.caption ?? '', inner, { size: 16, isStrong: false, colour: 'grey' }),
  ])
  const chartTop = above.bottom + 12
  const below = stackLines(chartTop + file.chart.height + 16, [
    ...file.notes.flatMap((note) => linesOf(note, inner, { size: 16, isStrong: false, colour: 'grey' })),
    ...(file.notes.length === 0 ? [] : [gapLine]),
    ...linesOf(file.source, inner, { size: 16, isStrong: true, colour: 'ink' }),
    ...linesOf(file.address, inner, { size: 16, isStrong: false, colour: 'grey' }),
  ])
  const height = below.bottom + margin - 8
  return svgText(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      font-family={chartFont}
    >
      <title>{file.title}</title>
      <rect width={width} height={height} fill={chartColours.paper} />
      {file.demonstration !== undefined && <DemonstrationBand width={width} words={file.demonstration} />}
      {[...above.placed, ...below.placed].map((line) => (
        <text
          x={margin}
          y={line.y}
          font-size={line.size}
          font-weight={line.isStrong ? 600 : undefined}
          fill={chartColours[line.colour]}
        >
          {line.text}
        </text>
      ))}
      <g transform={`translate(${margin} ${chartTop})`}>{file.chart.drawing}</g>
    </svg>,
  )
}

export function DemonstrationBand({ width, words }: { width: number; words: string }) {
  return (
    <>
      <rect width={width} height={bandHeight} fill={chartColours.rest} />
      <text x={margin} y="26" font-size="16" fill={chartColours.ink}>
        {words}
      </text>
    </>
  )
}

/** A drawing as a file that declares itself. */
export function svgText(drawing: Child): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${drawing}\n`
}

type Line = {
  readonly text: string
  readonly size: 27 | 19 | 16
  readonly isStrong: boolean
  readonly colour: 'ink' | 'grey'
}

const lineHeights = { 27: 33, 19: 26, 16: 23 } as const satisfies Record<Line['size'], number>
const gapLine: Line = { text: '', size: 16, isStrong: false, colour: 'grey' }

function linesOf(text: string, width: number, look: Omit<Line, 'text'>): readonly Line[] {
  return text === '' ? [] : wrapText(text, width, look).map((line) => ({ ...look, text: line }))
}

/** One line under the other, each on its baseline. An empty one is half a line of space. */
function stackLines(top: number, lines: readonly Line[]) {
  const placed: (Line & { readonly y: number })[] = []
  let bottom = top
  for (const line of lines) {
    bottom += line.text === '' ? lineHeights[line.size] / 2 : lineHeights[line.size]
    if (line.text !== '') placed.push({ ...line, y: bottom - 7 })
  }
  return { placed, bottom }
}
