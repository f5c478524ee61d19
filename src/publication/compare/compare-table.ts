import type { KnownAuthority } from '../../authorities/authority.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { chanceOfBeingOutside, chanceTest } from '../../statistics/comparison.ts'
import type { CalculatedFigure, YearlyFigures } from '../../statistics/figure.ts'
import { printFigure } from '../../statistics/figure-wording.ts'
import { unitOf } from '../../statistics/group-average.ts'
import { niceStep, ticksBetween } from '../charts/chart-scale.ts'
import { type MeasureView, measureView, rateUnit } from '../site/measure-view.ts'
import { largeMeasure, number } from '../site/measure-words.ts'
import type { Order } from './compare-choice.ts'

/** One authority with its figures of the year; undefined where there are none. */
export type Compared = { readonly authority: KnownAuthority; readonly figures: YearlyFigures | undefined }

/** Several authorities on one scale. Places are shares of the scale, 0 to 1, and only for drawing. */
export type CompareTable = {
  readonly measure: Measure
  /** What stands over the printed numbers: "Upheld". */
  readonly column: string
  readonly sections: readonly CompareSection[]
  readonly ticks: readonly Tick[]
  /** The one average of all that are compared; undefined where they stand in several groups, or in none. */
  readonly average: Tick | undefined
  /** Every group in the table with its average, in words: "district councils 63%". */
  readonly groups: readonly string[]
  /** How many of them chance alone would be expected to mark as different. */
  readonly expectedByChance: number
}

type Tick = { readonly at: number; readonly label: string }

/** Rows under a heading of their own: those that are few, not compared, or without a number stand apart. */
export type CompareSection = {
  readonly kind: 'compared' | 'few' | 'not-compared' | 'nothing'
  readonly heading: string | undefined
  readonly rows: readonly CompareRow[]
}

export type CompareRow = {
  readonly authority: KnownAuthority
  readonly isOwn: boolean
  readonly figures: YearlyFigures | undefined
  readonly view: MeasureView | undefined
  /** "75%", "5.3"; empty where it is few: a per cent of so little would mislead. */
  readonly printed: string
  /** "18 of 24", "18 among 341,000". */
  readonly count: string
  readonly mark: CompareMark | undefined
  /** "Lower" and ": fewer complaints upheld than at similar councils". */
  readonly verdict: { readonly strong: string; readonly rest: string }
}

export type CompareMark = {
  readonly at: number
  readonly from: number
  readonly to: number
  readonly isFew: boolean
  /** The average of its own group. */
  readonly average: number | undefined
}

export function compareTable(
  scheme: Scheme,
  measure: Measure,
  compared: readonly Compared[],
  own: KnownAuthority | undefined,
  order: Order,
): CompareTable {
  const views = compared.map(({ authority, figures }) => ({
    authority,
    figures,
    view: figures && measureView(scheme, figures, measure.code),
  }))
  const scale = scaleOf(
    measure,
    views.map(({ view }) => view),
  )
  const rows = views.map((row) => ({
    ...row,
    ...wordsOf(scheme, measure, row),
    mark: markOf(measure, scale.to, row.view),
    isOwn: row.authority.slug === own?.slug,
  }))
  const groups = new Map(
    rows.flatMap(({ figures, view }) =>
      figures?.comparisonGroup && view?.average ? [[figures.comparisonGroup, view.average] as const] : [],
    ),
  )
  const [shared, ...others] = groups.values()
  return {
    measure,
    column: largeMeasure(scheme, measure.code)?.column ?? (capital(rateUnit(measure)) || measure.name),
    sections: sectionsOf(scheme, measure, rows, order),
    ticks: scale.ticks,
    average:
      shared && others.length === 0
        ? { at: (shared.share * unitOf(measure)) / scale.to, label: `similar ${shared.printed}` }
        : undefined,
    groups: [...groups].map(([code, { printed }]) => {
      const group = scheme.comparisonGroups.find((known) => known.code === code)
      return `${group?.plural ?? code} ${printed}`
    }),
    expectedByChance: rows.reduce((sum, { figures }) => sum + chanceOf(measure, figures), 0),
  }
}

function chanceOf(measure: Measure, figures: YearlyFigures | undefined): number {
  const figure = figures?.figures.get(measure.code)
  const test = figure && chanceTest(measure, figure, figures?.averages.get(measure.code))
  return test ? chanceOfBeingOutside(test) : 0
}

/** "With these 8, chance alone would mark one as different in about one of 62 such tables." */
export function chanceInWords({ expectedByChance, sections }: CompareTable): string | undefined {
  if (expectedByChance === 0) return undefined
  const count = sections
    .filter(({ kind }) => kind === 'compared' || kind === 'few')
    .flatMap(({ rows }) => rows).length
  const tables = Math.round(1 / expectedByChance)
  const them = count === 1 ? 'this one' : `these ${count}`
  return `With ${them}, chance alone would mark one as different in about one of ${number(tables)} such tables.`
}

/** From 0 to 100%, or for a rate to the next round number past everything that is drawn. */
function scaleOf(measure: Measure, views: readonly (MeasureView | undefined)[]) {
  if (measure.denominator.kind !== 'rate') {
    return {
      to: 1,
      ticks: [
        { at: 0, label: '0' },
        { at: 0.5, label: '50' },
        { at: 1, label: '100%' },
      ],
    }
  }
  const highest = Math.max(
    ...views.map((view) => Math.max(view?.interval?.to ?? 0, (view?.average?.share ?? 0) * unitOf(measure))),
  )
  const step = niceStep(highest > 0 ? highest : 1, 4)
  const to = Math.max(1, Math.ceil(highest / step - 1e-9)) * step
  return { to, ticks: ticksBetween(0, to, step).map((value) => ({ at: value / to, label: number(value) })) }
}

function markOf(measure: Measure, scaleTo: number, view: MeasureView | undefined): CompareMark | undefined {
  if (!view?.interval || view.share === undefined) return undefined
  const unit = unitOf(measure)
  return {
    at: (view.share * unit) / scaleTo,
    from: view.interval.from / scaleTo,
    to: view.interval.to / scaleTo,
    isFew: view.isFew,
    average: view.average && (view.average.share * unit) / scaleTo,
  }
}

type ViewedRow = Pick<CompareRow, 'view'>

function wordsOf(
  scheme: Scheme,
  measure: Measure,
  { view }: ViewedRow,
): Pick<CompareRow, 'printed' | 'count' | 'verdict'> {
  if (!view) return { printed: '', count: '', verdict: { strong: 'No figures in this year', rest: '' } }
  const { figure } = view
  if (figure.state !== 'calculated') {
    const shown = view.number.kind === 'words' ? view.number.lines.join(' ') : ''
    return { printed: '', count: '', verdict: { strong: shown, rest: '' } }
  }
  const { one } = scheme.site.authorityWords
  return {
    printed: view.isFew ? '' : printFigure(measure, figure),
    count: countOf(measure, figure),
    verdict: measure.comparisonWords
      ? (view.finding ?? { strong: 'Not compared', rest: '' })
      : { strong: '', rest: `No comparison is made of one ${one} with another.` },
  }
}

/** "18 of 24" is kept on one line; what stands beside residents is too long for that. */
function countOf(measure: Measure, { numerator, denominator }: CalculatedFigure): string {
  if (denominator === undefined) return number(numerator)
  return measure.denominator.kind === 'rate'
    ? `${number(numerator)} among ${number(denominator)}`
    : `${number(numerator)}\u00a0of\u00a0${number(denominator)}`
}

function sectionsOf(
  scheme: Scheme,
  measure: Measure,
  rows: readonly CompareRow[],
  order: Order,
): readonly CompareSection[] {
  const base = largeMeasure(scheme, measure.code)?.baseNoun.many
  const headings = {
    compared: undefined,
    few:
      base === undefined
        ? 'Few cases: kept apart, too few to tell'
        : `Few ${base}: kept apart, too few to tell`,
    'not-compared': `In no group of similar ${scheme.site.authorityWords.many}: shown, not compared`,
    nothing: 'Without a number in this year',
  } as const satisfies Record<CompareSection['kind'], string | undefined>
  const kinds = ['compared', 'few', 'not-compared', 'nothing'] as const
  return kinds
    .map((kind) => ({
      kind,
      heading: headings[kind],
      rows: rows.filter((row) => kindOf(measure, row) === kind).sort(comparer(order)),
    }))
    .filter((section) => section.rows.length > 0)
}

function kindOf(measure: Measure, { view }: CompareRow): CompareSection['kind'] {
  if (view?.figure.state !== 'calculated') return 'nothing'
  if (view.isFew) return 'few'
  // Where no comparison is made of anybody, nobody stands apart for it.
  return view.verdict || !measure.comparisonWords ? 'compared' : 'not-compared'
}

function comparer(order: Order): (one: CompareRow, other: CompareRow) => number {
  const byName = (one: CompareRow, other: CompareRow) =>
    one.authority.officialName.localeCompare(other.authority.officialName, 'en-GB')
  switch (order) {
    case 'name':
      return byName
    case 'highest':
      return (one, other) => rateOf(other) - rateOf(one) || byName(one, other)
    case 'lowest':
      return (one, other) => rateOf(one) - rateOf(other) || byName(one, other)
    case 'base':
      return (one, other) => baseOf(other) - baseOf(one) || byName(one, other)
  }
}

function rateOf({ view }: CompareRow): number {
  return view?.share ?? -1
}

function baseOf({ view }: CompareRow): number {
  return view?.figure.state === 'calculated' ? (view.figure.denominator ?? 0) : -1
}
