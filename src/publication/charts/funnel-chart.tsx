import { chartColours } from './chart-colours.ts'
import { ChartSvg, type ChartWords, Lettering } from './chart-svg.tsx'
import type { Funnel, SharedDot } from './funnel.ts'

/** A funnel: two bands, the average, the others pale, this one named. */
export function FunnelChart({
  name,
  words,
  funnel,
  baseName,
}: {
  name: string
  words: ChartWords
  funnel: Funnel
  /** What is counted along the bottom: "complaints investigated in the year". */
  baseName: string
}) {
  const { plot } = funnel
  return (
    <ChartSvg name={name} words={words} width={funnel.width} height={funnel.height}>
      <path d={funnel.outerBand} fill={chartColours.outerBand} />
      <path d={funnel.innerBand} fill={chartColours.innerBand} />
      <g stroke={chartColours.rule} stroke-width="1">
        {funnel.rateTicks.map(({ y }) => (
          <line x1={plot.left} x2={plot.right} y1={y} y2={y} />
        ))}
      </g>
      <g fill="none" stroke={chartColours.grey} stroke-width="1">
        {funnel.innerEdges.map((edge) => (
          <path d={edge} stroke-dasharray="3 3" />
        ))}
        {funnel.outerEdges.map((edge) => (
          <path d={edge} />
        ))}
      </g>
      <line
        x1={plot.left}
        x2={plot.right}
        y1={funnel.averageY}
        y2={funnel.averageY}
        stroke={chartColours.ink}
        stroke-width="1.5"
      />
      <OtherDots dots={funnel.others} />
      <OwnDot own={funnel.own} />
      <Lettering {...funnel.averageLabel} anchor={labelAnchor(funnel)} isStrong={true} />
      {funnel.limitLabels.map((label) => (
        <Lettering {...label} colour="grey" />
      ))}
      {funnel.rateTicks.map(({ y, label }) => (
        <Lettering x={plot.left - 8} y={y + 5} anchor="end" colour="grey" text={label} />
      ))}
      {funnel.baseTicks.map(({ x, label }) => (
        <Lettering x={x} y={plot.bottom + 22} anchor="middle" colour="grey" text={label} />
      ))}
      <Lettering x={plot.right} y={plot.bottom + 44} anchor="end" colour="grey" text={baseName} />
    </ChartSvg>
  )
}

/** Beside the plot where there is room, else within it. */
function labelAnchor({ averageLabel, plot }: Funnel): 'start' | 'end' {
  return averageLabel.x > plot.right ? 'start' : 'end'
}

function OtherDots({ dots }: { dots: readonly SharedDot[] }) {
  const filled = dots.filter(({ isFew }) => !isFew)
  const hollow = dots.filter(({ isFew }) => isFew)
  return (
    <>
      <g fill={chartColours.accent} fill-opacity="0.55" stroke={chartColours.paper} stroke-width="1">
        {filled.map(({ x, y, radius }) => (
          <circle cx={x} cy={y} r={radius} />
        ))}
      </g>
      <g fill={chartColours.paper} fill-opacity="0.7" stroke={chartColours.accent} stroke-opacity="0.55">
        {hollow.map(({ x, y, radius }) => (
          <circle cx={x} cy={y} r={radius - 0.5} />
        ))}
      </g>
    </>
  )
}

function OwnDot({ own }: { own: Funnel['own'] }) {
  const { label, leader } = own
  return (
    <>
      <line x1={own.x} y1={own.y} x2={leader.x} y2={leader.y} stroke={chartColours.ink} stroke-width="1" />
      {own.isFew ? (
        <circle
          cx={own.x}
          cy={own.y}
          r="7"
          fill={chartColours.paper}
          stroke={chartColours.accent}
          stroke-width="3"
        />
      ) : (
        <circle
          cx={own.x}
          cy={own.y}
          r="8"
          fill={chartColours.accent}
          stroke={chartColours.paper}
          stroke-width="2"
        />
      )}
      <Lettering x={label.x} y={label.y} isStrong={true} text={label.lines[0]} />
      <Lettering x={label.x} y={label.y + 20} text={label.lines[1]} />
    </>
  )
}
