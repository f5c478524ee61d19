import type { CountedSet, Measure, Scheme } from '../../scheme/scheme.ts'
import type { AuthorityLookup, NamedAuthority } from './authority-lookup.ts'
import { spellingKey } from './spelling.ts'
import { fitsCounts, readStatedRate, type StatedRate } from './stated-rate.ts'
import { countedSetsOf, measuresOf, type TotalsColumnKey, type TotalsTable } from './totals-column.ts'

/** What one row of a published table says about an authority and its year. */
export type TotalsRow = {
  readonly authority: NamedAuthority
  /** The comparison group the table names; null for none, undefined where the table has no such column. */
  readonly comparisonGroup: string | null | undefined
  readonly counts: ReadonlyMap<CountedSet, number>
  /** By measure code. */
  readonly rates: ReadonlyMap<string, StatedRate>
  readonly averages: ReadonlyMap<string, StatedRate>
}

type TotalsCellProblem = {
  readonly column: TotalsColumnKey
  readonly value: string
  readonly problem: string
  readonly advice: string
}

/** A published number that does not follow from the others; it is kept as published. */
type TotalsFinding = {
  readonly column: TotalsColumnKey
  readonly value: string
  readonly finding: string
}

type TotalsRowReading =
  | { readonly kind: 'row'; readonly row: TotalsRow; readonly findings: readonly TotalsFinding[] }
  | { readonly kind: 'problems'; readonly problems: readonly TotalsCellProblem[] }
  /** The row adds up the table, and says nothing about any one authority. */
  | { readonly kind: 'sum' }

export type ReadTotalsRow = (
  cell: (key: TotalsColumnKey) => string,
  has: (key: TotalsColumnKey) => boolean,
) => TotalsRowReading

/** Makes the reader of one published table's rows. Every problem of a row is found, not only its first. */
export function totalsRowReader(
  scheme: Scheme,
  table: TotalsTable,
  authorities: AuthorityLookup,
): ReadTotalsRow {
  const countedSets = countedSetsOf(scheme, table)
  const measures = measuresOf(scheme, table)
  const groups = groupSpellings(scheme)

  return (cell, has) => {
    if (sumNames.has(spellingKey(cell('authority')))) return { kind: 'sum' }
    const problems: TotalsCellProblem[] = []
    const refuse = (column: TotalsColumnKey, problem: string, advice: string) => {
      problems.push({ column, value: cell(column), problem, advice })
      return undefined
    }
    const authority = authorityIn()
    const comparisonGroup = has('group') ? groupIn() : undefined
    const counts = new Map<CountedSet, number>()
    for (const set of countedSets) {
      const column = `count:${set}` as const
      const count = has(column) ? countIn(column) : undefined
      if (count !== undefined) counts.set(set, count)
    }
    checkTotal()
    const rates = statedIn('rate')
    const averages = statedIn('average')
    if (problems.length > 0 || authority === undefined) return { kind: 'problems', problems }
    const row = { authority, comparisonGroup, counts, rates, averages }
    return { kind: 'row', row, findings: findingsOf(row, measures, cell) }

    function authorityIn(): NamedAuthority | undefined {
      const text = cell('authority')
      if (text === '') return refuse('authority', 'The authority is missing', 'Write its official name.')
      const found = authorities.find(text)
      if (found.kind === 'known') return found.authority
      if (found.kind === 'ambiguous') {
        return refuse('authority', `This may be ${found.names.join(' or ')}`, 'Write the official name.')
      }
      return refuse(
        'authority',
        'There is no such authority',
        found.nearest === undefined
          ? 'Write its official name, or remove the row if it is a note.'
          : `The nearest known is ${found.nearest}.`,
      )
    }

    function groupIn(): string | null | undefined {
      const text = cell('group')
      if (text === '' || spellingKey(text) === 'none') return null
      const known = scheme.comparisonGroups.map(({ code }) => code).join(', ')
      return (
        groups.get(spellingKey(text)) ??
        refuse('group', 'There is no such comparison group', `Write ${known}, or none.`)
      )
    }

    function countIn(column: TotalsColumnKey): number | undefined {
      const text = cell(column).replaceAll(',', '')
      if (/^\d{1,9}$/.test(text)) return Number(text)
      return text === ''
        ? refuse(column, 'The number is missing', 'Write 0 where there were none.')
        : refuse(column, 'This is not a whole number', 'Write digits only.')
    }

    function checkTotal() {
      const stated = has('total') ? countIn('total') : undefined
      if (stated === undefined || problems.length > 0) return
      const parts = [...counts].filter(([set]) => set !== 'remedied-before')
      const sum = parts.reduce((total, [, count]) => total + count, 0)
      if (sum !== stated) {
        refuse(
          'total',
          `The parts of the row add up to ${sum}`,
          'Correct the total or the part that is wrong.',
        )
      }
    }

    function statedIn(kind: 'rate' | 'average'): ReadonlyMap<string, StatedRate> {
      const stated = new Map<string, StatedRate>()
      for (const measure of measures) {
        const column = `${kind}:${measure.code}` as const
        const text = cell(column)
        if (nothingWords.has(text.toLowerCase())) continue
        const rate = readStatedRate(text)
        if (rate === undefined) {
          refuse(column, 'This is not a rate', 'Write 80, 80% or 80.25, or leave the cell empty.')
        } else if (measure.denominator.kind === 'share' && rate.digits > 100 * 10 ** rate.decimals) {
          refuse(column, 'This is more than 100%', 'Correct the rate.')
        } else {
          stated.set(measure.code, rate)
        }
      }
      return stated
    }
  }
}

/** The numerator and denominator of a share, where the table states everything it needs. */
export function shareOf(
  measure: Measure,
  counts: ReadonlyMap<CountedSet, number>,
): { numerator: number; denominator: number } | undefined {
  if (measure.denominator.kind !== 'share') return undefined
  const numerator = sumOf(measure.numerator, counts)
  const denominator = sumOf(measure.denominator.of, counts)
  return numerator === undefined || denominator === undefined ? undefined : { numerator, denominator }
}

function findingsOf(
  row: TotalsRow,
  measures: readonly Measure[],
  cell: (key: TotalsColumnKey) => string,
): readonly TotalsFinding[] {
  return measures.flatMap((measure) => {
    const stated = row.rates.get(measure.code)
    const share = shareOf(measure, row.counts)
    if (stated === undefined || share === undefined) return []
    const { numerator, denominator } = share
    const isFitting = denominator > 0 && fitsCounts(stated, numerator, denominator, 100)
    if (isFitting) return []
    const column = `rate:${measure.code}` as const
    const finding = `The published rate does not fit the row's own counts, ${numerator} of ${denominator}`
    return [{ column, value: cell(column), finding }]
  })
}

function sumOf(sets: readonly CountedSet[], counts: ReadonlyMap<CountedSet, number>): number | undefined {
  let sum = 0
  for (const set of sets) {
    const count = counts.get(set)
    if (count === undefined) return undefined
    sum += count
  }
  return sum
}

/** Groups by code and plural, and by the names of the kind that bears the same code. */
function groupSpellings(scheme: Scheme): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>()
  for (const { code, plural } of scheme.comparisonGroups) {
    const kind = scheme.authorityKinds.find((candidate) => candidate.code === code)
    for (const name of [code, plural, kind?.name ?? code, kind?.plural ?? code]) {
      spellings.set(spellingKey(name), code)
    }
  }
  return spellings
}

const sumNames: ReadonlySet<string> = new Set(['total', 'totals', 'grandtotal', 'allauthorities'])
const nothingWords: ReadonlySet<string> = new Set(['', '-', '–', 'n/a', 'na', 'none'])
