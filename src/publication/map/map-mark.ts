import type { KnownAuthority, Place } from '../../authorities/authority.ts'
import type { CycleAuthority } from '../../cycle/cycle.ts'
import { firstDay, lastDay } from '../../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import type { MapMeasure } from '../../scheme/scheme-map.ts'
import { comparisonSentence, type Verdict, verdictOf } from '../../statistics/comparison.ts'
import type { Figure, GroupAverage, YearlyFigures } from '../../statistics/figure.ts'
import { failureToComply, printFigure } from '../../statistics/figure-wording.ts'
import { nothingWords } from '../../statistics/nothing-words.ts'
import { measureOf } from '../site/measure-view.ts'
import { baseWords, number } from '../site/measure-words.ts'
import { type Shade, shadeOf } from './map-class.ts'
import type { MapQuestion } from './map-question.ts'

/** How one authority stands on the map and in its table. */
export type MapMark = {
  readonly slug: string
  readonly name: string
  readonly kind: string
  readonly region: string
  readonly gssCode: string | null
  readonly centre: Place
  readonly comparisonGroup: string | null
  readonly figure: Figure
  readonly average: GroupAverage | undefined
  readonly verdict: Verdict | undefined
  /** What it is counted among, which a circle's area shows; undefined where that is not known. */
  readonly base: number | undefined
  readonly state: MarkState
  /** In the column of values: "75%", "1 of 2", "none". */
  readonly value: string
  /** "75% upheld, 18 of 24 investigated". */
  readonly sentence: string
  /** "Similar councils 79%. No clear difference."; empty where nothing is compared. */
  readonly comparison: string
  /** Said first where agreed actions were not carried out, however few. */
  readonly failure: string | undefined
}

/**
 * `few`: no result that is possible at this base could stand apart from similar authorities, or there are none
 * to stand apart from. `none`: there is nothing to count among. `unknown`: not calculated for this year.
 */
export type MarkState =
  | { readonly kind: 'shade'; readonly shade: Shade }
  | { readonly kind: 'few' }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }

/** What a year's map is drawn from. */
export type MapFacts = {
  readonly authorities: readonly KnownAuthority[]
  readonly members: readonly CycleAuthority[]
  readonly figures: ReadonlyMap<number, YearlyFigures>
}

/** Everybody who stands on a layer of a year's map, from A to Z. */
export function mapMarks(
  scheme: Scheme,
  { measure: mapMeasure, year, layer }: Pick<MapQuestion, 'measure' | 'year' | 'layer'>,
  { authorities, members, figures }: MapFacts,
): readonly MapMark[] {
  const measure = measureOf(scheme, mapMeasure.measure)
  if (!measure) throw new Error(`the scheme has no measure ${mapMeasure.measure} for its map`)
  const [first, last] = [firstDay(scheme, year), lastDay(scheme, year)]
  const onMap = new Map(members.filter(({ isOnMap }) => isOnMap).map((member) => [member.slug, member]))
  return authorities
    .flatMap((authority) => {
      const member = onMap.get(authority.slug)
      if (!member || authority.centre === null || !layer.kinds.includes(authority.kind)) return []
      // A body that closed before may still have late cases; its area is another's by now.
      if ((authority.endsOn ?? last) < first || (authority.startsOn ?? first) > last) return []
      const { slug, shortName: name, kind, region, gssCode, centre, id } = authority
      return {
        ...{ slug, name, kind, gssCode, centre, region: region ?? '' },
        comparisonGroup: member.comparisonGroup,
        ...standing(scheme, mapMeasure, measure, figures.get(id)),
      }
    })
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'))
}

type Standing = Omit<MapMark, 'slug' | 'name' | 'kind' | 'region' | 'gssCode' | 'centre' | 'comparisonGroup'>

function standing(
  scheme: Scheme,
  mapMeasure: MapMeasure,
  measure: Measure,
  yearly: YearlyFigures | undefined,
): Standing {
  const figure: Figure = yearly?.figures.get(measure.code) ?? { state: 'not-calculated' }
  const average = figure.state === 'calculated' ? yearly?.averages.get(measure.code) : undefined
  const verdict = verdictOf(measure, figure, average)
  const share = shareBehind(scheme, measure)
  const shareFigure: Figure = yearly?.figures.get(share.code) ?? { state: 'not-calculated' }
  const facts = { figure, average, verdict, base: baseOf(shareFigure) }
  if (figure.state === 'not-calculated' || facts.base === undefined) {
    return { ...facts, ...unknown(measure) }
  }
  if (facts.base === 0) return { ...facts, ...nothing(scheme, share, yearly) }
  if (figure.state === 'nothing-to-report') return { ...facts, ...nothing(scheme, measure, yearly) }

  const ownVerdict = verdict === 'higher' || verdict === 'lower' ? verdict : undefined
  const shareVerdict = verdictOf(share, shareFigure, yearly?.averages.get(share.code))
  const isFew = !ownVerdict && (shareVerdict === undefined || shareVerdict === 'too-few-to-tell')
  const words = {
    sentence: sentenceOf(measure, figure),
    comparison: comparisonOf(scheme, measure, average, verdict, isFew),
    failure: failureToComply(scheme, measure, figure),
  }
  const { numerator, denominator } = figure
  if (!isFew) {
    const shade = shadeOf(mapMeasure, measure, figure)
    return { ...facts, ...words, state: { kind: 'shade', shade }, value: printFigure(measure, figure) }
  }
  const value =
    measure.denominator.kind === 'share' && denominator !== undefined
      ? `${number(numerator)} of ${number(denominator)}`
      : `${number(numerator)} ${measure.wording.counted}`
  return { ...facts, ...words, state: { kind: 'few' }, value }
}

/**
 * The share whose base a measure rests on: its own, or for a rate that of the share with the same numerator. A
 * rate of so many residents says no more than the few investigations behind it.
 */
export function shareBehind(scheme: Scheme, measure: Measure): Measure {
  const behind = scheme.site.largeMeasures.find(({ rate }) => rate === measure.code)
  return (behind && measureOf(scheme, behind.measure)) ?? measure
}

function baseOf(figure: Figure): number | undefined {
  if (figure.state === 'nothing-to-report') return 0
  return figure.state === 'calculated' ? figure.denominator : undefined
}

function unknown(
  measure: Measure,
): Pick<Standing, 'state' | 'value' | 'sentence' | 'comparison' | 'failure'> {
  return {
    state: { kind: 'unknown' },
    value: 'not calculated',
    sentence: `${measure.name} was not calculated`,
    comparison: '',
    failure: undefined,
  }
}

function nothing(
  scheme: Scheme,
  measure: Measure,
  yearly: YearlyFigures | undefined,
): Pick<Standing, 'state' | 'value' | 'sentence' | 'comparison' | 'failure'> {
  const words = yearly ? nothingWords(scheme, measure, yearly) : measure.wording.nothing
  return {
    state: { kind: 'none' },
    value: 'none',
    sentence: words.shown.join(' '),
    comparison: words.why,
    failure: undefined,
  }
}

function sentenceOf(measure: Measure, figure: Figure & { readonly state: 'calculated' }): string {
  const { numerator, denominator } = figure
  const printed = printFigure(measure, figure)
  if (denominator === undefined) return `${printed} ${measure.wording.counted}`
  if (measure.denominator.kind === 'rate') {
    const { per, base } = measure.denominator
    return `${printed} per ${number(per)} ${base}, ${number(numerator)} ${measure.wording.counted} among ${number(denominator)}`
  }
  return `${printed} ${measure.wording.counted}, ${baseWords(measure, numerator, denominator)}`
}

function comparisonOf(
  scheme: Scheme,
  measure: Measure,
  average: GroupAverage | undefined,
  verdict: Verdict | undefined,
  isFew: boolean,
): string {
  if (!average || average.denominator === 0 || verdict === undefined) return 'Not compared with others.'
  const { numerator, denominator } = average
  const printed = printFigure(measure, { state: 'calculated', numerator, denominator })
  const [finding] = comparisonSentence(measure, isFew ? 'too-few-to-tell' : verdict).split(/[:.]/)
  return `Similar ${scheme.site.authorityWords.many} ${printed}. ${finding}.`
}
