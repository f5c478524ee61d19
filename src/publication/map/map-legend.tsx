import type { Child } from 'hono/jsx'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import type { MapMeasure } from '../../scheme/scheme-map.ts'
import { number } from '../site/measure-words.ts'
import { radiusOfBase } from './circle-places.ts'
import { shadeWords } from './map-class.ts'
import { countMarks } from './map-finding.ts'
import { type MapMark, shareBehind } from './map-mark.ts'
import type { MapView } from './map-question.ts'

/** What colours and marks mean, with the bounds of the classes and how many stand in each. */
export function MapLegend(legend: {
  scheme: Scheme
  mapMeasure: MapMeasure
  measure: Measure
  marks: readonly MapMark[]
  view: MapView
}) {
  const { scheme, mapMeasure, measure, marks, view } = legend
  const counts = countMarks(marks)
  const inShade = (shade: number) =>
    marks.filter(({ state }) => state.kind === 'shade' && state.shade === shade).length
  const none = shareBehind(scheme, measure).wording.nothing.shown.join(' ').toLowerCase()
  return (
    <div class={view === 'circles' ? 'legend legend--circles' : 'legend'}>
      <section class="legend__part" aria-labelledby="legend-classes">
        <h2 class="legend__title" id="legend-classes">
          {measure.name}
        </h2>
        <ul>
          {shadeWords(mapMeasure, measure).map(({ shade, words }) => (
            <Entry
              sign={<Swatch className={`shade-${shade}`} view={view} />}
              words={words}
              count={inShade(shade)}
            />
          ))}
        </ul>
      </section>
      <section class="legend__part" aria-labelledby="legend-marks">
        <h2 class="legend__title" id="legend-marks">
          {view === 'circles' ? `Size: ${mapMeasure.baseNoun.many}` : 'Few'}
        </h2>
        <ul>
          {view === 'circles' && sizesFor(marks).map((size) => <Size size={size} />)}
          {counts.few > 0 && (
            <Entry sign={<Swatch className="few" view={view} />} words="too few to tell" count={counts.few} />
          )}
          {counts.none > 0 && (
            <Entry sign={<Swatch className="none" view={view} />} words={none} count={counts.none} />
          )}
          {counts.unknown > 0 && (
            <Entry
              sign={<Swatch className="unknown" view={view} />}
              words="not calculated"
              count={counts.unknown}
            />
          )}
        </ul>
      </section>
    </div>
  )
}

function Entry({ sign, words, count }: { sign: Child; words: string; count?: number }) {
  return (
    <li>
      <span class="legend__sign">{sign}</span>
      <span>
        {words}
        {count !== undefined && <span class="legend__count"> ({number(count)})</span>}
      </span>
    </li>
  )
}

function Size({ size }: { size: number }) {
  const radius = radiusOfBase(size)
  const side = Math.ceil(radius * 2 + 2)
  return (
    <Entry
      sign={
        <svg class="map__size" width={side} height={side} viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
          <circle cx={side / 2} cy={side / 2} r={radius.toFixed(1)} />
        </svg>
      }
      words={number(size)}
    />
  )
}

function Swatch({ className, view }: { className: string; view: MapView }) {
  const isDot = className === 'none' || className === 'unknown'
  return (
    <svg class="map__swatch" width="20" height="22" viewBox="0 0 20 22" aria-hidden="true">
      <g class={view === 'circles' ? 'map__marks' : 'map__marks map__marks--filled'}>
        <g class={`mark mark--${className}`}>
          {view === 'circles' ? (
            <circle cx="10" cy="11" r={isDot ? 1.3 : className === 'few' ? 4 : 9} />
          ) : (
            <>
              <path d="M10 1 18.7 6v10L10 21 1.3 16V6z" />
              {className === 'few' && <circle class="map__ring" cx="10" cy="11" r="4" />}
              {isDot && <circle class="map__dot" cx="10" cy="11" r="1.2" />}
            </>
          )}
        </g>
      </g>
    </svg>
  )
}

/** Three round numbers that span the bases on the map. */
function sizesFor(marks: readonly MapMark[]): readonly number[] {
  const largest = Math.max(0, ...marks.map(({ base }) => base ?? 0))
  const steps = [1, 2, 5, 10, 20, 50, 100, 150, 200, 500, 1_000, 2_000, 5_000]
  const upTo = steps.filter((step) => step <= largest)
  const top = upTo.at(-1)
  if (top === undefined) return []
  return [top / 15, top / 3, top]
    .map((aim) => steps.filter((step) => step <= aim * 1.3).at(-1))
    .filter((size, at, all): size is number => size !== undefined && all.indexOf(size) === at)
}
