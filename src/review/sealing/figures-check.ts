import { canonicalJson } from '../../audit/audit-chain.ts'
import type { CountedSet, Measure, Scheme } from '../../scheme/scheme.ts'
import { groupAverages } from '../../statistics/assembled-figures.ts'
import type { Figure } from '../../statistics/figure.ts'
import { figureFromCounts, methodVersion } from '../../statistics/figures-from-counts.ts'
import type { Difference } from './difference.ts'
import type { AuthorityRecord, RecordedFigure, ReviewRecord } from './review-record.ts'

/**
 * Calculates everything in a record again that its counts give: figures from counted sets and residents, averages from
 * figures, national counts from counted sets. What was published elsewhere stands as it was published there, and the
 * counts by category cannot be told from the sets.
 */
export function figureDifferences(scheme: Scheme, record: ReviewRecord): readonly Difference[] {
  return [
    ...record.authorities.flatMap((authority) => ownDifferences(scheme, authority)),
    ...averageDifferences(scheme, record),
    ...nationalDifferences(record),
  ]
}

function ownDifferences(scheme: Scheme, authority: AuthorityRecord): Difference[] {
  const { slug, figures } = authority
  const differ = (what: string): Difference => ({ slug, what })
  return figures.flatMap((recorded) => {
    const measure = scheme.measures.find(({ code }) => code === recorded.measure)
    if (!measure) return [differ(`"${recorded.measure}" is no measure of this scheme.`)]
    if (recorded.methodVersion !== methodVersion) {
      return [
        differ(
          `${measure.name} was calculated by version ${recorded.methodVersion} of the method, and this is version ${methodVersion}.`,
        ),
      ]
    }
    if (recorded.origin === 'published-letter') return []
    const expected = rowOf(figureFromCounts(measure, countsOf(authority), basesOf(scheme, authority)))
    if (isSame(expected, recorded) || isLateCasesAlone(measure, recorded)) return []
    return [differ(`${measure.name} is ${said(recorded)}, and its counts give ${said(expected)}.`)]
  })
}

/** The late cases of a closed authority have no rate, whatever its last population. */
function isLateCasesAlone(measure: Measure, recorded: RecordedFigure): boolean {
  return measure.denominator.kind === 'rate' && recorded.state === 'not-calculated'
}

function averageDifferences(scheme: Scheme, { common, authorities }: ReviewRecord): Difference[] {
  const members = authorities.map(({ figures }) => ({
    comparisonGroup: figures[0]?.comparisonGroup ?? null,
    figures: new Map(figures.map((figure) => [figure.measure, figureOf(figure)])),
  }))
  const expected = [...groupAverages(scheme, members)].flatMap(([comparisonGroup, averages]) =>
    [...averages].map(([measure, average]) => ({ comparisonGroup, measure, ...average })),
  )
  const nameOf = (one: { comparisonGroup: string; measure: string }) =>
    `the average of ${one.measure} for ${one.comparisonGroup}`
  return unlike(common.averages, expected, nameOf)
}

function nationalDifferences({ common, authorities }: ReviewRecord): Difference[] {
  const sums = new Map<string, Sum>()
  for (const { membership, countedSets } of authorities) {
    const comparisonGroup = membership?.comparisonGroup ?? null
    for (const { set, count } of countedSets) {
      const key = `${comparisonGroup} ${set}`
      const before = sums.get(key)?.count ?? 0
      sums.set(key, { comparisonGroup, counted: set, category: null, count: before + count })
    }
  }
  const recorded = common.nationalCounts.filter(
    ({ counted, category }) => category === null && !counted.startsWith('agreed:'),
  )
  return unlike(
    recorded,
    [...sums.values()],
    ({ comparisonGroup, counted }) => `the sum of ${counted} for ${comparisonGroup ?? 'no group'}`,
  )
}

type Sum = {
  readonly comparisonGroup: string | null
  readonly counted: string
  readonly category: null
  readonly count: number
}

/** One difference for each thing that is recorded otherwise than expected, or only on one side. */
function unlike<Item extends object>(
  recorded: readonly Item[],
  expected: readonly Item[],
  nameOf: (item: Item) => string,
): Difference[] {
  const byName = (items: readonly Item[]) => new Map(items.map((item) => [nameOf(item), canonical(item)]))
  const [one, other] = [byName(recorded), byName(expected)]
  const names = [...new Set([...one.keys(), ...other.keys()])]
  return names
    .filter((name) => one.get(name) !== other.get(name))
    .map((name) => ({ slug: null, what: `What is recorded as ${name} is not what the authorities give.` }))
}

function canonical(item: object): string {
  return canonicalJson(JSON.parse(JSON.stringify(item)))
}

function countsOf({ countedSets }: AuthorityRecord): ReadonlyMap<CountedSet, number> {
  // Sets are named by the scheme; one that no measure asks for is not looked at.
  return new Map(countedSets.map(({ set, count }) => [set as CountedSet, count]))
}

function basesOf(scheme: Scheme, { residents }: AuthorityRecord): ReadonlyMap<string, number> {
  return new Map(residents === null ? [] : [[scheme.population.counted, residents]])
}

type Row = Pick<RecordedFigure, 'state' | 'numerator' | 'denominator'>

function rowOf(figure: Figure): Row {
  if (figure.state === 'calculated') {
    return { state: 'calculated', numerator: figure.numerator, denominator: figure.denominator ?? null }
  }
  return {
    state: figure.state,
    numerator: null,
    denominator: figure.state === 'nothing-to-report' ? 0 : null,
  }
}

function figureOf({ state, numerator, denominator }: RecordedFigure): Figure {
  if (state === 'nothing-to-report') return { state }
  if (state !== 'calculated' || numerator === null) return { state: 'not-calculated' }
  return denominator === null
    ? { state: 'calculated', numerator }
    : { state: 'calculated', numerator, denominator }
}

function isSame(one: Row, other: Row): boolean {
  return (
    one.state === other.state && one.numerator === other.numerator && one.denominator === other.denominator
  )
}

function said({ state, numerator, denominator }: Row): string {
  if (state === 'nothing-to-report') return 'nothing to report'
  if (state !== 'calculated' || numerator === null) return 'not calculated'
  return denominator === null ? String(numerator) : `${numerator} of ${denominator}`
}
