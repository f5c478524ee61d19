import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { MapLayer, MapMeasure, SchemeMap } from '../../scheme/scheme-map.ts'

/** What a map is asked to show. All of it stands in the address. */
export type MapQuestion = {
  readonly measure: MapMeasure
  readonly year: ReportingYear
  readonly layer: MapLayer
  readonly view: MapView
  readonly sort: MapSort
  /** From 1; undefined for the whole table on one page. */
  readonly page: number | undefined
  /** The slug of the authority that is chosen. */
  readonly authority: string | undefined
}

export type MapView = 'circles' | 'hexagons' | 'areas'
export const mapViews: readonly [MapView, ...MapView[]] = ['circles', 'hexagons', 'areas']

/** By name, by what a value is counted among, or by the value. */
export type MapSort = 'name' | 'base' | 'value'
const mapSorts: readonly [MapSort, ...MapSort[]] = ['name', 'base', 'value']

export type MapQuestionReading =
  | { readonly ok: true; readonly question: MapQuestion }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Reads an address. `years` are those that are public, the newest first; there is at least one. */
export function readMapQuestion(
  map: SchemeMap,
  years: readonly [ReportingYear, ...ReportingYear[]],
  query: Readonly<Record<string, string | undefined>>,
): MapQuestionReading {
  const problems: string[] = []
  const oneOf = <Choice>(
    name: string,
    what: string,
    choices: readonly [Choice, ...Choice[]],
    code: (choice: Choice) => string,
  ): Choice => {
    const given = query[name]
    if (given === undefined || given === '') return choices[0]
    const found = choices.find((choice) => code(choice) === given)
    if (found !== undefined) return found
    problems.push(`There is no ${what} “${shortened(given)}” here: ${choices.map(code).join(', ')}.`)
    return choices[0]
  }
  const question: MapQuestion = {
    measure: oneOf('measure', 'measure', map.measures, ({ measure }) => measure),
    year: oneOf('year', 'year', years, formatReportingYear),
    layer: oneOf('layer', 'layer', map.layers, ({ code }) => code),
    view: oneOf<MapView>('view', 'view', mapViews, (code) => code),
    sort: oneOf<MapSort>('sort', 'order', mapSorts, (sort) => sort),
    page: pageOf(query.page, problems),
    authority: query.authority === '' ? undefined : query.authority,
  }
  return problems.length === 0 ? { ok: true, question } : { ok: false, problems }
}

/** The query of an address that asks this question: what would be shown anyhow is left out. */
export function mapQuery(
  map: SchemeMap,
  newest: ReportingYear,
  { measure, year, layer, view, sort, page, authority }: MapQuestion,
): Readonly<Record<string, string | undefined>> {
  const unless = (value: string, usual: string) => (value === usual ? undefined : value)
  return {
    measure: unless(measure.measure, map.measures[0].measure),
    year: unless(formatReportingYear(year), formatReportingYear(newest)),
    layer: unless(layer.code, map.layers[0].code),
    view: unless(view, mapViews[0]),
    sort: unless(sort, mapSorts[0]),
    page: page === undefined ? 'all' : unless(String(page), '1'),
    authority,
  }
}

function pageOf(text: string | undefined, problems: string[]): number | undefined {
  if (text === undefined || text === '') return 1
  if (text === 'all') return undefined
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text)
  problems.push(`There is no page “${shortened(text)}”: pages are numbered from 1, and “all” is all of them.`)
  return 1
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
