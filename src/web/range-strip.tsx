/** A rate between 0 and 100%, where it plausibly lies, and the average of similar authorities. Shares are 0 to 1. */
export type Range = {
  readonly share: number
  readonly low: number
  readonly high: number
  /** Drawn hollow: from so few cases nothing could stand apart. */
  readonly isFew: boolean
  readonly average?: { readonly share: number; readonly label: string } | undefined
}

const width = 272
const margin = 9
const axis = 38
const bandHeight = 12

/**
 * The strip beside a measure, drawn for 272 px at every width of the window so that its lettering never shrinks.
 * It repeats the words beneath it and is silent.
 */
export function RangeStrip({ range }: { range: Range }) {
  const few = range.isFew ? ' strip--few' : ''
  return (
    <svg
      class={`strip${few}`}
      width={width}
      height="72"
      viewBox={`0 0 ${width} 72`}
      aria-hidden="true"
      focusable="false"
    >
      <line class="strip__axis" x1={at(0)} x2={at(1)} y1={axis} y2={axis} />
      {[0, 0.5, 1].map((share) => (
        <line class="strip__axis" x1={at(share)} x2={at(share)} y1={axis - 5} y2={axis + 5} />
      ))}
      <rect
        class="strip__band"
        x={at(range.low)}
        y={axis - bandHeight / 2}
        width={Math.max(1, at(range.high) - at(range.low))}
        height={bandHeight}
      />
      {range.average && <AverageLine share={range.average.share} label={range.average.label} />}
      <circle class="strip__dot" cx={at(range.share)} cy={axis} r={range.isFew ? 6 : 8} />
      <text class="strip__label" x={at(0) - 4} y="66">
        0
      </text>
      <text class="strip__label" x={at(0.5)} y="66" text-anchor="middle">
        50
      </text>
      <text class="strip__label" x={at(1) + 5} y="66" text-anchor="end">
        100%
      </text>
    </svg>
  )
}

function AverageLine({ share, label }: { share: number; label: string }) {
  const x = at(share)
  // Near an end the label stays within the strip, aligned with that end.
  const anchor = x < 56 ? 'start' : x > width - 56 ? 'end' : 'middle'
  const labelAt = anchor === 'start' ? Math.min(x, 4) : anchor === 'end' ? width - 4 : x
  return (
    <>
      <line class="strip__average-casing" x1={x} x2={x} y1={axis - 13} y2={axis + 13} />
      <line class="strip__average" x1={x} x2={x} y1={axis - 13} y2={axis + 13} />
      <text class="strip__average-label" x={labelAt} y="17" text-anchor={anchor}>
        {label}
      </text>
    </>
  )
}

function at(share: number): number {
  return Math.round((margin + share * (width - 2 * margin)) * 10) / 10
}
