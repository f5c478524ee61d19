import type { Child } from 'hono/jsx'

/** A chart on a page: drawn for a wide and for a narrow window, of which each visitor gets one. */
export function ChartFigure({
  caption,
  wide,
  narrow,
  narrowKey = [],
}: {
  /** What the scale counts. The narrow chart has room for less. */
  caption: { readonly wide: string; readonly narrow: string }
  wide: Child
  narrow: Child
  /** What the letters of the narrow chart stand for. */
  narrowKey?: readonly string[]
}) {
  return (
    <div class="chart">
      <div class="chart__wide">
        <p class="chart__caption">{caption.wide}</p>
        {wide}
      </div>
      <div class="chart__narrow">
        <p class="chart__caption">{caption.narrow}</p>
        {narrow}
        {narrowKey.length > 0 && <p class="small">{narrowKey.join(' ')}</p>}
      </div>
    </div>
  )
}
