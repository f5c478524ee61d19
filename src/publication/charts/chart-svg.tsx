import type { Child } from 'hono/jsx'
import { chartColours, chartFont } from './chart-colours.ts'

/** What a chart shows, in words: who hears it has the same finding as who sees it. */
export type ChartWords = {
  /** "Where Larchwick stands among 164 district councils, 2023-24". */
  readonly title: string
  /** The finding, in whole sentences. */
  readonly description: string
}

/** A picture with its words. `name` tells it from the others of a page. */
export function ChartSvg({
  name,
  words,
  width,
  height,
  children,
}: {
  name: string
  words: ChartWords
  width: number
  height: number
  children: Child
}) {
  return (
    <svg
      class="chart__drawing"
      role="img"
      aria-labelledby={`${name}-title ${name}-description`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      font-family={chartFont}
      font-size="16"
      fill={chartColours.ink}
    >
      <title id={`${name}-title`}>{words.title}</title>
      <desc id={`${name}-description`}>{words.description}</desc>
      {children}
    </svg>
  )
}

/** Lettering with a white edge, so that lines that pass beneath do not touch it. */
export function Lettering({
  x,
  y,
  anchor = 'start',
  colour = 'ink',
  isStrong = false,
  text,
}: {
  x: number
  y: number
  anchor?: 'start' | 'middle' | 'end'
  colour?: 'ink' | 'grey'
  isStrong?: boolean
  text: string
}) {
  return (
    <text
      x={x}
      y={y}
      text-anchor={anchor}
      fill={chartColours[colour]}
      font-weight={isStrong ? 600 : undefined}
      stroke={chartColours.paper}
      stroke-width="4"
      stroke-linejoin="round"
      paint-order="stroke"
    >
      {text}
    </text>
  )
}
