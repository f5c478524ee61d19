import { printYear } from '../../scheme/printed-dates.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { type EarlyWarning, earlyWarnings, type UpheldByArea } from '../../statistics/early-warning.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'
import { formatRate } from '../../statistics/rounding.ts'
import type { AreaFacts } from '../charts/area-bars.ts'

/** Whether a service area has more upheld than its own past leads to expect. */
export type EarlyWarningView = {
  readonly warnings: readonly AreaWarning[]
  /** How rarely chance alone would warn of an authority like this one. */
  readonly chance: string
  /** "21 of 24 upheld decisions of 2023-24 are published; only those are counted here." */
  readonly published: string | undefined
}

export type AreaWarning = {
  readonly category: string
  readonly name: string
  /** How many upheld decisions of the year there are to read. */
  readonly decisionCount: number
  /** "9 upheld". */
  readonly strong: string
  /** ", where 4 would be expected from its past". */
  readonly rest: string
  readonly facts: AreaFacts
}

/**
 * Of a year at least so many of its upheld decisions must be published to be held against another: what is missing,
 * or has been taken down after its time, would look like a change.
 */
const leastPublished = 4 / 5

/**
 * Early warning as the public can see it, from published decisions alone: how many are withheld is known by year, never
 * by service area. Undefined where too few of the year's decisions are published, or of every year before.
 */
export function earlyWarningView(
  scheme: Scheme,
  year: ReportingYear,
  years: readonly YearlyFigures[],
  published: ReadonlyMap<ReportingYear, UpheldByArea>,
): EarlyWarningView | undefined {
  const upheld = new Map(years.map((figures) => [figures.year, upheldIn(scheme, figures)]))
  const known = new Map<ReportingYear, UpheldByArea>()
  for (const [ofYear, count] of upheld) {
    const areas: UpheldByArea = published.get(ofYear) ?? new Map()
    if (count !== undefined && sumOf(areas) >= count * leastPublished) known.set(ofYear, areas)
  }
  const found = earlyWarnings(scheme, year, known)
  const count = upheld.get(year)
  if (!found || count === undefined) return undefined
  const inYear = sumOf(known.get(year) ?? new Map())
  return {
    warnings: found.warnings.map((warning) => areaWarning(scheme, year, warning, known)),
    chance: chanceInWords(scheme, found.expectedByChance),
    published:
      inYear < count
        ? `${inYear} of ${count} upheld decisions of ${printYear(scheme, year)} are published; only those are counted here.`
        : undefined,
  }
}

/** How many complaints were upheld in a year, by the measure that counts just them. */
function upheldIn(scheme: Scheme, { figures }: YearlyFigures): number | undefined {
  const upheld = scheme.outcomes.filter(({ isUpheld }) => isUpheld).map(({ code }) => `decided:${code}`)
  for (const { code, numerator, denominator } of scheme.measures) {
    const countsUpheld =
      denominator.kind === 'share' &&
      numerator.length === upheld.length &&
      numerator.every((set) => upheld.includes(set))
    const figure = countsUpheld ? figures.get(code) : undefined
    if (figure?.state === 'nothing-to-report') return 0
    if (figure?.state === 'calculated') return figure.numerator
  }
  return undefined
}

function sumOf(areas: UpheldByArea): number {
  return [...areas.values()].reduce((sum, count) => sum + count, 0)
}

function areaWarning(
  scheme: Scheme,
  year: ReportingYear,
  { category, upheld, earlier }: EarlyWarning,
  known: ReadonlyMap<ReportingYear, UpheldByArea>,
): AreaWarning {
  const name = scheme.categories.find(({ code }) => code === category)?.name ?? category
  const expected = formatRate(earlier.upheld, earlier.yearCount, 1)
  const before = [...known.keys()].filter((other) => other < year).sort((one, other) => one - other)
  return {
    category,
    name,
    decisionCount: upheld,
    strong: `${upheld} upheld`,
    rest: `, where ${expected === '0' ? 'none' : expected} would be expected from its past`,
    facts: {
      years: [...before.slice(-earlier.yearCount), year].map((of) => ({
        year: of,
        name: printYear(scheme, reportingYear(of)),
        count: known.get(of)?.get(category) ?? 0,
      })),
      expected: earlier.upheld / earlier.yearCount,
    },
  }
}

/** The sum over all areas of one authority, turned round: so rare are false alarms about one like it. */
function chanceInWords({ site }: Scheme, expectedByChance: number): string {
  const { one, many } = site.authorityWords
  if (expectedByChance < 0.001)
    return `Chance alone would warn of fewer than one such ${one} in 1,000 a year.`
  const every = Math.round(1 / expectedByChance)
  return every <= 1
    ? `Chance alone would warn of every such ${one} each year.`
    : `Of ${every.toLocaleString('en-GB')} ${many} like this one, chance alone would warn of one each year.`
}
