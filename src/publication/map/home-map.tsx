import { printYear } from '../../scheme/printed-dates.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { addresses } from '../../web/addresses.ts'
import { measureOf } from '../site/measure-view.ts'
import { SmallCirclesMap } from './circles-map.tsx'
import { mapFinding } from './map-finding.ts'
import { type MapFacts, mapMarks } from './map-mark.ts'

/** A year's first map, small, with the way to the large one. Nothing for a scheme without a map. */
export function HomeMap({ scheme, year, facts }: { scheme: Scheme; year: ReportingYear; facts: MapFacts }) {
  const { map, authorityWords } = scheme.site
  const [mapMeasure] = map?.measures ?? []
  const measure = mapMeasure && measureOf(scheme, mapMeasure.measure)
  if (!map || !mapMeasure || !measure) return null
  const marks = mapMarks(scheme, { measure: mapMeasure, year, layer: map.layers[0] }, facts)
  const printedYear = printYear(scheme, year)
  return (
    <div class="home-map">
      <SmallCirclesMap
        land={map.land}
        marks={marks}
        title={`Map: ${measure.name.slice(0, 1).toLowerCase()}${measure.name.slice(1)}, ${printedYear}`}
        description={mapFinding(scheme, mapMeasure, measure, printedYear, marks)}
      />
      <p class="home-map__link">
        <a class="link" href={addresses.map()}>
          Open the map
        </a>
      </p>
      <p class="small">
        {`One circle a ${authorityWords.one}: bigger for more ${mapMeasure.baseNoun.many}, ${
          mapMeasure.darkest === 'highest' ? 'darker' : 'paler'
        } where more were ${measure.wording.counted}, hollow where there are too few to tell.`}
      </p>
    </div>
  )
}
