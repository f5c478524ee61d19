import type { Child } from 'hono/jsx'
import type { KnownAuthority } from '../../authorities/authority.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import type { MapLayer } from '../../scheme/scheme-map.ts'
import { printFigure } from '../../statistics/figure-wording.ts'
import { addresses } from '../../web/addresses.ts'
import { baseWords, number } from '../site/measure-words.ts'
import type { MapMark } from './map-mark.ts'

/** Who is chosen: somebody on this map, somebody who is not, or nobody. */
export type ChosenAuthority =
  | { readonly kind: 'on-map'; readonly mark: MapMark }
  | {
      readonly kind: 'elsewhere'
      readonly authority: KnownAuthority
      /** The layer it stands on in this year; undefined where it stands on none. */
      readonly layer: MapLayer | undefined
    }
  | { readonly kind: 'nobody' }

type ReadingBoxSettings = {
  readonly scheme: Scheme
  readonly measure: Measure
  readonly layer: MapLayer
  readonly year: ReportingYear
  readonly printedYear: string
  readonly marks: readonly MapMark[]
  readonly chosen: ChosenAuthority
  /** Of the same authority on the layer it stands on. */
  readonly addressOnLayer: (layer: MapLayer) => string
}

/** Repeats the chosen authority in words; without one, everybody together. A script reads others into it. */
export function ReadingBox(reading: ReadingBoxSettings) {
  return (
    <div class="reading" id="reading">
      <Reading {...reading} />
    </div>
  )
}

function Reading({ chosen, printedYear, addressOnLayer, ...reading }: ReadingBoxSettings) {
  if (chosen.kind === 'on-map') return <ReadingOfMark mark={chosen.mark} year={reading.year} />
  if (chosen.kind === 'nobody') return <ReadingOfAll {...reading} />
  const { authority, layer } = chosen
  return (
    <Lines
      name={
        <a class="link" href={addresses.authority(authority.slug, reading.year)}>
          {authority.shortName}
        </a>
      }
      sentence={`It does not stand on this map in ${printedYear}.`}
      comparison={
        layer && (
          <>
            It stands on the other:{' '}
            <a class="link" href={addressOnLayer(layer)}>
              {layer.name.toLowerCase()}
            </a>
            .
          </>
        )
      }
    />
  )
}

function ReadingOfMark({ mark, year }: { mark: MapMark; year: ReportingYear }) {
  return (
    <Lines
      name={
        <a class="link" href={addresses.authority(mark.slug, year)}>
          {mark.name}
        </a>
      }
      sentence={
        <>
          {mark.failure !== undefined && <span class="failure">{mark.failure} </span>}
          {mark.sentence}
        </>
      }
      comparison={mark.comparison}
    />
  )
}

function ReadingOfAll({
  scheme,
  measure,
  layer,
  marks,
}: Pick<ReadingBoxSettings, 'scheme' | 'measure' | 'layer' | 'marks'>) {
  const { one, many } = scheme.site.authorityWords
  return (
    <Lines
      name={`All ${number(marks.length)} ${many}`}
      sentence={allTogether(measure, marks) ?? `${layer.name} ${many}`}
      comparison={`Choose a ${one} on the map to read it here.`}
    />
  )
}

/** Everybody's figures added up: "80% upheld, 3,278 of 4,082 investigated". */
function allTogether(measure: Measure, marks: readonly MapMark[]): string | undefined {
  const figures = marks.flatMap(({ figure }) =>
    figure.state === 'calculated' && figure.denominator !== undefined
      ? { numerator: figure.numerator, denominator: figure.denominator }
      : [],
  )
  const numerator = figures.reduce((sum, figure) => sum + figure.numerator, 0)
  const denominator = figures.reduce((sum, figure) => sum + figure.denominator, 0)
  if (denominator === 0) return undefined
  const printed = printFigure(measure, { state: 'calculated', numerator, denominator })
  return measure.denominator.kind === 'rate'
    ? `${printed} per ${number(measure.denominator.per)} ${measure.denominator.base}`
    : `${printed} ${measure.wording.counted}, ${baseWords(measure, numerator, denominator)}`
}

function Lines({ name, sentence, comparison }: { name: Child; sentence: Child; comparison: Child }) {
  return (
    <>
      <p class="reading__name">{name}</p>
      <p class="reading__sentence">{sentence}</p>
      <p class="reading__comparison">{comparison}</p>
    </>
  )
}
