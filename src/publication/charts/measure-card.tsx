import { chartColours, chartFont } from './chart-colours.ts'
import { DemonstrationBand, svgText } from './chart-file.tsx'
import { textWidth, wrapText } from './chart-text.ts'

/** One large figure as a picture to share: it says by itself whose it is, of what, of when, and who says so. */
export type MeasureCard = {
  readonly authority: string
  readonly year: string
  readonly measure: string
  readonly plainWords: string
  /** What stands large: a number with its unit, or two lines of words. */
  readonly number:
    | { readonly kind: 'number'; readonly printed: string; readonly unit: string }
    | { readonly kind: 'words'; readonly lines: readonly [string, string] }
  readonly base: string
  /** Of a ring; undefined where the figure is no share. */
  readonly ring:
    | { readonly share: number | undefined; readonly isFew: boolean; readonly average: number | undefined }
    | undefined
  /** A failure, said before anything else. */
  readonly failure: string | undefined
  readonly sentence: string
  readonly source: string
  readonly address: string
  readonly demonstration: string | undefined
}

const width = 600
const leastHeight = 315
const margin = 32
const words = { left: 250, width: width - 250 - margin }

/** The card as the text of an SVG. */
export function measureCardText(card: MeasureCard): string {
  const top = card.demonstration === undefined ? margin : margin + 34
  const measureTop = top + 66
  const lines = [
    ...styled(card.measure, { size: 22, isStrong: true, colour: 'ink' }),
    ...styled(card.plainWords, { size: 16, isStrong: false, colour: 'grey' }),
    ...styled(card.failure ?? '', { size: 16, isStrong: true, colour: 'warning' }),
    ...styled(card.sentence, { size: 16, isStrong: false, colour: 'ink' }),
  ]
  let y = measureTop
  const placed = lines.map((line) => {
    y += line.size === 22 ? 28 : line.isFirst ? 28 : 22
    return { ...line, y }
  })
  const height = Math.max(leastHeight, y + 74)
  return svgText(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      font-family={chartFont}
      fill={chartColours.ink}
    >
      <title>{`${card.measure}, ${card.authority}, ${card.year}`}</title>
      <rect width={width} height={height} fill={chartColours.paper} />
      {card.demonstration !== undefined && <DemonstrationBand width={width} words={card.demonstration} />}
      <text x={margin} y={top + 20} font-size="22" font-weight="600">
        {card.authority}
      </text>
      <text x={margin} y={top + 44} font-size="16" fill={chartColours.grey}>
        {card.year}
      </text>
      <LargeNumber card={card} top={measureTop} />
      {placed.map((line) => (
        <text
          x={words.left}
          y={line.y}
          font-size={line.size}
          font-weight={line.isStrong ? 600 : undefined}
          fill={chartColours[line.colour]}
        >
          {line.text}
        </text>
      ))}
      <line
        x1={margin}
        x2={width - margin}
        y1={height - 58}
        y2={height - 58}
        stroke={chartColours.rule}
        stroke-width="1"
      />
      <text x={margin} y={height - 34} font-size={sizeOf(card.source)} font-weight="600">
        {card.source}
      </text>
      <text x={margin} y={height - 13} font-size={sizeOf(card.address)} fill={chartColours.grey}>
        {card.address}
      </text>
    </svg>,
  )
}

/** Long addresses are set smaller rather than cut. */
function sizeOf(text: string): number {
  const room = width - 2 * margin
  return textWidth(text, { size: 16, isStrong: true }) <= room ? 16 : 13
}

type CardLine = {
  readonly text: string
  readonly size: 22 | 16
  readonly isStrong: boolean
  readonly colour: 'ink' | 'grey' | 'warning'
  readonly isFirst: boolean
}

function styled(text: string, look: Omit<CardLine, 'text' | 'isFirst'>): readonly CardLine[] {
  return text === ''
    ? []
    : wrapText(text, words.width, look).map((line, index) => ({
        ...look,
        text: line,
        isFirst: index === 0 && look.colour !== 'grey',
      }))
}

function LargeNumber({ card: { number, base, ring }, top }: { card: MeasureCard; top: number }) {
  if (number.kind === 'words') {
    return (
      <>
        {number.lines.map((line, index) => (
          <text
            x={margin}
            y={top + 28 + index * 32}
            font-size="27"
            font-weight="600"
            fill={chartColours.accent}
          >
            {line}
          </text>
        ))}
        <text x={margin} y={top + 92} font-size="16" fill={chartColours.grey}>
          {base}
        </text>
      </>
    )
  }
  const numberWidth = textWidth(number.printed, { size: 64 })
  return (
    <>
      <text x={margin} y={top + 52} font-size="64" font-weight="700" fill={chartColours.accent}>
        {number.printed}
      </text>
      {number.unit === '%' && (
        <text
          x={margin + numberWidth + 6}
          y={top + 52}
          font-size="35"
          font-weight="600"
          fill={chartColours.accent}
        >
          %
        </text>
      )}
      {ring && <CardRing ring={ring} x={margin + 176} y={top + 30} />}
      {wrapText(base, words.left - margin - 16, { size: 16 }).map((line, index) => (
        <text x={margin} y={top + 84 + index * 20} font-size="16" fill={chartColours.grey}>
          {line}
        </text>
      ))}
    </>
  )
}

const radius = 26
const fewBand = 3
const band = 8

/** The ring of the page, in attributes: from twelve o'clock clockwise, the average as a tick across. */
function CardRing({ ring, x, y }: { ring: NonNullable<MeasureCard['ring']>; x: number; y: number }) {
  const { share, average, isFew } = ring
  const thickness = isFew ? fewBand : band
  const middle = radius - thickness / 2
  if (share === undefined) {
    return <circle cx={x} cy={y} r={radius - 1} fill="none" stroke={chartColours.grey} stroke-width="1.25" />
  }
  const round = 2 * Math.PI * middle
  return (
    <g transform={`translate(${x} ${y})`} fill="none">
      <circle r={middle} stroke={chartColours.rule} stroke-width={thickness} />
      {share > 0 && (
        <circle
          r={middle}
          stroke={chartColours.accent}
          stroke-width={thickness}
          stroke-dasharray={share >= 1 ? undefined : `${(share * round).toFixed(2)} ${round.toFixed(2)}`}
          transform="rotate(-90)"
        />
      )}
      {average !== undefined && (
        <g transform={`rotate(${(average * 360).toFixed(2)})`}>
          <line
            y1={-(radius - thickness - 3)}
            y2={-(radius + 3)}
            stroke={chartColours.paper}
            stroke-width="5"
          />
          <line
            y1={-(radius - thickness - 3)}
            y2={-(radius + 3)}
            stroke={chartColours.ink}
            stroke-width="2"
          />
        </g>
      )}
    </g>
  )
}
