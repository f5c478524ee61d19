/** How a share is drawn: a ring from twelve o'clock, clockwise. It repeats the number and is silent. */
export type RingShare =
  | { readonly state: 'share'; readonly share: number; readonly isFew: boolean }
  /** No track: a bare track would mean 0%. */
  | { readonly state: 'empty' }

const centre = 36
const outerRadius = 32
const bandWidth = outerRadius * 2 * 0.14
const fewBandWidth = 3

/** A share as a ring, with the average of similar authorities as a tick across the band. */
export function Ring({ shown, average }: { shown: RingShare; average?: number | undefined }) {
  const band = shown.state === 'share' && !shown.isFew ? bandWidth : fewBandWidth
  const radius = outerRadius - band / 2
  return (
    <svg class="ring" width="72" height="72" viewBox="0 0 72 72" aria-hidden="true" focusable="false">
      {shown.state === 'empty' ? (
        <circle class="ring__outline" cx={centre} cy={centre} r={outerRadius - 1} />
      ) : (
        <>
          <circle class="ring__track" cx={centre} cy={centre} r={radius} stroke-width={band} />
          <RingValue share={shown.share} radius={radius} band={band} />
        </>
      )}
      {average !== undefined && shown.state === 'share' && (
        <RingTick average={average} inner={outerRadius - band - 4} outer={outerRadius + 4} />
      )}
    </svg>
  )
}

function RingValue({ share, radius, band }: { share: number; radius: number; band: number }) {
  if (share <= 0) return null
  // A whole ring is drawn without dashes, which would leave a seam at twelve o'clock.
  const dashes = share >= 1 ? {} : { pathLength: 100, 'stroke-dasharray': `${share * 100} 100` }
  return (
    <circle
      class="ring__value"
      cx={centre}
      cy={centre}
      r={radius}
      stroke-width={band}
      transform={`rotate(-90 ${centre} ${centre})`}
      {...dashes}
    />
  )
}

function RingTick({ average, inner, outer }: { average: number; inner: number; outer: number }) {
  const line = { x1: centre, x2: centre, y1: centre - inner, y2: centre - outer }
  return (
    <g transform={`rotate(${(average * 360).toFixed(2)} ${centre} ${centre})`}>
      <line class="ring__casing" {...line} />
      <line class="ring__tick" {...line} />
    </g>
  )
}
