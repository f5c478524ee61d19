import { printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { SchemeMap } from '../../scheme/scheme-map.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { addresses } from '../../web/addresses.ts'
import { Button, Select } from '../../web/form-controls.tsx'
import { measureOf } from '../site/measure-view.ts'
import { type MapQuestion, type MapView, mapViews } from './map-question.ts'

export type MapControlsSettings = {
  readonly scheme: Scheme
  readonly map: SchemeMap
  readonly years: readonly ReportingYear[]
  readonly question: MapQuestion
  /** The address of the same map with something else in place. */
  readonly addressOf: (change: Partial<MapQuestion>) => string
}

/** Which measure, year and layer, and in which view. In a narrow window the form folds into one line. */
export function MapControls(controls: MapControlsSettings) {
  const { scheme, question, addressOf } = controls
  const { many } = scheme.site.authorityWords
  return (
    <div class="map-controls">
      <ControlsForm {...controls} id="wide" />
      <details class="map-controls__folded">
        <summary>
          <span>Change measure, year or {many}</span>
        </summary>
        <ControlsForm {...controls} id="folded" />
      </details>
      <nav class="map-views" aria-label="View">
        <span aria-hidden="true">View</span>
        <ul>
          {mapViews.map((view) => (
            <li>
              <a href={addressOf({ view })} aria-current={view === question.view ? 'page' : undefined}>
                {viewNames[view]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  )
}

const viewNames: Readonly<Record<MapView, string>> = {
  circles: 'Circles',
  hexagons: 'Hexagons',
  areas: 'Areas',
}

function ControlsForm({ scheme, map, years, question, id }: MapControlsSettings & { id: string }) {
  const kept = { view: question.view, sort: question.sort, authority: question.authority }
  return (
    <form class={`map-form map-form--${id}`} action={addresses.map()} method="get">
      <Select
        id={`measure-${id}`}
        name="measure"
        label="Measure"
        items={map.measures.map(({ measure }) => ({
          value: measure,
          text: measureOf(scheme, measure)?.name ?? measure,
          selected: measure === question.measure.measure,
        }))}
      />
      <Select
        id={`year-${id}`}
        name="year"
        label="Year"
        items={years.map((year) => ({
          value: formatReportingYear(year),
          text: printYear(scheme, year),
          selected: year === question.year,
        }))}
      />
      <Select
        id={`layer-${id}`}
        name="layer"
        label={capital(scheme.site.authorityWords.many)}
        items={map.layers.map(({ code, name }) => ({
          value: code,
          text: name,
          selected: code === question.layer.code,
        }))}
      />
      {Object.entries(kept).map(
        ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
      )}
      <Button text="Show" />
    </form>
  )
}
