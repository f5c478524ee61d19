import { chartColours } from './chart-colours.ts'
import { ChartSvg, type ChartWords, Lettering } from './chart-svg.tsx'
import type { SplitBar } from './split-bar.ts'

const colours = {
  'not-investigated': chartColours.rest,
  'not-upheld': chartColours.pale,
  upheld: chartColours.accent,
} as const satisfies Record<SplitBar['parts'][number]['kind'], string>

/** One bar of all decisions, in three parts. */
export function SplitBarChart({ name, words, split }: { name: string; words: ChartWords; split: SplitBar }) {
  const bottom = split.top + split.barHeight
  return (
    <ChartSvg name={name} words={words} width={split.width} height={split.height}>
      {split.parts.map(({ kind, x, width }) => (
        <rect x={x} y={split.top} width={width} height={split.barHeight} fill={colours[kind]} />
      ))}
      {split.leader && (
        <line
          x1={split.leader.fromX}
          y1={bottom + 1}
          x2={split.leader.toX}
          y2={bottom + 8}
          stroke={chartColours.grey}
          stroke-width="1"
        />
      )}
      {split.labels.map((label) => (
        <Lettering {...label} colour={label.isStrong ? 'ink' : 'grey'} />
      ))}
    </ChartSvg>
  )
}
