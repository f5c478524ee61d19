import type { CountedSet, Measure, Scheme } from '../../scheme/scheme.ts'
import type { ExpectedColumn } from './column-recognition.ts'
import { spellingKey } from './spelling.ts'

/** The three tables that are published for a year. */
export const totalsTables = ['received', 'decided', 'compliance'] as const
export type TotalsTable = (typeof totalsTables)[number]

export type TotalsColumnKey =
  | 'authority'
  | 'group'
  | 'total'
  | `count:${string}`
  | `rate:${string}`
  | `average:${string}`

export type TotalsColumn = ExpectedColumn<TotalsColumnKey>

/** The columns of one of the three tables; docs/data-dictionary.md explains each of them. */
export function totalsColumns(scheme: Scheme, table: TotalsTable): readonly TotalsColumn[] {
  return [
    {
      key: 'authority',
      heading: 'Authority',
      alsoSpelt: ['Authority name', 'Local authority', 'Council', 'Organisation', 'Body'],
      isRequired: true,
    },
    {
      key: 'group',
      heading: 'Group',
      alsoSpelt: ['Authority type', 'Type of authority', 'Council type', 'Type'],
      isRequired: false,
    },
    ...countColumns(scheme, table),
    { key: 'total', heading: 'Total', alsoSpelt: totalSpellings[table], isRequired: false },
    ...measuresOf(scheme, table).flatMap(measureColumns),
  ]
}

/** The table whose counts the headings have most of; undefined where they have fewer than two. */
export function recogniseTotalsTable(scheme: Scheme, headings: readonly string[]): TotalsTable | undefined {
  const keys = new Set(headings.map(spellingKey))
  const ranked = totalsTables
    .map((table) => ({
      table,
      found: countColumns(scheme, table).filter((column) => isIn(column, keys)).length,
    }))
    .sort((a, b) => b.found - a.found)
  const [best] = ranked
  return best && best.found >= 2 ? best.table : undefined
}

/** The counted sets that a table states. */
export function countedSetsOf(scheme: Scheme, table: TotalsTable): readonly CountedSet[] {
  const sets = {
    received: scheme.categories.map(({ code }) => `received:${code}` as const),
    decided: scheme.outcomes.map(({ code }) => `decided:${code}` as const),
    compliance: [
      ...scheme.complianceOutcomes.map(({ code }) => `complied:${code}` as const),
      'remedied-before' as const,
    ],
  }
  return sets[table]
}

/** The measures whose rates and averages stand in a table: those that count what the table counts. */
export function measuresOf(scheme: Scheme, table: TotalsTable): readonly Measure[] {
  const sets = new Set(countedSetsOf(scheme, table))
  return scheme.measures.filter(
    (measure) => measure.denominator.kind !== 'none' && measure.numerator.every((set) => sets.has(set)),
  )
}

const totalSpellings: Readonly<Record<TotalsTable, readonly string[]>> = {
  received: ['Total received', 'Grand total', 'All'],
  decided: ['Total decided', 'Total decisions', 'Grand total', 'All'],
  compliance: ['Compliance outcomes', 'Total compliance outcomes', 'Cases with compliance outcomes', 'All'],
}

function countColumns(scheme: Scheme, table: TotalsTable): readonly TotalsColumn[] {
  const entries = {
    received: scheme.categories,
    decided: scheme.outcomes,
    compliance: scheme.complianceOutcomes,
  }[table]
  const prefix = table === 'compliance' ? 'complied' : table
  const columns = entries.map((entry): TotalsColumn => {
    return {
      key: `count:${prefix}:${entry.code}`,
      heading: entry.name,
      alsoSpelt: entry.alsoSpelt,
      isRequired: true,
    }
  })
  if (table !== 'compliance') return columns
  const remedied: TotalsColumn = {
    key: 'count:remedied-before',
    heading: 'Satisfactory remedies',
    alsoSpelt: ['Remedied before', 'Satisfactory remedy count', 'Satisfactory remedy cases'],
    isRequired: false,
  }
  return [...columns, remedied]
}

function measureColumns(measure: Measure): readonly TotalsColumn[] {
  const names = [measure.name, ...measure.alsoSpelt]
  return [
    {
      key: `rate:${measure.code}`,
      heading: measure.name,
      alsoSpelt: names.flatMap((name) => [name, `${name} percentage`]),
      isRequired: false,
    },
    {
      key: `average:${measure.code}`,
      heading: `Average ${lowerFirst(measure.name)}`,
      alsoSpelt: names.flatMap((name) => [
        `Average ${name}`,
        `Average ${name} of similar authorities`,
        `${name} average`,
        `${name} of similar authorities`,
      ]),
      isRequired: false,
    },
  ]
}

function isIn(column: TotalsColumn, keys: ReadonlySet<string>): boolean {
  return [column.heading, ...column.alsoSpelt].some((spelling) => keys.has(spellingKey(spelling)))
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
