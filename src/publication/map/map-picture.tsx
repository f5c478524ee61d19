import type { Child } from 'hono/jsx'
import type { MapMark } from './map-mark.ts'
import type { Point } from './spread-discs.ts'

/** What every picture says of itself to those who do not see it. */
type PictureWords = {
  readonly title: string
  readonly description: string
  /** How the keyboard reads it, where a script lets it. */
  readonly keys?: string
}

/** What every picture of the map's page is given. */
export type PictureSettings = PictureWords & {
  readonly marks: readonly MapMark[]
  /** The slug of the one that is ringed. */
  readonly chosen: string | undefined
  /** Where a mark leads: to the map with this authority chosen. */
  readonly addressOf: (mark: MapMark) => string
}

/**
 * The frame of a picture. To assistive technology it is one image with its description, and its marks are silent:
 * the table says the same, and comes first. The marks' links are for pointers; the keyboard has the table's.
 */
export function MapPicture(frame: {
  picture: PictureWords
  id: string
  width: number
  height: number
  children: Child
}) {
  const { picture, id, width, height, children } = frame
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the image within has it; here it would appear at the pointer
    <svg
      class="map"
      id={id}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      data-keys={picture.keys}
    >
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: nobody can do anything with a g */}
      <g role="img" aria-labelledby={`${id}-title`} aria-describedby={`${id}-description`}>
        <title id={`${id}-title`}>{picture.title}</title>
        <desc id={`${id}-description`}>{picture.description}</desc>
        <rect width={width} height={height} fill="none" />
      </g>
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nor can it have the focus */}
      <g aria-hidden="true">{children}</g>
    </svg>
  )
}

/** A mark with what it says to a pointer, line by line; its shape inherits the mark's look. */
export function MarkLink({ mark, href, children }: { mark: MapMark; href: string; children: Child }) {
  return (
    <a href={href} tabindex={-1} class={markClass(mark)}>
      <title>{markLines(mark).join('\n')}</title>
      {children}
    </a>
  )
}

/** What a pointer reads: the name, the figure, what it is beside others. */
function markLines({ name, failure, sentence, comparison }: MapMark): readonly string[] {
  return [name, failure === undefined ? sentence : `${failure} ${sentence}`, comparison]
}

export function markClass({ state }: MapMark): string {
  return `mark mark--${state.kind === 'shade' ? `shade-${state.shade}` : state.kind}`
}

/** Name and value of the chosen one beside its mark, on the side where there is room. */
export function ChosenLabel({
  mark,
  at,
  offset,
  width,
}: {
  mark: MapMark
  at: Point
  offset: number
  width: number
}) {
  const text = `${mark.name} ${mark.value}`
  // Names are not measured here: 8.1 px a letter leaves a little room in this type at 16 px.
  const boxWidth = Math.ceil(text.length * 8.1 + 16)
  const isLeft = at.x + offset + boxWidth > width - 4
  const x = isLeft ? Math.max(2, at.x - offset - boxWidth) : at.x + offset
  return (
    <g class="map__label map__aside">
      <rect x={tenths(x)} y={tenths(at.y - 30)} width={boxWidth} height="28" />
      <text x={tenths(x + boxWidth / 2)} y={tenths(at.y - 10.5)} text-anchor="middle">
        {text}
      </text>
    </g>
  )
}

/** A coordinate, to a tenth of a pixel. */
export function tenths(coordinate: number): string {
  return String(Math.round(coordinate * 10) / 10)
}
