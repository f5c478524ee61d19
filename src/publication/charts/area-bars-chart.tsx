import type { AreaBars } from './area-bars.ts'
import { chartColours } from './chart-colours.ts'
import { ChartSvg, type ChartWords, Lettering } from './chart-svg.tsx'

/** One service area over the years, the year that is warned of dark, what its past leads to expect dashed. */
export function AreaBarsChart({ name, words, area }: { name: string; words: ChartWords; area: AreaBars }) {
  const { plot } = area
  return (
    <ChartSvg name={name} words={words} width={area.width} height={area.height}>
      {area.bars.map(({ x, y, width, height, isLast }) => (
        <rect
          x={x}
          y={y}
          width={width}
          height={height}
          fill={isLast ? chartColours.accent : chartColours.pale}
        />
      ))}
      <line
        x1={plot.left}
        x2={plot.right}
        y1={plot.bottom}
        y2={plot.bottom}
        stroke={chartColours.grey}
        stroke-width="1"
      />
      <line
        x1={plot.left}
        x2={plot.right}
        y1={area.expectedY}
        y2={area.expectedY}
        stroke={chartColours.ink}
        stroke-width="1.5"
        stroke-dasharray="4 3"
      />
      {area.bars.map(({ x, y, width, count, isLast }) => (
        <Lettering
          x={x + width / 2}
          y={y - 6}
          anchor="middle"
          colour={isLast ? 'ink' : 'grey'}
          isStrong={isLast}
          text={count}
        />
      ))}
      {area.yearLabels.map(({ x, anchor, text }, index) => (
        <Lettering
          x={x}
          y={plot.bottom + 22}
          anchor={anchor}
          colour={index === area.yearLabels.length - 1 ? 'ink' : 'grey'}
          text={text}
        />
      ))}
    </ChartSvg>
  )
}
