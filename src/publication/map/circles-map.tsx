import type { Child } from 'hono/jsx'
import type { MapLand } from '../../scheme/scheme-map.ts'
import { type Enlargement, enlargement, largestFirst, radiusOf } from './circle-places.ts'
import type { MapMark } from './map-mark.ts'
import { ChosenLabel, MapPicture, MarkLink, markClass, type PictureSettings, tenths } from './map-picture.tsx'
import { type MapPlane, mapPlane } from './map-plane.ts'
import type { Point } from './spread-discs.ts'

/** A circle for each authority at its place: area by what it is counted among, colour by class. */
export function CirclesMap({ land, ...picture }: PictureSettings & { land: MapLand }) {
  const { marks, chosen, addressOf } = picture
  const plane = mapPlane(land)
  const dense = land.enlarged?.region
  const inside = marks.filter(({ region }) => region === dense)
  const enlarged = enlargement(
    plane,
    inside.map(({ centre }) => plane.project(centre)),
  )
  const placeOf = ({ region, centre }: MapMark) => {
    const point = plane.project(centre)
    return enlarged && region === dense ? enlarged.place(point) : point
  }
  const circles = (drawn: readonly MapMark[]) =>
    largestFirst(drawn).map((mark) => (
      <MarkLink mark={mark} href={addressOf(mark)}>
        <Circle mark={mark} at={placeOf(mark)} />
      </MarkLink>
    ))
  const found = marks.find(({ slug }) => slug === chosen)
  return (
    <MapPicture picture={picture} id="map" width={plane.width} height={plane.height}>
      <Land plane={plane} />
      <g class="map__marks">{circles(enlarged ? marks.filter(({ region }) => region !== dense) : marks)}</g>
      {enlarged && dense !== undefined && (
        <Enlarged region={dense} enlarged={enlarged} isFilled={false}>
          {circles(inside)}
        </Enlarged>
      )}
      {found && <Chosen mark={found} at={placeOf(found)} width={plane.width} />}
    </MapPicture>
  )
}

/** A dense region in a window of its own, and the same reduced where it belongs. */
export function Enlarged(part: {
  region: string
  enlarged: Enlargement
  /** Its marks fill the land, and do not stand on it. */
  isFilled: boolean
  children: Child
}) {
  const { region, enlarged, isFilled, children } = part
  const marks = isFilled ? 'map__marks map__marks--filled' : 'map__marks'
  return (
    <>
      <g class={`${marks} map__reduced`}>
        <use href="#enlarged" transform={enlarged.reduction} />
      </g>
      <rect class="map__frame" {...enlarged.frame} />
      <rect class="map__window" {...enlarged.window} />
      <text class="map__name map__name--window" x={enlarged.window.x + 10} y={enlarged.window.y + 24}>
        {region}
        <tspan class="map__aside">, enlarged</tspan>
      </text>
      <g class={marks} id="enlarged">
        {children}
      </g>
    </>
  )
}

/** The same circles alone, for a small picture beside other things. It leads nowhere; a link stands under it. */
export function SmallCirclesMap(map: {
  land: MapLand
  marks: readonly MapMark[]
  title: string
  description: string
}) {
  const plane = mapPlane(map.land)
  return (
    <MapPicture picture={map} id="small-map" width={plane.width} height={plane.height}>
      <Coast plane={plane} />
      <g class="map__marks">
        {largestFirst(map.marks).map((mark) => (
          <g class={markClass(mark)}>
            <Circle mark={mark} at={plane.project(mark.centre)} />
          </g>
        ))}
      </g>
    </MapPicture>
  )
}

function Circle({ mark, at }: { mark: MapMark; at: Point }) {
  // Whole pixels are near enough for hundreds of middles, and every visitor loads them.
  return <circle cx={Math.round(at.x)} cy={Math.round(at.y)} r={tenths(radiusOf(mark))} />
}

/** The land with the names of its neighbours. */
export function Land({ plane }: { plane: MapPlane }) {
  return (
    <>
      <Coast plane={plane} />
      {plane.neighbours.map(({ name, x, y }) => (
        <text class="map__name map__name--neighbour" x={tenths(x)} y={tenths(y)} text-anchor="middle">
          {name}
        </text>
      ))}
    </>
  )
}

/** The land, which fades out towards a neighbour that nothing is said about. */
function Coast({ plane }: { plane: MapPlane }) {
  return (
    <>
      <defs>
        <linearGradient id="fade" x2="0" y2="1">
          <stop stop-color="#fff" />
          <stop offset="1" stop-color="#fff" stop-opacity="0" />
        </linearGradient>
      </defs>
      <path class="map__land" d={plane.coast} />
      <rect class="map__fade" width={plane.width} height={tenths(plane.fadesUntil)} fill="url(#fade)" />
    </>
  )
}

function Chosen({ mark, at, width }: { mark: MapMark; at: Point; width: number }) {
  const ring = radiusOf(mark) + 2.5
  return (
    <g class="map__chosen">
      <circle cx={tenths(at.x)} cy={tenths(at.y)} r={tenths(ring)} />
      <ChosenLabel mark={mark} at={at} offset={ring + 4} width={width} />
    </g>
  )
}
