import type { MapLand } from '../../scheme/scheme-map.ts'
import type { AreaPaths } from './area-paths.ts'
import { Enlarged, Land } from './circles-map.tsx'
import type { MapMark } from './map-mark.ts'
import { ChosenLabel, MapPicture, MarkLink, type PictureSettings, tenths } from './map-picture.tsx'
import { mapPlane } from './map-plane.ts'
import type { Point } from './spread-discs.ts'

/** The area of each authority, coloured by class; few are marked in it. */
export function AreasMap({ land, areas, ...picture }: PictureSettings & { land: MapLand; areas: AreaPaths }) {
  const { marks, chosen, addressOf } = picture
  const plane = mapPlane(land)
  const { paths, enlarged } = areas
  const isEnlarged = ({ slug }: MapMark) => enlarged?.paths.has(slug) ?? false
  const placeOf = (mark: MapMark) => {
    const point = plane.project(mark.centre)
    return enlarged && isEnlarged(mark) ? enlarged.window.place(point) : point
  }
  const pathOf = (mark: MapMark) => enlarged?.paths.get(mark.slug) ?? paths.get(mark.slug) ?? ''
  const links = (drawn: readonly MapMark[]) =>
    drawn.map((mark) => (
      <MarkLink mark={mark} href={addressOf(mark)}>
        <Area mark={mark} path={pathOf(mark)} at={placeOf(mark)} />
      </MarkLink>
    ))
  const found = marks.find(({ slug }) => slug === chosen)
  return (
    <MapPicture picture={picture} id="map" width={plane.width} height={plane.height}>
      <Land plane={plane} />
      <g class="map__marks map__marks--filled">{links(marks.filter((mark) => !isEnlarged(mark)))}</g>
      {enlarged && land.enlarged && (
        <Enlarged region={land.enlarged.region} enlarged={enlarged.window} isFilled={true}>
          {links(marks.filter(isEnlarged))}
        </Enlarged>
      )}
      {found && (
        <g class="map__chosen">
          <path d={pathOf(found)} />
          <ChosenLabel mark={found} at={placeOf(found)} offset={14} width={plane.width} />
        </g>
      )}
    </MapPicture>
  )
}

function Area({ mark, path, at }: { mark: MapMark; path: string; at: Point }) {
  const place = { cx: tenths(at.x), cy: tenths(at.y) }
  return (
    <>
      {/* An area too small to be drawn is still there to point at. */}
      {path === '' ? <circle {...place} r="2" /> : <path d={path} fill-rule="evenodd" />}
      {mark.state.kind === 'few' && <circle class="map__ring" {...place} r="3" />}
      {(mark.state.kind === 'none' || mark.state.kind === 'unknown') && (
        <circle class="map__dot" {...place} r="1.2" />
      )}
    </>
  )
}
