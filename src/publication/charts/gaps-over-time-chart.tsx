import { chartColours } from './chart-colours.ts'
import { ChartSvg, type ChartWords, Lettering } from './chart-svg.tsx'
import { breakLabelTop, type GapsOverTime } from './gaps-over-time.ts'

/** Years side by side, each as its gap to the average of the same year, which is the line at 0. */
export function GapsOverTimeChart({
  name,
  words,
  gaps,
}: {
  name: string
  words: ChartWords
  gaps: GapsOverTime
}) {
  const { plot } = gaps
  return (
    <ChartSvg name={name} words={words} width={gaps.width} height={gaps.height}>
      <g stroke={chartColours.rule} stroke-width="1">
        {gaps.ticks.map(({ y }) => (
          <line x1={plot.left} x2={plot.right} y1={y} y2={y} />
        ))}
      </g>
      <g fill={chartColours.paler}>
        {gaps.bands.map(({ x, top, height }) => (
          <rect x={x - gaps.bandWidth / 2} y={top} width={gaps.bandWidth} height={height} />
        ))}
      </g>
      <line
        x1={plot.left}
        x2={plot.right}
        y1={gaps.zeroY}
        y2={gaps.zeroY}
        stroke={chartColours.ink}
        stroke-width="1.5"
      />
      <Breaks gaps={gaps} />
      <g fill="none" stroke={chartColours.accent} stroke-width="2">
        {gaps.lines.map((line) => (
          <path d={line} />
        ))}
      </g>
      <g fill={chartColours.paper} stroke={chartColours.accent} stroke-width="2">
        {gaps.dots.map(({ x, y, isShown }) => (
          <circle
            cx={x}
            cy={y}
            r={isShown ? 7 : 5.5}
            fill={isShown ? chartColours.accent : undefined}
            stroke={isShown ? chartColours.paper : undefined}
          />
        ))}
      </g>
      {gaps.sides.map((side) => (
        <Lettering {...side} colour="grey" />
      ))}
      {gaps.shown && <Lettering {...gaps.shown} isStrong={true} />}
      {gaps.ticks.map(({ y, label }) => (
        <Lettering x={plot.left - 8} y={y + 5} anchor="end" colour="grey" text={label} />
      ))}
      {gaps.yearLabels.flatMap(({ x, anchor, lines, isShown }) =>
        lines.map((line, index) => (
          <Lettering
            x={x}
            y={plot.bottom + 22 + index * 21}
            anchor={anchor}
            colour={isShown ? 'ink' : 'grey'}
            isStrong={isShown}
            text={line}
          />
        )),
      )}
    </ChartSvg>
  )
}

function Breaks({ gaps: { breaks, plot } }: { gaps: GapsOverTime }) {
  return (
    <>
      {breaks.map(({ x, label }) => (
        <>
          <line
            x1={x}
            x2={x}
            y1={plot.top - 6}
            y2={plot.bottom}
            stroke={chartColours.ink}
            stroke-width="1"
            stroke-dasharray="4 3"
          />
          {label.lines.map((line, index) => (
            <Lettering
              x={label.x}
              y={breakLabelTop(plot, label.lines.length) + index * 19}
              anchor={label.anchor}
              colour={index === 0 ? 'ink' : 'grey'}
              isStrong={label.lines.length === 1}
              text={line}
            />
          ))}
        </>
      ))}
    </>
  )
}
