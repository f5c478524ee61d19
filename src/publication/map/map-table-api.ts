import type { Context } from 'hono'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import { type Cell, csvAnswer } from '../../web/csv-answer.ts'
import { measureOf } from '../site/measure-view.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { type MapMark, mapMarks } from './map-mark.ts'
import { askedMap } from './map-page.tsx'
import { sortMarks } from './map-table.ts'

const heading = [
  'authority',
  'name',
  'kind',
  'region',
  'gss_code',
  'year',
  'measure',
  'state',
  'numerator',
  'denominator',
  'base',
  'class',
  'average_numerator',
  'average_denominator',
  'verdict',
  'demonstration',
] as const

/** The whole table of a map as a file, in the order that was asked for. */
export async function sendMapTable(context: Context, publicSite: PublicSite): Promise<Response> {
  const asked = await askedMap(context, publicSite)
  if (!asked.ok) return asked.refusal
  const { question, facts } = asked
  const { scheme, site } = publicSite
  const marks = sortMarks(mapMarks(scheme, question, facts), question)
  const year = formatReportingYear(question.year)
  const measure = measureOf(scheme, question.measure.measure)
  const start = site.isDemonstration ? 'DEMONSTRATION-' : ''
  const name = `${start}map-${question.measure.measure}-${question.layer.code}-${year}.csv`
  const rows = marks.map((mark) => [...rowOf(mark, year, measure?.code ?? ''), site.isDemonstration])
  return csvAnswer(context, name, heading, rows)
}

function rowOf(mark: MapMark, year: string, measure: string): readonly Cell[] {
  const { figure, average, state } = mark
  const isCalculated = figure.state === 'calculated'
  return [
    mark.slug,
    mark.name,
    mark.kind,
    mark.region,
    mark.gssCode,
    year,
    measure,
    figure.state,
    isCalculated ? figure.numerator : null,
    isCalculated ? (figure.denominator ?? null) : null,
    mark.base ?? null,
    state.kind === 'shade' ? String(state.shade + 1) : state.kind,
    average?.numerator ?? null,
    average?.denominator ?? null,
    mark.verdict ?? null,
  ]
}
