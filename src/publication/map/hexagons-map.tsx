import type { MapLand } from '../../scheme/scheme-map.ts'
import { corner, hexagonPicture, nameLineHeight, type RegionName } from './hexagon-picture.ts'
import type { MapMark } from './map-mark.ts'
import { ChosenLabel, MapPicture, MarkLink, type PictureSettings, tenths } from './map-picture.tsx'
import { mapPlane } from './map-plane.ts'
import type { Point } from './spread-discs.ts'

/** One hexagon for each authority, all of one size, near where it is. */
export function HexagonsMap({ land, ...picture }: PictureSettings & { land: MapLand }) {
  const { marks, chosen, addressOf } = picture
  const drawn = hexagonPicture(mapPlane(land), marks, land.enlarged?.region)
  const found = marks.find(({ slug }) => slug === chosen)
  return (
    <MapPicture picture={picture} id="map" width={drawn.width} height={drawn.height}>
      <defs>
        <path id="hexagon" d={hexagon({ x: 0, y: 0 }, drawn.diameter)} />
        <circle class="map__ring" id="ring" r="4" />
        <circle class="map__dot" id="dot" r="1.2" />
      </defs>
      <g class="map__marks map__marks--filled">
        {marks.map((mark) => (
          <MarkLink mark={mark} href={addressOf(mark)}>
            <Hexagon mark={mark} at={drawn.placeOf(mark.slug)} />
          </MarkLink>
        ))}
      </g>
      <path class="map__border" d={drawn.borders} />
      <path class="map__border map__border--dense" d={drawn.denseOutline} />
      <g class="map__aside">
        {drawn.names.map((name) => (
          <Name name={name} />
        ))}
      </g>
      {found && <Chosen mark={found} at={drawn.placeOf(found.slug)} drawn={drawn} />}
    </MapPicture>
  )
}

function Hexagon({ mark, at }: { mark: MapMark; at: Point }) {
  const place = { x: tenths(at.x), y: tenths(at.y) }
  return (
    <>
      <use href="#hexagon" {...place} />
      {mark.state.kind === 'few' && <use href="#ring" {...place} />}
      {(mark.state.kind === 'none' || mark.state.kind === 'unknown') && <use href="#dot" {...place} />}
    </>
  )
}

function Name({ name }: { name: RegionName }) {
  const { lines, at, isLeft, leader } = name
  const first = at.y + 5 - ((lines.length - 1) * nameLineHeight) / 2
  return (
    <>
      {leader && (
        <>
          <line
            class="map__leader"
            x1={tenths(leader.from.x)}
            y1={tenths(leader.from.y)}
            x2={tenths(leader.to.x)}
            y2={tenths(leader.to.y)}
          />
          <circle class="map__leader-end" cx={tenths(leader.from.x)} cy={tenths(leader.from.y)} r="2.5" />
        </>
      )}
      <text class="map__name" text-anchor={isLeft ? 'end' : 'start'}>
        {lines.map((line, index) => (
          <tspan x={tenths(at.x)} y={tenths(first + index * nameLineHeight)}>
            {line}
          </tspan>
        ))}
      </text>
    </>
  )
}

function Chosen({
  mark,
  at,
  drawn,
}: {
  mark: MapMark
  at: Point
  drawn: { readonly diameter: number; readonly width: number }
}) {
  return (
    <g class="map__chosen">
      <path d={hexagon(at, drawn.diameter)} />
      <ChosenLabel mark={mark} at={at} offset={drawn.diameter / 2 + 4} width={drawn.width} />
    </g>
  )
}

/** A hexagon around a point, one point up. */
function hexagon(at: Point, diameter: number): string {
  const corners = [0.5, 1.5, 2.5, 3.5, 4.5, 5.5].map((sixths) => corner(at, diameter, sixths))
  return `M${corners.map(({ x, y }) => `${tenths(x)} ${tenths(y)}`).join('L')}z`
}
