import type { Child } from 'hono/jsx'
import { chartColours } from '../charts/chart-colours.ts'
import { scaleOf, tenth } from '../charts/chart-scale.ts'
import { Lettering } from '../charts/chart-svg.tsx'
import { wrapText } from '../charts/chart-text.ts'
import { number } from '../site/measure-words.ts'
import { ticksOf } from './rate-rows.tsx'
import { type CountRow, type RateTable, shareOf } from './review-view.ts'

/** A drawing for a file of its own; on the page the same stands in a table. */
export type ReviewDrawing = { readonly width: number; readonly height: number; readonly drawing: Child }

const width = 720
const nameWidth = 280
const lineHeight = 22

/** Counts as bars under one another. */
export function drawCounts(rows: readonly CountRow[]): ReviewDrawing {
  const bars = { left: nameWidth + 16, right: width - 130 }
  return drawRows(rows, 0, ({ length, count, percent }, middle) => (
    <>
      <rect
        x={bars.left}
        y={middle - 9}
        width={tenth(Math.max(1, length * (bars.right - bars.left)))}
        height={18}
        fill={chartColours.accent}
      />
      <Lettering x={width - 56} y={middle + 6} anchor="end" text={number(count)} />
      <Lettering x={width} y={middle + 6} anchor="end" colour="grey" text={percent} />
    </>
  ))
}

/** Rates with where they plausibly lie, on one scale, beside that of all together. */
export function drawRates(table: RateTable): ReviewDrawing {
  const scale = scaleOf({ from: table.from, to: 1 }, { from: nameWidth + 24, to: width - 140 })
  const top = 32
  const drawn = drawRows(table.rows, top, ({ interval, figure, printed }, middle) => (
    <>
      <rect
        x={scale(interval.from)}
        y={middle - 5}
        width={tenth(scale(interval.to) - scale(interval.from))}
        height={10}
        fill={chartColours.pale}
      />
      <circle
        cx={scale(shareOf(figure))}
        cy={middle}
        r={7}
        fill={chartColours.accent}
        stroke={chartColours.paper}
        stroke-width="2"
      />
      <Lettering x={width - 70} y={middle + 6} anchor="end" isStrong={true} text={printed} />
      <Lettering x={width} y={middle + 6} anchor="end" colour="grey" text={number(figure.denominator)} />
    </>
  ))
  return {
    ...drawn,
    drawing: (
      <>
        {ticksOf(table).map((tick) => (
          <>
            <line
              x1={scale(tick)}
              x2={scale(tick)}
              y1={top - 6}
              y2={drawn.height}
              stroke={chartColours.rule}
              stroke-width="1"
            />
            <Lettering
              x={scale(tick)}
              y={16}
              anchor="middle"
              colour="grey"
              text={`${Math.round(tick * 100)}${tick === 1 ? '%' : ''}`}
            />
          </>
        ))}
        <line
          x1={scale(table.all.share)}
          x2={scale(table.all.share)}
          y1={top - 6}
          y2={drawn.height}
          stroke={chartColours.ink}
          stroke-width="2"
        />
        {drawn.drawing}
      </>
    ),
  }
}

/** Each row as tall as its name needs; `draw` is given the middle of it. */
function drawRows<Row extends { readonly name: string }>(
  rows: readonly Row[],
  top: number,
  draw: (row: Row, middle: number) => Child,
): ReviewDrawing {
  let bottom = top
  const drawing = rows.map((row) => {
    const lines = wrapText(row.name, nameWidth, { size: 16 })
    const height = lines.length * lineHeight + 14
    const middle = bottom + height / 2
    const firstLine = middle - ((lines.length - 1) * lineHeight) / 2 + 6
    bottom += height
    return (
      <>
        {lines.map((line, index) => (
          <Lettering x={0} y={firstLine + index * lineHeight} text={line} />
        ))}
        {draw(row, middle)}
        <line x1={0} x2={width} y1={bottom} y2={bottom} stroke={chartColours.rule} stroke-width="1" />
      </>
    )
  })
  return { width, height: bottom + 2, drawing: <g font-size="16">{drawing}</g> }
}
